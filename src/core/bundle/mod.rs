//! The wire format: what the builder writes and the app fetches.
//!
//! A bundle is a folder of static files. Its entry, [`ENTRY`], is a JSON Feed 1.1 document
//! (<https://www.jsonfeed.org/version/1.1/>) that any feed reader can subscribe to; whatever JSON Feed does not
//! define is in its extension object `_vigie`.
//!
//! ```text
//! bundle/
//! ├── articles.json                 newest cards + manifest; the only file whose name never changes
//! ├── cards/2026-04.<digest>.json   JSON Feed page: the cards of one UTC month, at most 256 each
//! ├── bodies/2026-04.<digest>.json  bodies of that month, as closed trees
//! ├── search.<digest>.idx           inverted index, read in place
//! ├── images/<digest>.webp          pictures of the content folder
//! └── files/guide.pdf               files of the content folder that bodies link to
//! ```
//!
//! In reading order: [`feed`] is the document, `decoding` reads it, `scan` finds its items, `item` is one article
//! of it, [`manifest`] its `_vigie` object, `seal` the checksum inside the entry, [`bodies`] the body shards,
//! [`digest`] verifies the other files, [`error`] says why a file is rejected, [`news`] compares an entry with the
//! one on screen.

pub mod bodies;
mod decoding;
pub mod digest;
pub mod error;
pub mod feed;
mod item;
pub mod manifest;
pub mod news;
mod scan;
mod seal;
mod sha256;

pub use bodies::{Bodies, decode_bodies, encode_bodies};
pub use decoding::{Decoding, decode_feed};
pub use digest::Digest;
pub use error::BundleError;
pub use feed::{Feed, encode_feed};
pub use manifest::{FacetLabel, FileRef, Manifest, Shard, Site};
pub use seal::seal;

/// File name of the entry, inside the bundle's folder.
pub const ENTRY: &str = "articles.json";

/// Names of the files that a search takes, up to the digest in them: the index, and the concepts.
pub const SEARCH_STEMS: [&str; 2] = ["search", "concepts"];

/// Version of the wire format. A reader refuses any other.
///
/// History: 1, the first; 2, headings of bodies have ids, and links inside the site any address of it.
pub const FORMAT_VERSION: u32 = 2;

/// Maximum number of cards in one shard, so that a busy month is not one large download.
pub const MAX_SHARD_CARDS: usize = 256;

/// Largest file a reader takes, in bytes, whatever the manifest says. A collection of 20,000 cards has an index of a
/// quarter of it.
pub const MAX_FILE_BYTES: u64 = 32 << 20;

/// Maximum number of cards of a collection, so that a manifest of wrong numbers costs a few megabytes at most.
pub const MAX_CARDS: usize = 1 << 18;

/// Cards in the entry: one screenful and more, and little enough that a week of news stays below 25 kB.
pub const ENTRY_CARDS: usize = 40;
