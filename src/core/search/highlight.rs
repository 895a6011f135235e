//! Which words of a text the query meant, as byte ranges of that text.

use std::ops::Range;

use crate::analysis;
use crate::query::{Clause, Query};

/// Returns the ranges to mark: on character borders, in order, disjoint, neighbours not merged. A query
/// without words marks nothing.
///
/// ```
/// let query = vigie_core::query::parse("sten").query;
/// assert_eq!(vigie_core::search::highlight("Sténose, œil", &query), [0..8]);
/// ```
pub fn highlight(text: &str, query: &Query) -> Vec<Range<usize>> {
    if query.is_empty() {
        return Vec::new();
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for word in analysis::words(text) {
        let span = word.span();
        if word
            .joined
            .is_some_and(|joined| query.clauses.iter().any(|clause| means(clause, &joined)))
        {
            ranges.push(span);
            continue;
        }
        let meant = |term: &str| query.clauses.iter().any(|clause| means(clause, term));
        ranges.extend(
            word.parts
                .into_iter()
                .filter(|part| meant(&part.term))
                .map(|part| part.span),
        );
    }
    ranges
}

/// Whether a term of a text is one the clause asks for.
fn means(clause: &Clause, term: &str) -> bool {
    let last = clause.parts.len().saturating_sub(1);
    let fits = |asked: &str, goes_on: bool| {
        if goes_on {
            term.starts_with(asked)
        } else {
            term == asked
        }
    };
    clause
        .joined
        .as_deref()
        .is_some_and(|joined| fits(joined, clause.is_prefix))
        || clause
            .parts
            .iter()
            .enumerate()
            .any(|(at, part)| fits(part, clause.is_prefix && at == last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, query: &str, expected: &[&str]) {
        let ranges = highlight(text, &parse(query).query);
        let marked: Vec<_> = ranges
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(marked, expected, "{query} in {text}");
    }

    #[test]
    fn marks_stay_on_the_letters_meant() {
        check("Cœur, œdème et coeur", "coeur", &["Cœur", "coeur"]);
        check(
            "½ dose ÉCRAN e\u{301}cran",
            "ecran ",
            &["ÉCRAN", "e\u{301}cran"],
        );
        check("🫀 Straße", "strasse ", &["Straße"]);
        check(
            "Drug-coated balloon, drug eluting",
            "drug-coated ",
            &["Drug-coated", "drug"],
        );
        check("510(k) clearance", "510k ", &["510(k"]);
        check("stents stenting", "stent ", &[]);
    }

    proptest! {
        #[test]
        fn ranges_are_ordered_and_on_borders(text in "[aéœßA -]{0,30}", query in "[aeo ]{0,6}") {
            let mut end = 0;
            for range in highlight(&text, &parse(&query).query) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
