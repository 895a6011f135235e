//! Reads a built bundle as the app does: entry, index, cards.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use vigie_core::article::{Article, DocId};
use vigie_core::bundle::{BundleError, ENTRY, FileRef, Manifest, decode_bodies, decode_feed};
use vigie_core::index::{Index, IndexBuffers, IndexError};
use vigie_core::permalink::Permalink;

use crate::read::Root;

/// Largest file of a bundle, in bytes: a hundred times the index of a large collection.
const MAX_BYTES: u64 = 256 << 20;

/// A bundle in memory.
#[derive(Debug)]
pub struct Bundle {
    /// What the entry says.
    pub manifest: Manifest,
    /// Absolute address of the site; empty where it was built without.
    pub base_url: String,
    /// The index.
    pub index: Index,
    /// All articles; the position of each is its `DocId`.
    pub articles: Vec<Article>,
    /// The words of the bodies.
    pub bodies: BTreeMap<Permalink, String>,
}

impl Bundle {
    /// Gives the texts of an article, as a search reads them: all of them.
    pub fn read_texts(&self, doc: DocId, visit: &mut dyn FnMut(&str)) -> bool {
        if let Some(article) = self.articles.get(doc.0 as usize) {
            visit(&article.title);
            visit(&article.summary);
            self.bodies
                .get(&article.id)
                .into_iter()
                .for_each(|body| visit(body));
        }
        true
    }
}

/// Why a bundle cannot be read, and which file is to blame.
#[derive(Debug)]
pub struct ReadFailure {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a file of a bundle.
#[derive(Debug)]
pub enum Reason {
    /// It cannot be read.
    Io(std::io::Error),
    /// It is no part of a bundle.
    Bundle(BundleError),
    /// It is no index.
    Index(IndexError),
    /// It is a feed of another tool.
    NoManifest,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(reason) => reason.fmt(f),
            Self::Bundle(reason) => reason.fmt(f),
            Self::Index(reason) => reason.fmt(f),
            Self::NoManifest => f.write_str("not written by `vigie build`"),
        }
    }
}

/// Reads the bundle in a folder, or in the `bundle` folder of a site.
///
/// # Errors
///
/// Fails if a file of the bundle cannot be read, is damaged, or has another format version.
pub fn read(folder: &Path) -> Result<Bundle, ReadFailure> {
    let inner = folder.join("bundle");
    let folder = if inner.join(ENTRY).exists() {
        &inner
    } else {
        folder
    };
    let fail = |name: &str, reason| ReadFailure {
        path: folder.join(name),
        reason,
    };
    let root = Root::open(folder).map_err(|error| fail("", Reason::Io(error.reason)))?;
    let load = |name: &str| {
        let read = root.read(name, MAX_BYTES);
        read.map_err(|refusal| fail(name, Reason::Io(refusal.into_io())))
    };
    let decode = |name: &str, bytes: &[u8]| {
        decode_feed(bytes).map_err(|reason| fail(name, Reason::Bundle(reason)))
    };
    let entry = load(ENTRY)?;
    let base_url = home_page(&entry);
    let manifest = decode(ENTRY, &entry)?
        .manifest
        .ok_or_else(|| fail(ENTRY, Reason::NoManifest))?;
    // What the entry says of their number is no reason to make room for it.
    let mut articles = Vec::new();
    for shard in &manifest.shards {
        articles.extend(decode(&shard.url, &load(&shard.url)?)?.articles);
    }
    let mut bodies = BTreeMap::new();
    for shard in &manifest.bodies {
        let decoded = decode_bodies(&load(&shard.url)?)
            .map_err(|reason| fail(&shard.url, Reason::Bundle(reason)))?;
        bodies.extend(
            decoded
                .into_iter()
                .map(|(id, body)| (id, body.plain_text())),
        );
    }
    let file = |file: &FileRef| load(&file.url);
    let written = IndexBuffers {
        index: file(&manifest.search)?,
        concepts: file(&manifest.concepts)?,
    };
    let index =
        Index::open(written).map_err(|reason| fail(&manifest.search.url, Reason::Index(reason)))?;
    Ok(Bundle {
        manifest,
        base_url,
        index,
        articles,
        bodies,
    })
}

/// The address that an entry gives for the site, which readers of the bundle do not need.
fn home_page(entry: &[u8]) -> String {
    let entry: serde_json::Value = serde_json::from_slice(entry).unwrap_or_default();
    let address = entry
        .get("home_page_url")
        .and_then(serde_json::Value::as_str);
    address.unwrap_or_default().to_owned()
}
