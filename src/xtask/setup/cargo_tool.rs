//! Tools written in Rust: compiled once by `cargo install` into the project's
//! tools folder.

use std::path::PathBuf;

use super::version::{Version, Wanted};
use super::version_of;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

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

impl CargoTool {
    /// The program's name: the package's, without the suffix some carry.
    fn program(&self) -> &'static str {
        self.package.strip_suffix("-cli").unwrap_or(self.package)
    }
}

/// Finds the tool, or installs it, and returns its program.
pub(crate) fn ensure(chore: &mut Chore<'_>, tool: &CargoTool) -> Result<PathBuf, Failure> {
    if let Some(program) = find(chore, tool) {
        return Ok(program);
    }
    install(chore, tool)?;
    find(chore, tool).ok_or_else(|| {
        Failure::new(format!(
            "`{}` was installed and still is not found",
            tool.program()
        ))
        .remedy(format!(
            "remove `{}` and try again",
            chore.folders.tools.display()
        ))
    })
}

fn find(chore: &Chore<'_>, tool: &CargoTool) -> Option<PathBuf> {
    let program = chore.find(tool.program())?;
    let version = version_of(chore, &program)?;
    tool.wanted.accepts(version).then_some(program)
}

fn install(chore: &mut Chore<'_>, tool: &CargoTool) -> Result<(), Failure> {
    let CargoTool {
        package,
        version,
        purpose,
        ..
    } = tool;
    chore.say.step(format_args!(
        "installing {package} {version}, which {purpose}: compiled once, this takes minutes"
    ));
    if cargo_install(chore, tool, &["--locked"]).is_ok() {
        return Ok(());
    }
    // The versions the tool's authors locked may have been withdrawn since, or
    // be missing from a mirror; any compatible ones will do.
    chore.say.step(format_args!(
        "that did not work; trying {package} {version} with other versions of its dependencies"
    ));
    cargo_install(chore, tool, &[]).map_err(|failure| {
        failure.remedy(format!(
            "see the message above; without a network, install {package} {version} by hand"
        ))
    })
}

fn cargo_install(chore: &Chore<'_>, tool: &CargoTool, more: &[&str]) -> Result<(), Failure> {
    let mut command = chore.cargo();
    command
        .args([
            "install",
            tool.package,
            "--version",
            &tool.version.to_string(),
        ])
        .args(tool.options)
        .args(more)
        .arg("--root")
        .arg(&chore.folders.tools)
        .arg("--target-dir")
        .arg(chore.folders.work().join("tools"));
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::super::pins;

    #[test]
    fn programs_are_named_without_the_suffix_of_their_package() {
        assert_eq!(pins::TYPOS.program(), "typos");
        assert_eq!(pins::TRUNK.program(), "trunk");
    }
}
