//! `vigie build`: reads, checks, assembles and writes; the order of the steps and the exit codes.

use std::fmt::Display;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use crate::Exit;
use crate::assemble::{Files, assemble};
use crate::build_time::build_time;
use crate::cli::BuildArgs;
use crate::collection::Collection;
use crate::compress;
use crate::content;
use crate::diagnostics::{self, Diagnostic, Format, Printed};
use crate::output;
use crate::progress::Progress;
use crate::reader::{ReadError, Root};
use crate::report::{Report, thousands};
use crate::site;

/// Brotli quality of the bundle: 11 saves 1 % more and takes twice as long.
const BUNDLE_QUALITY: i32 = 10;

/// Brotli quality of the app, which changes with its version only.
const APP_QUALITY: i32 = 11;

/// Largest compressed file taken from the earlier output, in bytes; a larger one is made again.
const MAX_TWIN: u64 = 64 << 20;

/// Runs the command.
pub fn run(args: &BuildArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    let outcome = build(args, stderr);
    let mut say_failure = |path: &Path, reason: &dyn Display, hint: &str| {
        let found = Diagnostic::error(
            &path.display().to_string(),
            None,
            "E070",
            reason.to_string(),
        )
        .with_hint(hint);
        // A stream that is closed has no one left to tell.
        let _ = diagnostics::print(&[found], args.format, Printed::NothingWritten, stderr);
        Exit::Io
    };
    match outcome {
        Ok(Built::Written(report, size)) => {
            if !args.quiet && args.format == Format::Text {
                let _ = write!(stdout, "{report}{size}");
            }
            Exit::Success
        }
        Ok(Built::Refused(exit)) => exit,
        Err(Failure::Io { path, reason }) => say_failure(&path, &reason, ""),
        Err(Failure::Output { path, reason }) => {
            say_failure(&path, &"the output cannot be replaced", reason)
        }
    }
}

enum Built {
    Written(Report, String),
    Refused(Exit),
}

enum Failure {
    Io {
        path: PathBuf,
        reason: std::io::Error,
    },
    Output {
        path: PathBuf,
        reason: &'static str,
    },
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Io {
            path: error.path,
            reason: error.reason,
        }
    }
}

impl From<output::WriteError> for Failure {
    fn from(error: output::WriteError) -> Self {
        Self::Io {
            path: error.path,
            reason: error.reason,
        }
    }
}

fn build(args: &BuildArgs, stderr: &mut dyn Write) -> Result<Built, Failure> {
    check_output(args)?;
    let mut found = Vec::new();
    let collected = collect(args, &mut found)?;
    diagnostics::sort(&mut found);
    let is_refused = diagnostics::has_errors(&found) || (args.deny_warnings && !found.is_empty());
    let outcome = if is_refused {
        Printed::NothingWritten
    } else {
        Printed::Written
    };
    let _ = diagnostics::print(&found, args.format, outcome, stderr);
    let (Some((collection, report)), false) = (collected, is_refused) else {
        return Ok(Built::Refused(Exit::of(&found)));
    };
    let target = if args.app.is_some() {
        args.out.clone()
    } else {
        args.out.join("bundle")
    };
    let files = files(args, &collection, &target)?;
    output::replace(&target, &files)?;
    Ok(Built::Written(report, sizes(&files, &target)))
}

/// Refuses an output that would destroy something.
fn check_output(args: &BuildArgs) -> Result<(), Failure> {
    let refuse = |reason| Failure::Output {
        path: args.out.clone(),
        reason,
    };
    let target = if args.app.is_some() {
        args.out.clone()
    } else {
        args.out.join("bundle")
    };
    if let Some(reason) = site::refuse_foreign(&target).filter(|_| args.app.is_some()) {
        return Err(refuse(reason));
    }
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let inputs = [Some(&args.content), args.app.as_ref()];
    let is_inside = |input: &PathBuf| match (real(input), real(&target)) {
        (Some(input), Some(target)) => input.starts_with(target),
        _ => false,
    };
    if inputs.into_iter().flatten().any(is_inside) {
        return Err(refuse(
            "the folder to replace holds the content or the app; choose another one",
        ));
    }
    Ok(())
}

/// Reads and checks everything. `None` if there is nothing to publish; `found` says why.
fn collect(
    args: &BuildArgs,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<(Collection, Report)>, Failure> {
    let is_shown = std::io::stderr().is_terminal() && !args.quiet && args.format == Format::Text;
    let (generated, warning) = build_time();
    found.extend(warning);
    let options = content::Options {
        max_file_bytes: args.limit.bytes(),
        generated,
        shown: args.shown,
        shows_progress: is_shown,
    };
    Ok(content::collect(&args.content, options, found)?)
}

/// Starts a step; its bar is drawn for people at a terminal.
fn progress(args: &BuildArgs, name: &'static str, count: usize) -> Progress {
    let is_shown = std::io::stderr().is_terminal() && !args.quiet && args.format == Format::Text;
    Progress::start(name, count, is_shown)
}

/// Makes every file of the output, compressed twins included.
fn files(args: &BuildArgs, collection: &Collection, target: &Path) -> Result<Files, Failure> {
    let bundle = assemble(collection);
    let mut files = match &args.app {
        Some(app) => site::assemble(site::read_app(app)?, bundle, collection),
        None => bundle,
    };
    // Without an earlier output there is nothing to take from it.
    let earlier = Root::open(target).ok();
    let previous = |path: &str| earlier.as_ref()?.read(path, MAX_TWIN).ok();
    let progress = progress(args, "compressing", compress::twins(&files));
    let quality = |path: &str| match args.app {
        Some(_) if !path.starts_with("bundle/") => APP_QUALITY,
        _ => BUNDLE_QUALITY,
    };
    compress::add_twins(&mut files, &quality, &previous, &|| progress.step()).map_err(
        |reason| Failure::Io {
            path: target.to_owned(),
            reason,
        },
    )?;
    Ok(files)
}

/// Says what was written and what of it travels to a browser that takes Brotli.
fn sizes(files: &Files, target: &Path) -> String {
    let originals = files.iter().filter(|(path, _)| !compress::is_twin(path));
    let (mut count, mut raw, mut brotli) = (0, 0, 0);
    for (path, bytes) in originals {
        count += 1;
        raw += bytes.len();
        brotli += files
            .get(&format!("{path}.br"))
            .map_or(bytes.len(), Vec::len);
    }
    let target = target.display();
    format!(
        "{target}: {count} files, {} bytes, {} with brotli\n",
        thousands(raw),
        thousands(brotli)
    )
}
