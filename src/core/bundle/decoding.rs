//! Decodes a document: at once if it is small, otherwise step by step, so that the caller can do other work in
//! between.

use std::vec;

use super::error::BundleError;
use super::feed::{Feed, check_version, parse_json, read_manifest};
use super::item::{ItemWire, article};
use super::scan::{Part, Scan};
use super::seal;
use crate::json::{Json, SyntaxError, place};
use crate::language::Language;
use crate::text;

/// Documents up to this size are parsed at once, in some ten milliseconds on a slow computer: every month of a bundle.
const WHOLE_BYTES: usize = 1 << 20;

/// Maximum bytes of a large document beside its items, and of an item without the rest of its long texts.
const MAX_PART_BYTES: usize = 1 << 20;

/// Bytes of items that are parsed before the browser gets a turn.
const STEP_BYTES: usize = 64 << 10;

/// A document that is being read.
#[derive(Debug)]
pub struct Decoding<'a> {
    document: &'a [u8],
    language: Option<Language>,
    feed: Feed,
    /// The search for its items, until they are found.
    scan: Option<Scan>,
    /// The items that are not read yet.
    parts: vec::IntoIter<Part>,
}

impl<'a> Decoding<'a> {
    /// Begins to read a document.
    pub fn new(document: &'a [u8]) -> Self {
        Self {
            document: document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document),
            language: None,
            feed: Feed::default(),
            scan: Some(Scan::default()),
            parts: Vec::new().into_iter(),
        }
    }

    /// Takes a step and returns what there is at the end; `None` while there is more to do.
    ///
    /// # Errors
    ///
    /// The result is an error in the cases of [`decode_feed`].
    pub fn go_on(&mut self) -> Option<Result<Feed, BundleError>> {
        match self.step() {
            Ok(false) => None,
            Ok(true) => Some(Ok(std::mem::take(&mut self.feed))),
            Err(error) => Some(Err(error)),
        }
    }

    /// Returns whether that was the last step.
    fn step(&mut self) -> Result<bool, BundleError> {
        if self.document.len() <= WHOLE_BYTES {
            for item in self.read_head(self.document)? {
                self.read_item(item, false);
            }
            return Ok(true);
        }
        if let Some(scan) = &mut self.scan {
            if scan.go_on(self.document) {
                let scan = std::mem::take(scan);
                let head = scan.head(self.document);
                if head.len() > MAX_PART_BYTES {
                    return Err(BundleError::TooLarge);
                }
                self.read_head(&head)?;
                self.feed.surplus = scan.surplus;
                self.parts = scan.parts.into_iter();
                self.scan = None;
            }
            return Ok(false);
        }
        let mut bytes = 0;
        while bytes < STEP_BYTES {
            let Some(part) = self.parts.next() else {
                return Ok(true);
            };
            bytes += part.len();
            self.read_part(&part)?;
        }
        Ok(false)
    }

    /// Reads everything but the items, and returns those inside the document.
    fn read_head<'j>(&mut self, head: &'j [u8]) -> Result<Vec<Json<'j>>, BundleError> {
        let is_sealed = seal::check(self.document)?;
        let mut document = parse_json(head)?.object("document")?;
        check_version(&document.text_if("version")?.unwrap_or_default())?;
        let title = document.text_if("title")?.unwrap_or_default();
        let language = document.text_if("language")?;
        let manifest = match document.take("_vigie") {
            Json::Null => None,
            manifest => Some(read_manifest(manifest.object("_vigie")?)?),
        };
        if manifest.is_some() && !is_sealed {
            return Err(BundleError::Altered);
        }
        self.language = language.as_deref().and_then(Language::from_tag);
        self.feed.title = text::clean(&title);
        self.feed.manifest = manifest;
        Ok(document.take("items").list("items")?)
    }

    fn read_part(&mut self, part: &Part) -> Result<(), BundleError> {
        if part.len() > MAX_PART_BYTES {
            self.skip("too long".to_owned());
            return Ok(());
        }
        let bytes = part.bytes(self.document);
        let item = parse_json(&bytes).map_err(|error| self.placed(part, error))?;
        self.read_item(item, part.is_cut());
        Ok(())
    }

    fn read_item(&mut self, item: Json<'_>, is_cut: bool) {
        let item = ItemWire::read(item).map_err(|misfit| misfit.to_string());
        let item = item.and_then(|mut item| {
            if self.feed.manifest.is_some() {
                // There it is the article's own page, which is no source of it.
                item.url = None;
            }
            article(item, &self.feed.title, self.language, is_cut)
        });
        match item {
            Ok((article, is_cut)) => {
                self.feed.shortened += usize::from(is_cut);
                self.feed.articles.push(article);
            }
            Err(reason) => self.skip(reason),
        }
    }

    fn skip(&mut self, reason: String) {
        let position = self.feed.articles.len() + self.feed.skipped.len();
        self.feed.skipped.push((position, reason));
    }

    /// An error in an item at its place in the document.
    fn placed(&self, part: &Part, error: BundleError) -> BundleError {
        let BundleError::NotJson { line, column } = error else {
            return error;
        };
        let start: SyntaxError = place(self.document, part.start());
        let before = if line == 1 {
            start.column.saturating_sub(1)
        } else {
            0
        };
        BundleError::NotJson {
            line: start.line + line - 1,
            column: before + column,
        }
    }
}

/// Reads a document: the entry of a bundle, a shard, or any JSON Feed 1.0 or 1.1.
///
/// Refuses what is not JSON, a page of HTML, a document without items, and a bundle of another format
/// version, with a manifest that counts wrong, or whose bytes are not those that were written. An empty list
/// of items is no error.
///
/// # Errors
///
/// Fails if the bytes are not a JSON Feed of a supported version, or differ from what was written.
pub fn decode_feed(bytes: &[u8]) -> Result<Feed, BundleError> {
    let mut decoding = Decoding::new(bytes);
    loop {
        if let Some(decoded) = decoding.go_on() {
            return decoded;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::item::MAX_SUMMARY_BYTES;

    const OPENING: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":["#;

    fn read(items: &str, closing: &str) -> Result<Feed, BundleError> {
        decode_feed([OPENING, items, closing].concat().as_bytes())
    }

    fn item(id: usize, text: &str) -> String {
        format!("{{\"id\":\"{id}\",\"title\":\"Titre {id}\",\"content_text\":\"{text}\"}}")
    }

    #[test]
    fn a_large_document_is_read_as_a_small_one() {
        let items: Vec<String> = (0..3_000)
            .map(|id| item(id, &"mot ".repeat(id % 9)))
            .collect();
        let small = read(&items.join(","), "]}").unwrap();
        let filling = " ".repeat(WHOLE_BYTES / 2_000);
        let large = read(&items.join(&format!(",{filling}")), "]}").unwrap();
        assert_eq!((small.articles.len(), small), (3_000, large));
    }

    #[test]
    fn a_text_of_twenty_megabytes_is_shortened_and_counted() {
        for field in ["content_text", "content_html", "summary", "title"] {
            let long = format!(
                "{{\"id\":\"1\",\"title\":\"T\",\"{field}\":\"{}\"}}",
                "mot ".repeat(5_000_000)
            );
            let feed = read(&[long, item(2, "court")].join(","), "]}").unwrap();
            assert_eq!(
                (feed.articles.len(), feed.shortened, feed.skipped.len()),
                (2, 1, 0),
                "{field}"
            );
            let first = feed.articles.first().unwrap();
            assert!(
                first.summary.len() <= MAX_SUMMARY_BYTES && first.title.len() <= MAX_SUMMARY_BYTES,
                "{field}"
            );
        }
    }

    #[test]
    fn an_item_of_too_many_parts_is_left_out_alone() {
        let tags = format!(
            "{{\"id\":\"1\",\"title\":\"T\",\"tags\":[{}\"z\"]}}",
            "\"y\",".repeat(1_000_000)
        );
        let feed = read(&[tags, item(2, "court")].join(","), "]}").unwrap();
        assert_eq!((feed.articles.len(), feed.skipped.len()), (1, 1));
    }

    #[test]
    fn what_comes_after_the_last_item_that_is_taken_is_counted() {
        let many = vec![item(1, &"mot ".repeat(10)); 20_005].join(",");
        let feed = read(&many, "]}").unwrap();
        assert_eq!(
            (feed.articles.len(), feed.skipped.len(), feed.surplus),
            (20_000, 0, 5)
        );
    }

    #[test]
    fn a_large_document_is_refused_for_the_same_reasons() {
        let filling = format!("1,{}", " ".repeat(WHOLE_BYTES / 8)).repeat(10);
        let place = |text: &str| read(&format!("{filling}\n{text}"), "]}").unwrap_err();
        assert_eq!(
            place("{\"id\":1,}"),
            BundleError::NotJson { line: 2, column: 9 }
        );
        assert_eq!(place("1 2"), BundleError::NotJson { line: 2, column: 3 });
        assert!(matches!(
            read(&filling, "]}"),
            Err(BundleError::NotJson { .. })
        ));
        assert_eq!(
            decode_feed("[{},".repeat(WHOLE_BYTES).as_bytes()),
            Err(BundleError::TooLarge)
        );
    }
}
