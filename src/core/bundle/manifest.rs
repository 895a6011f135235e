//! The manifest: the `_vigie` object of the entry. It names every other file of the bundle with its size
//! and digest, and carries what the page needs before the first of them has arrived.

use serde::Serialize;

use super::digest::Digest;
use crate::json::{Json, Misfit, Object, each};
use crate::language::{Label, Language};

/// What the entry says about the whole bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Shard>,
    /// The inverted index.
    pub search: FileRef,
    /// The concepts the index was made with.
    pub concepts: FileRef,
    /// Names of facet values in both languages, where they differ from what the articles say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<FacetLabel>,
    /// Settings of the site.
    pub site: Site,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileRef {
    /// Address relative to the entry.
    pub url: String,
    /// Exact size.
    pub bytes: u64,
    /// Exact content.
    pub integrity: Digest,
}

/// The cards of one month, or of a part of a busy month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shard {
    /// UTC month, `YYYY-MM`.
    pub month: String,
    /// Cards inside; not said in the list of body shards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Address relative to the entry.
    pub url: String,
    /// Exact size.
    pub bytes: u64,
    /// Exact content.
    pub integrity: Digest,
    /// Bytes of the pictures these cards show; not said without any, nor in the list of body shards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pictures: Option<u32>,
}

/// Name of one facet value in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetLabel {
    /// Name of the group, such as `section`.
    pub group: String,
    /// Id of the value, such as `papers`.
    pub id: String,
    /// What readers see.
    pub label: Label,
}

/// Settings of the site that the app follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Site {
    /// Title in both languages.
    pub title: Label,
    /// One sentence about the site in both languages; may be empty.
    pub description: Label,
    /// Language of the interface until the reader chooses.
    pub language: Language,
    /// Age in days after which the articles are called old; not said for the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale_days: Option<u32>,
}

impl Manifest {
    /// Reads the rest of the object once its format is known.
    pub(super) fn read(format: u32, mut manifest: Object<'_>) -> Result<Self, Misfit> {
        Ok(Self {
            format,
            generated: manifest.text("generated")?,
            count: manifest.number("count")?,
            shards: each(manifest.take("shards").list("shards")?, Shard::read)?,
            bodies: each(manifest.list("bodies")?, Shard::read)?,
            search: FileRef::read(manifest.take("search"))?,
            concepts: FileRef::read(manifest.take("concepts"))?,
            labels: each(manifest.list("labels")?, FacetLabel::read)?,
            site: Site::read(manifest.take("site"))?,
        })
    }
}

impl FileRef {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut file = json.object("file")?;
        Ok(Self {
            url: file.text("url")?,
            bytes: file.number("bytes")?,
            integrity: Digest::read(file.text("integrity")?)?,
        })
    }
}

impl Shard {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut shard = json.object("shard")?;
        Ok(Self {
            month: shard.text("month")?,
            count: shard.number_if("count")?,
            url: shard.text("url")?,
            bytes: shard.number("bytes")?,
            integrity: Digest::read(shard.text("integrity")?)?,
            pictures: shard.number_if("pictures")?,
        })
    }
}

impl FacetLabel {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut label = json.object("label")?;
        Ok(Self {
            group: label.text("group")?,
            id: label.text("id")?,
            label: Label::read(label.take("label"))?,
        })
    }
}

impl Site {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut site = json.object("site")?;
        let description = match site.take("description") {
            Json::Null => Label::default(),
            description => Label::read(description)?,
        };
        let language = match site.text_if("language")? {
            None => Language::default(),
            Some(tag) => {
                Language::from_tag(&tag).ok_or(Misfit::new("language", "known language"))?
            }
        };
        Ok(Self {
            stale_days: site.number_if("stale_days")?,
            title: Label::read(site.take("title"))?,
            description,
            language,
        })
    }
}
