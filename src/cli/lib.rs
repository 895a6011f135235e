//! The publisher's side of Vigie: a folder of Markdown articles becomes a bundle, or a whole site.
//!
//! # The journey of a file
//!
//! [`read`] finds it and takes its bytes; [`check`] splits front matter from body and judges every value in its
//! place; [`clean`] takes out what feeds leave behind; [`collect`] looks at all articles together: who published
//! them, what they are, which tell the same story, where links lead, which pictures and documents of the folder go
//! with them. [`assemble`] turns that into the files of the bundle and, with the built app, of a whole site, whose
//! [`pages`] it fills; [`mod@write`] adds the compressed files and exchanges the folder in one step.
//!
//! [`commands`] reads the command line and takes these steps in order. Beside the journey: [`diagnostics`] is what
//! was found on the way, [`host`] what answers for a finished site, [`snippet`] the code that puts the list on
//! other pages, [`dates`] days and numbers as a browser writes them.
//!
//! Only [`read`], [`mod@write`], [`host::server`] and [`commands`] touch the world; every file comes in through
//! [`read::Root`], and everything that is printed goes through [`commands::terminal`]. The rest takes values and
//! gives values. No two of these modules use each other, not even through others.

pub mod assemble;
pub mod check;
pub mod clean;
pub mod collect;
pub mod commands;
pub mod dates;
pub mod diagnostics;
pub mod host;
pub mod pages;
pub mod read;
pub mod snippet;
pub mod write;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::commands::arguments::Command;
use crate::commands::terminal::Terminal;
use crate::commands::usage::Stopped;
use crate::diagnostics::{Code, Diagnostic, Format, Printed};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Success,
    /// The content has errors; nothing was written.
    Content,
    /// The command line is wrong.
    Usage,
    /// The content cannot be read or the output not written.
    Io,
}

impl Exit {
    /// Tells how a run ends that found errors: by the system's where one of them is.
    pub fn of(found: &[Diagnostic]) -> Self {
        let is_io = found.iter().any(|one| one.code == Code::System);
        if is_io { Self::Io } else { Self::Content }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs one command with the arguments of a process, the program's name first, on the given streams.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Exit {
    let stdout = &mut Terminal(stdout);
    let stderr = &mut Terminal(stderr);
    let cli = match commands::usage::parse(args) {
        Ok(cli) => cli,
        // A stream that is closed has no one left to tell.
        Err(Stopped::Asked(text)) => {
            let _ = write!(stdout, "{text}");
            return Exit::Success;
        }
        Err(Stopped::Wrong(text, found)) => {
            let _ = write!(stderr, "{text}");
            let format = Format::Text;
            let _ = diagnostics::print(&found, format, Printed::NothingWritten, stderr);
            return Exit::Usage;
        }
    };
    match cli.command {
        Command::Build(args) => commands::build::run(&args, stdout, stderr),
        Command::Serve(args) => commands::serve::run(&args, stdout, stderr),
        Command::Search(args) => commands::search::run(&args, stdout, stderr),
        Command::Snippet(args) => commands::snippet::run(&args, stdout, stderr),
        Command::Explain(args) => commands::explain::run(&args, stdout, stderr),
        Command::Eval(args) => commands::eval::run(&args, stdout, stderr),
        Command::Code(args) => commands::code::run(&args, stdout),
        Command::Stats(args) => commands::stats::run(&args, stdout, stderr),
    }
}
