//! Builder: articles in, one finished buffer out.

use std::collections::BTreeMap;

use super::bytes::checksum;
use super::facets::{self, FacetTable};
use super::postings::{self, Posting};
use super::{FIELDS, Field, HEADER_BYTES, INDEX_VERSION, MAGIC, SECTIONS};
use crate::analysis;
use crate::article::{Article, DocId, FacetGroup};
use crate::markdown::Document;

/// Collects articles for an index. The order of [`IndexBuilder::add`] is the order of [`DocId`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    terms: BTreeMap<String, Vec<Posting>>,
    lengths: [Vec<u16>; FIELDS],
    days: Vec<i32>,
    facets: FacetTable,
}

impl IndexBuilder {
    /// Makes a builder without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next article with its body, if it has one. Articles come oldest first.
    pub fn add(&mut self, article: &Article, body: Option<&Document>) {
        let doc =
            DocId(u32::try_from(self.days.len()).expect("an index has fewer than 2³² articles"));
        self.days.push(article.published.day().number());
        let labels = format!("{} {}", article.tags.join(" , "), article.source);
        let body = body.map(Document::plain_text).unwrap_or_default();
        for field in Field::ALL {
            let text = match field {
                Field::Title => &article.title,
                Field::Summary => &article.summary,
                Field::Body => &body,
                Field::Label => &labels,
            };
            self.add_field(doc, field, text);
        }
        for group in FacetGroup::ALL {
            for value in article.facet_values(group) {
                let (_, docs) = self.facets[group.index()]
                    .entry(value.id)
                    .or_insert((value.name, Vec::new()));
                if docs.last() != Some(&doc) {
                    docs.push(doc);
                }
            }
        }
    }

    fn add_field(&mut self, doc: DocId, field: Field, text: &str) {
        let tokens = analysis::tokens(text);
        let words = tokens
            .iter()
            .map(|token| token.position)
            .max()
            .map_or(0, |last| last + 1);
        // A longer field counts as 65,535 words; ranking no longer tells them apart there.
        self.lengths[field as usize].push(u16::try_from(words).unwrap_or(u16::MAX));
        for token in tokens {
            let list = self.terms.entry(token.term).or_default();
            if list.last().is_none_or(|posting| posting.doc != doc) {
                list.push(Posting {
                    doc,
                    ..Posting::default()
                });
            }
            if let Some(posting) = list.last_mut() {
                posting.frequencies[field as usize] += 1;
            }
        }
    }

    /// Writes the index. Equal articles in equal order give equal bytes. Without articles the index is
    /// valid and finds nothing.
    pub fn finish(self) -> Vec<u8> {
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let [dictionary, postings, lengths, days, statistics, facets] = &mut sections;
        let mut terms = fst::MapBuilder::memory();
        for (term, list) in &self.terms {
            terms
                .insert(term, postings.len() as u64)
                .expect("terms come sorted and distinct");
            postings::encode(list, postings);
        }
        *dictionary = terms.into_inner().expect("memory takes every byte");
        statistics.extend(
            u32::try_from(self.days.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        for column in &self.lengths {
            lengths.extend(column.iter().flat_map(|length| length.to_le_bytes()));
            let total: u64 = column.iter().map(|length| u64::from(*length)).sum();
            statistics.extend(total.to_le_bytes());
        }
        days.extend(self.days.iter().flat_map(|day| day.to_le_bytes()));
        facets::encode(&self.facets, facets);
        assemble(&sections)
    }
}

fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let number = |bytes: usize| {
        u32::try_from(bytes)
            .expect("an index is smaller than 4 GiB")
            .to_le_bytes()
    };
    let mut bytes = Vec::new();
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&INDEX_VERSION.to_le_bytes());
    bytes.extend_from_slice(&[0; 8]);
    let mut start = HEADER_BYTES + SECTIONS * 8;
    for section in sections {
        bytes.extend_from_slice(&number(start));
        bytes.extend_from_slice(&number(section.len()));
        start += section.len();
    }
    bytes.extend(sections.iter().flatten());
    let sum = checksum(bytes.get(HEADER_BYTES..).unwrap_or_default());
    if let Some(slot) = bytes.get_mut(HEADER_BYTES - 8..HEADER_BYTES) {
        slot.copy_from_slice(&sum.to_le_bytes());
    }
    bytes
}
