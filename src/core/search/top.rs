//! The first hits in order, without sorting the rest.

use super::Sort;
use crate::article::DocId;
use crate::index::DocSet;

/// An article of the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub doc: DocId,
    /// How well it answers; 0 where the order is by date. Comparable within one result only.
    pub score: f32,
    /// Whether it lacks none of the words asked.
    pub is_complete: bool,
}

/// Selects the first `limit` articles of the set by score: those that lack nothing first, then the rest.
pub(super) fn select_best(
    matching: &DocSet,
    complete: &DocSet,
    scores: &[f32],
    limit: usize,
) -> Vec<Hit> {
    let hit = |doc: DocId| Hit {
        doc,
        score: scores.get(doc.0 as usize).copied().unwrap_or_default(),
        is_complete: complete.contains(doc),
    };
    let mut hits: Vec<_> = matching.iter().map(hit).collect();
    // Documents are numbered by date: the higher number is the newer article.
    let order = |a: &Hit, b: &Hit| {
        let by_score = b.score.total_cmp(&a.score).then(b.doc.cmp(&a.doc));
        b.is_complete.cmp(&a.is_complete).then(by_score)
    };
    if limit < hits.len() {
        hits.select_nth_unstable_by(limit, order);
        hits.truncate(limit);
    }
    hits.sort_unstable_by(order);
    hits
}

/// Selects the first `limit` articles of the set by date.
pub(super) fn select_dated(matching: &DocSet, sort: Sort, limit: usize) -> Vec<Hit> {
    let hit = |doc| Hit {
        doc,
        score: 0.0,
        is_complete: true,
    };
    if sort == Sort::Oldest {
        matching.iter().take(limit).map(hit).collect()
    } else {
        matching.iter().rev().take(limit).map(hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn selection_equals_sorting_everything(scores in prop::collection::vec((0_u8..5, any::<bool>()), 0..60), limit in 0_usize..70) {
            let all = DocSet::full(u32::try_from(scores.len()).unwrap());
            let mut complete = DocSet::empty(all.len());
            for (doc, (_, is_complete)) in (0..).zip(&scores) {
                if *is_complete {
                    complete.insert(DocId(doc));
                }
            }
            let numbers: Vec<f32> = scores.iter().map(|(score, _)| f32::from(*score)).collect();
            let mut expected: Vec<_> = (0..scores.len()).collect();
            expected.sort_by_key(|at| std::cmp::Reverse((scores[*at].1, scores[*at].0, *at)));
            expected.truncate(limit);
            let got: Vec<_> = select_best(&all, &complete, &numbers, limit).iter().map(|hit| hit.doc.0 as usize).collect();
            prop_assert_eq!(got, expected);
        }
    }
}
