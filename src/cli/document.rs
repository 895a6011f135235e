//! Splits a file into front matter and body, and judges its bytes.
//!
//! Everything said here has its place in the file: the front matter keeps the number of its first line, so
//! that later checks need no arithmetic of their own.

use crate::diagnostics::{Diagnostic, Position};
use crate::source::SourceFile;

/// Largest front matter, in bytes.
const MAX_FRONT_MATTER: usize = 64 << 10;

/// Lines before the front matter: the opening `---`.
pub const FRONT_MATTER_OFFSET: usize = 1;

/// The two parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// YAML between the two `---` lines; its first line is the second of the file.
    pub front_matter: &'a str,
    /// Markdown after the closing line; may be empty.
    pub body: &'a str,
    /// Line of the file the body starts at.
    pub body_line: usize,
}

/// Splits a file; warnings are added to `diagnostics`, the first error ends it.
pub fn split<'a>(
    file: &'a SourceFile,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Document<'a>, Diagnostic> {
    let path = file.path.as_str();
    let text = decode(path, &file.bytes)?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            diagnostics.push(Diagnostic::warning(
                path,
                Position::START,
                "W004",
                "byte order mark is ignored",
            ));
            rest
        }
        None => text,
    };
    let (opening, rest) = text.split_once('\n').unwrap_or((text, ""));
    if !is_fence(opening) {
        return Err(no_front_matter(path).with_hint("start the file with a line '---'"));
    }
    let Some(close) = Close::find(rest) else {
        return Err(not_closed(path, rest));
    };
    let document = Document {
        front_matter: rest.get(..close.start).unwrap_or_default(),
        body: rest.get(close.end..).unwrap_or_default(),
        body_line: close.line + FRONT_MATTER_OFFSET + 1,
    };
    check(path, &document)?;
    Ok(document)
}

/// Where the closing line stands in the text after the opening line.
struct Close {
    start: usize,
    end: usize,
    /// Line of that text, from one.
    line: usize,
}

impl Close {
    fn find(text: &str) -> Option<Self> {
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let end = start + line.len();
            if is_fence(line) {
                return Some(Self {
                    start,
                    end,
                    line: index + 1,
                });
            }
            start = end;
        }
        None
    }
}

/// Spaces and a carriage return after the dashes are nothing to complain about.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn not_closed(path: &str, rest: &str) -> Diagnostic {
    match rest.lines().position(|line| line.trim() == "---") {
        Some(index) => no_front_matter(path).with_hint(format!(
            "the '---' of line {} must not be indented",
            index + 1 + FRONT_MATTER_OFFSET
        )),
        None => Diagnostic::error(
            path,
            Position::START,
            "E002",
            "front matter is not closed (no second '---' line)",
        ),
    }
}

fn no_front_matter(path: &str) -> Diagnostic {
    Diagnostic::error(path, Position::START, "E001", "no front matter")
}

fn check(path: &str, document: &Document<'_>) -> Result<(), Diagnostic> {
    let too_long = |what: &str, bytes: usize, limit: &str| {
        let size = format!("{:.1} KiB", bytes as f64 / 1024.0);
        Err(Diagnostic::error(
            path,
            Position::START,
            "E003",
            format!("{what} of {size} is over the limit of {limit}"),
        ))
    };
    if document.front_matter.len() > MAX_FRONT_MATTER {
        return too_long("front matter", document.front_matter.len(), "64 KiB");
    }
    let control = document
        .front_matter
        .char_indices()
        .find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    if let Some((offset, character)) = control {
        let mut at = Position::of_byte(document.front_matter.as_bytes(), offset);
        at.line += FRONT_MATTER_OFFSET;
        let message = format!("control character U+{:04X}", u32::from(character));
        return Err(Diagnostic::error(path, at, "E051", message));
    }
    Ok(())
}

fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let at = Position::of_byte(bytes, offset);
        Diagnostic::error(
            path,
            at,
            "E050",
            format!("not valid UTF-8 (byte 0x{byte:02X})"),
        )
        .with_hint(guess(bytes))
    })
}

/// Says what the bytes look like.
fn guess(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            "looks like UTF-16: convert with iconv -f UTF-16 -t UTF-8"
        }
        [0x1f, 0x8b, ..] => "looks like a gzip file: unpack it",
        [0x89, b'P', b'N', b'G', ..] => "looks like a PNG picture, not an article",
        _ => "looks like Latin-1: convert with iconv -f LATIN1 -t UTF-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_split(bytes: &[u8], expected: Result<(&str, &str, usize), (&str, usize, usize)>) {
        let file = SourceFile {
            path: "a.md".to_owned(),
            bytes: bytes.to_vec(),
        };
        let found = split(&file, &mut Vec::new());
        let found = match &found {
            Ok(document) => Ok((document.front_matter, document.body, document.body_line)),
            Err(error) => Err((error.code, error.at.unwrap().line, error.at.unwrap().column)),
        };
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn front_matter_stands_between_two_lines_of_dashes() {
        check_split(b"---\na: b\n---\nbody\n", Ok(("a: b\n", "body\n", 4)));
        check_split(b"--- \r\na: b\r\n---\t\r\n", Ok(("a: b\r\n", "", 4)));
        check_split(b"\xef\xbb\xbf---\n---", Ok(("", "", 3)));
    }

    #[test]
    fn what_has_no_front_matter_is_refused_at_its_start() {
        for text in [
            "",
            "text",
            "+++\na = 1\n+++\n",
            "{}",
            "----\na: b\n---\n",
            " ---\n---\n",
            "---\na: b\n ---\nx",
        ] {
            check_split(text.as_bytes(), Err(("E001", 1, 1)));
        }
        check_split(b"---\na: b\n", Err(("E002", 1, 1)));
    }

    #[test]
    fn other_encodings_are_refused_where_they_start() {
        check_split(b"---\na: b\n---\n\nd\xe9j\xe0", Err(("E050", 5, 2)));
        check_split(b"\x1f\x8b\x08", Err(("E050", 1, 2)));
        check_split(b"---\na: b\0\n---\n", Err(("E051", 2, 5)));
    }
}
