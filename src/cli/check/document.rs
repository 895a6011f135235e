//! Splits a file into front matter and body, and checks its bytes.
//!
//! All positions refer to the whole file: the front matter keeps the number of its first line, so that later checks
//! need no arithmetic of their own.

use std::borrow::Cow;

use crate::diagnostics::{self, Code, Diagnostic, Position};
use crate::read::source::SourceFile;

/// Largest front matter, in bytes.
const MAX_FRONT_MATTER: usize = 64 << 10;

/// Lines before the front matter: the opening `---`.
pub const FRONT_MATTER_OFFSET: usize = 1;

/// The two parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// YAML between the two `---` lines; its first line is the second of the file. Controls are spaces.
    pub front_matter: String,
    /// Markdown after the closing line; may be empty.
    pub body: String,
    /// Line of the file the body starts at.
    pub body_line: usize,
}

/// Splits a file. Everything that is found is added to `diagnostics`; after an error what can be read is returned
/// all the same, so that its own errors come in the same run. `None` if there is no front matter.
pub fn split(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
    let path = file.path.as_str();
    let text = decode(path, &file.bytes, diagnostics);
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            diagnostics.push(Diagnostic::new(
                path,
                Position::START,
                Code::ByteOrderMark,
                "byte order mark is ignored",
            ));
            rest
        }
        None => &text,
    };
    let (opening, rest) = text.split_once('\n').unwrap_or((text, ""));
    if !is_fence(opening) {
        // What is no text has been named already.
        if !diagnostics::has_errors(diagnostics) {
            diagnostics.push(no_front_matter(path).with_hint("start the file with a line '---'"));
        }
        return None;
    }
    let Some(close) = Close::find(rest) else {
        diagnostics.push(not_closed(path, rest));
        return None;
    };
    let front_matter = rest.get(..close.start).unwrap_or_default();
    let body = rest.get(close.end..).unwrap_or_default();
    Some(Document {
        front_matter: if is_within(path, front_matter, diagnostics) {
            without_controls(path, front_matter, diagnostics)
        } else {
            String::new()
        },
        body: body.to_owned(),
        body_line: close.line + FRONT_MATTER_OFFSET + 1,
    })
}

/// Position of the closing line in the text after the opening line.
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
        None => Diagnostic::new(
            path,
            Position::START,
            Code::FrontMatterNotClosed,
            "front matter is not closed (no second '---' line)",
        ),
    }
}

fn no_front_matter(path: &str) -> Diagnostic {
    Diagnostic::new(
        path,
        Position::START,
        Code::NoFrontMatter,
        "no front matter",
    )
}

/// Returns whether the front matter is within its limit; if not, reports an error.
fn is_within(path: &str, front_matter: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let is_within = front_matter.len() <= MAX_FRONT_MATTER;
    if !is_within {
        let message = format!(
            "front matter of {:.1} KiB is over the limit of {} KiB",
            front_matter.len() as f64 / 1024.0,
            MAX_FRONT_MATTER >> 10
        );
        diagnostics.push(Diagnostic::new(
            path,
            Position::START,
            Code::TooLarge,
            message,
        ));
    }
    is_within
}

/// Names the first control character of each line, and puts spaces in their places.
fn without_controls(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> String {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    for (index, line) in text.split('\n').enumerate() {
        let found = line.chars().enumerate().find(|(_, c)| is_control(*c));
        if let Some((column, character)) = found {
            let at = Position {
                line: index + 1 + FRONT_MATTER_OFFSET,
                column: column + 1,
            };
            let message = format!("control character U+{:04X}", u32::from(character));
            diagnostics.push(Diagnostic::new(path, at, Code::ControlCharacter, message));
        }
    }
    text.replace(is_control, " ")
}

/// Decodes a file; what is no UTF-8 is named where it starts, and becomes U+FFFD.
pub(crate) fn decode<'a>(
    path: &str,
    bytes: &'a [u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> Cow<'a, str> {
    if let Err(error) = std::str::from_utf8(bytes) {
        let offset = error.valid_up_to();
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let at = Position::of_byte(bytes, offset);
        let message = format!("not valid UTF-8 (byte 0x{byte:02X})");
        diagnostics.push(Diagnostic::new(path, at, Code::NotUtf8, message).with_hint(guess(bytes)));
    }
    String::from_utf8_lossy(bytes)
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

    fn read(bytes: &[u8]) -> (Option<Document>, Vec<(&'static str, usize, usize)>) {
        let file = SourceFile {
            path: "a.md".to_owned(),
            bytes: bytes.to_vec(),
        };
        let mut found = Vec::new();
        let document = split(&file, &mut found);
        found.retain(|one| one.severity() == diagnostics::Severity::Error);
        let place = |one: Diagnostic| {
            (
                one.code.name(),
                one.at.unwrap().line,
                one.at.unwrap().column,
            )
        };
        (document, found.into_iter().map(place).collect())
    }

    #[track_caller]
    fn check_split(bytes: &[u8], expected: (&str, &str, usize)) {
        let (document, errors) = read(bytes);
        let document = document.unwrap();
        let found = (
            document.front_matter.as_str(),
            document.body.as_str(),
            document.body_line,
        );
        assert_eq!((found, errors), (expected, Vec::new()));
    }

    #[track_caller]
    fn check_errors(bytes: &[u8], expected: &[(&str, usize, usize)]) {
        assert_eq!(
            read(bytes).1,
            expected,
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }

    #[test]
    fn front_matter_stands_between_two_lines_of_dashes() {
        check_split(b"---\na: b\n---\nbody\n", ("a: b\n", "body\n", 4));
        check_split(b"--- \r\na: b\r\n---\t\r\n", ("a: b\r\n", "", 4));
        check_split(b"\xef\xbb\xbf---\n---", ("", "", 3));
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
            check_errors(text.as_bytes(), &[("E001", 1, 1)]);
        }
        check_errors(b"---\na: b\n", &[("E002", 1, 1)]);
    }

    #[test]
    fn other_encodings_are_refused_where_they_start() {
        check_errors(b"---\na: b\n---\n\nd\xe9j\xe0", &[("E050", 5, 2)]);
        check_errors(b"\x1f\x8b\x08", &[("E050", 1, 2)]);
    }

    #[test]
    fn what_follows_an_error_is_read() {
        check_errors(
            b"---\na: \xe9\0\nb: c\n\x01d: \x02\n---\n",
            &[("E050", 2, 4), ("E051", 2, 5), ("E051", 4, 1)],
        );
        let long = "#".repeat(MAX_FRONT_MATTER);
        let (document, errors) = read(format!("---\n{long}\n---\nbody").as_bytes());
        assert_eq!(document.unwrap().body, "body");
        assert_eq!(errors, [("E003", 1, 1)]);
    }
}
