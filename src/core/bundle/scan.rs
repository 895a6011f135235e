//! Finds the items of a large document incrementally.
//!
//! Anyone may publish a feed, and one item of it may be 20 MB: parsed in one go it would block the page for
//! seconds. So the bytes are first scanned in steps, looking only at strings and brackets. Then each item is parsed
//! by itself, with overlong strings cut, and items that are not valid JSON are rejected.

use std::ops::Range;

/// Longest text of a large document, in bytes as it is written; an article of 40 pages with its markup.
const MAX_TEXT_BYTES: usize = 256 << 10;

/// Maximum number of items of a document; what comes after them is left out.
const MAX_ITEMS: usize = 20_000;

/// Bytes looked at before the browser gets a turn: some milliseconds on a slow computer.
const STEP_BYTES: usize = 512 << 10;

/// The field whose list is taken apart.
const ITEMS: &[u8] = b"items";

/// An item of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes, with white space around.
    range: Range<usize>,
    /// The ends of its texts that are too long.
    cuts: Vec<Range<usize>>,
}

/// How far a scan has come.
#[derive(Debug, Default)]
pub(super) struct Scan {
    at: usize,
    depth: usize,
    /// Where the text began that the scan is in.
    text: Option<usize>,
    /// Bytes that belong to an escape: [`ESCAPED`] for the letter after the backslash, fewer for digits.
    escape: u8,
    /// Where the text that the scan is in became too long.
    cut: Option<usize>,
    /// The last text of the document itself, which names the list after it.
    name: Range<usize>,
    is_inside: bool,
    /// The item the scan is in.
    part: Part,
    /// The bytes between the brackets of the list.
    list: Range<usize>,
    /// The items, in order.
    pub(super) parts: Vec<Part>,
    /// Items after the last that is taken.
    pub(super) surplus: usize,
}

/// The letter after a backslash comes next.
const ESCAPED: u8 = 5;

/// Digits after `\u`.
const DIGITS: u8 = 4;

impl Scan {
    /// Looks at some more bytes of a document; returns whether that was all.
    pub(super) fn go_on(&mut self, document: &[u8]) -> bool {
        let end = document.len().min(self.at + STEP_BYTES);
        for (at, byte) in (self.at..end).zip(document.get(self.at..end).unwrap_or_default()) {
            match self.text {
                Some(start) => self.inside(start, at, *byte),
                None => self.outside(document, at, *byte),
            }
        }
        self.at = end;
        end == document.len()
    }

    /// A byte of a text that began at `start`.
    fn inside(&mut self, start: usize, at: usize, byte: u8) {
        if self.escape > 0 {
            self.escape = match byte {
                b'u' if self.escape == ESCAPED => DIGITS,
                _ if self.escape == ESCAPED => 0,
                _ => self.escape - 1,
            };
            return;
        }
        // A text is cut before a whole character or escape, never inside.
        let is_start = byte & 0xc0 != 0x80;
        if at - start > MAX_TEXT_BYTES && self.cut.is_none() && is_start {
            self.cut = Some(at);
        }
        if byte == b'\\' {
            self.escape = ESCAPED;
        } else if byte == b'"' {
            self.text = None;
            self.part.cuts.extend(self.cut.take().map(|cut| cut..at));
            if self.depth == 1 {
                self.name = start + 1..at;
            }
        }
    }

    fn outside(&mut self, document: &[u8], at: usize, byte: u8) {
        match byte {
            b'"' => self.text = Some(at),
            b'[' | b'{' => {
                self.depth += 1;
                let is_named = document.get(self.name.clone()) == Some(ITEMS);
                if byte == b'[' && self.depth == 2 && is_named {
                    // Of two fields with one name the last counts.
                    (self.parts, self.surplus) = (Vec::new(), 0);
                    self.is_inside = true;
                    self.list = at + 1..at + 1;
                    self.part = Part::from(at + 1);
                }
            }
            b']' | b'}' => {
                if self.is_inside && self.depth == 2 {
                    self.is_inside = false;
                    self.list.end = at;
                    let last = document.get(self.part.range.start..at).unwrap_or_default();
                    if !(self.parts.is_empty() && last.trim_ascii().is_empty()) {
                        self.end_part(at);
                    }
                }
                self.depth = self.depth.saturating_sub(1);
            }
            b',' if self.is_inside && self.depth == 2 => self.end_part(at),
            _ => {}
        }
    }

    fn end_part(&mut self, at: usize) {
        let mut part = std::mem::replace(&mut self.part, Part::from(at + 1));
        part.range.end = at;
        if self.parts.len() < MAX_ITEMS {
            self.parts.push(part);
        } else {
            self.surplus += 1;
        }
    }

    /// The document without its items.
    pub(super) fn head(&self, document: &[u8]) -> Vec<u8> {
        let before = document.get(..self.list.start).unwrap_or_default();
        let after = document.get(self.list.end..).unwrap_or_default();
        [before, after].concat()
    }
}

impl Part {
    fn from(start: usize) -> Self {
        Self {
            range: start..start,
            cuts: Vec::new(),
        }
    }

    /// Where it begins in the document.
    pub(super) fn start(&self) -> usize {
        self.range.start
    }

    /// How many bytes of it are parsed.
    pub(super) fn len(&self) -> usize {
        let cut: usize = self.cuts.iter().map(Range::len).sum();
        self.range.len() - cut
    }

    /// Whether a text of it was cut.
    pub(super) fn is_cut(&self) -> bool {
        !self.cuts.is_empty()
    }

    /// Its bytes as they are parsed.
    pub(super) fn bytes(&self, document: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut take =
            |range: Range<usize>| bytes.extend_from_slice(document.get(range).unwrap_or_default());
        let mut start = self.range.start;
        for cut in &self.cuts {
            take(start..cut.start);
            start = cut.end;
        }
        take(start..self.range.end);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(document: &str) -> Scan {
        let mut scan = Scan::default();
        while !scan.go_on(document.as_bytes()) {}
        scan
    }

    #[track_caller]
    fn check(document: &str, head: &str, items: &[&str]) {
        let scan = scan(document);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        assert_eq!(text(scan.head(document.as_bytes())), head);
        let parts = scan.parts.iter();
        let parts: Vec<String> = parts
            .map(|part| text(part.bytes(document.as_bytes())))
            .collect();
        assert_eq!(parts, items);
    }

    #[test]
    fn items_are_what_stands_between_the_commas_of_their_list() {
        check(
            r#"{"a":[1,2],"items":[{"b":[1,2]}, {"c":"],{"}],"d":1}"#,
            r#"{"a":[1,2],"items":[],"d":1}"#,
            &[r#"{"b":[1,2]}"#, r#" {"c":"],{"}"#],
        );
        check(r#"{"items":[ ]}"#, r#"{"items":[]}"#, &[]);
        check(r#"{"items":[1,]}"#, r#"{"items":[]}"#, &["1", ""]);
        check(
            r#"{"x":{"items":[1]},"t":"items","y":[2]}"#,
            r#"{"x":{"items":[1]},"t":"items","y":[2]}"#,
            &[],
        );
        check(
            r#"{"items":[1],"items":["\"]"]}"#,
            r#"{"items":[1],"items":[]}"#,
            &[r#""\"]""#],
        );
        check("[[", "[[", &[]);
    }

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        for (filling, kept) in [
            ("a", "a"),
            ("é", "é"),
            ("\\u00e9", "\\u00e9"),
            ("\\\"", "\\\""),
        ] {
            let long = filling.repeat(MAX_TEXT_BYTES);
            let document = format!(r#"{{"items":[{{"a":"{long}","b":1}}]}}"#);
            let scan = scan(&document);
            let item = String::from_utf8(scan.parts[0].bytes(document.as_bytes())).unwrap();
            let text = item
                .strip_prefix(r#"{"a":""#)
                .unwrap()
                .strip_suffix(r#"","b":1}"#)
                .unwrap();
            assert!(
                scan.parts[0].is_cut() && text.len() <= MAX_TEXT_BYTES + 6,
                "{filling}"
            );
            assert_eq!(text.replace(kept, ""), "", "{filling}");
        }
    }
}
