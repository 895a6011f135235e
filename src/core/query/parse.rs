//! Parser of the typed text.

use super::{Clause, Notice, NoticeReason, Parsed, Query};
use crate::analysis;

/// Most words of a query; a pasted page is no question.
const MAX_WORDS: usize = 32;

/// Shortest word taken for a beginning, in characters: one letter begins everything.
const MIN_PREFIX_CHARS: usize = 2;

/// Parses what was typed. The last word may go on unless a space or sign follows it. Of more than 32
/// words the rest is ignored and reported.
///
/// ```
/// let parsed = vigie_core::query::parse("Drug-coated ball");
/// let words: Vec<_> = parsed.query.clauses.iter().map(|clause| (clause.parts.join("+"), clause.is_prefix)).collect();
/// assert_eq!(words, [("drug+coated".to_owned(), false), ("ball".to_owned(), true)]);
/// ```
pub fn parse(text: &str) -> Parsed {
    let mut words = analysis::words(text);
    let mut notices = Vec::new();
    if let Some(first_ignored) = words.get(MAX_WORDS) {
        let span = first_ignored.span().start..text.len();
        notices.push(Notice {
            span,
            reason: NoticeReason::TooLong,
        });
        words.truncate(MAX_WORDS);
    }
    let clauses = words.into_iter().map(|word| {
        let span = word.span();
        let last = word
            .parts
            .last()
            .map_or(0, |part| part.term.chars().count());
        Clause {
            is_prefix: span.end == text.len() && last >= MIN_PREFIX_CHARS,
            parts: word.parts.into_iter().map(|part| part.term).collect(),
            joined: word.joined,
            span,
        }
    });
    Parsed {
        query: Query {
            clauses: clauses.collect(),
        },
        notices,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_word_is_a_beginning_until_it_is_ended() {
        let is_prefix = |text: &str| {
            parse(text)
                .query
                .clauses
                .last()
                .map(|clause| clause.is_prefix)
        };
        assert_eq!(is_prefix("stent"), Some(true));
        assert_eq!(is_prefix("stent "), Some(false));
        assert_eq!(is_prefix("stent s"), Some(false));
        assert_eq!(is_prefix("  ,"), None);
    }

    #[test]
    fn a_pasted_page_is_cut_and_reported() {
        let parsed = parse(&"word ".repeat(40));
        assert_eq!(parsed.query.clauses.len(), MAX_WORDS);
        assert_eq!(
            parsed.notices.first().map(|notice| notice.span.start),
            Some(MAX_WORDS * 5)
        );
    }

    proptest! {
        #[test]
        fn any_text_parses(text in "\\PC{0,60}") {
            for clause in parse(&text).query.clauses {
                prop_assert!(!clause.parts.is_empty() && text.get(clause.span).is_some());
            }
        }
    }
}
