//! A set of articles, as a bitmap.

use crate::article::DocId;

/// Some of the articles of an index of fixed size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocSet {
    words: Vec<u64>,
}

impl DocSet {
    /// Makes the empty set for `count` articles.
    pub fn empty(count: u32) -> Self {
        Self {
            words: vec![0; (count as usize).div_ceil(64)],
        }
    }

    /// Makes the set of all `count` articles.
    pub fn full(count: u32) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; (count as usize).div_ceil(64)],
        };
        if let Some(last) = set.words.last_mut().filter(|_| !count.is_multiple_of(64)) {
            *last = (1 << (count % 64)) - 1;
        }
        set
    }

    /// Makes the set of the articles whose number, in order, is above 0.
    pub fn positive(numbers: &[f32]) -> Self {
        let word = |chunk: &[f32]| {
            let bits = chunk.iter().zip(0..);
            bits.fold(0_u64, |word, (number, bit)| {
                word | u64::from(*number > 0.0) << bit
            })
        };
        Self {
            words: numbers.chunks(64).map(word).collect(),
        }
    }

    /// Makes the set of the articles from `start` up to but without `end`.
    pub fn range(count: u32, start: u32, end: u32) -> Self {
        let mut set = Self::empty(count);
        (start..end.min(count)).for_each(|doc| set.insert(DocId(doc)));
        set
    }

    /// Adds an article; one beyond the size is ignored.
    pub fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc.0 as usize / 64) {
            *word |= 1 << (doc.0 % 64);
        }
    }

    /// Takes an article out; one beyond the size never was in the set.
    pub fn remove(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc.0 as usize / 64) {
            *word &= !(1 << (doc.0 % 64));
        }
    }

    /// Returns whether an article is in the set.
    pub fn contains(&self, doc: DocId) -> bool {
        self.words
            .get(doc.0 as usize / 64)
            .is_some_and(|word| word >> (doc.0 % 64) & 1 == 1)
    }

    /// Keeps what both sets have.
    pub fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what the other set has.
    pub fn unite(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Removes what the other set has.
    pub fn subtract(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Returns how many articles the set has.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Returns whether the set has none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Returns how many of some articles, each named once, the set has.
    pub fn count(&self, docs: &[DocId]) -> u32 {
        docs.iter().map(|doc| u32::from(self.contains(*doc))).sum()
    }

    /// Iterates the articles, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = DocId> + '_ {
        let bits = (0_u32..).step_by(64).zip(&self.words);
        let bits: Vec<Bits> = bits
            .filter(|(_, word)| **word != 0)
            .map(|(base, word)| Bits { base, word: *word })
            .collect();
        bits.into_iter().flatten()
    }
}

/// The articles of one word, found bit by bit.
#[derive(Clone, Debug)]
struct Bits {
    base: u32,
    word: u64,
}

impl Iterator for Bits {
    type Item = DocId;

    fn next(&mut self) -> Option<DocId> {
        let bit = self.word.trailing_zeros();
        (bit < 64).then(|| {
            self.word &= self.word - 1;
            DocId(self.base + bit)
        })
    }
}

impl DoubleEndedIterator for Bits {
    fn next_back(&mut self) -> Option<DocId> {
        let bit = 63_u32.checked_sub(self.word.leading_zeros())?;
        self.word ^= 1 << bit;
        Some(DocId(self.base + bit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn sets_behave_like_sets(count in 0_u32..200, a in prop::collection::btree_set(0_u32..200, 0..30), b in prop::collection::btree_set(0_u32..200, 0..30)) {
            let make = |members: &BTreeSet<u32>| {
                let mut set = DocSet::empty(count);
                members.iter().filter(|doc| **doc < count).for_each(|doc| set.insert(DocId(*doc)));
                set
            };
            let list = |set: &DocSet| set.iter().map(|doc| doc.0).collect::<Vec<_>>();
            let inside = |members: &BTreeSet<u32>| members.iter().copied().filter(|doc| *doc < count).collect::<BTreeSet<_>>();
            let (left, right) = (inside(&a), inside(&b));
            let mut both = make(&a);
            both.intersect(&make(&b));
            prop_assert_eq!(list(&both), left.intersection(&right).copied().collect::<Vec<_>>());
            prop_assert_eq!(both.len(), make(&a).count(&make(&b).iter().collect::<Vec<_>>()));
            let mut either = make(&a);
            either.unite(&make(&b));
            prop_assert_eq!(list(&either), left.union(&right).copied().collect::<Vec<_>>());
            let mut less = DocSet::full(count);
            less.subtract(&make(&a));
            prop_assert_eq!(less.len() + make(&a).len(), count);
        }
    }
}
