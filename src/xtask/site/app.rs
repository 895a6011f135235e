//! The app: Rust to WebAssembly, styles and public files, put together by
//! Trunk.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::freshness::Stamp;
use super::names;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::setup::{self, AppTools, WasmOptSource};

/// What the app is made of, below the repository; some may not exist yet.
const SOURCES: [&str; 11] = [
    "src/core",
    "src/view",
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
        recipe: format!(
            "{}\n{:?}\nshort names\n",
            chore.folders.root.display(),
            tools.versions
        ),
    };
    let sources = SOURCES.map(|source| chore.folders.root.join(source));
    if dist.join("index.html").is_file() && stamp.is_newer_than(&sources)? {
        return Ok(dist);
    }
    chore.say.step("building the app for the browser");
    let started = SystemTime::now();
    run_trunk(chore, &tools, &dist)?;
    names::shorten(&dist)?;
    stamp.write(started)?;
    Ok(dist)
}

fn run_trunk(chore: &Chore<'_>, tools: &AppTools, dist: &Path) -> Result<(), Failure> {
    let mut trunk = chore.command(&tools.trunk);
    trunk.args(["build", "--release", "--dist"]).arg(dist);
    for variable in FOREIGN_VARIABLES {
        trunk.env_remove(variable);
    }
    let versions = tools.versions.iter().map(|(name, value)| (name, value));
    trunk
        .envs(versions)
        .env("CARGO_TARGET_DIR", chore.folders.wasm_target());
    match tools.wasm_opt {
        WasmOptSource::Installed => process::run(trunk.arg("--offline")),
        WasmOptSource::Trunk => process::run(&mut trunk).map_err(|failure| {
            failure.remedy("if wasm-opt could not be downloaded, install Node.js and try again")
        }),
    }
}
