//! A JSON Feed document, ours or another publisher's, with encoder and decoder.
//!
//! The encoder is strict. The decoder accepts documents from anywhere: the document is opened first and every item
//! decoded separately, so that a bad item costs one card and is listed in [`Feed::skipped`].

use serde::Serialize;

use super::FORMAT_VERSION;
use super::error::BundleError;
use super::item::{ItemWire, item_wire};
use super::manifest::Manifest;
use super::seal;
use crate::article::Article;
use crate::json::{self, Json, Misfit, Object};
use crate::language::Language;

/// The `version` every document carries.
const JSON_FEED_1_1: &str = "https://jsonfeed.org/version/1.1";

/// What the `version` of every readable document starts with: 1.0 and 1.1, with or without `www`.
const JSON_FEED_1: [&str; 2] = [
    "https://jsonfeed.org/version/1",
    "https://www.jsonfeed.org/version/1",
];

/// A decoded document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Title of the feed; may be empty.
    pub title: String,
    /// The manifest, where this is the entry of a bundle.
    pub manifest: Option<Manifest>,
    /// The readable items, in the document's order.
    pub articles: Vec<Article>,
    /// The other items: their position and what is wrong.
    pub skipped: Vec<(usize, String)>,
    /// How many items came after the last that is taken.
    pub surplus: usize,
    /// How many of the readable items had texts that were too long.
    pub shortened: usize,
}

/// How a document is written.
#[derive(Clone, Debug, Default)]
pub struct FeedOptions<'a> {
    /// Title of the feed.
    pub title: &'a str,
    /// Description of the feed; left out if empty.
    pub description: &'a str,
    /// Language of the feed.
    pub language: Language,
    /// Absolute address of the site, with a slash at the end; empty for addresses relative to the entry.
    pub base_url: &'a str,
    /// The manifest; with it the document is an entry and its items carry their address.
    pub manifest: Option<&'a Manifest>,
}

/// The document as stored in the file.
#[derive(Serialize)]
struct FeedWire {
    version: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "_vigie", skip_serializing_if = "Option::is_none")]
    manifest: Option<SealedManifest>,
    items: Vec<ItemWire>,
}

/// The manifest after the place of the document's checksum.
#[derive(Serialize)]
struct SealedManifest {
    checksum: &'static str,
    #[serde(flatten)]
    manifest: Manifest,
}

/// Writes a document: the entry if the options hold a manifest, else a shard.
///
/// ```
/// use vigie_core::bundle::decode_feed;
/// use vigie_core::bundle::feed::{FeedOptions, encode_feed};
///
/// let bytes = encode_feed(&[], &FeedOptions { title: "Veille", ..Default::default() });
/// assert_eq!(decode_feed(&bytes).unwrap().title, "Veille");
/// ```
pub fn encode_feed(articles: &[Article], options: &FeedOptions<'_>) -> Vec<u8> {
    let is_entry = options.manifest.is_some();
    let absolute =
        |path: &str| (!options.base_url.is_empty()).then(|| format!("{}{path}", options.base_url));
    let wire = FeedWire {
        version: JSON_FEED_1_1.to_owned(),
        title: options.title.to_owned(),
        home_page_url: absolute("").filter(|_| is_entry),
        feed_url: absolute(&format!("bundle/{}", super::ENTRY)).filter(|_| is_entry),
        description: Some(options.description.to_owned()).filter(|text| !text.is_empty()),
        language: Some(options.language.tag().to_owned()),
        manifest: options.manifest.cloned().map(|manifest| SealedManifest {
            checksum: seal::BLANK,
            manifest,
        }),
        items: articles
            .iter()
            .map(|article| {
                let here = absolute(article.id.relative());
                let here = here.unwrap_or_else(|| format!("..{}", article.id));
                let mut item = item_wire(article, options.language);
                item.url = is_entry.then_some(here);
                // Other readers need the whole address; ours takes the file beside it.
                if let Some(file) = item.image.take() {
                    let address = absolute(&format!("bundle/{file}"));
                    item.extension.image = address.is_some().then(|| file.clone());
                    item.image = Some(address.unwrap_or(file));
                }
                item
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec(&wire).expect("strings, numbers and lists are always JSON");
    if is_entry {
        seal::seal(&mut bytes);
    }
    bytes
}

/// Reads the manifest, after its version: another version may have another shape.
pub(super) fn read_manifest(mut raw: Object<'_>) -> Result<Manifest, BundleError> {
    let format = raw.number_if("format")?.unwrap_or_default();
    if format != u64::from(FORMAT_VERSION) {
        return Err(BundleError::Format {
            expected: FORMAT_VERSION,
            got: format,
        });
    }
    let manifest = Manifest::read(FORMAT_VERSION, raw)?;
    check_count(&manifest)?;
    Ok(manifest)
}

/// The shards hold what the manifest counts, so that every article has its place before it arrives. None is larger than
/// shards are, nor all of them together than a collection is.
fn check_count(manifest: &Manifest) -> Result<(), BundleError> {
    let mut got = 0;
    for shard in &manifest.shards {
        let count = shard.count.unwrap_or_default() as usize;
        if count > super::MAX_SHARD_CARDS {
            return Err(BundleError::TooLarge);
        }
        got += count;
    }
    if got > super::MAX_CARDS {
        return Err(BundleError::TooLarge);
    }
    if got == manifest.count as usize {
        return Ok(());
    }
    Err(BundleError::Count {
        expected: manifest.count,
        got,
    })
}

/// Parses JSON; an HTML page is distinguished from malformed JSON.
pub(super) fn parse_json(bytes: &[u8]) -> Result<Json<'_>, BundleError> {
    json::parse(bytes).map_err(|json::SyntaxError { line, column }| {
        match bytes.trim_ascii_start() {
            [b'<', ..] => BundleError::HtmlPage,
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] | [0, ..] => {
                BundleError::Encoding("UTF-16")
            }
            [b')', ..] => BundleError::Encoding("guarded by a prefix"),
            _ if std::str::from_utf8(bytes).is_err() => BundleError::Encoding("not UTF-8"),
            _ => BundleError::NotJson { line, column },
        }
    })
}

impl From<Misfit> for BundleError {
    fn from(misfit: Misfit) -> Self {
        Self::NotFeed(misfit.to_string())
    }
}

pub(super) fn check_version(version: &str) -> Result<(), BundleError> {
    if JSON_FEED_1.iter().any(|known| version.starts_with(known)) {
        return Ok(());
    }
    Err(BundleError::NotFeed(
        "`version` names no JSON Feed 1".to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::decode_feed;
    use super::super::item::sample;
    use super::*;
    use crate::article::Kind;
    use crate::date::Timestamp;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_back() {
        let articles = vec![sample()];
        let feed = decode_feed(&encode_feed(&articles, &FeedOptions::default())).unwrap();
        assert_eq!((feed.articles, feed.skipped), (articles, vec![]));
    }

    #[test]
    fn other_readers_find_pictures_and_ours_the_file() {
        let options = FeedOptions {
            base_url: "https://veille.example/",
            ..FeedOptions::default()
        };
        let bytes = encode_feed(&[sample()], &options);
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(
            text.contains("\"image\":\"https://veille.example/bundle/images/0a.webp\""),
            "{text}"
        );
        assert_eq!(decode_feed(&bytes).unwrap().articles, [sample()]);
    }

    #[test]
    fn an_article_of_an_entry_is_no_source_of_itself() {
        let own = Article {
            url: None,
            ..sample()
        };
        let manifest = manifest();
        for base_url in ["", "https://veille.example/"] {
            let options = FeedOptions {
                base_url,
                manifest: Some(&manifest),
                ..FeedOptions::default()
            };
            let bytes = encode_feed(std::slice::from_ref(&own), &options);
            assert_eq!(
                decode_feed(&bytes).unwrap().articles,
                std::slice::from_ref(&own)
            );
        }
    }

    #[track_caller]
    fn check_refused(document: &str, expected: &BundleError) {
        assert_eq!(
            decode_feed(document.as_bytes()).as_ref(),
            Err(expected),
            "{document}"
        );
    }

    #[test]
    fn what_is_no_feed_is_refused_with_its_reason() {
        check_refused("\n <!doctype html><title>x</title>", &BundleError::HtmlPage);
        check_refused("{\"a\": }", &BundleError::NotJson { line: 1, column: 7 });
        check_refused("", &BundleError::NotJson { line: 1, column: 0 });
        check_refused(")]}'\n{}", &BundleError::Encoding("guarded by a prefix"));
        check_refused("{\0\"\0", &BundleError::Encoding("UTF-16"));
        for (bytes, name) in [
            (&b"\xff\xfe{\0"[..], "UTF-16"),
            (b"\xfe\xff\0{", "UTF-16"),
            (b"{\"title\":\"\xe9t\xe9\"}", "not UTF-8"),
            (
                "{\"title\":\"é".as_bytes().split_last().unwrap().1,
                "not UTF-8",
            ),
        ] {
            assert_eq!(decode_feed(bytes), Err(BundleError::Encoding(name)));
        }
        for shape in ["null", "[]", "{}", "\"x\"", "1", "true"] {
            let refused = decode_feed(shape.as_bytes());
            assert!(
                matches!(refused, Err(BundleError::NotFeed(_))),
                "{shape}: {refused:?}"
            );
        }
        check_refused(
            "{\"version\":\"https://jsonfeed.org/version/1.1\"}",
            &BundleError::NotFeed("`items` is missing or no list".to_owned()),
        );
        check_refused(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[],\"_vigie\":{\"format\":7,\"x\":1}}",
            &BundleError::Format {
                expected: FORMAT_VERSION,
                got: 7,
            },
        );
    }

    /// Puts the right checksum into a document written by hand.
    fn sealed(document: &str) -> String {
        let mut bytes = document.replace("CHECKSUM", seal::BLANK).into_bytes();
        seal::seal(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_manifest_that_counts_wrong_is_refused() {
        let integrity = super::super::Digest::of(b"");
        let file = format!("\"url\":\"x\",\"bytes\":1,\"integrity\":\"{integrity}\"");
        let document = |count: u64| {
            format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[],\"_vigie\":{{\"checksum\":\"CHECKSUM\",\"format\":2,\
                 \"generated\":\"\",\"count\":{count},\"shards\":[{{\"month\":\"2025-01\",\"count\":2,{file}}}],\
                 \"search\":{{{file}}},\"concepts\":{{{file}}},\"site\":{{\"title\":{{\"fr\":\"\",\"en\":\"\"}}}}}}}}"
            )
        };
        assert!(decode_feed(sealed(&document(2)).as_bytes()).is_ok());
        check_refused(&document(2), &BundleError::Altered);
        let without = document(2).replace("\"checksum\":\"CHECKSUM\",", "");
        check_refused(&without, &BundleError::Altered);
        check_refused(
            &sealed(&document(3)),
            &BundleError::Count {
                expected: 3,
                got: 2,
            },
        );
        check_refused(
            &sealed(&document(4_000_000_000)),
            &BundleError::Count {
                expected: 4_000_000_000,
                got: 2,
            },
        );
    }

    fn manifest() -> Manifest {
        let file = || super::super::FileRef {
            url: "search.0a.idx".to_owned(),
            bytes: 3,
            integrity: super::super::Digest::of(b"abc"),
        };
        Manifest {
            format: FORMAT_VERSION,
            generated: "2025-01-02T03:04:05Z".to_owned(),
            count: 0,
            shards: Vec::new(),
            bodies: Vec::new(),
            search: file(),
            concepts: file(),
            labels: Vec::new(),
            site: super::super::Site::default(),
        }
    }

    #[test]
    fn an_entry_with_any_flipped_bit_is_refused() {
        let manifest = manifest();
        let options = FeedOptions {
            title: "Veille",
            manifest: Some(&manifest),
            ..FeedOptions::default()
        };
        let entry = encode_feed(&[sample()], &options);
        assert_eq!(decode_feed(&entry).unwrap().manifest, Some(manifest));
        for bit in 0..entry.len() * 8 {
            let mut changed = entry.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(decode_feed(&changed).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn one_bad_item_costs_one_card() {
        let document = r#"{"version":"https://jsonfeed.org/version/1","title":"T","items":[
            {"id":7,"title":null,"content_html":"<p>Un <b>texte</b> &amp; plus</p>","url":"https://x.example/7"},
            {"id":"8","title":3},
            {"content_text":"sans id"},
            {"id":"9","content_text":"a","external_url":"javascript:alert(1)","image":"https://spy.example/x.png"}]}"#;
        let feed = decode_feed(document.as_bytes()).unwrap();
        let titles: Vec<_> = feed
            .articles
            .iter()
            .map(|article| article.title.as_str())
            .collect();
        assert_eq!(titles, ["Un texte & plus", "a"]);
        assert_eq!(
            feed.skipped
                .iter()
                .map(|(position, _)| *position)
                .collect::<Vec<_>>(),
            [1, 2]
        );
        assert_eq!(feed.articles[0].source, "T");
        assert_eq!(
            (
                feed.articles[1].url.as_ref(),
                feed.articles[1].image.as_ref()
            ),
            (None, None)
        );
    }

    proptest! {
        #[test]
        fn any_article_survives_the_wire(
            title in "[a-zé<>&\"\\\\🫀]{1,20}",
            summary in "([a-zé<>&\"]{1,8} ?){0,4}[a-z]",
            seconds in 0_i64..4_000_000_000,
            tags in prop::collection::vec("[a-zé]{1,6}", 0..3),
            kind in prop::sample::select(Kind::ALL.to_vec()),
            base_url in prop::sample::select(vec!["", "https://veille.example/x/"]),
            flags: [bool; 3],
        ) {
            let [truncated, has_body, has_image] = flags;
            let article = Article {
                title, summary, tags, kind, truncated, has_body,
                published: Timestamp::from_unix_seconds(seconds),
                image: sample().image.filter(|_| has_image),
                ..sample()
            };
            let bytes = encode_feed(std::slice::from_ref(&article), &FeedOptions { base_url, ..FeedOptions::default() });
            prop_assert_eq!(decode_feed(&bytes).unwrap().articles, [article]);
        }

        #[test]
        fn any_bytes_are_read_or_refused_without_panic(document in "[{}\\[\\]\":,a-z0-9/. ]{0,60}", cut in 0_usize..200) {
            let _ = decode_feed(document.as_bytes());
            let mut bytes = encode_feed(&[sample()], &FeedOptions::default());
            bytes.truncate(bytes.len() * cut / 200);
            prop_assert!(decode_feed(&bytes).is_err());
        }
    }
}
