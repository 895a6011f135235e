//! Compares the entry on the server with the one on screen: whether it is news, or why not.
//!
//! Start at [`judge`]. The seal is checked first, then the manifest; the cards are left to the code that shows
//! them.

use super::digest::NAME_BYTES;
use super::error::BundleError;
use super::feed::{check_version, parse_json, read_manifest};
use super::manifest::Manifest;
use super::{FORMAT_VERSION, seal};
use crate::date::{DAY_SECONDS, Timestamp};
use crate::json::{Json, Object};

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// A collection published after the one on screen.
    New(Box<Manifest>),
    /// The collection on screen, or one with its date.
    Same(Box<Manifest>),
    /// The feed of another tool where nothing of ours is on screen: it cannot be compared.
    Foreign,
    /// A collection that was published before.
    Older {
        /// When, as the manifest says it.
        generated: String,
    },
    /// A collection for a later program.
    Newer,
    /// A page of HTML: the network asks for a sign-in.
    Page,
    /// Nothing that may be shown.
    Refused {
        /// Why, for readers.
        why: Refusal,
        /// Why, for support.
        code: String,
    },
}

/// Why an entry is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The server answers with an error.
    Server,
    /// Incomplete or altered.
    Altered,
    /// No longer published.
    Missing,
    /// No list of articles, or none of ours.
    Foreign,
    /// Published for an earlier program.
    Format,
}

impl Refusal {
    /// Returns the word for support.
    pub fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Foreign => "foreign",
            Self::Format => "format",
        }
    }
}

/// Judges an entry. `shown` is when the collection on screen was published, empty without one; `now` the later of the
/// clocks of server and reader.
///
/// ```
/// use vigie_core::bundle::news::{Judgement, judge};
/// use vigie_core::date::Timestamp;
///
/// assert_eq!(judge(b" <!doctype html>", "", Timestamp::default()), Judgement::Page);
/// ```
pub fn judge(entry: &[u8], shown: &str, now: Timestamp) -> Judgement {
    let entry = entry.strip_prefix(b"\xef\xbb\xbf").unwrap_or(entry);
    if std::str::from_utf8(entry).is_err() {
        return refused(Refusal::Altered, "TypeError");
    }
    if entry.trim_ascii_start().first() == Some(&b'<') {
        return Judgement::Page;
    }
    let Ok(document) = parse_json(entry) else {
        return refused(Refusal::Altered, "SyntaxError");
    };
    let Some(manifest) = manifest_of(document) else {
        return refused(Refusal::Foreign, "feed");
    };
    let manifest = match manifest {
        // The feed of another tool is shown as it is, and cannot be cached as a whole.
        Json::Null if shown.is_empty() => return Judgement::Foreign,
        Json::Object(manifest) => manifest,
        _ => return refused(Refusal::Foreign, "manifest"),
    };
    if seal::check(entry) != Ok(true) {
        return refused(Refusal::Altered, "checksum");
    }
    match format(&manifest) {
        Some(format) if format > u64::from(FORMAT_VERSION) => return Judgement::Newer,
        Some(format) if format < u64::from(FORMAT_VERSION) => {
            let code = ["format ", &format.to_string()].concat();
            return refused(Refusal::Format, &code);
        }
        Some(_) => {}
        None => return refused(Refusal::Format, "format undefined"),
    }
    let manifest = match read_manifest(manifest) {
        Ok(manifest) => manifest,
        Err(BundleError::Count { .. } | BundleError::TooLarge) => {
            return refused(Refusal::Altered, "count");
        }
        Err(_) => return refused(Refusal::Altered, "files"),
    };
    let shards = manifest.shards.iter().chain(&manifest.bodies);
    let urls = shards.map(|shard| &shard.url);
    let files = [&manifest.search.url, &manifest.concepts.url];
    if !urls.chain(files).all(|url| is_file(url)) {
        return refused(Refusal::Altered, "files");
    }
    let Some(generated) = Timestamp::parse(&manifest.generated) else {
        return refused(Refusal::Altered, "date");
    };
    match lead(generated, shown, now) {
        ..0 => Judgement::Older {
            generated: manifest.generated,
        },
        0 => Judgement::Same(Box::new(manifest)),
        1.. => Judgement::New(Box::new(manifest)),
    }
}

/// Reads the manifest of a cached entry; `None` for the feed of another tool, and for anything that is not an entry.
pub fn manifest(entry: &[u8]) -> Option<Manifest> {
    match manifest_of(parse_json(entry).ok()?)? {
        Json::Object(manifest) => read_manifest(manifest).ok(),
        _ => None,
    }
}

/// Lists the picture files that the cards of a shard show, each once a card; none for what is no shard.
pub fn pictures(shard: &[u8]) -> Vec<String> {
    let document = parse_json(shard).ok().and_then(|json| json.object("").ok());
    let items = document.and_then(|mut document| document.list("items").ok());
    let picture = |item: Json<'_>| {
        let mut item = item.object("item").ok()?;
        let own = item.object("_vigie").ok()?.text_if("image").ok()?;
        own.or(item.text_if("image").ok()?)
    };
    items
        .unwrap_or_default()
        .into_iter()
        .filter_map(picture)
        .collect()
}

/// The raw manifest, null if there is none; `None` if the document is not a JSON Feed.
fn manifest_of(document: Json<'_>) -> Option<Json<'_>> {
    let mut document = document.object("document").ok()?;
    check_version(&document.text_if("version").ok()??).ok()?;
    matches!(document.take("items"), Json::List(_)).then(|| document.take("_vigie"))
}

/// The format that a manifest says it has.
fn format(Object(manifest): &Object<'_>) -> Option<u64> {
    let mut fields = manifest.iter().rev();
    match fields.find(|(name, _)| name == "format")?.1 {
        Json::Number(number) => number.parse().ok(),
        _ => None,
    }
}

/// Whether an address is that of a file named by its content, such as `cards/2026-04.0123456789abcdef0123.json`.
fn is_file(url: &str) -> bool {
    let mut parts = url.split('.');
    let (Some(name), Some(digest), Some(extension), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_name = |name: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        !name.is_empty() && name.bytes().all(is_sign)
    };
    let is_place = match name.split_once('/') {
        None => is_word(name),
        Some((folder, name)) => is_word(folder) && is_name(name),
    };
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    is_place && digest.len() == 2 * NAME_BYTES && digest.bytes().all(is_digit) && is_word(extension)
}

/// How much later one publication is than the one on screen, in seconds. A date that is still to come, by all clocks, is
/// that of a wrong one: no publication with a possible date is older than that one.
fn lead(offered: Timestamp, shown: &str, now: Timestamp) -> i64 {
    // Without articles on screen all of them are new.
    if shown.is_empty() {
        return DAY_SECONDS;
    }
    let Some(shown) = Timestamp::parse(shown) else {
        return 0;
    };
    let soon = now.unix_seconds().saturating_add(DAY_SECONDS);
    if shown.unix_seconds() > soon && offered.unix_seconds() <= soon {
        return DAY_SECONDS;
    }
    offered.unix_seconds() - shown.unix_seconds()
}

fn refused(why: Refusal, code: &str) -> Judgement {
    Judgement::Refused {
        why,
        code: code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::digest::Digest;
    use super::super::feed::{FeedOptions, encode_feed};
    use super::super::manifest::{FileRef, Shard, Site};
    use super::*;

    const PUBLISHED: &str = "2026-04-02T03:04:05Z";

    fn file(url: &str) -> FileRef {
        FileRef {
            url: url.to_owned(),
            bytes: 3,
            integrity: Digest::of(b"abc"),
        }
    }

    fn published(generated: &str) -> Manifest {
        Manifest {
            format: FORMAT_VERSION,
            generated: generated.to_owned(),
            count: 0,
            shards: Vec::new(),
            bodies: Vec::new(),
            search: file("search.0123456789abcdef0123.idx"),
            concepts: file("concepts.0123456789abcdef0123.idx"),
            labels: Vec::new(),
            site: Site::default(),
        }
    }

    fn entry(manifest: Option<&Manifest>) -> Vec<u8> {
        encode_feed(
            &[],
            &FeedOptions {
                manifest,
                ..FeedOptions::default()
            },
        )
    }

    /// The entry with a part replaced, sealed again.
    fn edited(from: &str, to: &str) -> Vec<u8> {
        let text = String::from_utf8(entry(Some(&published(PUBLISHED)))).unwrap();
        assert!(text.contains(from), "{text}");
        let mut bytes = text.replace(from, to).into_bytes();
        seal::seal(&mut bytes);
        bytes
    }

    fn day(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[track_caller]
    fn check(entry: &[u8], shown: &str, expected: &str) {
        let judged = match judge(entry, shown, day("2026-04-03")) {
            Judgement::New(_) => "new".to_owned(),
            Judgement::Same(_) => "same".to_owned(),
            Judgement::Foreign => "foreign".to_owned(),
            Judgement::Older { generated } => ["older ", &generated].concat(),
            Judgement::Newer => "newer".to_owned(),
            Judgement::Page => "page".to_owned(),
            Judgement::Refused { why, code } => [why.name(), ": ", &code].concat(),
        };
        assert_eq!(judged, expected);
    }

    #[test]
    fn a_later_publication_is_new_and_an_earlier_one_older() {
        let entry = entry(Some(&published(PUBLISHED)));
        check(&entry, "2026-04-02T03:04:04Z", "new");
        check(&entry, PUBLISHED, "same");
        check(&entry, "2026-04-02T03:04:06Z", "older 2026-04-02T03:04:05Z");
        check(&entry, "", "new");
        check(&[b"\xef\xbb\xbf", &*entry].concat(), PUBLISHED, "same");
    }

    #[test]
    fn nothing_is_older_than_a_date_of_a_wrong_clock() {
        let entry = entry(Some(&published(PUBLISHED)));
        check(&entry, "2031-01-01T00:00:00Z", "new");
    }

    #[test]
    fn what_is_no_entry_is_refused_with_its_reason() {
        check(b"\n <html>", PUBLISHED, "page");
        check(b"{", PUBLISHED, "altered: SyntaxError");
        check(b"\xff", PUBLISHED, "altered: TypeError");
        check(b"[]", PUBLISHED, "foreign: feed");
        check(b"{\"items\":[]}", PUBLISHED, "foreign: feed");
        check(&entry(None), PUBLISHED, "foreign: manifest");
        check(&entry(None), "", "foreign");
        let altered = String::from_utf8(entry(Some(&published(PUBLISHED)))).unwrap();
        check(
            altered.replace("\"count\":0", "\"count\":1").as_bytes(),
            PUBLISHED,
            "altered: checksum",
        );
    }

    #[test]
    fn another_format_is_told_apart() {
        let format = format!("\"format\":{FORMAT_VERSION}");
        check(&edited(&format, "\"format\":3"), PUBLISHED, "newer");
        check(
            &edited(&format, "\"format\":1"),
            PUBLISHED,
            "format: format 1",
        );
    }

    #[test]
    fn a_manifest_that_contradicts_itself_is_refused() {
        check(
            &edited("\"count\":0", "\"count\":1"),
            PUBLISHED,
            "altered: count",
        );
        check(
            &edited("search.0", "search/../0"),
            PUBLISHED,
            "altered: files",
        );
        check(&edited("sha256-", "sha1-"), PUBLISHED, "altered: files");
        check(&edited(PUBLISHED, "yesterday"), PUBLISHED, "altered: date");
    }

    #[test]
    fn only_names_with_a_digest_are_files() {
        for url in [
            "search.0123456789abcdef0123.idx",
            "cards/2026-04.0123456789abcdef0123.json",
            "bodies/2026-04_2.0123456789abcdef0123.json",
        ] {
            assert!(is_file(url), "{url}");
        }
        for url in [
            "",
            "search.idx",
            "/search.0123456789abcdef0123.idx",
            "search.0123456789ABCDEF0123.idx",
            "https://x.example/search.0123456789abcdef0123.idx",
            "cards/../x.0123456789abcdef0123.json",
            "search.0123456789abcdef0123.idx?x",
        ] {
            assert!(!is_file(url), "{url}");
        }
    }

    #[test]
    fn a_kept_entry_gives_its_manifest_and_a_shard_its_pictures() {
        let mut expected = published(PUBLISHED);
        expected.shards.push(Shard {
            month: "2026-04".to_owned(),
            count: Some(0),
            url: "cards/2026-04.0123456789abcdef0123.json".to_owned(),
            bytes: 1,
            integrity: Digest::of(b""),
            pictures: Some(7),
        });
        assert_eq!(manifest(&entry(Some(&expected))), Some(expected));
        assert_eq!(manifest(&entry(None)), None);
        let shard = br#"{"items":[{"image":"images/a.webp"},{"image":"https://x/b","_vigie":{"image":"images/b.webp"}},{}]}"#;
        assert_eq!(pictures(shard), ["images/a.webp", "images/b.webp"]);
        assert!(pictures(b"<html>").is_empty());
    }
}
