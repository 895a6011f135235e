//! What rustup installs: the standard library for WebAssembly, and the nightly compiler for the fuzz targets.

use std::path::Path;
use std::process::Command;

use super::pins::RUST_FOR_FUZZING;
use super::version::Version;
use crate::failure::Failure;
use crate::process;

/// The target the browser takes.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The name of the nightly compiler, whatever its day.
pub(crate) const NIGHTLY: &str = "nightly";

/// Whether the compiler in use can compile for the browser.
pub(super) fn has_target() -> Result<bool, Failure> {
    let sysroot = process::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    let libraries = Path::new(sysroot.trim()).join("lib/rustlib");
    Ok(libraries.join(TARGET).is_dir())
}

pub(super) fn add_target() -> Result<(), Failure> {
    let remedy = format!("install Rust with rustup, or the package of your system for {TARGET}");
    process::run(Command::new("rustup").args(["target", "add", TARGET]))
        .map_err(|failure| failure.remedy(remedy))
}

/// Whether there is a nightly compiler that is not too old.
pub(super) fn has_nightly() -> bool {
    let mut rustc = Command::new("rustup");
    let said = process::capture(rustc.args(["run", NIGHTLY, "rustc", "--version"]));
    let version = said.ok().and_then(|said| Version::find_in(&said));
    version.is_some_and(|version| version >= RUST_FOR_FUZZING)
}

pub(super) fn install_nightly() -> Result<(), Failure> {
    let install = ["toolchain", "install", NIGHTLY, "--profile", "minimal"];
    process::run(Command::new("rustup").args(install)).map_err(|failure| {
        failure.remedy("install Rust with rustup; fuzzing needs its nightly compiler")
    })
}
