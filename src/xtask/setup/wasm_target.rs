//! The standard library for WebAssembly: rustup's target
//! `wasm32-unknown-unknown`.

use std::path::Path;
use std::process::Command;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

/// The target the browser takes.
const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler in use can compile for the browser.
pub(crate) fn ensure(chore: &mut Chore<'_>) -> Result<(), Failure> {
    let sysroot = process::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    chore.say.step(format_args!(
        "adding {TARGET}, which compiles the app for the browser"
    ));
    process::run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|failure| {
        failure.remedy(format!(
            "install Rust with rustup, or the package of your system for {TARGET}"
        ))
    })
}
