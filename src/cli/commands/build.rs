//! `vigie build`: reads, checks, assembles and writes; defines the order of the steps and the exit codes.

use std::io::{IsTerminal as _, Write};
use std::path::Path;

use super::arguments::BuildArgs;
use super::build_time::build_time;
use super::content;
use super::io_error;
use super::progress::Progress;
use crate::Exit;
use crate::assemble::{bundle, site};
use crate::collect::Collection;
use crate::collect::report::{Report, thousands};
use crate::diagnostics::{self, Code, Diagnostic, Format, Printed};
use crate::read::Root;
use crate::write::Files;
use crate::write::compress;
use crate::write::{self, Leftover, Target, marker};

/// Brotli quality of the bundle: 11 saves 1 % more and takes twice as long.
const BUNDLE_QUALITY: i32 = 10;

/// Brotli quality of the app, which changes with its version only.
const APP_QUALITY: i32 = 11;

/// Largest compressed file taken from the earlier output, in bytes; a larger one is made again.
const MAX_COMPRESSED: u64 = 64 << 20;

/// Runs the command.
pub fn run(args: &BuildArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    match build(args, stderr) {
        Ok(Built::Written {
            report,
            size,
            leftover,
        }) => {
            if !args.quiet && args.format == Format::Text {
                // A stream that is closed has no one left to tell.
                let _ = write!(stdout, "{report}{size}");
            }
            let found: Vec<Diagnostic> = leftover.as_ref().map(not_removed).into_iter().collect();
            let _ = diagnostics::print(&found, args.format, Printed::Written, stderr);
            Exit::Success
        }
        Ok(Built::Refused(exit)) => exit,
        Err(failure) => {
            let found = [failure];
            let _ = diagnostics::print(&found, args.format, Printed::NothingWritten, stderr);
            Exit::of(&found)
        }
    }
}

enum Built {
    Written {
        report: Report,
        size: String,
        leftover: Option<Leftover>,
    },
    Refused(Exit),
}

/// Warns that the output was replaced but the previous one could not be removed.
fn not_removed(leftover: &Leftover) -> Diagnostic {
    let path = leftover.path.display().to_string();
    let message = format!("the previous output was not removed: {}", leftover.reason);
    Diagnostic::new(&path, None, Code::EarlierOutputLeft, message)
        .with_hint("remove it by hand, or let the next run try again")
}

fn build(args: &BuildArgs, stderr: &mut dyn Write) -> Result<Built, Diagnostic> {
    let out = if args.app.is_some() {
        args.out.clone()
    } else {
        args.out.join("bundle")
    };
    let target = Target::folder(&out, &args.content, args.app.as_deref())?;
    let mut found = Vec::new();
    let collected = read_content(args, &mut found)?;
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
    let files = files(args, &collection, target.path())?;
    let leftover = write::replace_folder(&target, &files)?;
    Ok(Built::Written {
        report,
        size: sizes(&files, &out),
        leftover,
    })
}

/// Reads and checks everything. `None` if there is nothing to publish; `found` says why.
fn read_content(
    args: &BuildArgs,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<(Collection, Report)>, Diagnostic> {
    let is_shown = std::io::stderr().is_terminal() && !args.quiet && args.format == Format::Text;
    let (generated, warning) = build_time();
    found.extend(warning);
    let options = content::Options {
        max_file_bytes: args.limit.bytes(),
        generated,
        shown: args.shown,
        shows_progress: is_shown,
    };
    Ok(content::read_collection(&args.content, options, found)?)
}

/// Starts a step; its bar is drawn for people at a terminal.
fn progress(args: &BuildArgs, name: &'static str, count: usize) -> Progress {
    let is_shown = std::io::stderr().is_terminal() && !args.quiet && args.format == Format::Text;
    Progress::start(name, count, is_shown)
}

/// Makes every file of the output, compressed copies included.
fn files(args: &BuildArgs, collection: &Collection, target: &Path) -> Result<Files, Diagnostic> {
    let bundle = bundle::files(collection);
    let (mut files, allow) = match &args.app {
        Some(app) => (
            site::files(site::read_app(app)?, bundle, collection),
            &*collection.embed_allow,
        ),
        // A list without pages has none to frame.
        None => (bundle, &[][..]),
    };
    // Without an earlier output there is nothing to take from it.
    let earlier = Root::open(target).ok();
    let previous = |path: &str| earlier.as_ref()?.read(path, MAX_COMPRESSED).ok();
    let progress = progress(args, "compressing", compress::count(&files));
    let quality = |path: &str| match args.app {
        Some(_) if !path.starts_with("bundle/") => APP_QUALITY,
        _ => BUNDLE_QUALITY,
    };
    compress::add_compressed(&mut files, &quality, &previous, &|| progress.step())
        .map_err(|reason| io_error(target, &reason))?;
    marker::add(&mut files, allow);
    Ok(files)
}

/// Says what was written and what of it travels to a browser that takes Brotli.
fn sizes(files: &Files, target: &Path) -> String {
    let originals = files
        .iter()
        .filter(|(path, _)| !compress::is_compressed(path));
    let (mut count, mut raw, mut brotli) = (0, 0, 0);
    for (path, bytes) in originals {
        count += 1;
        raw += bytes.len();
        brotli += files
            .get(&format!("{path}.br"))
            .map_or(bytes.len(), Vec::len);
    }
    let target = diagnostics::escaped(&target.display().to_string());
    format!(
        "{target}: {count} files, {} bytes, {} with brotli\n",
        thousands(raw),
        thousands(brotli)
    )
}
