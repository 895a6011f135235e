//! nDCG@10 and recall@20 of one query.

use std::collections::BTreeMap;

/// Ranks that nDCG looks at.
const NDCG_RANKS: usize = 10;

/// Ranks that recall looks at.
const RECALL_RANKS: usize = 20;

/// Grade of an article that is what was asked for.
const RELEVANT: u32 = 2;

/// Measures of one query, or means of several; each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Normalised discounted cumulative gain of the first ten.
    pub ndcg: f64,
    /// Articles of grade 2 among the first twenty, divided by their number or by 20, whichever is smaller.
    /// Where no grade is as high, articles of any grade above 0 are meant.
    pub recall: f64,
}

/// Measures a list of ids, best first. Without a relevant article everything is 0.
pub fn measure(results: &[&str], grades: &BTreeMap<String, u32>) -> Measures {
    let gain = |grade: u32| f64::from(2_u32.saturating_pow(grade)) - 1.0;
    let discounted = |grades: &[u32]| -> f64 {
        let ranked = (1_u32..).zip(grades).take(NDCG_RANKS);
        ranked
            .map(|(rank, grade)| gain(*grade) / f64::from(rank + 1).log2())
            // A sum of nothing would be −0.
            .fold(0.0, |sum, gain| sum + gain)
    };
    let found: Vec<u32> = results
        .iter()
        .map(|id| grades.get(*id).copied().unwrap_or_default())
        .collect();
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&ideal);
    let least = RELEVANT
        .min(ideal.first().copied().unwrap_or_default())
        .max(1);
    let relevant = ideal
        .iter()
        .filter(|grade| **grade >= least)
        .count()
        .min(RECALL_RANKS);
    let hits = found
        .iter()
        .take(RECALL_RANKS)
        .filter(|grade| **grade >= least)
        .count();
    Measures {
        ndcg: if best > 0.0 {
            discounted(&found) / best
        } else {
            0.0
        },
        recall: if relevant > 0 {
            hits as f64 / relevant as f64
        } else {
            0.0
        },
    }
}

impl Measures {
    /// Returns the means; zeros for no query.
    pub fn mean(all: &[Self]) -> Self {
        let count = all.len().max(1) as f64;
        Self {
            ndcg: all.iter().map(|one| one.ndcg).sum::<f64>() / count,
            recall: all.iter().map(|one| one.recall).sum::<f64>() / count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_follow_their_definition() {
        let grades = BTreeMap::from([
            ("a".to_owned(), 2),
            ("b".to_owned(), 1),
            ("c".to_owned(), 2),
        ]);
        let perfect = measure(&["a", "c", "b"], &grades);
        assert!((perfect.ndcg - 1.0).abs() < 1e-12 && (perfect.recall - 1.0).abs() < 1e-12);
        // 3 / log2(3) where 3 + 3 / log2(3) + 1 / log2(4) is the best.
        let late = measure(&["x", "a"], &grades);
        let expected = (3.0 / 3_f64.log2()) / (3.0 + 3.0 / 3_f64.log2() + 0.5);
        assert!((late.ndcg - expected).abs() < 1e-12 && (late.recall - 0.5).abs() < 1e-12);
        assert_eq!(measure(&[], &grades), Measures::default());
        assert_eq!(measure(&["a"], &BTreeMap::new()), Measures::default());
    }
}
