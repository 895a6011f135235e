//! The manifest: the `_vigie` object of the entry. It names every other file of the bundle with its size
//! and digest, and carries what the page needs before the first of them has arrived.

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use crate::language::{Label, Language};

/// What the entry says about the whole bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the wire format, [`super::FORMAT_VERSION`].
    pub format: u32,
    /// When the bundle was built, RFC 3339 in UTC.
    pub generated: String,
    /// Articles in the whole collection.
    pub count: u32,
    /// Card shards, oldest first: together they hold every article in the order of its [`DocId`].
    ///
    /// [`DocId`]: crate::article::DocId
    pub shards: Vec<Shard>,
    /// Body shards, oldest month first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Shard>,
    /// The inverted index.
    pub search: FileRef,
    /// Names of facet values in both languages, where they differ from what the articles say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<FacetLabel>,
    /// Settings of the site.
    pub site: Site,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Address relative to the entry.
    pub url: String,
    /// Exact size.
    pub bytes: u64,
    /// Exact content.
    pub integrity: Digest,
}

/// The cards of one month, or of a part of a busy month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// UTC month, `YYYY-MM`.
    pub month: String,
    /// Cards inside; not said in the list of body shards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Address relative to the entry.
    pub url: String,
    /// Exact size.
    pub bytes: u64,
    /// Exact content.
    pub integrity: Digest,
}

/// Name of one facet value in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetLabel {
    /// Name of the group, such as `section`.
    pub group: String,
    /// Id of the value, such as `papers`.
    pub id: String,
    /// What readers see.
    pub label: Label,
}

/// Settings of the site that the app follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Title in both languages.
    pub title: Label,
    /// One sentence about the site in both languages; may be empty.
    #[serde(default)]
    pub description: Label,
    /// Language of the interface until the reader chooses.
    #[serde(default)]
    pub language: Language,
}
