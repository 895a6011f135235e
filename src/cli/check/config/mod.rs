//! The publisher's settings: `vigie.toml` in the content folder. Everything in it is optional.
//!
//! All errors of the file are reported at once. [`keys`] defines the valid values of each key, [`table`] reads
//! values by key and type.

mod keys;
mod table;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use vigie_core::language::{Label, Language};

use crate::diagnostics::Diagnostic;
use crate::read::{self, Root};
pub use keys::parse;

/// Name of the file.
pub const FILE: &str = read::CONFIG;

/// Settings of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// What the whole site says of itself.
    pub site: SiteConfig,
    /// Names of sections by the first segment of the permalink.
    pub sections: BTreeMap<String, Text>,
    /// Names of sources by the host of `sourceUrl`.
    pub sources: BTreeMap<String, String>,
    /// Phrases that identify a kind.
    pub kinds: KindPhrases,
    /// What happens to pictures.
    pub images: ImageConfig,
    /// What happens to duplicate stories.
    pub duplicates: DuplicateConfig,
    /// Which concepts are known.
    pub concepts: ConceptConfig,
    /// Which pages of others may show the site's list in a frame.
    pub embed: EmbedConfig,
}

/// `[site]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteConfig {
    /// Title of the site.
    pub title: Option<Text>,
    /// One sentence about the site.
    pub description: Option<Text>,
    /// Language of the interface until the reader chooses.
    pub language: Language,
    /// Absolute address of the site; with it feeds and pages carry whole addresses.
    pub base_url: String,
    /// Age in days after which readers are told that the articles are old; the app has a default.
    pub stale_days: Option<NonZeroU32>,
}

/// `[kinds]`: phrases looked for in title and summary, case ignored; `^` ties one to the start. A list given
/// replaces the built-in one of that kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindPhrases {
    /// Round-ups and tables of contents.
    pub digest: Option<Vec<String>>,
    /// Paid for by a company.
    pub sponsored: Option<Vec<String>>,
    /// Recordings to listen to.
    pub podcast: Option<Vec<String>>,
    /// Recordings to watch.
    pub video: Option<Vec<String>>,
}

/// `[duplicates]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateConfig {
    /// Whether the same story from several sources becomes one card.
    pub fold: bool,
}

impl Default for DuplicateConfig {
    fn default() -> Self {
        Self { fold: true }
    }
}

/// `[concepts]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptConfig {
    /// Whether the built-in concepts are used beside those of `concepts.txt`.
    pub builtin: bool,
}

impl Default for ConceptConfig {
    fn default() -> Self {
        Self { builtin: true }
    }
}

/// `[embed]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedConfig {
    /// Origins whose pages may show `embed.html` in a frame, and `self`; none if empty.
    pub allow: Vec<String>,
}

/// `[images]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageConfig {
    /// Which pictures are published.
    pub policy: ImagePolicy,
}

/// Which pictures are published. Those of other hosts never are: showing one would reveal to that host who reads
/// what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImagePolicy {
    /// Those in the content folder.
    #[default]
    Local,
    /// None.
    None,
}

/// A text for readers: one for both languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Reads the same in both languages.
    Same(String),
    /// One for each language.
    Each(Label),
}

impl Text {
    /// Returns the text in both languages.
    pub fn label(&self) -> Label {
        match self {
            Self::Same(text) => Label::same(text),
            Self::Each(label) => label.clone(),
        }
    }
}

/// Reads the settings of a content folder; the defaults where it has no `vigie.toml`. What is wrong in it is added
/// to `diagnostics`; the rest of it counts.
pub fn read(content: &Root, max_bytes: u64, diagnostics: &mut Vec<Diagnostic>) -> Config {
    match content.settings(FILE, max_bytes) {
        Ok(Some(bytes)) => parse(&bytes, diagnostics),
        Ok(None) => Config::default(),
        Err(error) => {
            diagnostics.push(error);
            Config::default()
        }
    }
}
