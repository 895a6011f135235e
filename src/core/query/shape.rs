//! A compact notation of queries for tests: `stent -"case report" (a | b~)`. A tilde follows a word still being
//! typed, a circumflex follows capitals, a plus separates the parts of a word.

use super::{Node, Notice, Occur, Query, Word, parse};

/// Checks what a text asks for, where nothing in it is reported.
#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    check_with_notices(text, expected, &[]);
}

/// Checks what a text asks for, and each notice as its reason and the text it is about.
#[track_caller]
pub(super) fn check_with_notices(text: &str, expected: &str, notices: &[&str]) {
    let parsed = parse(text);
    assert_eq!(shape(&parsed.query), expected, "{text}");
    let about = |notice: &Notice| {
        let typed = text.get(notice.span.clone()).unwrap();
        format!("{:?} {typed}", notice.reason)
    };
    let reported: Vec<_> = parsed.notices.iter().map(about).collect();
    assert_eq!(reported, notices, "{text}");
}

pub(super) fn shape(query: &Query) -> String {
    let mut parts: Vec<_> = query.sort.iter().map(|sort| format!("{sort:?}")).collect();
    parts.extend(query.clauses.iter().map(|clause| {
        let sign = match clause.occur {
            Occur::Must => "",
            Occur::MustNot => "-",
        };
        format!("{sign}{}", node(&clause.node))
    }));
    parts.join(" ")
}

fn node(of: &Node) -> String {
    match of {
        Node::Word(of) => word(of),
        Node::Exact(of) => format!("={}", word(of)),
        Node::Phrase(phrase) => format!("{:?}", phrase.terms.join(" ")),
        Node::Title(inside) => format!("Title:{}", node(inside)),
        Node::Facet(group, ids) => format!("{group:?}:{}", ids.join(",")),
        Node::Concept(kind, names) => format!("{kind:?}:{}", names.join(",")),
        Node::Days(first, last) => {
            let day = |day: &Option<_>| day.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}..{}", day(first), day(last))
        }
        Node::Recent(days) => format!("last {days}"),
        Node::Nothing => "nothing".to_owned(),
        Node::Any(queries) => {
            let alternatives: Vec<_> = queries.iter().map(shape).collect();
            format!("({})", alternatives.join(" | "))
        }
    }
}

fn word(word: &Word) -> String {
    let parts: Vec<_> = word.parts.iter().map(|(term, _)| term.as_str()).collect();
    let joined = (parts.len() > 1).then(|| parts.concat());
    assert_eq!(word.joined, joined);
    let end = match (word.is_prefix, word.has_star) {
        (false, false) => "",
        (true, false) => "~",
        (true, true) => "*",
        (false, true) => panic!("a star without a prefix"),
    };
    let capital = if word.is_capital { "^" } else { "" };
    parts.join("+") + end + capital
}
