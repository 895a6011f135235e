//! Index reader: opens a buffer, checks it once, and answers look-ups from its bytes.

use std::ops::Range;

use super::dictionary::{self, TermId, Terms};
use super::doc_set::DocSet;
use super::facets::{self, FacetEntry};
use super::postings::{self, Lists, PostingList};
use super::{
    FIELDS, Field, INDEX_VERSION, IndexBuffers, IndexError, MAGIC, SECTIONS, Section, lengths,
};
use crate::article::{DocId, FacetGroup};
use crate::bytes::{Reader, SEAL_BYTES, column, unseal};
use crate::concepts::{ConceptId, Thesaurus};
use crate::date::Day;

/// An index that was opened and checked.
#[derive(Clone, Debug)]
pub struct Index {
    bytes: Vec<u8>,
    sections: [(usize, usize); SECTIONS],
    terms: dictionary::Places,
    lists: postings::Places,
    days: Vec<Day>,
    mean_lengths: [f32; FIELDS],
    facets: Vec<Vec<FacetEntry>>,
    concept_terms: Vec<Vec<TermId>>,
    known_words: dictionary::Places,
    thesaurus: Thesaurus,
}

impl Index {
    /// Opens an index and its concepts. Refuses what is no index, another version, and any changed byte; never
    /// panics and allocates no more than a multiple of the buffers.
    ///
    /// # Errors
    ///
    /// Fails if a buffer is not of its format, has another version, or has been changed.
    pub fn open(written: IndexBuffers) -> Result<Self, IndexError> {
        unseal(MAGIC, INDEX_VERSION, &written.index)?;
        let thesaurus = Thesaurus::open(&written.concepts)?;
        Self::from_checked(written.index, thesaurus).ok_or(IndexError::Damaged)
    }

    /// Reads the section table and the small sections; `None` where anything points outside.
    fn from_checked(bytes: Vec<u8>, thesaurus: Thesaurus) -> Option<Self> {
        let content = bytes.get(SEAL_BYTES..)?;
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let start = u32::from_le_bytes(column(content, at * 2)?) as usize;
            let length = u32::from_le_bytes(column(content, at * 2 + 1)?) as usize;
            content.get(start..start.checked_add(length)?)?;
            *section = (SEAL_BYTES + start, length);
        }
        let section = |section: Section| {
            let (start, length) = sections[section as usize];
            bytes.get(start..start + length).unwrap_or_default()
        };
        let days = read_days(section(Section::Days))?;
        let count = u32::try_from(days.len()).ok()?;
        let columns = section(Section::Lengths);
        if columns.len() != days.len() * FIELDS {
            return None;
        }
        let terms = dictionary::Places::read(section(Section::Dictionary))?;
        let lists = postings::Places::read(
            section(Section::Sizes),
            section(Section::Documents),
            section(Section::Fields),
        )?;
        if lists.count as usize != terms.count as usize + thesaurus.concepts.len() {
            return None;
        }
        let concept_terms = read_concept_terms(
            section(Section::ConceptTerms),
            thesaurus.concepts.len(),
            terms.count,
        )?;
        let known_words = dictionary::Places::read(section(Section::KnownWords))?;
        let facets = facets::decode(section(Section::Facets), count)?;
        let mut mean_lengths = [1.0; FIELDS];
        for (mean, column) in mean_lengths
            .iter_mut()
            .zip(columns.chunks(days.len().max(1)))
        {
            *mean = mean_length(column);
        }
        Some(Self {
            bytes,
            sections,
            terms,
            lists,
            days,
            mean_lengths,
            facets,
            concept_terms,
            known_words,
            thesaurus,
        })
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, length) = self.sections[section as usize];
        self.bytes.get(start..start + length).unwrap_or_default()
    }

    /// Returns how many articles the index has.
    pub fn count(&self) -> u32 {
        // The reader has made it from a u32.
        u32::try_from(self.days.len()).unwrap_or(u32::MAX)
    }

    /// Returns whether a folded word is known to be no typing error, although hardly an article has it.
    pub fn is_known_word(&self, word: &str) -> bool {
        let words = self.section(Section::KnownWords);
        let mut from = self.known_words.walk_from(words, word.as_bytes());
        from.next().is_some_and(|(_, known)| known == word)
    }

    /// Returns the number of exactly this term, already folded.
    pub fn find(&self, term: &str) -> Option<TermId> {
        let (id, found) = self.terms_from(term).next()?;
        (found == term).then_some(id)
    }

    /// Walks the terms in order, from the first that is not below `from`.
    pub fn terms_from(&self, from: &str) -> Terms<'_> {
        self.terms
            .walk_from(self.section(Section::Dictionary), from.as_bytes())
    }

    /// Walks the terms that start with a folded prefix. The empty prefix gives every term.
    pub fn terms_with_prefix<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (TermId, &'a str)> {
        self.terms_from(prefix)
            .take_while(move |(_, term)| term.starts_with(prefix))
    }

    /// Returns a term; empty for a number that is not there.
    pub fn term(&self, id: TermId) -> &str {
        let text = self.section(Section::Dictionary);
        self.terms
            .walk_at(text, id)
            .next()
            .map_or("", |(_, term)| term)
    }

    /// Returns the articles of a term; none for a number that is not there.
    pub fn postings(&self, term: TermId) -> PostingList<'_> {
        if term.0 < self.terms.count {
            self.list(term.0)
        } else {
            PostingList::default()
        }
    }

    /// Iterates the lists of articles that name a concept: by a phrase, then by each word that names it by
    /// itself. An article may be in several; none for a number that is not there.
    pub fn concept_lists(&self, concept: ConceptId) -> impl Iterator<Item = PostingList<'_>> {
        let terms = self.concept_terms.get(concept.0 as usize);
        let phrases = terms.and_then(|_| self.terms.count.checked_add(concept.0));
        let words = terms.into_iter().flatten().map(|term| term.0);
        phrases
            .into_iter()
            .chain(words)
            .map(|number| self.list(number))
    }

    /// Returns how many articles name a concept.
    pub fn concept_count(&self, concept: ConceptId) -> u32 {
        let mut docs = DocSet::empty(self.count());
        for list in self.concept_lists(concept) {
            list.for_each(|posting| docs.insert(posting.doc));
        }
        docs.len()
    }

    fn list(&self, number: u32) -> PostingList<'_> {
        self.lists_from(number).next().unwrap_or_default()
    }

    fn lists_from(&self, number: u32) -> Lists<'_> {
        let columns = [Section::Sizes, Section::Documents, Section::Fields];
        self.lists
            .walk_from(number, columns.map(|column| self.section(column)))
    }

    /// Returns the numbers of the terms that start with a folded prefix. The empty prefix gives every term.
    pub fn prefix_range(&self, prefix: &str) -> Range<u32> {
        let text = self.section(Section::Dictionary);
        // The first text after all that start so: the prefix with its last byte raised. Terms are UTF-8,
        // where no byte is 255.
        let mut after = prefix.as_bytes().to_vec();
        if let Some(last) = after.last_mut() {
            *last += 1;
        }
        let start = self.terms.position(text, prefix.as_bytes());
        let end = if after.is_empty() {
            self.terms.count
        } else {
            self.terms.position(text, &after)
        };
        start..end
    }

    /// Iterates the terms of a range of numbers with their articles.
    pub fn postings_in(
        &self,
        terms: Range<u32>,
    ) -> impl Iterator<Item = (TermId, PostingList<'_>)> {
        let end = terms.end.min(self.terms.count);
        (terms.start..end)
            .map(TermId)
            .zip(self.lists_from(terms.start))
    }

    /// Returns the code of a field's length in each article, to be used with [`Index::decode_length`].
    pub fn length_codes(&self, field: Field) -> &[u8] {
        let columns = self.section(Section::Lengths);
        let start = field as usize * self.days.len();
        columns
            .get(start..start + self.days.len())
            .unwrap_or_default()
    }

    /// Returns the number of words that a code of [`Index::length_codes`] means.
    pub fn decode_length(code: u8) -> u32 {
        lengths::WORDS[usize::from(code)]
    }

    /// Returns the mean number of words of a field over all articles, at least 1.
    pub fn mean_length(&self, field: Field) -> f32 {
        self.mean_lengths[field as usize]
    }

    /// Returns the UTC day of an article; 1970-01-01 for one that is not there.
    pub fn day(&self, doc: DocId) -> Day {
        let day = self.days.get(doc.0 as usize).copied();
        day.unwrap_or(Day::from_number(0))
    }

    /// Returns the UTC days of all articles, in ascending order.
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// Returns the values of a group with their articles, in order of id.
    pub fn facet(&self, group: FacetGroup) -> &[FacetEntry] {
        self.facets
            .get(group.index())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Returns the concepts that the articles were matched with.
    pub fn thesaurus(&self) -> &Thesaurus {
        &self.thesaurus
    }
}

/// Reads the days: the first as it is, then the distances; `None` where the bytes end early or the days
/// leave the calendar.
fn read_days(bytes: &[u8]) -> Option<Vec<Day>> {
    let Some((first, rest)) = bytes.split_first_chunk::<4>() else {
        return bytes.is_empty().then(Vec::new);
    };
    let mut number = i32::from_le_bytes(*first);
    let mut days = vec![Day::from_number(number)];
    let mut reader = Reader::new(rest);
    while !reader.is_empty() {
        number = number.checked_add(i32::try_from(reader.varint()?).ok()?)?;
        days.push(Day::from_number(number));
    }
    Some(days)
}

/// Reads the terms of every concept; `None` where the bytes end early or name a term that is not there.
fn read_concept_terms(bytes: &[u8], concepts: usize, terms: u32) -> Option<Vec<Vec<TermId>>> {
    let mut reader = Reader::new(bytes);
    let mut lists = Vec::new();
    for _ in 0..concepts {
        let mut list = Vec::new();
        let mut next = 0_u32;
        for _ in 0..reader.varint()? {
            let number = next
                .checked_add(reader.varint()?)
                .filter(|number| *number < terms)?;
            list.push(TermId(number));
            next = number + 1;
        }
        lists.push(list);
    }
    reader.is_empty().then_some(lists)
}

fn mean_length(codes: &[u8]) -> f32 {
    // Lengths are summed by code: there are few of them.
    let mut counts = [0_u64; 256];
    for code in codes {
        counts[usize::from(*code)] += 1;
    }
    let sums = counts.iter().zip(lengths::WORDS);
    let sum: u64 = sums.map(|(count, words)| count * u64::from(words)).sum();
    // An empty collection or field has mean 1, so that nothing divides by zero.
    (sum as f32 / codes.len().max(1) as f32).max(1.0)
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
        let mut builder = IndexBuilder::new(Thesaurus::default());
        for article in decode_feed(feed.to_string().as_bytes()).unwrap().articles {
            builder.add(&article, None);
        }
        Index::open(builder.finish()).unwrap()
    }

    fn names<'a>(terms: impl Iterator<Item = (TermId, &'a str)>) -> Vec<String> {
        terms.map(|(_, term)| term.to_owned()).collect()
    }

    proptest! {
        #[test]
        fn a_prefix_finds_what_a_scan_of_all_terms_finds(
            titles in prop::collection::vec("x [a-cé]{2,4} [a-cé]{2,4} [a-cé]{2,4}", 0..24),
            prefix in "[a-ce]{0,3}",
        ) {
            let index = index(&titles);
            let mut all = names(index.terms_with_prefix(""));
            all.retain(|term| term.starts_with(&prefix));
            prop_assert_eq!(names(index.terms_with_prefix(&prefix)), all.clone());
            for term in all {
                let id = index.find(&term).unwrap();
                prop_assert_eq!(index.term(id), term);
                prop_assert!(index.postings(id).document_frequency() > 0);
            }
        }

        #[test]
        fn damaged_bytes_that_pass_the_checksum_neither_panic_nor_hang(
            titles in prop::collection::vec("[a-c]{2,4} [a-c]{2,4}", 0..6),
            flips in prop::collection::vec((any::<usize>(), any::<u8>()), 1..6),
        ) {
            let mut bytes = index(&titles).bytes;
            for (at, byte) in flips {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let Some(index) = Index::from_checked(bytes, Thesaurus::default()) else { return Ok(()) };
            for (id, _) in index.terms_from("") {
                prop_assert!(index.postings(id).count() <= index.bytes.len());
            }
            prop_assert!(index.count() as usize <= index.bytes.len());
        }
    }

    #[test]
    fn an_empty_collection_has_an_index_that_finds_nothing() {
        let index = index(&[]);
        assert_eq!((index.count(), index.terms_from("").count()), (0, 0));
        assert!(index.find("stent").is_none() && index.facet(FacetGroup::Year).is_empty());
    }
}
