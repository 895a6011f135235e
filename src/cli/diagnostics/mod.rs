//! What the builder has to say about the publisher's files: errors and warnings with a place.
//!
//! Readers of the log are people, and what stands in the files may be hostile. So every message passes
//! through `render`, which shows controls and direction marks as escapes; values are cut by [`quoted`].

mod render;

pub(crate) use render::escaped;
pub use render::{Format, Printed, print};

/// The code of what the system refuses.
pub const IO: &str = "E070";

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
    /// Whether it stops the build.
    pub severity: Severity,
    /// Stable name of the rule, such as `E020`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// Makes an error without a hint.
    pub fn error(
        path: &str,
        at: impl Into<Option<Position>>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            at: at.into(),
            severity: Severity::Error,
            code,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// Makes a warning without a hint.
    pub fn warning(
        path: &str,
        at: impl Into<Option<Position>>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(path, at, code, message)
        }
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
    diagnostics.sort_by(|a, b| {
        (&a.path, a.at, a.severity, a.code).cmp(&(&b.path, b.at, b.severity, b.code))
    });
}

/// Returns whether any finding stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
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
    fn long_values_are_cut_at_80_characters() {
        assert_eq!(shown(&"é".repeat(81)).chars().count(), 81);
        assert_eq!(shown(&"é".repeat(80)), "é".repeat(80));
    }
}
