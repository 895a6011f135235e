//! `cargo xtask serve`: from nothing to a site one can look at.

use std::path::Path;
use std::process::Command;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::folders::absolute;
use crate::site;

/// Builds the site of `content`, or of the sample, and serves it until stopped.
/// The server prints the address.
pub(super) fn run(
    chore: &mut Chore<'_>,
    content: Option<&Path>,
    port: Option<u16>,
    shown: &[&str],
) -> Result<(), Failure> {
    let content = content.map_or_else(|| Ok(chore.folders.sample()), absolute)?;
    let out = chore.folders.site();
    let publisher = site::build(chore, &content, &out, shown)?;
    let mut serve = chore.command(publisher.program);
    serve.arg("serve").arg(out);
    if let Some(port) = port {
        serve.args(["--port", &port.to_string()]);
    }
    become_server(&mut serve)
}

/// Lets the server take this process over, so that whoever stops the chore
/// stops the server.
#[cfg(unix)]
fn become_server(serve: &mut Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    Err(Failure::new(format!(
        "the server cannot be started: {}",
        serve.exec()
    )))
}

#[cfg(not(unix))]
fn become_server(serve: &mut Command) -> Result<(), Failure> {
    crate::process::run(serve)
}
