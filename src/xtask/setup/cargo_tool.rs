//! Tools written in Rust: compiled once by `cargo install` into the project's tools folder.

use std::fmt;
use std::fs;
use std::path::Path;

use super::version::{Version, Wanted};
use super::version_of;
use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::process;
use crate::say::step;

/// A tool that `cargo install` provides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CargoTool {
    /// Its name in the registry.
    pub(crate) package: &'static str,
    /// The version to install.
    pub(crate) version: Version,
    /// The versions that will do.
    pub(crate) wanted: Wanted,
    /// Further options of its installation.
    pub(crate) options: &'static [&'static str],
    /// What it is for, to follow its name in a sentence.
    pub(crate) purpose: &'static str,
}

impl fmt::Display for CargoTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            package,
            version,
            purpose,
            ..
        } = self;
        write!(f, "{package} {version}, which {purpose}")
    }
}

impl CargoTool {
    /// The program's name: the package's, without the suffix some carry.
    fn program(&self) -> &'static str {
        self.package.strip_suffix("-cli").unwrap_or(self.package)
    }

    pub(super) fn is_present(&self, chore: &Chore) -> bool {
        let program = chore.find(self.program());
        let version = program.and_then(|program| version_of(chore, &program));
        version.is_some_and(|version| self.wanted.accepts(version))
    }

    pub(super) fn install(&self, chore: &Chore) -> Result<(), Failure> {
        step("compiled once, this takes minutes");
        if self.cargo_install(chore, &["--locked"]).is_err() {
            // The versions the tool's authors locked may have been withdrawn since, or be missing from a mirror; any
            // compatible ones will do.
            step("that did not work; trying other versions of its dependencies");
            let remedy = format!(
                "see the message above; without a network, install {} {} by hand",
                self.package, self.version
            );
            self.cargo_install(chore, &[])
                .map_err(|failure| failure.remedy(remedy))?;
        }
        if self.is_present(chore) {
            return Ok(());
        }
        let what = format!("`{}` was installed and still is not found", self.program());
        let remedy = format!("remove `{}` and try again", chore.tools.display());
        Err(Failure::new(what).remedy(remedy))
    }

    fn cargo_install(&self, chore: &Chore, more: &[&str]) -> Result<(), Failure> {
        let mut command = chore.cargo();
        command
            .args(["install", self.package])
            .args(["--version", &self.version.to_string()])
            .args(self.options)
            .args(more)
            .arg("--root")
            .arg(&chore.tools)
            .arg("--target-dir")
            .arg(chore.work().join("tools"));
        process::run(&mut command)
    }
}

/// The version of `package` that the repository is locked to.
pub(super) fn locked(root: &Path, package: &str) -> Result<Version, Failure> {
    let path = root.join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(cannot("read", &path))?;
    find(&text, package).ok_or_else(|| {
        Failure::new(format!("`Cargo.lock` does not name `{package}`"))
            .remedy("run `cargo check` once and keep the lock file it writes")
    })
}

/// Cargo writes a package's name and version on two lines that follow each other; no TOML reader is needed for that.
fn find(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Version::parse(version.strip_suffix('"')?)
}

#[cfg(test)]
mod tests {
    use super::super::pins;
    use super::*;

    #[test]
    fn programs_are_named_without_the_suffix_of_their_package() {
        assert_eq!(pins::TYPOS.program(), "typos");
        assert_eq!(pins::TRUNK.program(), "trunk");
    }

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.1.9\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [\"cfg-if\"]
";

    #[test]
    fn the_whole_name_counts() {
        assert_eq!(find(LOCK, "wasm-bindgen"), Some(Version::new(0, 2, 130)));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(find(LOCK, "wasm"), None);
        assert_eq!(find("", "wasm-bindgen"), None);
    }
}
