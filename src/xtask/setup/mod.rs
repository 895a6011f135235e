//! Set-up: what a command needs beyond Rust, found or installed.
//!
//! A tool is looked for among the project's own tools and on `PATH`; one with
//! the wanted version is used as it is, and then no registry is asked anything.
//! A missing one is installed into the project's tools folder, never over the
//! user's. One file per family of tools; all versions stand in [`pins`].

mod apt;
mod cargo_tool;
mod chromium;
mod lock;
mod nightly;
mod node;
mod pins;
mod version;
mod wasm_opt;
mod wasm_target;

use std::path::{Path, PathBuf};

use crate::chore::Chore;
use crate::failure::Failure;
use version::Version;

pub(crate) use cargo_tool::ensure as cargo_tool;
pub(crate) use chromium::{ensure as chromium, ensure_with_shell as chromium_with_shell};
pub(crate) use nightly::{TOOLCHAIN as NIGHTLY, ensure as nightly};
pub(crate) use node::{Suite, ensure_packages as node_packages};
pub(crate) use pins::{CARGO_DENY, CARGO_FUZZ, NEXTEST, TYPOS};
pub(crate) use wasm_opt::Source as WasmOptSource;
pub(crate) use wasm_target::ensure as wasm_target;

/// What building the app takes, once it is all there.
#[derive(Debug)]
pub(crate) struct AppTools {
    /// Trunk's program.
    pub(crate) trunk: PathBuf,
    /// Where `wasm-opt` comes from.
    pub(crate) wasm_opt: WasmOptSource,
    /// The versions that shape the output: Trunk's variable for each, and its
    /// value.
    pub(crate) versions: [(&'static str, String); 3],
}

/// What turns a crate into WebAssembly for a page without Trunk.
#[derive(Debug)]
pub(crate) struct WasmTools {
    /// The program of `wasm-bindgen`.
    pub(crate) bindgen: PathBuf,
    /// The program `wasm-opt`.
    pub(crate) wasm_opt: PathBuf,
}

/// Finds or installs what takes the place of Trunk, which itself is not needed.
pub(crate) fn wasm_tools(chore: &mut Chore<'_>) -> Result<WasmTools, Failure> {
    wasm_target::ensure(chore)?;
    let bindgen = pins::wasm_bindgen(lock::version(&chore.folders.root, "wasm-bindgen")?);
    let bindgen = cargo_tool::ensure(chore, &bindgen)?;
    wasm_opt::ensure(chore)?;
    let wasm_opt = chore.find("wasm-opt").ok_or_else(|| {
        Failure::new("wasm-opt is needed and cannot be installed without Node.js")
            .remedy("install Node.js from nodejs.org or with your system's packages")
    })?;
    Ok(WasmTools { bindgen, wasm_opt })
}

/// Finds or installs what the WebAssembly build takes.
pub(crate) fn app_tools(chore: &mut Chore<'_>) -> Result<AppTools, Failure> {
    wasm_target::ensure(chore)?;
    let bindgen = pins::wasm_bindgen(lock::version(&chore.folders.root, "wasm-bindgen")?);
    cargo_tool::ensure(chore, &bindgen)?;
    let trunk = cargo_tool::ensure(chore, &pins::TRUNK)?;
    let wasm_opt = wasm_opt::ensure(chore)?;
    let versions = [
        ("TRUNK_REQUIRED_VERSION", pins::TRUNK.version.to_string()),
        ("TRUNK_TOOLS_WASM_BINDGEN", bindgen.version.to_string()),
        (
            "TRUNK_TOOLS_WASM_OPT",
            format!("version_{}", pins::BINARYEN.major),
        ),
    ];
    Ok(AppTools {
        trunk,
        wasm_opt,
        versions,
    })
}

/// What a program says of itself when asked with `--version`; `None` when it
/// cannot be run or names no version.
fn version_of(chore: &Chore<'_>, program: &Path) -> Option<Version> {
    let said = crate::process::capture(chore.command(program).arg("--version")).ok()?;
    Version::find_in(&said)
}
