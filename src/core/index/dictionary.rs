//! The term dictionary: all terms in order, separated by line feeds, read in place.
//!
//! Sorted text compresses far better than a finite-state automaton (35 KB with brotli, where an `fst` map of the
//! same 12,560 terms takes 69 KB), and exact, prefix and fuzzy look-ups only need a walk in order: neighbours share
//! their beginnings, so that a walk can do what a trie does. Only the start of every 16th term is stored beside the
//! bytes.

/// Terms between two remembered places.
pub(super) const BLOCK: usize = 16;

/// Position of a term in the order of all terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// Where every 16th term starts.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    starts: Vec<u32>,
    /// How many terms there are.
    pub(super) count: u32,
}

impl Places {
    /// Reads through the terms once; `None` where the last has no end.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let mut places = Self::default();
        let mut start = 0;
        for (at, byte) in (0_u32..).zip(text) {
            if *byte == b'\n' {
                if (places.count as usize).is_multiple_of(BLOCK) {
                    places.starts.push(start);
                }
                places.count += 1;
                start = at + 1;
            }
        }
        (start as usize == text.len()).then_some(places)
    }

    /// Walks the terms from the first that is not below `from`.
    pub(super) fn walk_from<'a>(&self, text: &'a [u8], from: &[u8]) -> Terms<'a> {
        let is_below = |start: &u32| term_at(text, *start as usize).is_some_and(|term| term < from);
        let block = self.starts.partition_point(is_below).saturating_sub(1);
        let start = self.starts.get(block).copied().unwrap_or_default();
        // Blocks are fewer than terms, whose number is a u32.
        let first = u32::try_from(block * BLOCK).unwrap_or(u32::MAX);
        let mut terms = Terms {
            text,
            start: start as usize,
            next: first,
        };
        let mut ahead = terms.clone();
        while ahead.next().is_some_and(|(_, term)| term.as_bytes() < from) {
            terms = ahead.clone();
        }
        terms
    }

    /// Returns the number of the first term that is not below `from`, or how many terms there are.
    pub(super) fn position(&self, text: &[u8], from: &[u8]) -> u32 {
        let next = self.walk_from(text, from).next();
        next.map_or(self.count, |(id, _)| id.0)
    }

    /// Walks from a term; past the end, nothing.
    pub(super) fn walk_at<'a>(&self, text: &'a [u8], term: TermId) -> Terms<'a> {
        let block = term.0 as usize / BLOCK;
        let start = self
            .starts
            .get(block)
            .map_or(text.len(), |start| *start as usize);
        let first = u32::try_from(block * BLOCK).unwrap_or(u32::MAX);
        let mut terms = Terms {
            text,
            start,
            next: first,
        };
        for _ in first..term.0 {
            terms.next();
        }
        terms
    }
}

/// The bytes of the term that starts here; `None` without an end.
fn term_at(text: &[u8], start: usize) -> Option<&[u8]> {
    let rest = text.get(start..)?;
    rest.get(..rest.iter().position(|byte| *byte == b'\n')?)
}

/// A walk through the terms in order.
#[derive(Clone, Debug)]
pub struct Terms<'a> {
    text: &'a [u8],
    start: usize,
    next: u32,
}

impl<'a> Iterator for Terms<'a> {
    type Item = (TermId, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let term = term_at(self.text, self.start)?;
        let id = TermId(self.next);
        self.start += term.len() + 1;
        self.next += 1;
        Some((id, std::str::from_utf8(term).ok()?))
    }
}
