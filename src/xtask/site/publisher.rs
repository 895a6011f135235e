//! The publisher's command line, `vigie`: chores build it and call it as a
//! publisher would.

use std::path::{Path, PathBuf};

use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

/// Builds `vigie` if need be, at full speed, and returns its program.
pub(crate) fn program(chore: &mut Chore<'_>) -> Result<PathBuf, Failure> {
    let program = chore.folders.vigie();
    if !program.is_file() {
        chore.say.step("building the `vigie` command line");
    }
    let mut cargo = chore.cargo();
    process::run(cargo.args([
        "build",
        "--quiet",
        "--profile",
        "native",
        "--package",
        "vigie-cli",
    ]))?;
    Ok(program)
}

/// Writes the whole site: articles of `content` and the app in `dist`.
pub(super) fn site(
    chore: &mut Chore<'_>,
    content: &Path,
    dist: &Path,
    out: &Path,
) -> Result<(), Failure> {
    let vigie = program(chore)?;
    chore
        .say
        .step(format_args!("building the site of `{}`", content.display()));
    let mut build = chore.command(vigie);
    process::run(
        build
            .arg("build")
            .arg(content)
            .arg("-o")
            .arg(out)
            .arg("--app")
            .arg(dist),
    )
}

/// Writes the articles alone, dated by `epoch` instead of the clock.
pub(crate) fn bundle(
    chore: &mut Chore<'_>,
    content: &Path,
    out: &Path,
    epoch: u64,
) -> Result<(), Failure> {
    let vigie = program(chore)?;
    let mut build = chore.command(vigie);
    build.env("SOURCE_DATE_EPOCH", epoch.to_string());
    process::run(build.arg("build").arg(content).arg("-o").arg(out))
}
