//! The commands, each a short sequence: set up, build, run.

use std::path::Path;
use std::process::Command as Process;

use crate::arguments::{Command, HELP};
use crate::chore::{Chore, absolute};
use crate::failure::Failure;
use crate::{bench, checks, fuzz, say, site, size};

/// Does what was asked for.
pub(crate) fn run(command: Command, chore: &Chore) -> Result<(), Failure> {
    match command {
        Command::Help => {
            say::line(HELP);
            Ok(())
        }
        Command::Serve {
            content,
            port,
            shown,
        } => serve(chore, content.as_deref(), port, &shown),
        Command::Build {
            content,
            out,
            shown,
        } => {
            let (content, out) = (chore.content(content.as_deref())?, absolute(&out)?);
            site::build(chore, &content, &out, &shown)?;
            say::step(format_args!("the site is in `{}`", out.display()));
            Ok(())
        }
        Command::Size { site } => size::weigh(chore, site.as_deref()),
        Command::Test { all } => checks::run(chore, all),
        Command::Fuzz { target, minutes } => fuzz::run(chore, target.as_deref(), minutes),
        Command::Bench {
            content,
            articles,
            relevance,
        } => bench::run(chore, content.as_deref(), articles, relevance.as_deref()),
        Command::BenchWeb { content, passed } => bench::web(chore, content.as_deref(), &passed),
    }
}

/// Builds the site of `content`, or of the sample, and serves it until stopped. The server prints the address.
fn serve(
    chore: &Chore,
    content: Option<&Path>,
    port: Option<u16>,
    shown: &[&str],
) -> Result<(), Failure> {
    let (content, out) = (chore.content(content)?, chore.site());
    let publisher = site::build(chore, &content, &out, shown)?;
    let mut serve = chore.command(publisher.program);
    serve.arg("serve").arg(out);
    if let Some(port) = port {
        serve.args(["--port", &port.to_string()]);
    }
    become_server(&mut serve)
}

/// Replaces this process by the server, so that stopping the chore stops the server.
#[cfg(unix)]
fn become_server(serve: &mut Process) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    Err(Failure::new(format!(
        "the server cannot be started: {}",
        serve.exec()
    )))
}

#[cfg(not(unix))]
fn become_server(serve: &mut Process) -> Result<(), Failure> {
    crate::process::run(serve)
}
