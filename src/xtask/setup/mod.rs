//! Set-up: finds or installs what a command needs beyond Rust.
//!
//! A command lists its [`Need`]s and calls [`prepare`] first. A tool is searched among the project's own tools and
//! on `PATH`; one with the wanted version is used as it is, without asking a registry. A missing tool is installed
//! into the project's tools folder, never over the user's; only Node.js and Chromium are installed as system
//! packages. One file per family of tools; all versions are in [`pins`].

mod cargo_tool;
mod chromium;
mod debian;
mod node;
mod pins;
mod rustup;
mod version;

use std::path::Path;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::say::step;
use cargo_tool::CargoTool;
use version::Version;

pub(crate) use chromium::{shell, whole as browser};
pub(crate) use node::{BENCHMARK, CHECKS, SUITE, Scripts, has_wasm_opt};
pub(crate) use pins::{CARGO_DENY, CARGO_FUZZ, NEXTEST, TYPOS};
pub(crate) use rustup::{NIGHTLY, TARGET};

/// The exit code for what is missing and may not be installed.
const MISSING: u8 = 3;

/// Something a command needs beyond Rust.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Need {
    /// The standard library for WebAssembly.
    WasmTarget,
    /// The nightly compiler.
    Nightly,
    /// The `wasm-bindgen` program of the version in `Cargo.lock`.
    WasmBindgen,
    /// Another program of Cargo's registry.
    Program(&'static CargoTool),
    /// Binaryen's `wasm-opt`; where it cannot be had, Trunk downloads it.
    WasmOpt,
    /// Node.js, for some scripts.
    Node(Scripts),
    /// The packages of these scripts.
    Packages(Scripts),
    /// The browser these scripts drive.
    Chromium(Scripts),
    /// Its kind without windows, where the system has it.
    Shell(Scripts),
}

/// What building the app takes.
pub(crate) const APP: [Need; 4] = [
    Need::WasmTarget,
    Need::WasmBindgen,
    Need::Program(&pins::TRUNK),
    Need::WasmOpt,
];

/// What turns a crate into WebAssembly without Trunk.
pub(crate) const WASM: [Need; 3] = [Need::WasmTarget, Need::WasmBindgen, Need::WasmOpt];

/// Finds or installs everything, in the order of the list. With `--no-install` it fails instead, and names all that is
/// missing.
pub(crate) fn prepare(chore: &Chore, needs: &[Need]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for need in needs {
        if need.is_met(chore)? {
            continue;
        }
        let named = need.named(chore)?;
        if chore.installs {
            step(format_args!("installing {named}"));
            need.install(chore)?;
        } else {
            missing.push(format!("\n  {named}"));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("missing:{}", missing.concat()))
        .remedy("install these, or call the command without `--no-install`")
        .code(MISSING))
}

/// The versions that shape the app: Trunk's variable for each, and its value.
pub(crate) fn trunk_versions(chore: &Chore) -> Result<[(&'static str, String); 3], Failure> {
    let wasm_opt = format!("version_{}", pins::BINARYEN.major);
    Ok([
        ("TRUNK_REQUIRED_VERSION", pins::TRUNK.version.to_string()),
        (
            "TRUNK_TOOLS_WASM_BINDGEN",
            wasm_bindgen(chore)?.version.to_string(),
        ),
        ("TRUNK_TOOLS_WASM_OPT", wasm_opt),
    ])
}

impl Need {
    fn is_met(self, chore: &Chore) -> Result<bool, Failure> {
        Ok(match self {
            Self::WasmTarget => rustup::has_target()?,
            Self::Nightly => rustup::has_nightly(),
            Self::WasmBindgen => wasm_bindgen(chore)?.is_present(chore),
            Self::Program(tool) => tool.is_present(chore),
            Self::WasmOpt => node::has_wasm_opt(chore),
            Self::Node(scripts) => node::is_present(chore, scripts.node),
            Self::Packages(scripts) => scripts.are_installed(chore)?,
            Self::Chromium(scripts) => chromium::find(chore, scripts)?.is_some(),
            Self::Shell(_) => !chore.installs || !chromium::lacks_shell(chore),
        })
    }

    fn install(self, chore: &Chore) -> Result<(), Failure> {
        match self {
            Self::WasmTarget => rustup::add_target(),
            Self::Nightly => rustup::install_nightly(),
            Self::WasmBindgen => wasm_bindgen(chore)?.install(chore),
            Self::Program(tool) => tool.install(chore),
            Self::WasmOpt => node::install_wasm_opt(chore),
            Self::Node(Scripts { node, purpose, .. }) => node::install(chore, node, purpose),
            Self::Packages(scripts) => scripts.install(chore),
            Self::Chromium(scripts) => chromium::install(chore, scripts),
            Self::Shell(scripts) => chromium::install_shell(chore, scripts),
        }
    }

    /// What it is and what it is for.
    fn named(self, chore: &Chore) -> Result<String, Failure> {
        let target = rustup::TARGET;
        let (what, purpose) = match self {
            Self::WasmTarget => {
                return Ok(format!(
                    "{target} of Rust, which compiles the app for the browser"
                ));
            }
            Self::Nightly => {
                return Ok("nightly Rust, which lets a fuzzer see what an input reaches".into());
            }
            Self::WasmBindgen => return Ok(wasm_bindgen(chore)?.to_string()),
            Self::Program(tool) => return Ok(tool.to_string()),
            Self::WasmOpt => {
                let version = pins::BINARYEN;
                return Ok(format!(
                    "binaryen {version}, whose wasm-opt shrinks the app"
                ));
            }
            Self::Node(Scripts { node, purpose, .. }) => {
                (format!("Node.js {node} or newer with npm"), purpose)
            }
            Self::Packages(Scripts {
                folder, purpose, ..
            }) => (format!("the packages of `{folder}`"), purpose),
            Self::Chromium(Scripts { purpose, .. }) => ("Chromium or Chrome".into(), purpose),
            Self::Shell(Scripts { purpose, .. }) => (chromium::SHELL.into(), purpose),
        };
        Ok(format!("{what}, to {purpose}"))
    }
}

fn wasm_bindgen(chore: &Chore) -> Result<CargoTool, Failure> {
    cargo_tool::locked(&chore.root, "wasm-bindgen").map(pins::wasm_bindgen)
}

/// What a program says of itself when asked with `--version`; `None` when it cannot be run or names no version.
fn version_of(chore: &Chore, program: &Path) -> Option<Version> {
    let said = process::capture(chore.command(program).arg("--version")).ok()?;
    Version::find_in(&said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// A machine with nothing but Rust.
    fn bare(scratch: &Scratch) -> Chore {
        scratch.write(
            "Cargo.lock",
            "name = \"wasm-bindgen\"\nversion = \"0.2.130\"\n",
        );
        scratch.write("tests/browser/package-lock.json", "{}");
        let folder = scratch.path().to_path_buf();
        Chore {
            root: folder.clone(),
            target: folder.join("target"),
            tools: folder.join("tools"),
            path: folder.into(),
            installs: false,
        }
    }

    #[test]
    fn everything_missing_is_named_at_once_and_nothing_is_installed() {
        let scratch = Scratch::new("missing");
        let needs = [
            Need::Program(&TYPOS),
            Need::WasmBindgen,
            Need::Program(&pins::TRUNK),
            Need::WasmOpt,
            Need::Node(node::SUITE),
            Need::Packages(node::SUITE),
            Need::Shell(node::SUITE),
        ];
        let failure = prepare(&bare(&scratch), &needs).unwrap_err();
        let expected = "missing:
  typos-cli 1.52.0, which checks spelling
  wasm-bindgen-cli 0.2.130, which joins the compiled app to the browser
  trunk 0.21.14, which builds the app
  binaryen 132.0.0, whose wasm-opt shrinks the app
  Node.js 20.14.0 or newer with npm, to run the browser suite
  the packages of `tests/browser`, to run the browser suite
  remedy: install these, or call the command without `--no-install`";
        assert_eq!(failure.to_string(), expected);
        assert_eq!(failure.code, MISSING);
        assert!(!scratch.path().join("tools").exists());
    }

    #[test]
    fn what_is_there_is_not_missed() {
        let scratch = Scratch::new("present");
        assert_eq!(prepare(&bare(&scratch), &[]), Ok(()));
        scratch.write("tests/browser/node_modules/.installed-from.json", "{}");
        let needs = [Need::Packages(node::SUITE)];
        assert_eq!(prepare(&bare(&scratch), &needs), Ok(()));
    }
}
