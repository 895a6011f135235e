//! From YAML values to checked front matter: every key has a type, every error a position.
//!
//! A supported key appears three times here: in [`KEYS`], in [`FrontMatter`], and in [`check`]. `fields` reads
//! values by key and type, `values` validates the keys with rules of their own, `keys` lists the other known keys.

mod fields;
mod keys;
mod values;

use vigie_core::article::Kind;
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;

use fields::Fields;
pub(crate) use values::{is_remote, taken};

use crate::check::yaml::Entry;
use crate::diagnostics::{Diagnostic, Position};

/// Keys that are read.
const KEYS: [&str; 13] = [
    "title",
    "date",
    "publishedDate",
    "summary",
    "sourceUrl",
    "tags",
    "permalink",
    "imageUrl",
    "imageCredit",
    "kind",
    "lang",
    "source",
    "aliases",
];

/// Checked front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// `title`, not empty once cleaned.
    pub title: String,
    /// `date`.
    pub published: Timestamp,
    /// `permalink`.
    pub permalink: Permalink,
    /// Position of the permalink.
    pub permalink_at: Position,
    /// Whether `publishedDate` names the UTC day of `date`.
    pub day_is_right: bool,
    /// `summary`; may be empty.
    pub summary: String,
    /// `sourceUrl` as written; may be empty.
    pub source_url: String,
    /// `sourceUrl` where it is safe.
    pub url: Option<SafeUrl>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `imageUrl` as written, with its place; empty where it is unsafe or missing.
    pub image: String,
    /// Position of `imageUrl`.
    pub image_at: Position,
    /// `imageCredit`; may be empty.
    pub credit: String,
    /// `kind`.
    pub kind: Option<Kind>,
    /// `lang`.
    pub language: Option<Language>,
    /// `source`; may be empty.
    pub source: String,
    /// `aliases`.
    pub aliases: Vec<Permalink>,
    /// Keys that mean nothing here, with their places.
    pub unknown: Vec<(String, Position)>,
}

/// Checks the entries of one file. All findings are added to `diagnostics`; `None` if one is an error.
pub fn check(
    path: &str,
    entries: &[Entry],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let mut fields = Fields {
        path,
        entries,
        diagnostics,
    };
    let title = fields.title();
    let published = fields.date();
    let permalink = fields.permalink();
    let day_is_right = fields.published_day(published);
    let source_url = fields
        .text("sourceUrl")
        .map(|(text, _)| text.to_owned())
        .unwrap_or_default();
    let url = fields.url("sourceUrl");
    let (image, image_at) = fields.image();
    let summary = fields.summary();
    let tags = fields.list("tags").into_iter();
    let tags = tags.map(|(tag, _)| tag.to_owned()).collect();
    let credit = fields.owned("imageCredit");
    let kind = fields.kind();
    let language = fields.language();
    let source = fields.owned("source");
    let aliases = fields.aliases();
    // Everything has been looked at: from here on the first thing that is missing ends it.
    let (permalink, permalink_at) = permalink?;
    let front = FrontMatter {
        title: title?.to_owned(),
        published: published?,
        permalink,
        permalink_at,
        day_is_right,
        summary,
        source_url,
        url,
        tags,
        image,
        image_at,
        credit,
        kind,
        language,
        source,
        aliases,
        unknown: keys::unknown(entries),
    };
    let is_wrong = crate::diagnostics::has_errors(fields.diagnostics);
    (!is_wrong).then_some(front)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::document::FRONT_MATTER_OFFSET;

    const GOOD: &str = "title: T\ndate: 2025-01-02\npermalink: /papers/x\n";

    #[track_caller]
    fn findings(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let entries = crate::check::yaml::parse("a.md", text, &mut found);
        check("a.md", &entries, &mut found);
        found
            .iter()
            .map(|found| {
                let at = found.at.unwrap();
                format!(
                    "{}:{} {} {}",
                    at.line - FRONT_MATTER_OFFSET.min(at.line - 1),
                    at.column,
                    found.code,
                    found.message
                )
            })
            .collect()
    }

    #[test]
    fn good_front_matter_has_no_findings() {
        assert_eq!(
            findings(&format!(
                "{GOOD}tags: [NO, on]\nimportance: ''\nimageUrl: ../a/b.png\n"
            )),
            [""; 0]
        );
    }

    #[test]
    fn every_required_key_is_named_when_missing() {
        assert_eq!(
            findings("Title: x\n"),
            [
                "1:1 E020 'title' is missing",
                "1:1 E020 'date' is missing",
                "1:1 E020 'permalink' is missing"
            ]
        );
    }

    #[test]
    fn wrong_values_are_named_in_their_place() {
        assert_eq!(
            findings(&format!("{GOOD}tags: France\n")),
            ["4:7 E021 'tags' must be a list of strings, not a string"]
        );
        assert_eq!(
            findings(&format!("{GOOD}summary: [a]\n")),
            ["4:10 E021 'summary' must be a string, not a list"]
        );
        assert_eq!(
            findings("title: \"\u{200b}\"\ndate: 13/12/2024\npermalink: /a/../b\n"),
            [
                "1:8 E022 'title' is empty",
                "2:7 E030 'date' is not a date: \"13/12/2024\"",
                "3:12 E040 'permalink' leaves the site: \"/a/../b\""
            ]
        );
    }

    #[test]
    fn an_error_hides_no_other() {
        assert_eq!(
            findings(
                "title: [a]\ndate: soon\npermalink: /bundle/x\ntags: [a, [b], {c: d}]\nkind: poem\nsummary: {a: b}\n\
                 source: [x]\nimageCredit: [y]\naliases: [/.a/b, x, /c/d]\nimageUrl: 'data:x'\nlang: xx\n"
            ),
            [
                "1:8 E021 'title' must be a string, not a list",
                "2:7 E030 'date' is not a date: \"soon\"",
                "3:12 E042 'permalink' starts with the name of a file or folder of the site: \"/bundle/x\"",
                "10:11 W002 'imageUrl' dropped: scheme 'data' is not allowed",
                "6:10 E021 'summary' must be a string, not a mapping",
                "4:11 E021 'tags' must be a list of strings, not of a list",
                "4:16 E021 'tags' must be a list of strings, not of a mapping",
                "8:14 E021 'imageCredit' must be a string, not a list",
                "5:7 E021 'kind' is not known: \"poem\"",
                "11:7 W005 'lang' is not fr or en: \"xx\"; the text decides",
                "7:9 E021 'source' must be a string, not a list",
                "9:11 E042 'aliases' has a part that starts with a dot, which hosts hide: \"/.a/b\"",
                "9:18 E040 'aliases' is not of the form /section/slug: \"x\"",
            ]
        );
    }

    #[test]
    fn unsafe_addresses_are_dropped_with_a_warning() {
        assert_eq!(
            findings(&format!(
                "{GOOD}sourceUrl: \"java\\tscript:x\"\nimageUrl: 'data:x'\n"
            )),
            [
                "4:12 W002 'sourceUrl' dropped: scheme 'javascript' is not allowed",
                "5:11 W002 'imageUrl' dropped: scheme 'data' is not allowed"
            ]
        );
    }

    #[test]
    fn another_day_than_that_of_the_date_is_a_warning() {
        assert_eq!(
            findings(&format!("{GOOD}publishedDate: 2 janvier 2025\n")),
            [""; 0]
        );
        assert!(
            findings(&format!("{GOOD}publishedDate: 3 janvier 2025\n"))[0].starts_with("4:16 W009")
        );
    }
}
