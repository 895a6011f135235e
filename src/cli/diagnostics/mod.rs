//! Errors and warnings about the publisher's files, each with its position.
//!
//! Logs are read by people, and file contents may be hostile. Every message is therefore printed by `render`, which
//! escapes control and direction characters; quoted values are shortened by [`quoted`]. [`codes`] explains each
//! code.

pub mod codes;
mod render;

pub use codes::Code;
pub use render::{Format, Printed, print};
pub(crate) use render::{escape_into, escaped};

/// Longest piece of a value shown in a message, in characters.
const MAX_SHOWN: usize = 80;

/// A place in a file, both counted from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line in the file.
    pub line: usize,
    /// Character in the line.
    pub column: usize,
}

impl Position {
    /// The first character of a file.
    pub const START: Self = Self { line: 1, column: 1 };

    /// Returns the position of a byte of a text, which starts at the first line of its file.
    pub fn of_byte(text: &[u8], offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.iter().rposition(|byte| *byte == b'\n');
        let last_line = before
            .get(line_start.map_or(0, |at| at + 1)..)
            .unwrap_or_default();
        Self {
            line: before.split(|byte| *byte == b'\n').count(),
            column: 1 + String::from_utf8_lossy(last_line).chars().count(),
        }
    }
}

/// Finds many positions in one text, given from its start to its end, without counting from the start each time.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    text: &'a str,
    /// The byte that was asked for last.
    offset: usize,
    /// Its position.
    at: Position,
}

impl<'a> Places<'a> {
    /// Starts at the first character of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            offset: 0,
            at: Position::START,
        }
    }

    /// Returns the position of a byte, as [`Position::of_byte`] does.
    pub fn of_byte(&mut self, offset: usize) -> Position {
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let Some(passed) = self.text.get(self.offset..offset) else {
            return Position::of_byte(self.text.as_bytes(), offset);
        };
        for character in passed.chars() {
            if character == '\n' {
                self.at.line += 1;
                self.at.column = 1;
            } else {
                self.at.column += 1;
            }
        }
        self.offset = offset;
        self.at
    }
}

/// Whether a finding stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The build goes on and says what it did.
    Warning,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// File relative to the content folder, with slashes.
    pub path: String,
    /// Place in the file; `None` where the file itself is meant.
    pub at: Option<Position>,
    /// Which rule it breaks, and with it whether it stops the build.
    pub code: Code,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// Makes a finding without a hint.
    pub fn new(
        path: &str,
        at: impl Into<Option<Position>>,
        code: Code,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            at: at.into(),
            code,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// Whether it stops the build.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }
}

/// Sorts findings by path, place and code, the order they are printed in.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (&a.path, a.at, a.code).cmp(&(&b.path, b.at, b.code)));
}

/// Returns whether any finding stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// Puts a value into double quotes for a message, cut at 80 characters.
pub fn quoted(value: &str) -> String {
    format!("\"{}\"", shown(value))
}

/// Cuts a value for a message at 80 characters, without quotes.
pub fn shown(value: &str) -> String {
    match value.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

/// Writes a count with its noun: `1 file`, `2 files`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "ab\né x".as_bytes();
        assert_eq!(Position::of_byte(text, 6), Position { line: 2, column: 3 });
        assert_eq!(Position::of_byte(text, 0), Position::START);
    }

    #[test]
    fn positions_in_a_row_are_those_one_by_one() {
        let text = "ab\né x\r\n\n循環器 y";
        let mut places = Places::new(text);
        let offsets = (0..=text.len() + 1).chain([3, 0, 7]);
        for offset in offsets {
            let alone = Position::of_byte(text.as_bytes(), offset);
            if text.is_char_boundary(offset) {
                assert_eq!(places.of_byte(offset), alone, "{offset}");
            }
        }
    }

    #[test]
    fn long_values_are_cut_at_80_characters() {
        assert_eq!(shown(&"é".repeat(81)).chars().count(), 81);
        assert_eq!(shown(&"é".repeat(80)), "é".repeat(80));
    }
}
