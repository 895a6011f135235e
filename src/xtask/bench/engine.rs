//! The engine for the benchmark page: the crate `benches/browser/engine`, built
//! as Trunk builds the app, and natively to write indexes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::process;
use crate::setup;

/// The crate, below the repository.
const MANIFEST: &str = "benches/browser/engine/Cargo.toml";

/// The library's name in Cargo's target folder.
const WASM: &str = "wasm32-unknown-unknown/release/vigie_bench_engine.wasm";

/// The attribute of the app's page that holds the options of `wasm-opt`.
const WASM_OPT_ATTRIBUTE: &str = "data-wasm-opt-params=\"";

/// The compiled engine.
#[derive(Debug)]
pub(crate) struct Engine {
    /// Folder with `engine.js` and `engine_bg.wasm`.
    pub(crate) page: PathBuf,
    /// Program that writes the index of a feed.
    pub(crate) builder: PathBuf,
}

/// Compiles what has changed since the last time.
pub(crate) fn build(chore: &mut Chore<'_>) -> Result<Engine, Failure> {
    let tools = setup::wasm_tools(chore)?;
    chore.say.step("building the engine for the benchmark page");
    let mut wasm = cargo_build(chore, &chore.folders.wasm_target());
    process::run(wasm.args(["--release", "--lib", "--target", "wasm32-unknown-unknown"]))?;
    let page = chore.folders.bench().join("engine");
    let mut bindgen = chore.command(tools.bindgen);
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "engine"])
        .arg("--out-dir")
        .arg(&page)
        .arg(chore.folders.wasm_target().join(WASM));
    process::run(&mut bindgen)?;
    let module = page.join("engine_bg.wasm");
    let mut shrink = chore.command(tools.wasm_opt);
    shrink.arg("-Oz").args(wasm_opt_options(chore)?);
    process::run(shrink.arg(&module).arg("-o").arg(&module))?;

    let mut native = cargo_build(chore, &chore.folders.target);
    process::run(native.args(["--profile", "native", "--bin", "build-index"]))?;
    let program = format!("native/build-index{}", env::consts::EXE_SUFFIX);
    Ok(Engine {
        page,
        builder: chore.folders.target.join(program),
    })
}

fn cargo_build(chore: &Chore<'_>, target: &Path) -> std::process::Command {
    let mut cargo = chore.cargo();
    cargo.env("CARGO_TARGET_DIR", target);
    // Flags of the user's would give other code than the app has.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.args(["build", "--manifest-path", MANIFEST]);
    cargo
}

/// The options the app is optimised with, read where Trunk reads them.
fn wasm_opt_options(chore: &Chore<'_>) -> Result<Vec<String>, Failure> {
    let file = chore.folders.root.join("index.html");
    let page = fs::read_to_string(&file).map_err(cannot("read", &file))?;
    attribute(&page).ok_or_else(|| {
        Failure::new(format!("`index.html` has no `{WASM_OPT_ATTRIBUTE}…\"`"))
            .remedy("adapt `src/xtask/bench/engine.rs` to the page")
    })
}

fn attribute(page: &str) -> Option<Vec<String>> {
    let (_, rest) = page.split_once(WASM_OPT_ATTRIBUTE)?;
    let (value, _) = rest.split_once('"')?;
    Some(value.split_whitespace().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_of_wasm_opt_are_read_out_of_the_page() {
        let page = "<link data-trunk data-wasm-opt-params=\"--enable-a --enable-b\" />";
        let expected = ["--enable-a", "--enable-b"].map(str::to_owned);
        assert_eq!(attribute(page), Some(expected.to_vec()));
        assert_eq!(attribute("<link data-trunk />"), None);
    }
}
