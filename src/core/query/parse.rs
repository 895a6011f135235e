//! The grammar, by recursive descent. Parsing never fails: meaningless input is skipped and, if the reader may have
//! meant something by it, reported.

use std::ops::Range;

use super::lexer::{ALTERNATIVE, Cursor, EXCLUSION, is_blank, is_quote};
use super::{Clause, Node, Notice, NoticeReason, Occur, Parsed, Query, Sort};

/// Maximum number of words of a query, parts of hyphened words and values of fields counted; a pasted page is no
/// question.
const MAX_WORDS: usize = 32;

/// Deepest nesting of parentheses; it bounds the recursion here and in every reader of the tree.
const MAX_DEPTH: usize = 4;

/// Maximum number of notices, so that a damaged text cannot cover the page with them.
const MAX_NOTICES: usize = 32;

/// Parses what was typed. An empty text gives the query that asks for every article, one of signs alone a
/// query that none meets. Nothing fails: what is ignored or read otherwise is reported beside the query. The last word
/// may go on unless something follows it. Of more than 32 words the rest is ignored, and parentheses
/// nested deeper than 4 are read as part of the fourth.
///
/// ```
/// use vigie_core::query::{Node, NoticeReason, Occur, parse};
///
/// let parsed = parse("\"drug-coated\" -coronaire avant:demain EVAR OU thromb");
/// let Node::Any(alternatives) = &parsed.query.clauses[0].node else { panic!("two alternatives") };
/// let occurs: Vec<_> = alternatives[0].clauses.iter().map(|clause| clause.occur).collect();
/// assert_eq!(occurs, [Occur::Must, Occur::MustNot, Occur::Must]);
/// assert!(matches!(&alternatives[1].clauses[0].node, Node::Word(word) if word.is_prefix));
/// assert_eq!(parsed.notices[0].reason, NoticeReason::BadDate);
/// ```
pub fn parse(text: &str) -> Parsed {
    let mut parser = Parser {
        cursor: Cursor { text, at: 0 },
        room: MAX_WORDS,
        is_full: false,
        depth: 0,
        ignored_depth: 0,
        sort: None,
        notices: Vec::new(),
    };
    let mut alternatives = parser.alternatives();
    let mut query = if alternatives.len() > 1 {
        let span = whole_span(&alternatives);
        Query {
            clauses: vec![must(Node::Any(alternatives), span)],
            sort: None,
        }
    } else {
        alternatives.pop().unwrap_or_default()
    };
    query.sort = parser.sort;
    let is_typed = |text: &str| !text.trim_matches(is_blank).is_empty();
    if query.is_empty() && query.sort.is_none() && parser.notices.is_empty() && is_typed(text) {
        let start = text.len() - text.trim_start_matches(is_blank).len();
        let span = start..start + text.trim_matches(is_blank).len();
        query.clauses.push(must(Node::Nothing, span.clone()));
        parser.report(span, NoticeReason::NothingToSearch);
    }
    Parsed {
        query,
        notices: parser.notices,
    }
}

/// What is read so far.
pub(super) struct Parser<'t> {
    /// The text and the place in it.
    pub(super) cursor: Cursor<'t>,
    /// Words that still fit.
    room: usize,
    /// Whether a word did not fit, which ends the reading.
    pub(super) is_full: bool,
    depth: usize,
    /// Open parentheses that were too deep to count.
    ignored_depth: usize,
    /// The last order asked for.
    pub(super) sort: Option<Sort>,
    /// In the order of their spans.
    notices: Vec<Notice>,
}

impl Parser<'_> {
    /// Reads alternatives up to the end of the text or of the group; none of them is empty.
    fn alternatives(&mut self) -> Vec<Query> {
        let mut alternatives = Vec::new();
        let mut operator_before = None;
        loop {
            let clauses = self.clauses();
            let is_empty = clauses.is_empty();
            if !is_empty {
                alternatives.push(Query {
                    clauses,
                    sort: None,
                });
            }
            match self.alternative_operator() {
                Some(operator) if is_empty => self.report(operator, NoticeReason::StrayOperator),
                Some(operator) => operator_before = Some(operator),
                None => {
                    if let Some(operator) = operator_before
                        && is_empty
                        && !self.is_full
                    {
                        self.report(operator, NoticeReason::StrayOperator);
                    }
                    return alternatives;
                }
            }
        }
    }

    fn alternative_operator(&mut self) -> Option<Range<usize>> {
        let start = self.cursor.at;
        if self.is_full {
            return None;
        }
        if let Some(length) = self.cursor.keyword(ALTERNATIVE) {
            self.cursor.at += length;
        } else {
            // `||` is one operator to those who write programs.
            while self.cursor.eat('|') {}
        }
        (start < self.cursor.at).then_some(start..self.cursor.at)
    }

    /// Reads items up to an operator, the end of the group or of the text.
    fn clauses(&mut self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        while !self.is_full {
            self.cursor.skip_space();
            match self.cursor.peek() {
                None | Some('|') => break,
                Some(')') if self.ignored_depth > 0 => {
                    self.ignored_depth -= 1;
                    self.cursor.at += 1;
                }
                Some(')') if self.depth > 0 => break,
                Some(')') => {
                    self.cursor.at += 1;
                    let span = self.cursor.at - 1..self.cursor.at;
                    self.report(span, NoticeReason::StrayParenthesis);
                }
                // Closes nothing, and would hold up the reading.
                Some('»') => self.cursor.at += '»'.len_utf8(),
                Some(_) if self.cursor.keyword(ALTERNATIVE).is_some() => break,
                Some(_) => self.item(&mut clauses),
            }
        }
        clauses
    }

    /// Reads one item with its sign.
    fn item(&mut self, clauses: &mut Vec<Clause>) {
        let (start, notices) = (self.cursor.at, self.notices.len());
        let Some(sign) = self.sign() else {
            if let Some(node) = self.operand(Some(clauses)) {
                clauses.push(must(node, start..self.cursor.at));
            }
            return;
        };
        let node = if self.is_operand_next() {
            self.operand(None)
        } else {
            None
        };
        if let Some(node) = node {
            clauses.push(Clause {
                occur: Occur::MustNot,
                node,
                span: start..self.cursor.at,
            });
        } else if notices == self.notices.len() && !self.is_full {
            self.report(sign, NoticeReason::StrayOperator);
        }
    }

    /// Reads what follows a sign, or an item without one. Free words go straight to `clauses`, which a sign
    /// does not give: it has one thing to apply to.
    fn operand(&mut self, clauses: Option<&mut Vec<Clause>>) -> Option<Node> {
        let rest = self.cursor.rest();
        let is_exact = rest.starts_with('=');
        if is_exact && rest.chars().nth(1).is_some_and(is_quote) {
            // A phrase is exact already.
            self.cursor.at += 1;
        }
        match self.cursor.peek() {
            Some('(') => return self.group(),
            Some(next) if is_quote(next) => return self.phrase(),
            _ => {}
        }
        if let Some(field) = self.field_name() {
            return self.field(field);
        }
        let run = self.cursor.run(' ');
        match clauses {
            Some(clauses) if !is_exact => {
                self.free_words(run, clauses);
                None
            }
            _ => self.whole_run(run),
        }
    }

    /// Reads what excludes the item behind it.
    fn sign(&mut self) -> Option<Range<usize>> {
        let start = self.cursor.at;
        if self.cursor.is_minus() {
            self.cursor.at += 1;
            return Some(start..self.cursor.at);
        }
        self.cursor.at += self.cursor.keyword(EXCLUSION)?;
        let span = start..self.cursor.at;
        self.cursor.skip_space();
        Some(span)
    }

    fn is_operand_next(&self) -> bool {
        let is_sign = self.cursor.is_minus()
            || self.cursor.keyword(EXCLUSION).is_some()
            || self.cursor.keyword(ALTERNATIVE).is_some();
        !is_sign && !matches!(self.cursor.peek(), None | Some(')' | '|'))
    }

    fn group(&mut self) -> Option<Node> {
        let opening = self.cursor.at..self.cursor.at + 1;
        self.cursor.at += 1;
        if self.depth == MAX_DEPTH {
            self.ignored_depth += 1;
            self.report(opening, NoticeReason::TooDeep);
            return None;
        }
        self.depth += 1;
        let alternatives = self.alternatives();
        self.depth -= 1;
        if !self.is_full && !self.cursor.eat(')') {
            self.report(opening, NoticeReason::UnclosedGroup);
        }
        (!alternatives.is_empty()).then_some(Node::Any(alternatives))
    }

    /// Counts words. Where they do not fit, reports it and ends the reading.
    pub(super) fn makes_room(&mut self, words: usize, start: usize) -> bool {
        match self.room.checked_sub(words) {
            Some(room) => self.room = room,
            None if self.is_full => {}
            None => {
                self.is_full = true;
                self.room = 0;
                let span = start..self.cursor.text.len();
                self.notices.truncate(MAX_NOTICES - 1);
                self.report(span, NoticeReason::TooLong);
            }
        }
        !self.is_full
    }

    /// Adds a notice in its place. Some are known only after later ones.
    pub(super) fn report(&mut self, span: Range<usize>, reason: NoticeReason) {
        if self.notices.len() < MAX_NOTICES {
            let before = |notice: &Notice| notice.span.start <= span.start;
            let at = self.notices.iter().rposition(before).map_or(0, |at| at + 1);
            self.notices.insert(at, Notice { span, reason });
        }
    }
}

/// Makes a clause that an article must meet.
pub(super) fn must(node: Node, span: Range<usize>) -> Clause {
    Clause {
        occur: Occur::Must,
        node,
        span,
    }
}

/// Returns the bytes from the first clause to the last.
fn whole_span(alternatives: &[Query]) -> Range<usize> {
    let mut clauses = alternatives.iter().flat_map(|query| &query.clauses);
    let start = clauses.next().map_or(0, |first| first.span.start);
    let end = clauses.next_back().map_or(start, |last| last.span.end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::shape::{check, check_with_notices};
    use super::*;

    #[test]
    fn an_empty_query_asks_for_every_article() {
        for text in ["", "  ", "\u{200b}\u{a0}"] {
            assert!(parse(text).query.is_empty(), "{text}");
        }
    }

    #[test]
    fn signs_alone_ask_for_nothing_and_say_so() {
        for text in ["…, ; – *", "()", "\"\"", "?", "🫀"] {
            check_with_notices(text, "nothing", &[&format!("NothingToSearch {text}")]);
        }
        check_with_notices(" ? \u{200b}", "nothing", &["NothingToSearch ?"]);
    }

    #[test]
    fn and_binds_tighter_than_or() {
        check("a b OR c OU d | e ", "(a b | c | d | e)");
        check(
            "(dcb OU \"ballon actif\") aomi ",
            "(dcb | \"ballon actif\") aomi",
        );
        check("a||b ", "(a | b)");
    }

    #[test]
    fn a_group_is_one_alternative() {
        check("(a b) c ", "(a b) c");
        check("-(a b) NOT (c) ", "-(a b) -(c)");
    }

    #[test]
    fn exclusions_apply_to_what_follows() {
        check("NOT a SAUF \"b c\" NOT source:d ", "-a -\"b c\" -Source:d");
        check("-coronaire ", "-coronaire");
    }

    #[test]
    fn operators_without_operand_are_reported() {
        check_with_notices("a OR ", "a", &["StrayOperator OR"]);
        check_with_notices("| a", "a", &["StrayOperator |"]);
        check_with_notices("a OR OU b ", "(a | b)", &["StrayOperator OU"]);
        check_with_notices("a SAUF", "a", &["StrayOperator SAUF"]);
        check_with_notices(
            "NOT OR -NOT a ",
            "-a",
            &["StrayOperator NOT", "StrayOperator OR", "StrayOperator -"],
        );
        check_with_notices("NOT -a ", "-a", &["StrayOperator NOT"]);
        check_with_notices("-() NOT . ", "", &["StrayOperator -", "StrayOperator NOT"]);
        check_with_notices("-tri:date ", "Newest", &["StrayOperator -"]);
    }

    #[test]
    fn parentheses_that_do_not_match_are_reported() {
        check_with_notices("a) b ", "a b", &["StrayParenthesis )"]);
        check_with_notices(
            "(a (b OR ",
            "(a (b))",
            &["UnclosedGroup (", "UnclosedGroup (", "StrayOperator OR"],
        );
    }

    #[test]
    fn deep_groups_are_part_of_the_fourth() {
        check("((((a) b))) ", "((((a) b)))");
        check_with_notices("(((((a) b)))) ", "((((a b))))", &["TooDeep ("]);
        assert!(parse(&"(".repeat(100_000)).query.is_empty());
        assert!(parse(&"(-".repeat(100_000)).notices.len() <= MAX_NOTICES);
    }

    #[test]
    fn a_pasted_page_is_cut_and_reported() {
        for (text, cut) in [
            ("word ".repeat(40), MAX_WORDS * 5),
            (format!("\"{}\"", "word ".repeat(40)), MAX_WORDS * 5 + 1),
            (
                format!("a ({}", "b OU ".repeat(40)),
                (MAX_WORDS - 1) * 5 + 3,
            ),
            (format!("source:{}", "a,".repeat(40)), MAX_WORDS * 2 + 7),
            (format!("titre:{} OR b", "a,".repeat(40)), MAX_WORDS * 2 + 6),
            (format!("a {} b", "c-".repeat(40)), 2),
            (")".repeat(40) + &"a ".repeat(40), MAX_WORDS * 2 + 40),
        ] {
            let notices = parse(&text).notices;
            let last = notices.last().unwrap();
            assert_eq!(
                (last.span.clone(), last.reason),
                (cut..text.len(), NoticeReason::TooLong)
            );
            assert!(
                notices.len() == 1 || text.starts_with(')'),
                "{text}: {notices:?}"
            );
        }
    }

    #[test]
    fn spans_hold_sign_and_quotes() {
        let text = "  -\"a b\" l’EVAR, thromb* NOT (c OU d) source:x,\"y z\" ";
        let typed: Vec<_> = parse(text)
            .query
            .clauses
            .into_iter()
            .map(|clause| text.get(clause.span).unwrap())
            .collect();
        assert_eq!(
            typed,
            [
                "-\"a b\"",
                "EVAR",
                "thromb*",
                "NOT (c OU d)",
                "source:x,\"y z\""
            ]
        );
    }
}
