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
    let mut ranks: Vec<u64> = matching
        .iter()
        .map(|doc| {
            let score = scores.get(doc.0 as usize).copied().unwrap_or_default();
            rank(doc, score, complete.contains(doc))
        })
        .collect();
    if limit < ranks.len() {
        ranks.select_nth_unstable(limit);
        ranks.truncate(limit);
    }
    ranks.sort_unstable();
    ranks.into_iter().map(ranked).collect()
}

/// A hit as one number, the best hit the smallest: sorting numbers is the fastest sort there is. The highest
/// bit is whether words are missing, then follow 32 bits of the score and 31 of the document, which is
/// enough for two thousand million articles. Documents are numbered by date: of equals the newer comes first.
fn rank(doc: DocId, score: f32, is_complete: bool) -> u64 {
    let bits = score.to_bits();
    // Floating-point numbers order like integers once the negative ones are turned round.
    let score = if score.is_sign_negative() {
        bits
    } else {
        bits ^ (u32::MAX >> 1)
    };
    u64::from(!is_complete) << 63 | u64::from(score) << 31 | u64::from(!doc.0 & DOC_BITS)
}

/// The hit of a rank.
fn ranked(rank: u64) -> Hit {
    let narrow = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    let [score, doc] = [narrow(rank >> 31), narrow(rank)];
    let is_negative = score >> 31 == 1;
    Hit {
        doc: DocId(!doc & DOC_BITS),
        score: f32::from_bits(if is_negative {
            score
        } else {
            score ^ (u32::MAX >> 1)
        }),
        is_complete: rank >> 63 == 0,
    }
}

/// Bits of a document in a rank.
const DOC_BITS: u32 = u32::MAX >> 1;

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
