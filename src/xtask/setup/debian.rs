//! Installs Debian packages on unattended machines: containers and hosted runners, where the chore runs as root.

use std::process::Command;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::say::step;

/// Whether packages can be installed here without asking anyone.
pub(super) fn is_available(chore: &Chore) -> bool {
    let is_root =
        || process::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    chore.find("apt-get").is_some() && is_root()
}

/// Installs packages, after updating the package list; says what each is for.
pub(super) fn install(chore: &Chore, packages: &[(&str, &str)]) -> Result<(), Failure> {
    for (package, purpose) in packages {
        step(format_args!(
            "installing Debian's package `{package}`, {purpose}"
        ));
    }
    process::run(&mut apt(chore, &["update", "-qq"]))?;
    let mut command = apt(chore, &["install", "-qq", "-y", "--no-install-recommends"]);
    process::run(command.args(packages.iter().map(|(package, _)| package)))
}

fn apt(chore: &Chore, words: &[&str]) -> Command {
    let mut command = chore.command("apt-get");
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
