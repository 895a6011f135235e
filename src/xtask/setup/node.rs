//! Node.js and packages of its registry: `wasm-opt`, the browser suite and the
//! browser benchmark.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::version::Version;
use super::{apt, pins, version_of};
use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::process;

/// A folder of scripts with its packages installed.
#[derive(Debug)]
pub(crate) struct Suite {
    /// The folder.
    pub(crate) folder: PathBuf,
}

/// Installs exactly the packages of the lock file in a folder of the
/// repository, unless they are there.
pub(crate) fn ensure_packages(
    chore: &mut Chore<'_>,
    folder: &str,
    purpose: &str,
) -> Result<Suite, Failure> {
    ensure(chore, pins::NODE_FOR_TESTS, purpose)?;
    let packages = format!("installing the packages of `{folder}`, to {purpose}");
    let folder = chore.folders.root.join(folder);
    if is_installed(&folder)? {
        return Ok(Suite { folder });
    }
    chore.say.step(packages);
    process::run(
        npm(chore)
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&folder),
    )
    .map_err(|failure| failure.remedy("check that the registry of npm can be reached"))?;
    remember_installed(&folder)?;
    Ok(Suite { folder })
}

/// Installs one package into the project's tools.
pub(super) fn install_tool(
    chore: &Chore<'_>,
    package: &str,
    version: Version,
) -> Result<(), Failure> {
    let folder = chore.folders.tools.join("npm");
    fs::create_dir_all(&folder).map_err(cannot("create", &folder))?;
    let mut command = npm(chore);
    command.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--save-exact",
        "--prefix",
    ]);
    process::run(command.arg(folder).arg(format!("{package}@{version}")))
}

/// Whether this Node.js or a later one is there, with its package manager.
pub(super) fn is_present(chore: &Chore<'_>, at_least: Version) -> bool {
    let found = chore.find("node").and_then(|node| version_of(chore, &node));
    found.is_some_and(|version| version >= at_least) && chore.find("npm").is_some()
}

/// Finds Node.js, or installs Debian's where that is possible.
pub(super) fn ensure(
    chore: &mut Chore<'_>,
    at_least: Version,
    purpose: &str,
) -> Result<(), Failure> {
    if !is_present(chore, at_least) && apt::is_available(chore) {
        apt::install(chore, &["nodejs", "npm"], purpose)?;
    }
    if is_present(chore, at_least) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Node.js {at_least} or newer, with npm, is needed to {purpose}"
    ))
    .remedy("install it from nodejs.org or with your system's packages"))
}

fn npm(chore: &Chore<'_>) -> Command {
    chore.command(chore.find("npm").unwrap_or_else(|| "npm".into()))
}

/// The packages are up to date when the lock file they were installed from is
/// the one of today.
fn is_installed(suite: &Path) -> Result<bool, Failure> {
    let lock = suite.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(cannot("read", &lock))?;
    Ok(fs::read(installed_lock(suite)).is_ok_and(|installed| installed == wanted))
}

fn remember_installed(suite: &Path) -> Result<(), Failure> {
    let copy = installed_lock(suite);
    fs::copy(suite.join("package-lock.json"), &copy).map_err(cannot("write", &copy))?;
    Ok(())
}

/// A copy that goes when the packages go.
fn installed_lock(suite: &Path) -> PathBuf {
    suite.join("node_modules/.installed-from.json")
}
