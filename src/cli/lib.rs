//! The publisher's side of Vigie: turns a folder of Markdown articles into a bundle, or into a whole site.
//!
//! # The journey of a file
//!
//! [`read`] lists the files and reads their bytes; [`check`] splits front matter from body and validates every
//! value; [`clean`] removes leftovers of feeds and converters; [`collect`] looks at all articles together: who
//! published them, what kind they are, which ones tell the same story, where links lead, and which pictures and
//! documents they use. [`assemble`] turns the result into the files of the bundle and, with the built app, of a
//! whole site, whose [`pages`] it fills; [`mod@write`] adds the compressed files and replaces the output folder in
//! one step.
//!
//! [`commands`] parses the command line and runs these steps in order. The other modules: [`diagnostics`] holds
//! errors and warnings, [`host`] serves a finished site and configures other servers for it, [`snippet`] makes the
//! code that embeds the list in other pages.
//!
//! Only [`read`], [`mod@write`], [`host::server`] and [`commands`] perform input or output; every file is read
//! through [`read::Root`], and everything printed goes through [`commands::terminal`]. All other modules map values
//! to values. There is no cycle among the modules.

pub mod assemble;
pub mod check;
pub mod clean;
pub mod collect;
pub mod commands;
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
