//! One file for each thing the command line does.

pub mod build;
pub mod eval;
pub mod explain;
pub mod search;
pub mod serve;
pub mod snippet;
pub mod stats;

use std::io::Write;
use std::path::Path;

use crate::Exit;
use crate::diagnostics::{self, Diagnostic, Format, Printed};

/// How a command ends that cannot do what it was asked, and what it found.
type Failure = (Exit, Vec<Diagnostic>);

/// Says what was found, and how the run ended.
fn refuse(exit: Exit, found: &[Diagnostic], stderr: &mut dyn Write) -> Exit {
    // A stream that is closed has no one left to tell.
    let _ = diagnostics::print(found, Format::Text, Printed::NothingWritten, stderr);
    exit
}

/// Reads a text file of the command line.
fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|reason| io_failure(path, &reason))
}

/// The system's reason why a file cannot be read or written.
fn io_failure(path: &Path, reason: &std::io::Error) -> Failure {
    let path = path.display().to_string();
    let found = Diagnostic::error(&path, None, "E070", reason.to_string());
    (Exit::Io, vec![found])
}
