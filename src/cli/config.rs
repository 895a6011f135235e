//! The publisher's settings: `vigie.toml` in the content folder. Everything in it is optional.

use std::collections::BTreeMap;

use serde::Deserialize;
use vigie_core::language::{Label, Language};
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;

use crate::diagnostics::{Diagnostic, Position, quoted, shown};
use crate::frames;
use crate::reader::Root;

/// Name of the file.
pub const FILE: &str = "vigie.toml";

/// Settings of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// What the whole site says of itself.
    pub site: SiteConfig,
    /// Names of sections by the first segment of the permalink.
    pub sections: BTreeMap<String, Text>,
    /// Names of sources by the host of `sourceUrl`.
    pub sources: BTreeMap<String, String>,
    /// Phrases that tell a kind.
    pub kinds: KindPhrases,
    /// What happens to pictures.
    pub images: ImageConfig,
    /// What happens to stories that are told twice.
    pub duplicates: DuplicateConfig,
    /// Which concepts are known.
    pub concepts: ConceptConfig,
    /// Which pages of others may show the site's list in a frame.
    pub embed: EmbedConfig,
}

/// `[site]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteConfig {
    /// Title of the site.
    pub title: Option<Text>,
    /// One sentence about the site.
    pub description: Option<Text>,
    /// Language of the interface until the reader chooses.
    pub language: Language,
    /// Absolute address of the site; with it feeds and pages carry whole addresses.
    pub base_url: String,
    /// Age in days after which readers are told that the articles are old; the app has a usual one.
    pub stale_days: Option<std::num::NonZeroU32>,
}

/// `[kinds]`: phrases looked for in title and summary, case ignored; `^` ties one to the start. A list given
/// replaces the built-in one of that kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmbedConfig {
    /// Origins whose pages may hold `embed.html` in a frame, and `self`; nobody without an entry.
    pub allow: Vec<String>,
}

/// `[images]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImageConfig {
    /// Which pictures are published.
    pub policy: ImagePolicy,
}

/// Which pictures are published. Those of other hosts never are: showing one would tell that host who reads
/// what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImagePolicy {
    /// Those in the content folder.
    #[default]
    Local,
    /// None.
    None,
}

/// A text for readers: one for both languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected a text, or { fr = \"…\", en = \"…\" }")]
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

/// Reads the settings of a content folder; the defaults where it has no `vigie.toml`.
pub fn read(content: &Root, max_bytes: u64) -> Result<Config, Diagnostic> {
    match content.settings(FILE, max_bytes)? {
        Some(bytes) => parse(&bytes),
        None => Ok(Config::default()),
    }
}

/// Parses and checks the file; the first error is returned with its place.
pub fn parse(bytes: &[u8]) -> Result<Config, Diagnostic> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = Position::of_byte(bytes, error.valid_up_to());
        Diagnostic::error(FILE, at, "E050", "not valid UTF-8")
    })?;
    let mut config: Config = toml::from_str(text).map_err(|error| {
        let at = error
            .span()
            .map(|span| Position::of_byte(bytes, span.start));
        let message = error.message().replace('`', "'").replace('\n', ", ");
        Diagnostic::error(FILE, at.unwrap_or(Position::START), "E080", message)
    })?;
    if !config.site.base_url.is_empty() {
        config.site.base_url = base_url(&config.site.base_url, text)?;
    }
    for origin in &mut config.embed.allow {
        let Some(valid) = frames::origin(origin) else {
            let message = format!("'allow' names no origin: {}", shown(origin));
            let hint =
                "write scheme and host alone, as in \"https://intranet.example.org\", or \"self\"";
            let at = place_of(text, origin);
            return Err(Diagnostic::error(FILE, at, "E080", message).with_hint(hint));
        };
        *origin = valid;
    }
    for section in config.sections.keys() {
        if Permalink::parse(&format!("/{section}/x")).is_none() {
            let message = format!("section {} is no segment of a permalink", quoted(section));
            return Err(Diagnostic::error(
                FILE,
                place_of(text, section),
                "E080",
                message,
            ));
        }
    }
    Ok(config)
}

/// Returns the site's address with a slash at its end.
fn base_url(given: &str, text: &str) -> Result<String, Diagnostic> {
    match SafeUrl::parse(given) {
        Ok(url) if url.host().is_some() && !given.contains(['?', '#']) => {
            Ok(format!("{}/", url.as_str().trim_end_matches('/')))
        }
        _ => {
            let message = format!("'base_url' is no address of a site: {}", shown(given));
            let hint = "write \"https://veille.example.org/\"";
            Err(Diagnostic::error(FILE, place_of(text, given), "E080", message).with_hint(hint))
        }
    }
}

/// Finds where a value stands; the start of the file where it is written with escapes.
fn place_of(text: &str, value: &str) -> Position {
    text.find(value).map_or(Position::START, |offset| {
        Position::of_byte(text.as_bytes(), offset)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let config = parse(
            b"[site]\ntitle = { fr = \"Veille\", en = \"Watch\" }\nbase_url = \"https://a.example/x\"\n\
              [sections]\npapers = \"News\"\n[images]\npolicy = \"none\"\n",
        )
        .unwrap();
        assert_eq!(config.site.title.unwrap().label().en, "Watch");
        assert_eq!(config.site.base_url, "https://a.example/x/");
        assert_eq!(config.images.policy, ImagePolicy::None);
    }

    #[track_caller]
    fn check(text: &str, place: (usize, usize), part: &str) {
        let error = parse(text.as_bytes()).unwrap_err();
        let at = error.at.unwrap();
        assert_eq!((at.line, at.column), place, "{error:?}");
        assert!(error.message.contains(part), "{error:?}");
    }

    #[test]
    fn errors_have_their_place_and_name_what_is_known() {
        check(
            "[site]\ntitel = \"x\"\n",
            (2, 1),
            "unknown field 'titel', expected one of 'title'",
        );
        check("[site]\ntitle = 3\n", (2, 9), "expected a text");
        check(
            "[images]\npolicy = \"all\"\n",
            (2, 10),
            "unknown variant 'all'",
        );
        check(
            "[site]\nbase_url = \"/x\"\n",
            (2, 13),
            "no address of a site",
        );
        check(
            "[embed]\nallow = [\"https://a.example\", \"https://*.b.example\"]\n",
            (2, 32),
            "'allow' names no origin",
        );
        check("[site\n", (1, 6), "");
    }
}
