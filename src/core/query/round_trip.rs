//! Property tests of parsing and printing: any text parses into spans of that text, and a printed query parses to
//! itself.

use std::ops::Range;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::{
    Clause, ConceptField, Node, Notice, NoticeReason, Occur, Phrase, Query, Sort, Word, parse,
    print,
};
use crate::article::FacetGroup;
use crate::date::Day;

/// Returns the query as if typed nowhere.
fn without_spans(mut query: Query) -> Query {
    fn strip(node: &mut Node) {
        match node {
            Node::Word(word) | Node::Exact(word) => {
                word.parts.iter_mut().for_each(|(_, span)| *span = 0..0);
            }
            Node::Title(inside) => strip(inside),
            Node::Any(queries) => {
                for query in queries {
                    *query = without_spans(std::mem::take(query));
                }
            }
            _ => {}
        }
    }
    for clause in &mut query.clauses {
        clause.span = 0..0;
        strip(&mut clause.node);
    }
    query
}

#[track_caller]
fn check(text: &str, printed: &str) {
    let query = parse(text).query;
    assert_eq!(print(&query), printed, "{text}");
    assert_eq!(
        without_spans(parse(printed).query),
        without_spans(query),
        "{text}"
    );
}

/// Checks that clauses lie one behind the other within their range, and so does what is in them.
fn check_spans(text: &str, query: &Query, within: &Range<usize>) -> Result<(), TestCaseError> {
    let mut end = within.start;
    for Clause { node, span, .. } in &query.clauses {
        prop_assert!(end <= span.start && span.start < span.end && span.end <= within.end);
        prop_assert!(text.get(span.clone()).is_some());
        end = span.end;
        check_node_spans(text, node, span)?;
    }
    Ok(())
}

fn check_node_spans(text: &str, node: &Node, within: &Range<usize>) -> Result<(), TestCaseError> {
    match node {
        Node::Word(word) | Node::Exact(word) => {
            let mut end = within.start;
            prop_assert!(!word.parts.is_empty());
            for (_, span) in &word.parts {
                prop_assert!(end <= span.start && span.end <= within.end);
                prop_assert!(text.get(span.clone()).is_some());
                end = span.end;
            }
        }
        Node::Phrase(phrase) => prop_assert!(!phrase.terms.is_empty()),
        Node::Title(inside) => check_node_spans(text, inside, within)?,
        Node::Any(queries) => {
            let mut rest = within.clone();
            prop_assert!(!queries.is_empty());
            for query in queries {
                prop_assert!(!query.is_empty());
                check_spans(text, query, &rest)?;
                rest.start = query
                    .clauses
                    .last()
                    .map_or(rest.start, |clause| clause.span.end);
            }
        }
        Node::Facet(_, values) | Node::Concept(_, values) => prop_assert!(!values.is_empty()),
        Node::Days(first, last) => prop_assert!(first.is_some() || last.is_some()),
        Node::Recent(days) => prop_assert!(*days > 0),
        Node::Nothing => {}
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), TestCaseError> {
    let parsed = parse(text);
    check_spans(text, &parsed.query, &(0..text.len()))?;
    let starts: Vec<_> = parsed
        .notices
        .iter()
        .map(|notice| notice.span.start)
        .collect();
    prop_assert!(starts.is_sorted());
    for notice in parsed.notices {
        prop_assert!(text.get(notice.span).is_some_and(|about| !about.is_empty()));
    }
    let printed = print(&parsed.query);
    let again = without_spans(parse(&printed).query);
    prop_assert_eq!(again, without_spans(parsed.query), "{:?}", printed);
    Ok(())
}

/// Pieces of the language, whole and broken, between bars of their own.
const PIECES: &str = " ¦  ¦\u{a0}¦-¦--¦=¦*¦(¦)¦(¦)¦|¦\"¦«¦»¦“¦”¦,¦.¦:¦/¦’¦ʼ¦OR¦OU¦ OR ¦ OU ¦NOT ¦SAUF ¦NOT¦or¦stent\
    ¦EVAR¦l’EP¦drug-coated¦BEST-CLI¦510(k)¦5.5¦Y-90¦Œ¦é¦e\u{301}¦TNFα¦ΔΨ¦ß¦²¦½¦\u{345}¦titre:¦source:¦tag:¦type:\
    ¦langue:¦société:¦essai:¦après:¦avant:¦date:¦is:¦has:¦tri:¦foo:¦Trial: ¦2025¦2025-03¦2024..2025¦30j¦sponsored\
    ¦tronqué¦image¦video¦fr¦\"a b\"¦date¦ancien¦thromb*";

fn fragment() -> impl Strategy<Value = String> {
    let pieces: Vec<_> = PIECES.split('¦').map(str::to_owned).collect();
    prop_oneof![
        8 => prop::sample::select(pieces).boxed(),
        1 => "\\PC".boxed(),
        1 => "[0-9.A-Za]{60,70}".boxed(),
    ]
}

fn word() -> impl Strategy<Value = Word> {
    let part = "[a-z]{1,5}|[0-9]{1,2}|[0-9]\\.[0-9]|or|not|été";
    (vec(part, 1..3), any::<bool>(), any::<bool>()).prop_map(|(parts, has_star, is_capital)| {
        let parts: Vec<String> = parts
            .into_iter()
            .map(|part| part.replace('é', "e"))
            .collect();
        let whole = parts.concat();
        let letters = whole.chars().filter(|c| c.is_alphanumeric()).count();
        let has_letter = whole.contains(|c: char| c.is_ascii_alphabetic());
        Word {
            joined: (parts.len() > 1).then_some(whole),
            parts: parts.into_iter().map(|part| (part, 0..0)).collect(),
            is_prefix: has_star,
            has_star,
            is_capital: is_capital && letters > 1 && has_letter,
        }
    })
}

fn text_node() -> impl Strategy<Value = Node> {
    prop_oneof![
        3 => word().prop_map(Node::Word).boxed(),
        1 => word().prop_map(|word| Node::Exact(Word { is_prefix: false, has_star: false, ..word })).boxed(),
        1 => vec("[a-z]{1,3}", 1..3).prop_map(|terms| Node::Phrase(Phrase { terms })).boxed(),
    ]
}

fn alternatives_of(nodes: Vec<Node>) -> Node {
    let clause = |node| Clause {
        occur: Occur::Must,
        node,
        span: 0..0,
    };
    Node::Any(
        nodes
            .into_iter()
            .map(|node| Query {
                clauses: vec![clause(node)],
                sort: None,
            })
            .collect(),
    )
}

fn leaf() -> impl Strategy<Value = Node> {
    let facet = |group, ids: &'static str| {
        btree_set(ids, 1..3).prop_map(move |ids| Node::Facet(group, ids.into_iter().collect()))
    };
    let concept = prop_oneof![Just(ConceptField::Company), Just(ConceptField::Trial)];
    let days = (any::<bool>(), any::<bool>(), 10_000..20_000, 0..999).prop_map(
        |(from, to, first, more)| {
            let day = |number| Some(Day::from_number(number));
            Node::Days(
                day(first).filter(|_| from || !to),
                day(first + more).filter(|_| to),
            )
        },
    );
    prop_oneof![
        5 => text_node().boxed(),
        1 => text_node().prop_map(|node| Node::Title(Box::new(node))).boxed(),
        1 => vec(text_node(), 2..4).prop_map(|nodes| Node::Title(Box::new(alternatives_of(nodes)))).boxed(),
        1 => facet(FacetGroup::Source, "[a-z0-9]{1,4}(-[a-z]{1,2})?").boxed(),
        1 => facet(FacetGroup::Kind, "news|sponsored|digest|podcast|video").boxed(),
        1 => facet(FacetGroup::Year, "20[0-9]{2}").boxed(),
        1 => facet(FacetGroup::Language, "fr|en").boxed(),
        1 => facet(FacetGroup::Quality, "image|truncated|duplicate").boxed(),
        1 => (concept, btree_set("[a-z]([a-z ,.:(|*-]{0,5}[a-z])?|[a-z]\"[a-z]|«[a-z]", 1..3))
            .prop_map(|(kind, names)| Node::Concept(kind, names.into_iter().collect())).boxed(),
        1 => days.boxed(),
        1 => (1..999_u32).prop_map(Node::Recent).boxed(),
    ]
}

fn clauses(node: BoxedStrategy<Node>) -> BoxedStrategy<Query> {
    let occur = prop_oneof![3 => Just(Occur::Must), 1 => Just(Occur::MustNot)];
    let clause = (occur, node).prop_map(|(occur, node)| Clause {
        occur,
        node,
        span: 0..0,
    });
    vec(clause, 1..3)
        .prop_map(|clauses| Query {
            clauses,
            sort: None,
        })
        .boxed()
}

/// Queries as `parse` gives them, few enough words and levels.
fn query() -> impl Strategy<Value = Query> {
    let node = leaf().boxed().prop_recursive(2, 8, 2, |inner| {
        vec(clauses(inner.boxed()), 1..3).prop_map(Node::Any)
    });
    let sort = prop_oneof![
        Just(Sort::Relevance),
        Just(Sort::Newest),
        Just(Sort::Oldest)
    ];
    (clauses(node.boxed()), prop::option::of(sort), any::<bool>()).prop_map(
        |(query, sort, is_typing)| {
            let mut query = Query { sort, ..query };
            if is_typing {
                leave_unfinished(&mut query);
            }
            query
        },
    )
}

/// Makes a last word still being typed.
fn leave_unfinished(query: &mut Query) {
    let Some(mut node) = query.clauses.last_mut().map(|clause| &mut clause.node) else {
        return;
    };
    loop {
        node = match node {
            Node::Word(word) => {
                let last = word.parts.last().map_or("", |(part, _)| part);
                word.is_prefix |= last.len() > 1;
                return;
            }
            Node::Title(inside) => inside,
            Node::Any(queries) => &mut queries.last_mut().unwrap().clauses.last_mut().unwrap().node,
            _ => return,
        };
    }
}

#[test]
fn printing_is_folded_and_french() {
    check(
        "Sténose AND \"Case Report\" ",
        "stenose AND \"case report\"",
    );
    check(
        "title:A,b source:\"TCT MD\" kind:video ",
        "titre:a,b source:tct-md type:video",
    );
    check(
        "company:\"W. L. Gore\",abbott,«a \"b» ",
        "société:\"w. l. gore\",abbott,«a \"b»",
    );
    check("avant:2026 since:2w ", "date:..2026-12-31 date:14j");
    check("a OR (b c) sort:date ", "tri:date a OR (b c)");
}

#[test]
fn the_end_of_the_text_says_whether_the_last_word_goes_on() {
    check("stent", "stent");
    check("stent ", "stent ");
    check("STENT.", "STENT ");
    check("(a ((b OU ste", "(a ((b OR ste");
    check("(a b)", "(a b)");
    check("titre:ste", "titre:ste");
    check("titre:ste ", "titre:ste ");
    check("a tri:date", "tri:date a ");
    check("-ste", "-ste");
}

#[test]
fn words_that_read_as_operators_stay_words() {
    check("OR, NOT. ", ".OR .NOT ");
    check("-SAUF. =OR titre:OR OR* ", "-.SAUF =OR titre:OR OR*");
}

#[test]
fn a_list_of_values_needs_no_level_of_parentheses() {
    check(
        "((((date:2024,30j))))",
        "((((date:2024-01-01..2024-12-31,30j))))",
    );
    check("((((is:sponsored,image))))", "((((est:sponsored,image))))");
    check("date:2024 OR date:30j", "date:2024-01-01..2024-12-31,30j");
    check("(date:30j)", "(date:30j)");
}

#[test]
fn terms_that_the_tokenizer_cut_are_written_whole() {
    let digits = "1".repeat(63);
    check(&format!("{digits}.5 "), &format!("{digits}.0 "));
    check("lʼEVAR ", "lʼevar ");
}

proptest! {
    #[test]
    fn any_text_survives_printing(text in "\\PC{0,60}|[ -~]{0,40}|.{0,20}") {
        check_text(&text)?;
    }

    #[test]
    fn any_fragments_survive_printing(fragments in vec(fragment(), 0..14)) {
        check_text(&fragments.concat())?;
    }

    #[test]
    fn any_long_text_survives_printing(fragments in vec(fragment(), 20..90)) {
        check_text(&fragments.join(" "))?;
    }

    #[test]
    fn any_query_survives_printing(query in query()) {
        let printed = print(&query);
        let parsed = parse(&printed);
        let too_long = |notice: &Notice| notice.reason == NoticeReason::TooLong;
        prop_assume!(!parsed.notices.iter().any(too_long));
        prop_assert_eq!(without_spans(parsed.query), query, "{:?}", printed);
    }
}
