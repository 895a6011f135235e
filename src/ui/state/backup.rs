//! Parses a backup of favourites; the whole file is checked before the list changes.
//!
//! `{"vigie":"favourites","version":1,"favourites":[{"permalink":"/papers/x","title":"…","date":"2026-04-01",
//! "added":"2026-04-02"}]}`. `public/favourites.js` writes it, because that must also work where the app cannot
//! run.

use vigie_core::date::Day;
use vigie_core::json::{self, Json, Object};
use vigie_core::order::sort_by;
use vigie_core::permalink::Permalink;

use super::Favourite;

/// Largest file read, in bytes.
pub const MAX_BYTES: f64 = 16_777_216.0;

/// Maximum number of favourites in a file: more than a browser's five million characters can hold.
const MAX_FAVOURITES: usize = 50_000;

/// Longest title, in characters.
const MAX_TITLE: usize = 500;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Backup {
    /// It is no backup.
    Foreign,
    /// It has more favourites than any browser keeps.
    Many,
    /// Favourites, and how many entries are none.
    Read {
        /// Each permalink once.
        favourites: Vec<Favourite>,
        /// How often a permalink came again.
        repeated: usize,
        /// Entries that are no favourites.
        refused: usize,
    },
}

/// Reads a file.
///
/// ```
/// use vigie_ui::state::backup::{Backup, read};
///
/// assert_eq!(read(b"[]"), Backup::Foreign);
/// ```
pub fn read(file: &[u8]) -> Backup {
    let Some(list) = entries(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)) else {
        return Backup::Foreign;
    };
    if list.len() > MAX_FAVOURITES {
        return Backup::Many;
    }
    let count = list.len();
    let mut found: Vec<Favourite> = list.into_iter().filter_map(favourite).collect();
    let refused = count - found.len();
    sort_by(&mut found, |a, b| a.permalink.cmp(&b.permalink));
    let before = found.len();
    found.dedup_by(|later, first| later.permalink == first.permalink);
    let repeated = before - found.len();
    Backup::Read {
        favourites: found,
        repeated,
        refused,
    }
}

/// The list in a backup; `None` for any other file.
fn entries(file: &[u8]) -> Option<Vec<Json<'_>>> {
    let mut backup = json::parse(file).ok()?.object("backup").ok()?;
    let is_ours = backup.text_if("vigie").ok()?.as_deref() == Some("favourites");
    let is_known = matches!(backup.take("version"), Json::Number("1"));
    match backup.take("favourites") {
        Json::List(list) if is_ours && is_known => Some(list),
        _ => None,
    }
}

/// One entry; `None` if it is no favourite. A permalink is no address of any other kind.
fn favourite(entry: Json<'_>) -> Option<Favourite> {
    let Json::Object(mut entry) = entry else {
        return None;
    };
    let text = |entry: &mut Object<'_>, name| entry.text(name).ok();
    if !matches!(entry.take("version"), Json::Null | Json::Number("1")) {
        return None;
    }
    let permalink = text(&mut entry, "permalink").filter(|text| !text.ends_with('/'))?;
    let title = text(&mut entry, "title")?;
    let date = text(&mut entry, "date")?;
    let added = entry.text_if("added").ok()?.unwrap_or_default();
    if !added.is_empty() {
        Day::parse(&added)?;
    }
    Some(Favourite {
        permalink: Permalink::parse(&permalink)?,
        title: title.chars().take(MAX_TITLE).collect(),
        published: Day::parse(&date)?.midnight(),
        added,
        is_saved: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(entries: &str) -> Backup {
        let text = format!("{{\"vigie\":\"favourites\",\"version\":1,\"favourites\":[{entries}]}}");
        read(text.as_bytes())
    }

    #[track_caller]
    fn check(entry: &str, is_read: bool) {
        let Backup::Read {
            favourites,
            repeated,
            refused,
        } = backup(entry)
        else {
            panic!("{entry} is no backup");
        };
        let expected = if is_read { (1, 0, 0) } else { (0, 0, 1) };
        assert_eq!((favourites.len(), repeated, refused), expected, "{entry}");
    }

    #[test]
    fn what_is_no_backup_is_told_apart() {
        for file in [
            "",
            "null",
            "[1,{}]",
            "<!doctype html>",
            r#"{"vigie":"favourites","version":2,"favourites":[]}"#,
            r#"{"vigie":"favourites","version":1,"favourites":{}}"#,
            r#"{"__proto__":{"vigie":"favourites","version":1,"favourites":[]}}"#,
            &"[".repeat(200_000),
        ] {
            assert_eq!(read(file.as_bytes()), Backup::Foreign, "{file:.40}");
        }
        let many = vec!["{}"; MAX_FAVOURITES + 1].join(",");
        assert_eq!(backup(&many), Backup::Many);
    }

    #[test]
    fn an_entry_is_a_favourite_with_known_types_or_refused() {
        let entry = |permalink: &str, rest: &str| {
            format!(
                "{{\"permalink\":\"{permalink}\",\"title\":\"T\",\"date\":\"2026-01-01\"{rest}}}"
            )
        };
        check(&entry("/a/b", ""), true);
        check(&entry("/a/b", ",\"added\":\"2026-01-02\",\"x\":1"), true);
        check(&entry("/a/b", ",\"added\":null,\"version\":1"), true);
        check(&entry("/a/b", ",\"version\":2"), false);
        check(&entry("/a/b", ",\"added\":\"hier\""), false);
        check(&entry("/a/b", ",\"date\":\"2026-02-31\""), false);
        check(&entry("/a/b", ",\"title\":{}"), false);
        for permalink in [
            "javascript:alert(1)",
            "/a/b/",
            "/a/../b",
            "//a/b",
            "/a/..",
            "/a/b c",
        ] {
            check(&entry(permalink, ""), false);
        }
        check(
            "{\"__proto__\":{\"permalink\":\"/a/b\",\"title\":\"T\",\"date\":\"2026-01-01\"}}",
            false,
        );
        check("null", false);
    }

    #[test]
    fn a_permalink_counts_once_and_a_title_has_an_end() {
        let title = "é".repeat(MAX_TITLE + 1);
        let entry =
            format!("{{\"permalink\":\"/a/b\",\"title\":\"{title}\",\"date\":\"2026-01-01\"}}");
        let Backup::Read {
            favourites,
            repeated,
            ..
        } = backup(&[&*entry, &*entry].join(","))
        else {
            panic!("no backup");
        };
        assert_eq!((favourites.len(), repeated), (1, 1));
        assert_eq!(favourites[0].title.chars().count(), MAX_TITLE);
    }
}
