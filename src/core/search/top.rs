//! The best hits in order, without sorting the rest.

use super::Sort;
use crate::article::DocId;
use crate::index::DocSet;
use crate::order;

/// An article of the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub doc: DocId,
    /// How well it answers; 0 where the order is by date. Comparable within one result only.
    pub score: f32,
    /// Whether it lacks none of the words asked.
    pub is_complete: bool,
    /// Whether it has something of what was asked by its meaning alone, and not by the words typed.
    pub is_by_meaning: bool,
}

/// Hits that gather at least before they are put in order and cut.
const MIN_GATHERED: usize = 64;

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
        is_by_meaning: false,
    };
    // Documents are numbered by date: the higher number is the newer article.
    let order = |a: &Hit, b: &Hit| {
        let by_score = b.score.total_cmp(&a.score).then(b.doc.cmp(&a.doc));
        b.is_complete.cmp(&a.is_complete).then(by_score)
    };
    let mut best: Vec<Hit> = Vec::new();
    let mut last: Option<Hit> = None;
    // The newest first: of equal articles those stay that come first.
    for hit in matching.iter().rev().map(hit) {
        if last.is_some_and(|last| order(&last, &hit).is_lt()) {
            continue;
        }
        best.push(hit);
        // As many again as are asked may gather, so that few are put in order more than once.
        if best.len() >= limit.saturating_mul(2).max(MIN_GATHERED) {
            order::sort_by(&mut best, order);
            best.truncate(limit);
            last = best.last().copied();
        }
    }
    order::sort_by(&mut best, order);
    best.truncate(limit);
    best
}

/// Selects the first `limit` articles of the set by date.
pub(super) fn select_dated(matching: &DocSet, sort: Sort, limit: usize) -> Vec<Hit> {
    let hit = |doc| Hit {
        doc,
        score: 0.0,
        is_complete: true,
        is_by_meaning: false,
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
        fn selection_equals_sorting_everything(scores in prop::collection::vec((0_u8..5, any::<bool>()), 0..400), limit in 0_usize..90) {
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
