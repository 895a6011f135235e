//! Diagnostics must have a position inside the file.

use vigie_cli::diagnostics::{Diagnostic, Position};

/// Checks that every finding stands in the file, or right behind its last character, and says something.
#[track_caller]
pub(super) fn check(file: &str, findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
        if let Some(Position { line, column }) = finding.at {
            check_place(file, line, column);
        }
    }
}

/// Checks a place, counted from one, with columns in characters.
#[track_caller]
pub(super) fn check_place(file: &str, line: usize, column: usize) {
    let found = line.checked_sub(1).and_then(|at| file.split('\n').nth(at));
    let text = found.unwrap_or_else(|| panic!("no line {line} in {file:?}"));
    assert!(
        (1..=text.chars().count() + 1).contains(&column),
        "no column {column} in line {line} of {file:?}"
    );
}
