//! The publisher's side of Vigie: a folder of Markdown articles becomes a bundle, or a whole site.
//!
//! # The journey of a file
//!
//! [`walk`] finds it, [`source`] reads it, [`document`] splits front matter from body, [`yaml`] and [`front_matter`] check
//! every value with its place in the file, [`withheld`] tells what is not to be published, [`cleaning`] takes out what feeds leave behind. [`collection`]
//! looks at all articles together: who published them ([`sources`]), what they are ([`kinds`]), which tell
//! the same story ([`duplicates`]), where links lead ([`links`]), which files of the folder go with them
//! ([`folder`], [`images`], [`documents`]). [`assemble`] turns that into
//! the files of the bundle, [`site`] adds app and host files, [`compress`] their small twins, and [`output`]
//! exchanges the folder in one step. What was found on the way is a list of [`diagnostics`] and a
//! [`report`].
//!
//! [`usage`] reads the command line, [`server`] answers for a finished site, and everything that is printed goes
//! through [`terminal`].
//!
//! Only [`walk`], [`reader`], [`output`], [`server`], [`build_time`] and the [`commands`] touch the world; every file
//! comes in through [`reader`], and the rest takes values and gives values.

pub mod assemble;
pub mod build_time;
pub mod bundle_reader;
pub mod cleaning;
pub mod cli;
pub mod collection;
pub mod commands;
pub mod compress;
pub mod concept_rules;
pub mod config;
pub mod content;
pub mod diagnostics;
pub mod document;
pub mod documents;
pub mod draft;
pub mod duplicates;
pub mod evaluation;
pub mod folder;
pub mod frames;
pub mod front_matter;
pub mod headers;
pub mod host_files;
pub mod images;
pub mod kinds;
pub mod languages;
pub mod links;
pub mod output;
pub mod pages;
pub mod progress;
pub mod published_day;
pub mod reader;
pub mod report;
pub mod server;
pub mod site;
pub mod snippet;
pub mod source;
pub mod sources;
pub mod terminal;
pub mod thesaurus;
pub mod usage;
pub mod walk;
pub mod withheld;
pub mod worker;
pub mod yaml;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::cli::Command;
use crate::diagnostics::{Diagnostic, Format, Printed};
use crate::terminal::Terminal;
use crate::usage::Stopped;

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
        let is_io = found.iter().any(|one| one.code == diagnostics::IO);
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
    let cli = match usage::parse(args) {
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
        Command::Stats(args) => commands::stats::run(&args, stdout, stderr),
    }
}
