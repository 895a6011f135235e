//! The first hits in order, without sorting the rest.

use super::Sort;
use crate::article::DocId;
use crate::index::DocSet;

/// An article of the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub doc: DocId,
    /// How well it answers; 0 without a query. Comparable within one result only.
    pub score: f32,
}

/// Selects the first `limit` articles of the set in the asked order.
pub(super) fn select(matching: &DocSet, scores: &[f32], sort: Sort, limit: usize) -> Vec<Hit> {
    let hit = |doc: DocId| Hit {
        doc,
        score: scores.get(doc.0 as usize).copied().unwrap_or_default(),
    };
    match sort {
        Sort::Newest => matching.iter().rev().take(limit).map(hit).collect(),
        Sort::Oldest => matching.iter().take(limit).map(hit).collect(),
        Sort::Relevance => {
            let mut hits: Vec<_> = matching.iter().map(hit).collect();
            // Documents are numbered by date: the higher number is the newer article.
            let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(b.doc.cmp(&a.doc));
            if limit < hits.len() {
                hits.select_nth_unstable_by(limit, order);
                hits.truncate(limit);
            }
            hits.sort_unstable_by(order);
            hits
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn selection_equals_sorting_everything(scores in prop::collection::vec(0_u8..5, 0..60), limit in 0_usize..70) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let all = DocSet::full(u32::try_from(scores.len()).unwrap());
            let mut expected: Vec<_> = scores.iter().enumerate().map(|(at, score)| (*score, at)).collect();
            expected.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
            expected.truncate(limit);
            let got: Vec<_> = select(&all, &scores, Sort::Relevance, limit).iter().map(|hit| (hit.score, hit.doc.0 as usize)).collect();
            prop_assert_eq!(got, expected);
        }
    }
}
