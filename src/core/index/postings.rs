//! Posting lists: the articles of one term or concept, and its frequency in each field.
//!
//! All lists are concatenated in three columns, because columns of similar numbers compress best (the same postings
//! took 164 KB with brotli when interleaved, and take 123 KB in columns):
//!
//! - sizes: for each list its number of articles, then the bytes of its documents beyond one each;
//! - documents: for each article the gap to the previous one and, if its body contains the term, its frequency
//!   there;
//! - fields: one byte for each article, bits 0–1 the frequency in the title (3 also for more), bits 2–5 in the
//!   summary (15 also for more), bit 6 whether a label contains it, bit 7 whether the body does.
//!
//! Numbers are LEB128. Beyond those limits ranking does not distinguish frequencies.

use super::FIELDS;
use crate::article::DocId;
use crate::bytes::{Reader, push_varint};

/// Highest frequency stored for a title, a summary, a body and the labels.
pub(super) const MAX_FREQUENCIES: [u8; FIELDS] = [3, 15, 255, 1];

/// Lists between two remembered places.
const BLOCK: usize = 16;

/// One article of a posting list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The article.
    pub doc: DocId,
    /// How often each field holds the term, in the order of [`super::Field::ALL`], at most 3, 15, 255 and 1; at least one is not 0.
    pub frequencies: [u8; FIELDS],
}

/// The columns while they are written.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) sizes: Vec<u8>,
    pub(super) documents: Vec<u8>,
    pub(super) fields: Vec<u8>,
}

impl Columns {
    /// Appends a list. The postings must be in ascending order of their articles.
    pub(super) fn push(&mut self, postings: &[Posting]) {
        let start = self.documents.len();
        let mut next_doc = 0;
        for posting in postings {
            push_varint(&mut self.documents, posting.doc.0 - next_doc);
            next_doc = posting.doc.0 + 1;
            let [title, summary, body, label] = posting.frequencies;
            self.fields
                .push(title | summary << 2 | label << 6 | u8::from(body > 0) << 7);
            if body > 0 {
                push_varint(&mut self.documents, u32::from(body));
            }
        }
        let number = |size: usize| u32::try_from(size).expect("an index is smaller than 4 GiB");
        push_varint(&mut self.sizes, number(postings.len()));
        push_varint(
            &mut self.sizes,
            number(self.documents.len() - start - postings.len()),
        );
    }
}

/// Where every 16th list starts in each column.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    starts: Vec<[u32; 3]>,
    /// How many lists there are.
    pub(super) count: u32,
}

impl Places {
    /// Adds up the sizes once; `None` where they do not fill the columns exactly.
    pub(super) fn read(sizes: &[u8], documents: &[u8], fields: &[u8]) -> Option<Self> {
        let mut places = Self::default();
        let mut reader = Reader::new(sizes);
        let [mut document, mut field] = [0_u32; 2];
        while !reader.is_empty() {
            if (places.count as usize).is_multiple_of(BLOCK) {
                let at = u32::try_from(sizes.len() - reader.left()).ok()?;
                places.starts.push([at, document, field]);
            }
            let (count, surplus) = (reader.varint()?, reader.varint()?);
            document = document.checked_add(count)?.checked_add(surplus)?;
            field = field.checked_add(count)?;
            places.count += 1;
        }
        let fills = document as usize == documents.len() && field as usize == fields.len();
        fills.then_some(places)
    }

    /// Walks the lists from a number on; past the end, nothing.
    pub(super) fn walk_from<'a>(&self, number: u32, columns: [&'a [u8]; 3]) -> Lists<'a> {
        let [sizes, documents, fields] = columns;
        let place = self.starts.get(number as usize / BLOCK);
        let [at, document, field] = place.copied().unwrap_or([u32::MAX; 3]);
        let rest = |column: &'a [u8], start: u32| column.get(start as usize..).unwrap_or_default();
        let mut lists = Lists {
            sizes: Reader::new(rest(sizes, at)),
            documents: rest(documents, document),
            fields: rest(fields, field),
        };
        for _ in 0..number as usize % BLOCK {
            lists.next();
        }
        lists
    }
}

/// A walk through the lists in order.
#[derive(Clone, Debug)]
pub(super) struct Lists<'a> {
    sizes: Reader<'a>,
    documents: &'a [u8],
    fields: &'a [u8],
}

impl<'a> Iterator for Lists<'a> {
    type Item = PostingList<'a>;

    fn next(&mut self) -> Option<PostingList<'a>> {
        let (count, surplus) = (self.sizes.varint()? as usize, self.sizes.varint()? as usize);
        let (documents, rest) = self
            .documents
            .split_at_checked(count.checked_add(surplus)?)?;
        self.documents = rest;
        let (fields, rest) = self.fields.split_at_checked(count)?;
        self.fields = rest;
        Some(PostingList {
            documents: Reader::new(documents),
            fields,
            next_doc: 0,
        })
    }
}

/// The articles of one term, oldest first. Reading damaged bytes ends the list early.
#[derive(Clone, Debug, Default)]
pub struct PostingList<'a> {
    documents: Reader<'a>,
    fields: &'a [u8],
    next_doc: u32,
}

impl PostingList<'_> {
    /// Returns how many articles are left in the list: at the start, the term's document frequency.
    pub fn document_frequency(&self) -> u32 {
        // A list is cut from a column whose length is a u32.
        u32::try_from(self.fields.len()).unwrap_or(u32::MAX)
    }
}

impl Iterator for PostingList<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        let (field, rest) = self.fields.split_first()?;
        self.fields = rest;
        let doc = self.next_doc.checked_add(self.documents.varint()?)?;
        self.next_doc = doc.checked_add(1)?;
        let body = if field >> 7 == 1 {
            u8::try_from(self.documents.varint()?).unwrap_or(u8::MAX)
        } else {
            0
        };
        Some(Posting {
            doc: DocId(doc),
            frequencies: [field & 3, field >> 2 & 15, body, field >> 6 & 1],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lists() -> impl Strategy<Value = Vec<Vec<Posting>>> {
        let frequencies = (0_u8..4, 0_u8..16, 0_u8..=255, 0_u8..2);
        let list =
            prop::collection::btree_map(0_u32..100_000, frequencies, 0..20).prop_map(|docs| {
                let posting = |(doc, (title, summary, body, label))| Posting {
                    doc: DocId(doc),
                    frequencies: [title, summary, body, label],
                };
                docs.into_iter().map(posting).collect()
            });
        prop::collection::vec(list, 0..40)
    }

    proptest! {
        #[test]
        fn lists_read_as_they_were_written(lists in lists()) {
            let mut columns = Columns::default();
            for list in &lists {
                columns.push(list);
            }
            let Columns { sizes, documents, fields } = &columns;
            let places = Places::read(sizes, documents, fields).unwrap();
            prop_assert_eq!(places.count as usize, lists.len());
            for (number, list) in (0..).zip(&lists) {
                let read = places.walk_from(number, [sizes, documents, fields]).next().unwrap();
                prop_assert_eq!(read.document_frequency() as usize, list.len());
                prop_assert_eq!(&read.collect::<Vec<_>>(), list);
            }
            prop_assert!(places.walk_from(places.count, [sizes, documents, fields]).next().is_none());
        }

        #[test]
        fn any_bytes_end(sizes in prop::collection::vec(any::<u8>(), 0..40), documents in prop::collection::vec(any::<u8>(), 0..60), fields in prop::collection::vec(any::<u8>(), 0..60)) {
            let Some(places) = Places::read(&sizes, &documents, &fields) else { return Ok(()) };
            for number in 0..places.count {
                let list = places.walk_from(number, [&sizes, &documents, &fields]).next();
                prop_assert!(list.into_iter().flatten().count() <= fields.len());
            }
        }
    }
}
