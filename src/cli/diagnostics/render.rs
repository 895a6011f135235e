//! How diagnostics are printed: as text for people, or as one JSON object per line for tools.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::json;
use vigie_core::text::is_invisible;

use super::{Diagnostic, Severity, counted};

/// Maximum number of findings printed for people; a broken export should not drown its own first line. Warnings give way to
/// errors: they stop nothing.
const MAX_PRINTED: usize = 100;

/// Form of the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// `PATH:LINE:COL: error[CODE]: REASON`
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What became of the output, for the last line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The output was replaced.
    Written,
    /// The output is untouched.
    NothingWritten,
}

/// Prints sorted findings and a last line with their number; prints nothing for no findings.
///
/// # Errors
///
/// Fails if the stream cannot be written to.
pub fn print(
    diagnostics: &[Diagnostic],
    format: Format,
    outcome: Printed,
    to: &mut dyn Write,
) -> io::Result<()> {
    if diagnostics.is_empty() {
        return Ok(());
    }
    match format {
        Format::Json => diagnostics
            .iter()
            .try_for_each(|diagnostic| writeln!(to, "{}", as_json(diagnostic))),
        Format::Text => {
            let is_error = |one: &&Diagnostic| one.severity() == Severity::Error;
            let errors = diagnostics.iter().filter(is_error).count().min(MAX_PRINTED);
            let mut left = [errors, MAX_PRINTED - errors];
            for diagnostic in diagnostics {
                let left = &mut left[usize::from(!is_error(&diagnostic))];
                if *left > 0 {
                    *left -= 1;
                    to.write_all(as_text(diagnostic).as_bytes())?;
                }
            }
            if diagnostics.len() > MAX_PRINTED {
                writeln!(to, "... and {} more", diagnostics.len() - MAX_PRINTED)?;
            }
            writeln!(to, "{}", last_line(diagnostics, outcome))
        }
    }
}

fn last_line(diagnostics: &[Diagnostic], outcome: Printed) -> String {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .count();
    let files: BTreeSet<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.path.as_str())
        .collect();
    let counts = format!(
        "{}, {} in {}",
        counted(errors, "error"),
        counted(diagnostics.len() - errors, "warning"),
        counted(files.len(), "file")
    );
    match outcome {
        Printed::Written => counts,
        Printed::NothingWritten => format!("{counts}; nothing was written"),
    }
}

fn as_text(diagnostic: &Diagnostic) -> String {
    let mut text = escaped(&diagnostic.path);
    if let Some(at) = diagnostic.at {
        let _ = write!(text, ":{}:{}", at.line, at.column);
    }
    let _ = writeln!(
        text,
        ": {}[{}]: {}",
        severity(diagnostic),
        diagnostic.code,
        escaped(&diagnostic.message)
    );
    if !diagnostic.hint.is_empty() {
        let _ = writeln!(text, "  hint: {}", escaped(&diagnostic.hint));
    }
    text
}

fn as_json(diagnostic: &Diagnostic) -> serde_json::Value {
    json!({
        "path": escaped(&diagnostic.path),
        "line": diagnostic.at.map(|at| at.line),
        "column": diagnostic.at.map(|at| at.column),
        "severity": severity(diagnostic),
        "code": diagnostic.code.name(),
        "message": escaped(&diagnostic.message),
        "hint": Some(escaped(&diagnostic.hint)).filter(|hint| !hint.is_empty()),
    })
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Shows controls, direction marks and other invisible characters as `\u{202e}`.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        escape_into(character, &mut escaped);
    }
    escaped
}

/// Adds a character, or its escape where it would not be seen.
pub(crate) fn escape_into(character: char, text: &mut String) {
    if character.is_control()
        || is_invisible(character)
        || matches!(character, '\u{2028}' | '\u{2029}')
    {
        let _ = write!(text, "\\u{{{:x}}}", u32::from(character));
    } else {
        text.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Position};

    fn printed(diagnostics: &[Diagnostic], format: Format) -> String {
        let mut bytes = Vec::new();
        print(diagnostics, format, Printed::NothingWritten, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_finding_is_a_line_with_its_place_and_a_hint() {
        let at = Position {
            line: 7,
            column: 12,
        };
        let finding = Diagnostic::new(
            "a\u{202e}.md",
            at,
            Code::KeyMissing,
            "'x' is missing\u{1b}[31m",
        )
        .with_hint("add it");
        assert_eq!(
            printed(&[finding], Format::Text),
            "a\\u{202e}.md:7:12: error[E020]: 'x' is missing\\u{1b}[31m\n  hint: add it\n\
             1 error, 0 warnings in 1 file; nothing was written\n"
        );
    }

    #[test]
    fn only_a_hundred_findings_are_printed_for_people() {
        let findings = vec![Diagnostic::new("a.md", None, Code::UnknownKey, "x"); 130];
        let text = printed(&findings, Format::Text);
        assert_eq!(text.lines().count(), 102);
        assert!(
            text.contains("\n... and 30 more\n0 errors, 130 warnings in 1 file;"),
            "{text}"
        );
        assert_eq!(printed(&findings, Format::Json).lines().count(), 130);
    }

    #[test]
    fn warnings_give_way_to_errors() {
        let mut findings = vec![Diagnostic::new("a.md", None, Code::UnknownKey, "x"); 130];
        findings.push(Diagnostic::new("b.md", None, Code::NoFrontMatter, "y"));
        let text = printed(&findings, Format::Text);
        assert_eq!(text.lines().count(), 102);
        assert!(
            text.contains("b.md: error[E001]: y\n... and 31 more\n"),
            "{text}"
        );
    }
}
