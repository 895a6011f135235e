//! Texts as sets of word 4-grams, and the pairs that share most of them.
//!
//! Resemblance is the Jaccard index of Broder, *On the resemblance and containment of documents* (1997).
//! Pairs are found without comparing all: two sets can only overlap by seven tenths if they meet in the
//! rarest part of each, so only that part is looked up (prefix filtering; Bayardo, Ma and Srikant,
//! *Scaling up all pairs similarity search*, 2007). The result is exact.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words of one shingle.
const WORDS: usize = 4;

/// Least overlap, in tenths of the union.
const MIN_TENTHS: usize = 7;

/// Hashes of a text's 4-grams, sorted, each once. A text of fewer than four words has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Shingles(Vec<u64>);

/// Two positions whose sets overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// The smaller position.
    pub(super) a: usize,
    /// The larger position.
    pub(super) b: usize,
    /// 4-grams in both.
    pub(super) shared: usize,
}

impl Shingles {
    /// Cuts a text at white space.
    pub(super) fn new(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut hashes: Vec<u64> = words.windows(WORDS).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    fn shared_with(&self, other: &Self) -> usize {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        shared
    }
}

/// The hash only groups equal shingles within one run: its value reaches no output.
fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Maximum number of equal sets a set is paired with: a formula on a thousand articles would have half a million pairs.
const MAX_EQUAL: usize = 32;

/// Finds pairs that overlap by at least seven tenths. Of equal sets, each is paired with those just before
/// it, and only the first with sets that are merely similar.
pub(super) fn similar_pairs(sets: &[Shingles]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut distinct: Vec<usize> = Vec::new();
    let mut equal: HashMap<&Shingles, Vec<usize>> = HashMap::new();
    for (position, set) in sets.iter().enumerate().filter(|(_, set)| !set.0.is_empty()) {
        let before = equal.entry(set).or_default();
        if before.is_empty() {
            distinct.push(position);
        }
        let nearest = before.iter().rev().take(MAX_EQUAL);
        pairs.extend(nearest.map(|other| Pair {
            a: *other,
            b: position,
            shared: set.0.len(),
        }));
        before.push(position);
    }
    let mut frequency: HashMap<u64, usize> = HashMap::new();
    for position in &distinct {
        sets[*position]
            .0
            .iter()
            .for_each(|hash| *frequency.entry(*hash).or_default() += 1);
    }
    let mut seen_at: HashMap<u64, Vec<usize>> = HashMap::new();
    for &position in &distinct {
        let set = &sets[position];
        let mut by_rarity = set.0.clone();
        by_rarity.sort_unstable_by_key(|hash| (frequency.get(hash), *hash));
        let least_shared = (set.0.len() * MIN_TENTHS).div_ceil(10);
        by_rarity.truncate(set.0.len() - least_shared + 1);
        let mut candidates: Vec<usize> = Vec::new();
        for hash in by_rarity {
            let seen = seen_at.entry(hash).or_default();
            candidates.extend(seen.iter());
            seen.push(position);
        }
        candidates.sort_unstable();
        candidates.dedup();
        pairs.extend(candidates.into_iter().filter_map(|other| {
            let shared = set.shared_with(&sets[other]);
            let union = set.0.len() + sets[other].0.len() - shared;
            (shared * 10 >= union * MIN_TENTHS).then_some(Pair {
                a: other,
                b: position,
                shared,
            })
        }));
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_are_those_of_comparing_all(texts in prop::collection::vec("[ab]( [ab]){0,12}", 0..12)) {
            let sets: Vec<_> = texts.iter().map(|text| Shingles::new(text)).collect();
            let found = similar_pairs(&sets);
            for (b, right) in sets.iter().enumerate() {
                for (a, left) in sets.iter().enumerate().take(b) {
                    let shared = left.shared_with(right);
                    let union = left.0.len() + right.0.len() - shared;
                    let is_similar = union > 0 && shared * 10 >= union * MIN_TENTHS;
                    let is_first = !sets.iter().take(b).any(|set| set == right) && !sets.iter().take(a).any(|set| set == left);
                    if is_first {
                        prop_assert_eq!(found.iter().any(|pair| (pair.a, pair.b) == (a, b)), is_similar);
                    }
                }
            }
        }
    }
}
