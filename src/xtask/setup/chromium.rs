//! The browser of suite and benchmark: the user's own, or Debian's package, or the one Playwright downloads.

use std::path::{Path, PathBuf};

use super::{Scripts, debian};
use crate::chore::{Chore, variable};
use crate::failure::Failure;
use crate::process;
use crate::say::step;

/// Names under which Chromium and Chrome are found on `PATH`.
const PROGRAMS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where macOS keeps them.
const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Chromium without windows: what a page costs with it is about half of what it costs with the whole browser; what it
/// lacks is installing and windows.
pub(super) const SHELL: &str = "chromium-headless-shell";

/// The whole browser.
pub(crate) fn whole(chore: &Chore, scripts: Scripts) -> Result<PathBuf, Failure> {
    find(chore, scripts)?.ok_or_else(|| {
        Failure::new("there is no browser")
            .remedy("install Chromium or Chrome, or let `CHROMIUM` name its program")
    })
}

/// What runs pages that do not ask for the whole browser: the one without windows, unless `CHROMIUM` names a browser or
/// there is no such program.
pub(crate) fn shell(chore: &Chore, whole: &Path) -> PathBuf {
    let shell = chore.find(SHELL).filter(|_| chosen().is_none());
    shell.unwrap_or_else(|| whole.to_path_buf())
}

/// A browser named by the variable `CHROMIUM` is taken as it is; naming one that does not exist is a failure, not a
/// reason to take another.
pub(super) fn find(chore: &Chore, scripts: Scripts) -> Result<Option<PathBuf>, Failure> {
    if let Some(chosen) = chosen() {
        if chosen.is_file() {
            return Ok(Some(chosen));
        }
        let what = format!("there is no browser at `{}`", chosen.display());
        return Err(Failure::new(what).remedy("let `CHROMIUM` name a program, or unset it"));
    }
    let on_path = PROGRAMS.iter().find_map(|name| chore.find(name));
    let mut others = APPLICATIONS.iter().map(PathBuf::from);
    Ok(on_path
        .or_else(|| others.find(|program| program.is_file()))
        .or_else(|| downloaded(chore, scripts)))
}

/// Installs Debian's package, or asks Playwright for its own browser.
pub(super) fn install(chore: &Chore, scripts: Scripts) -> Result<(), Failure> {
    let why = format!("to {}", scripts.purpose);
    if debian::is_available(chore) {
        debian::install(chore, &[("chromium", &why)])?;
    }
    if find(chore, scripts)?.is_none() {
        step("there is no package of it here: asking Playwright for its own");
        let mut install = chore.command("npx");
        install.args(["playwright-core", "install", "chromium"]);
        process::run(install.current_dir(scripts.path(chore)))?;
    }
    whole(chore, scripts).map(drop)
}

/// Whether the browser without windows is wanted, is not there, and can be installed.
pub(super) fn lacks_shell(chore: &Chore) -> bool {
    chosen().is_none() && chore.find(SHELL).is_none() && debian::is_available(chore)
}

#[expect(clippy::unnecessary_wraps, reason = "one of several ways to install")]
pub(super) fn install_shell(chore: &Chore, scripts: Scripts) -> Result<(), Failure> {
    let why = format!("to {} in half the time", scripts.purpose);
    // Older releases have no such package, and do without.
    let _slower = debian::install(chore, &[(SHELL, &why)]);
    Ok(())
}

fn chosen() -> Option<PathBuf> {
    variable("CHROMIUM")
}

/// The browser that Playwright downloaded.
fn downloaded(chore: &Chore, scripts: Scripts) -> Option<PathBuf> {
    let mut ask = chore.command("node");
    ask.args(["-p", "require('playwright-core').chromium.executablePath()"])
        .current_dir(scripts.path(chore));
    let program = PathBuf::from(process::capture(&mut ask).ok()?.trim());
    program.is_file().then_some(program)
}
