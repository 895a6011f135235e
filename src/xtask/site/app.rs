//! The app: Rust to WebAssembly, styles and public files, put together by
//! Trunk.

use std::path::PathBuf;
use std::time::SystemTime;

use super::freshness::Stamp;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::setup::{self, WasmOptSource};

/// What the app is made of, below the repository; some may not exist yet.
const SOURCES: [&str; 10] = [
    "src/core",
    "src/ui",
    "src/app",
    "src/widget",
    "public",
    "style",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
];

/// Variables that would change the build, or that Trunk misreads: it takes
/// `NO_COLOR` for an option with the values `true` and `false`.
const FOREIGN_VARIABLES: [&str; 3] = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "NO_COLOR"];

/// Builds the app unless it is up to date, and returns its folder.
pub(super) fn build(chore: &mut Chore<'_>) -> Result<PathBuf, Failure> {
    let tools = setup::app_tools(chore)?;
    let dist = chore.folders.dist();
    let stamp = Stamp {
        file: chore.folders.work().join("app.stamp"),
        recipe: format!("{}\n{}\n", chore.folders.root.display(), tools.versions),
    };
    let sources = SOURCES.map(|source| chore.folders.root.join(source));
    if dist.join("index.html").is_file() && stamp.is_newer_than(&sources)? {
        return Ok(dist);
    }
    chore.say.step("building the app for the browser");
    let started = SystemTime::now();
    let mut trunk = chore.command(&tools.trunk);
    trunk.args(["build", "--release", "--dist"]).arg(&dist);
    if tools.wasm_opt == WasmOptSource::Installed {
        trunk.arg("--offline");
    }
    for variable in FOREIGN_VARIABLES {
        trunk.env_remove(variable);
    }
    process::run(trunk.env("CARGO_TARGET_DIR", chore.folders.wasm_target()))?;
    stamp.write(started)?;
    Ok(dist)
}
