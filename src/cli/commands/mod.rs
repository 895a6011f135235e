//! The commands of `vigie`: one file per command, with the same name.
//!
//! [`usage`] parses the [`arguments`]. Several commands share [`content`], which reads and collects a folder,
//! [`bundle_reader`], which reads a finished bundle, and [`build_time`]; [`evaluation`] computes the measures of
//! `eval`. All output goes through [`terminal`], apart from the [`progress`] bar.

pub mod arguments;
pub mod build;
pub mod build_time;
pub mod bundle_reader;
pub mod code;
pub mod content;
pub mod eval;
pub mod evaluation;
pub mod explain;
pub mod progress;
pub mod search;
pub mod serve;
pub mod snippet;
pub mod stats;
pub mod terminal;
pub mod usage;

use std::io::{self, Write};
use std::path::Path;

use crate::Exit;
use crate::diagnostics::{self, Code, Diagnostic, Format, Printed};
use crate::read::{self, ReadError, Refusal};
use crate::write::WriteError;

/// The exit code of a command that failed, with its diagnostics.
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
fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = read::read_file(path, MAX_TEXT).map_err(Refusal::into_io);
    read.map_err(|reason| failed(io_error(path, &reason)))
}

/// Ends a command by one finding.
fn failed(found: impl Into<Diagnostic>) -> Failure {
    let found = vec![found.into()];
    (Exit::of(&found), found)
}

/// Makes one failure of several; it ends as the gravest of them.
fn together(failures: impl IntoIterator<Item = Failure>) -> Failure {
    let mut whole: Failure = (Exit::Content, Vec::new());
    for (exit, found) in failures {
        if exit as u8 > whole.0 as u8 {
            whole.0 = exit;
        }
        whole.1.extend(found);
    }
    whole
}

/// The system's reason why a file cannot be read or written.
fn io_error(path: &Path, reason: &io::Error) -> Diagnostic {
    let path = path.display().to_string();
    Diagnostic::new(&path, None, Code::System, reason.to_string())
}

impl From<ReadError> for Diagnostic {
    fn from(error: ReadError) -> Self {
        io_error(&error.path, &error.reason)
    }
}

impl From<WriteError> for Diagnostic {
    fn from(error: WriteError) -> Self {
        let path = error.path.display().to_string();
        Self::new(&path, None, Code::System, error.message).with_hint(error.hint)
    }
}
