//! Builds the app: Rust compiled to WebAssembly, styles and public files, bundled by Trunk.

use std::path::PathBuf;
use std::time::SystemTime;

use super::freshness::Stamp;
use super::names;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::say::step;
use crate::setup;

/// What the app is made of, below the repository; some may not exist yet.
const SOURCES: [&str; 12] = [
    "src/core",
    "src/view",
    "src/ui",
    "src/app",
    "src/widget",
    "src/device",
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
pub(super) fn build(chore: &Chore) -> Result<PathBuf, Failure> {
    setup::prepare(chore, &setup::APP)?;
    let versions = setup::trunk_versions(chore)?;
    let dist = chore.app();
    let root = chore.root.display();
    let stamp = Stamp {
        file: chore.work().join("app.stamp"),
        recipe: format!("{root}\n{versions:?}\nshort names\n"),
    };
    let sources = SOURCES.map(|source| chore.root.join(source));
    if dist.join("index.html").is_file() && stamp.is_newer_than(&sources)? {
        return Ok(dist);
    }
    step("building the app for the browser");
    let started = SystemTime::now();
    let mut trunk = chore.command("trunk");
    trunk.args(["build", "--release", "--dist"]).arg(&dist);
    for variable in FOREIGN_VARIABLES {
        trunk.env_remove(variable);
    }
    trunk.envs(versions);
    trunk.env("CARGO_TARGET_DIR", chore.wasm_target());
    if setup::has_wasm_opt(chore) {
        // Nothing is left to download.
        trunk.arg("--offline");
    }
    process::run(&mut trunk).map_err(|failure| {
        failure.remedy("if wasm-opt could not be downloaded, install Node.js and try again")
    })?;
    names::shorten(&dist)?;
    stamp.write(started)?;
    Ok(dist)
}
