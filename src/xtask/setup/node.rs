//! Node.js and packages of its registry: `wasm-opt`, the browser suite and the browser benchmark.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::version::Version;
use super::{debian, pins, version_of};
use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::process;
use crate::say::step;

/// A folder of scripts for Node.js.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scripts {
    /// The folder, below the repository.
    pub(crate) folder: &'static str,
    /// The oldest Node.js they run on.
    pub(super) node: Version,
    /// What their set-up is for, to follow "to".
    pub(super) purpose: &'static str,
}

/// The browser suite.
pub(crate) const SUITE: Scripts = Scripts {
    folder: "tests/browser",
    node: pins::NODE_FOR_TESTS,
    purpose: "run the browser suite",
};

/// The checks of types and lints of every script.
pub(crate) const CHECKS: Scripts = Scripts {
    folder: "tests/scripts",
    node: pins::NODE_FOR_TESTS,
    purpose: "check the scripts",
};

/// The browser benchmark.
pub(crate) const BENCHMARK: Scripts = Scripts {
    folder: "benches/browser",
    node: pins::NODE_FOR_TESTS,
    purpose: "run the browser benchmark",
};

impl Scripts {
    /// Where the scripts are.
    pub(crate) fn path(self, chore: &Chore) -> PathBuf {
        chore.root.join(self.folder)
    }

    fn lock(self, chore: &Chore) -> PathBuf {
        self.path(chore).join("package-lock.json")
    }

    /// A copy of the lock file that the packages were installed from; it goes when they go.
    fn installed_lock(self, chore: &Chore) -> PathBuf {
        self.path(chore).join("node_modules/.installed-from.json")
    }

    /// The packages are up to date when they were installed from the lock file of today.
    pub(super) fn are_installed(self, chore: &Chore) -> Result<bool, Failure> {
        let lock = self.lock(chore);
        let wanted = fs::read(&lock).map_err(cannot("read", &lock))?;
        Ok(fs::read(self.installed_lock(chore)).is_ok_and(|installed| installed == wanted))
    }

    /// Installs exactly the packages of the lock file.
    pub(super) fn install(self, chore: &Chore) -> Result<(), Failure> {
        let mut install = npm(chore);
        install.args(["ci", "--no-audit", "--no-fund"]);
        process::run(install.current_dir(self.path(chore)))
            .map_err(|failure| failure.remedy("check that the registry of npm can be reached"))?;
        let copy = self.installed_lock(chore);
        fs::copy(self.lock(chore), &copy).map_err(cannot("write", &copy))?;
        Ok(())
    }
}

/// Whether this Node.js or a later one is there, with its package manager.
pub(super) fn is_present(chore: &Chore, at_least: Version) -> bool {
    let found = chore.find("node").and_then(|node| version_of(chore, &node));
    found.is_some_and(|version| version >= at_least) && chore.find("npm").is_some()
}

/// Installs Debian's Node.js where that is possible and new enough.
pub(super) fn install(chore: &Chore, at_least: Version, purpose: &str) -> Result<(), Failure> {
    if debian::is_available(chore) {
        let why = format!("to {purpose}");
        debian::install(chore, &[("nodejs", &why), ("npm", "for its packages")])?;
    }
    if is_present(chore, at_least) {
        return Ok(());
    }
    let what = format!("Node.js {at_least} or newer, with npm, is needed to {purpose}");
    Err(Failure::new(what).remedy("install it from nodejs.org or with your system's packages"))
}

pub(crate) fn has_wasm_opt(chore: &Chore) -> bool {
    let program = chore.find("wasm-opt");
    let version = program.and_then(|program| version_of(chore, &program));
    version.is_some_and(|version| version.major == pins::BINARYEN.major)
}

/// Installs `wasm-opt` from Node's registry, where its authors publish it, or leaves it to Trunk, which downloads the
/// same version.
pub(super) fn install_wasm_opt(chore: &Chore) -> Result<(), Failure> {
    if !is_present(chore, pins::NODE_FOR_BINARYEN) {
        if !debian::is_available(chore) {
            step("no Node.js to install wasm-opt with: Trunk will download its tools");
            return Ok(());
        }
        install(chore, pins::NODE_FOR_BINARYEN, "install wasm-opt")?;
    }
    let by_hand = format!(
        "put wasm-opt {} of Binaryen on `PATH`",
        pins::BINARYEN.major
    );
    let folder = chore.tools.join("npm");
    fs::create_dir_all(&folder).map_err(cannot("create", &folder))?;
    let mut command = npm(chore);
    command
        .args(["install", "--no-audit", "--no-fund", "--save-exact"])
        .arg("--prefix")
        .arg(folder)
        .arg(format!("binaryen@{}", pins::BINARYEN));
    process::run(&mut command).map_err(|failure| failure.remedy(&by_hand))?;
    if has_wasm_opt(chore) {
        return Ok(());
    }
    Err(Failure::new("wasm-opt was installed and still does not run").remedy(by_hand))
}

fn npm(chore: &Chore) -> Command {
    chore.command(chore.find("npm").unwrap_or_else(|| "npm".into()))
}
