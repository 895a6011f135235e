//! One file for each thing the command line does.

pub mod build;
pub mod eval;
pub mod explain;
pub mod search;
pub mod serve;
pub mod snippet;
pub mod stats;

use std::io::{self, Write};
use std::path::Path;

use crate::Exit;
use crate::diagnostics::{self, Diagnostic, Format, Printed};
use crate::reader::{self, Refusal};

/// How a command ends that cannot do what it was asked, and what it found.
type Failure = (Exit, Vec<Diagnostic>);

/// Says what was found, and how the run ended.
fn refuse(exit: Exit, found: &[Diagnostic], stderr: &mut dyn Write) -> Exit {
    // A stream that is closed has no one left to tell.
    let _ = diagnostics::print(found, Format::Text, Printed::NothingWritten, stderr);
    exit
}

/// Largest text file of the command line, in bytes.
const MAX_TEXT: u64 = 64 << 20;

/// Reads a text file of the command line.
fn read_text(path: &Path) -> Result<String, Failure> {
    let read = reader::read_file(path, MAX_TEXT).map_err(Refusal::into_io);
    let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other));
    text.map_err(|reason| io_failure(path, &reason))
}

/// The system's reason why a file cannot be read or written.
fn io_failure(path: &Path, reason: &io::Error) -> Failure {
    let path = path.display().to_string();
    let found = Diagnostic::error(&path, None, diagnostics::IO, reason.to_string());
    (Exit::Io, vec![found])
}
