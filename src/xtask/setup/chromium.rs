//! The browser of the browser suite and benchmark: the user's own, else Debian's
//! package, else the one Playwright downloads.

use std::env;
use std::path::{Path, PathBuf};

use super::{Suite, apt};
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

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

/// Chromium without windows: what a page costs with it is about half of what it
/// costs with the whole browser; what it lacks is installing and windows.
const SHELL: &str = "chromium-headless-shell";

/// The programs of the tests.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The whole browser.
    pub(crate) whole: PathBuf,
    /// What runs pages that do not ask for the whole one.
    pub(crate) shell: PathBuf,
}

/// Finds the browser, or installs it, and its windowless kind where Debian has
/// it; elsewhere, and where `CHROMIUM` names a browser, one stands for both.
pub(crate) fn ensure_with_shell(chore: &mut Chore<'_>, suite: &Suite) -> Result<Browser, Failure> {
    let whole = ensure(chore, suite)?;
    let is_chosen = env::var_os("CHROMIUM").is_some_and(|chosen| !chosen.is_empty());
    if !is_chosen && chore.find(SHELL).is_none() && apt::is_available(chore) {
        // Older releases have no such package, and do without.
        let _slower = apt::install(chore, &[SHELL], "run pages in it faster");
    }
    let shell = chore.find(SHELL).filter(|_| !is_chosen);
    let shell = shell.unwrap_or_else(|| whole.clone());
    Ok(Browser { whole, shell })
}

/// Finds a browser, or installs one, and returns its program.
///
/// A browser named by the variable `CHROMIUM` is taken as it is; naming one
/// that does not exist is a failure, not a reason to take another.
pub(crate) fn ensure(chore: &mut Chore<'_>, suite: &Suite) -> Result<PathBuf, Failure> {
    if let Some(chosen) = env::var_os("CHROMIUM").filter(|chosen| !chosen.is_empty()) {
        return existing(Path::new(&chosen))
            .map_err(|failure| failure.remedy("let `CHROMIUM` name a program, or unset it"));
    }
    if let Some(browser) = find(chore) {
        return Ok(browser);
    }
    if apt::is_available(chore) {
        apt::install(chore, &["chromium"], "run pages in it")?;
        if let Some(browser) = find(chore) {
            return Ok(browser);
        }
    }
    download(chore, suite).map_err(|failure| {
        failure.remedy("install Chromium or Chrome, or let `CHROMIUM` name its program")
    })
}

fn find(chore: &Chore<'_>) -> Option<PathBuf> {
    let on_path = PROGRAMS.iter().find_map(|name| chore.find(name));
    on_path.or_else(|| {
        APPLICATIONS
            .iter()
            .map(PathBuf::from)
            .find(|program| program.is_file())
    })
}

/// Asks Playwright for its own browser; it keeps one it already has.
fn download(chore: &mut Chore<'_>, suite: &Suite) -> Result<PathBuf, Failure> {
    chore
        .say
        .step("asking Playwright for its Chromium, to run pages in it");
    let mut install = chore.command("npx");
    process::run(
        install
            .args(["playwright-core", "install", "chromium"])
            .current_dir(&suite.folder),
    )?;
    let mut ask = chore.command("node");
    ask.current_dir(&suite.folder)
        .args(["-p", "require('playwright-core').chromium.executablePath()"]);
    let program = process::capture(&mut ask)?;
    existing(Path::new(program.trim()))
}

fn existing(browser: &Path) -> Result<PathBuf, Failure> {
    if browser.is_file() {
        return Ok(browser.to_path_buf());
    }
    Err(Failure::new(format!(
        "there is no browser at `{}`",
        browser.display()
    )))
}
