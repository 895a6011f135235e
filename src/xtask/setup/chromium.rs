//! The browser of the browser suite and benchmark: the user's own, else Debian's package,
//! else the one Playwright downloads.

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
