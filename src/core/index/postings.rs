//! Posting lists: the articles of one term, and how often each field holds it.
//!
//! A list is its length, then for each article the distance to the one before, then one byte: the low half
//! tells which fields hold the term, the high half which of them hold it more than once; the counts of
//! those follow. Numbers are LEB128. Most postings take two bytes.

use super::FIELDS;
use super::bytes::{Reader, push_varint};
use crate::article::DocId;

/// One article of a posting list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The article.
    pub doc: DocId,
    /// How often each field holds the term, in the order of [`super::Field::ALL`]; at least one is not 0.
    pub frequencies: [u32; FIELDS],
}

/// The articles of one term, oldest first. Reading damaged bytes ends the list early.
#[derive(Clone, Debug, Default)]
pub struct PostingList<'a> {
    reader: Reader<'a>,
    left: u32,
    next_doc: u32,
}

impl<'a> PostingList<'a> {
    /// Starts to read the list at the beginning of some bytes.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Reader::new(bytes);
        let left = reader.varint().unwrap_or_default();
        Self {
            reader,
            left,
            next_doc: 0,
        }
    }

    /// Returns how many articles are left in the list: at the start, the term's document frequency.
    pub fn document_frequency(&self) -> u32 {
        self.left
    }
}

impl Iterator for PostingList<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let doc = self.next_doc.checked_add(self.reader.varint()?)?;
        self.next_doc = doc.checked_add(1)?;
        let mask = self.reader.byte()?;
        let mut posting = Posting {
            doc: DocId(doc),
            ..Posting::default()
        };
        for (field, frequency) in posting.frequencies.iter_mut().enumerate() {
            if mask >> (field + FIELDS) & 1 == 1 {
                *frequency = self.reader.varint()?;
            } else {
                *frequency = u32::from(mask >> field & 1);
            }
        }
        Some(posting)
    }
}

/// Writes a list. The postings must be in ascending order of their articles.
pub(super) fn encode(postings: &[Posting], bytes: &mut Vec<u8>) {
    push_varint(
        bytes,
        u32::try_from(postings.len()).expect("an index has fewer than 2³² articles"),
    );
    let mut next_doc = 0;
    for posting in postings {
        push_varint(bytes, posting.doc.0 - next_doc);
        next_doc = posting.doc.0 + 1;
        let mut mask = 0_u8;
        for (field, frequency) in posting.frequencies.iter().enumerate() {
            mask |=
                u8::from(*frequency > 0) << field | u8::from(*frequency > 1) << (field + FIELDS);
        }
        bytes.push(mask);
        for frequency in posting
            .frequencies
            .iter()
            .filter(|frequency| **frequency > 1)
        {
            push_varint(bytes, *frequency);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn postings() -> impl Strategy<Value = Vec<Posting>> {
        prop::collection::btree_map(0_u32..100_000, prop::array::uniform4(0_u32..4), 0..40)
            .prop_map(|docs| {
                let posting = |(doc, frequencies)| Posting {
                    doc: DocId(doc),
                    frequencies,
                };
                docs.into_iter()
                    .map(posting)
                    .filter(|posting| posting.frequencies.iter().any(|f| *f > 0))
                    .collect()
            })
    }

    proptest! {
        #[test]
        fn a_list_reads_as_it_was_written(list in postings()) {
            let mut bytes = Vec::new();
            encode(&list, &mut bytes);
            let read = PostingList::new(&bytes);
            prop_assert_eq!(read.document_frequency() as usize, list.len());
            prop_assert_eq!(read.collect::<Vec<_>>(), list);
        }

        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(PostingList::new(&bytes).count() <= bytes.len());
        }
    }
}
