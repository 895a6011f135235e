//! Reader: opens a buffer, checks it once, and answers from its bytes.

use fst::automaton::Str;
use fst::{Automaton, IntoStreamer, Map, Streamer};

use super::bytes::{checksum, column};
use super::facets::{self, FacetEntry};
use super::postings::PostingList;
use super::{FIELDS, Field, HEADER_BYTES, INDEX_VERSION, IndexError, MAGIC, SECTIONS, Section};
use crate::article::{DocId, FacetGroup};
use crate::date::Day;

/// Longest list of terms a prefix is widened to. The terms of one or two letters' prefixes number
/// thousands, and their order says nothing; every one of them is read, so this only bounds a damaged or
/// absurd dictionary.
const MAX_PREFIX_TERMS: usize = 100_000;

/// An index that was opened and checked.
#[derive(Clone, Debug)]
pub struct Index {
    bytes: Vec<u8>,
    sections: [(usize, usize); SECTIONS],
    count: u32,
    mean_lengths: [f32; FIELDS],
    facets: Vec<Vec<FacetEntry>>,
}

/// A term of the dictionary with its articles.
#[derive(Clone, Debug)]
pub struct TermMatch<'a> {
    /// The term.
    pub term: String,
    /// Its articles.
    pub postings: PostingList<'a>,
}

impl Index {
    /// Opens a buffer. Refuses what is no index, another version, and any changed byte; never panics and
    /// allocates no more than a multiple of the buffer.
    pub fn open(bytes: Vec<u8>) -> Result<Self, IndexError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(IndexError::NotAnIndex);
        }
        let version = column(bytes.get(8..12).unwrap_or_default(), 0);
        let got = u32::from_le_bytes(version.ok_or(IndexError::Damaged)?);
        if got != INDEX_VERSION {
            return Err(IndexError::Version {
                expected: INDEX_VERSION,
                got,
            });
        }
        let sum = column(bytes.get(12..HEADER_BYTES).unwrap_or_default(), 0);
        let content = bytes.get(HEADER_BYTES..).ok_or(IndexError::Damaged)?;
        if Some(checksum(content).to_le_bytes()) != sum {
            return Err(IndexError::Damaged);
        }
        Self::from_checked(bytes).ok_or(IndexError::Damaged)
    }

    /// Reads the section table and the small sections; `None` where anything points outside.
    fn from_checked(bytes: Vec<u8>) -> Option<Self> {
        let table = bytes.get(HEADER_BYTES..)?;
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let start = u32::from_le_bytes(column(table, at * 2)?) as usize;
            let length = u32::from_le_bytes(column(table, at * 2 + 1)?) as usize;
            bytes.get(start..start.checked_add(length)?)?;
            *section = (start, length);
        }
        let mut index = Self {
            bytes,
            sections,
            count: 0,
            mean_lengths: [1.0; FIELDS],
            facets: Vec::new(),
        };
        let statistics = index.section(Section::Statistics);
        let count = u32::from_le_bytes(column(statistics, 0)?);
        let totals = statistics.get(4..)?;
        let mut mean_lengths = [1.0; FIELDS];
        for (at, mean) in mean_lengths.iter_mut().enumerate() {
            let total = u64::from_le_bytes(column(totals, at)?);
            // An empty collection or field has mean 1, so that nothing divides by zero.
            *mean = (total as f32 / count.max(1) as f32).max(1.0);
        }
        let columns = count as usize * 2 * FIELDS;
        let whole = index.section(Section::Lengths).len() == columns
            && index.section(Section::Days).len() == count as usize * 4;
        let facets = facets::decode(index.section(Section::Facets), count)?;
        Map::new(index.section(Section::Dictionary)).ok()?;
        (index.count, index.mean_lengths, index.facets) = (count, mean_lengths, facets);
        whole.then_some(index)
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, length) = self.sections[section as usize];
        self.bytes.get(start..start + length).unwrap_or_default()
    }

    fn dictionary(&self) -> Option<Map<&[u8]>> {
        Map::new(self.section(Section::Dictionary)).ok()
    }

    /// Returns how many articles the index has.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Returns the articles of exactly this term, already folded.
    pub fn term(&self, term: &str) -> Option<TermMatch<'_>> {
        let place = self.dictionary()?.get(term)?;
        Some(TermMatch {
            term: term.to_owned(),
            postings: self.postings_at(place),
        })
    }

    /// Returns the terms that start with a folded prefix, in order. The empty prefix gives every term.
    pub fn terms_with_prefix(&self, prefix: &str) -> Vec<TermMatch<'_>> {
        let Some(dictionary) = self.dictionary() else {
            return Vec::new();
        };
        let mut stream = dictionary
            .search(Str::new(prefix).starts_with())
            .into_stream();
        let mut terms = Vec::new();
        while let Some((term, place)) = stream.next() {
            if let Ok(term) = std::str::from_utf8(term) {
                terms.push(TermMatch {
                    term: term.to_owned(),
                    postings: self.postings_at(place),
                });
            }
            if terms.len() == MAX_PREFIX_TERMS {
                break;
            }
        }
        terms
    }

    fn postings_at(&self, place: u64) -> PostingList<'_> {
        let start = usize::try_from(place).unwrap_or(usize::MAX);
        PostingList::new(
            self.section(Section::Postings)
                .get(start..)
                .unwrap_or_default(),
        )
    }

    /// Returns the number of words of a field of an article; 0 for an article that is not there.
    pub fn field_length(&self, doc: DocId, field: Field) -> u16 {
        let at = field as usize * self.count as usize + doc.0 as usize;
        column(self.section(Section::Lengths), at).map_or(0, u16::from_le_bytes)
    }

    /// Returns the mean number of words of a field over all articles, at least 1.
    pub fn mean_length(&self, field: Field) -> f32 {
        self.mean_lengths[field as usize]
    }

    /// Returns the UTC day of an article; 1970-01-01 for one that is not there.
    pub fn day(&self, doc: DocId) -> Day {
        let day = column(self.section(Section::Days), doc.0 as usize);
        Day::from_number(day.map_or(0, i32::from_le_bytes))
    }

    /// Returns the values of a group with their articles, in order of id.
    pub fn facet(&self, group: FacetGroup) -> &[FacetEntry] {
        self.facets
            .get(group.index())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bundle::decode_feed;
    use crate::index::IndexBuilder;

    /// An index of articles that are only titles.
    fn index(titles: &[String]) -> Index {
        let items: Vec<_> = titles
            .iter()
            .enumerate()
            .map(|(id, title)| serde_json::json!({ "id": id.to_string(), "title": title }))
            .collect();
        let feed =
            serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "items": items });
        let mut builder = IndexBuilder::new();
        for article in decode_feed(feed.to_string().as_bytes()).unwrap().articles {
            builder.add(&article, None);
        }
        Index::open(builder.finish()).unwrap()
    }

    fn names(terms: Vec<TermMatch<'_>>) -> Vec<String> {
        terms.into_iter().map(|term| term.term).collect()
    }

    proptest! {
        #[test]
        fn a_prefix_finds_what_a_scan_of_all_terms_finds(
            titles in prop::collection::vec("x [a-cé]{1,4} [a-cé]{1,4}", 0..12),
            prefix in "[a-ce]{0,3}",
        ) {
            let index = index(&titles);
            let mut all = names(index.terms_with_prefix(""));
            all.retain(|term| term.starts_with(&prefix));
            prop_assert_eq!(names(index.terms_with_prefix(&prefix)), all.clone());
            for term in all {
                prop_assert!(index.term(&term).is_some_and(|found| found.postings.document_frequency() > 0));
            }
        }
    }

    #[test]
    fn an_empty_collection_has_an_index_that_finds_nothing() {
        let index = index(&[]);
        assert_eq!(
            (index.count(), names(index.terms_with_prefix(""))),
            (0, vec![])
        );
        assert!(index.term("stent").is_none() && index.facet(FacetGroup::Year).is_empty());
    }
}
