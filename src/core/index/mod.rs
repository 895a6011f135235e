//! The inverted index: which articles contain a term, in one immutable byte buffer that is read in place.
//!
//! ```text
//! offset  bytes  what
//!      0      8  magic `VIGIEIDX`
//!      8      4  version, little-endian u32
//!     12      8  checksum of everything from byte 20 on
//!     20   9 × 8  section table: start and length of each, little-endian u32, from byte 20 on
//!     92      …  sections, in the order of [`Section`]
//! ```
//!
//! Sections: the [`dictionary`] of terms; the three columns of the [`postings`] (sizes, documents, fields), first
//! those of the terms in order, then those of the phrases of each concept; the [`lengths`] of the fields, one byte
//! each, field by field; the UTC days of the articles (the first as `i32`, then gaps in LEB128); the [`facets`],
//! values with their articles; for each concept the terms that name it by themselves, whose lists are not written
//! twice (count, then gaps); words that are not to be taken for typing errors, with a line feed after each. The
//! [`crate::concepts`] that articles were matched with are in a separate buffer, because they change with the table
//! and not with the articles.
//!
//! Opening reads the buffer once, to check it and to remember the start of every 16th term and list. An [`Index`]
//! never changes after [`IndexBuilder::finish`]. Opening damaged bytes gives an [`IndexError`]: the checksum
//! detects any change, and all reads are bounds-checked as well.

mod builder;
mod dictionary;
mod doc_set;
mod error;
mod facets;
mod lengths;
mod pieces;
mod postings;
mod reader;

pub use builder::{IndexBuffers, IndexBuilder};
pub use dictionary::{TermId, Terms};
pub use doc_set::DocSet;
pub use error::IndexError;
pub use facets::FacetEntry;
pub use pieces::Pieces;
pub use postings::{Posting, PostingList};
pub use reader::Index;

pub use crate::bytes::reseal;

/// First bytes of every index.
const MAGIC: [u8; 8] = *b"VIGIEIDX";

/// Version of the layout above; a reader refuses any other. History: 1, an `fst` dictionary and interleaved
/// postings; 2, columns, concepts and topics; 3, function words, and numbers and spellings that meet.
pub const INDEX_VERSION: u32 = 3;

/// A term that at most so many articles hold may be a typing error of a frequent one.
pub(crate) const RARE: u32 = 2;

/// A part of the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Dictionary,
    Sizes,
    Documents,
    Fields,
    Lengths,
    Days,
    Facets,
    ConceptTerms,
    KnownWords,
}

/// Sections of a buffer.
const SECTIONS: usize = 9;

/// A field of an article that is searched by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The cleaned summary.
    Summary,
    /// The text of the Markdown body.
    Body,
    /// Tags and the name of the source.
    Label,
}

/// Fields of an article.
pub const FIELDS: usize = 4;

impl Field {
    /// Every field, in the order of the columns.
    pub const ALL: [Self; FIELDS] = [Self::Title, Self::Summary, Self::Body, Self::Label];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Digest, decode_feed};
    use crate::concepts::parse_thesaurus;

    /// Articles with something for every section: both languages, figures, Greek, a concept, labels, two months.
    const FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"id":"/papers/a","title":"L’embolie pulmonaire à 2,5 mm","date_published":"2026-01-02T03:04:05Z",
         "language":"fr","tags":["Étude","HER2+"],"content_text":"Une β-thalassémie, sans chirurgie."},
        {"id":"/papers/b","title":"Drug-coated balloons in 1,250 patients","date_published":"2026-02-03T04:05:06Z",
         "language":"en","tags":["Étude"],"content_text":"Stents, stenting and the stent thrombosis."}]}"#;

    const CONCEPTS: &str =
        "pulmonary-embolism | disease | - | pulmonary embolism; PE | embolie pulmonaire; EP | | ";

    #[test]
    fn the_bytes_of_an_index_change_with_its_version() {
        let mut builder = IndexBuilder::new(parse_thesaurus(&[CONCEPTS]).unwrap());
        for article in decode_feed(FEED.as_bytes()).unwrap().articles {
            builder.add(&article, None);
        }
        let written = builder.finish();
        let digests = [&written.index, &written.concepts].map(|bytes| Digest::of(bytes).name());
        assert_eq!(
            (INDEX_VERSION, digests.each_ref().map(String::as_str)),
            (3, ["a3362c91298e3848373e", "2fedc5cd58229756536d"]),
            "what is written, or how words become terms, has changed: a kept program would read the new bytes with \
             the old rules. Raise INDEX_VERSION (or CONCEPTS_VERSION), add a line to its history and to *Bundle \
             format* in the changelog, then write the new digests here"
        );
    }
}
