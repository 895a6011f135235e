//! The compiler of the fuzz targets: rustup's nightly, whatever its day.

use std::process::Command;

use super::pins::RUST_FOR_FUZZING;
use super::version::Version;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

/// Its name for rustup.
pub(crate) const TOOLCHAIN: &str = "nightly";

/// Makes sure that there is a nightly compiler and that it is not too old.
pub(crate) fn ensure(chore: &mut Chore<'_>) -> Result<(), Failure> {
    if version().is_some_and(|version| version >= RUST_FOR_FUZZING) {
        return Ok(());
    }
    chore
        .say
        .step("installing the nightly compiler, which lets a fuzzer see what an input reaches");
    let install = ["toolchain", "install", TOOLCHAIN, "--profile", "minimal"];
    process::run(Command::new("rustup").args(install)).map_err(|failure| {
        failure.remedy("install Rust with rustup; fuzzing needs its nightly compiler")
    })
}

fn version() -> Option<Version> {
    let mut rustc = Command::new("rustup");
    let said = process::capture(rustc.args(["run", TOOLCHAIN, "rustc", "--version"])).ok()?;
    Version::find_in(&said)
}
