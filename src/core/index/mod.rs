//! The inverted index: which articles hold a term, in one immutable byte buffer that is read in place.
//!
//! ```text
//! offset  bytes  what
//!      0      8  magic `VIGIEIDX`
//!      8      4  version, little-endian u32
//!     12      8  checksum of everything from byte 20 on
//!     20   8 × 6  section table: start and length of each, little-endian u32
//!     68      …  sections, in the order of [`Section`]
//! ```
//!
//! Sections: the dictionary (an `fst` map from term to the place of its postings; A. Gallant, *Index
//! 1,600,000,000 Keys with Automata and Rust*, 2015), [`postings`], the length of each field of each
//! article (`u16`, column by column), the UTC day of each article (`i32`), the statistics (article count
//! and total length of each field, `u32` then `u64`), and the facet values with their articles.
//!
//! An [`Index`] never changes after [`IndexBuilder::finish`]. Damaged bytes give an [`IndexError`] when it
//! is opened: the checksum finds any change, and every read is bounded besides.

mod builder;
mod bytes;
mod doc_set;
mod error;
mod facets;
mod postings;
mod reader;

pub use builder::IndexBuilder;
pub use doc_set::DocSet;
pub use error::IndexError;
pub use facets::FacetEntry;
pub use postings::{Posting, PostingList};
pub use reader::{Index, TermMatch};

/// First bytes of every index.
const MAGIC: &[u8; 8] = b"VIGIEIDX";

/// Version of the layout above; a reader refuses any other. History: 1, the first.
pub const INDEX_VERSION: u32 = 1;

/// Bytes before the section table.
const HEADER_BYTES: usize = 20;

/// A part of the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Dictionary,
    Postings,
    Lengths,
    Days,
    Statistics,
    Facets,
}

/// Sections of a buffer.
const SECTIONS: usize = 6;

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
