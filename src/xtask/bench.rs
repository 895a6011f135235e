//! `cargo xtask bench`: the speed of the engine, alone and compared with other libraries.
//!
//! Native micro-benchmarks run first, since they need no browser; then ours and other libraries search the same
//! articles in Chromium with the same queries. `cargo xtask bench web` measures the whole page instead. Durations
//! are never asserted: machines differ, and so does the load of one machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::chore::{Chore, absolute};
use crate::failure::{Failure, cannot};
use crate::process;
use crate::say::step;
use crate::setup::{self, BENCHMARK, Need};
use crate::site::{self, Publisher};

/// Articles measured when no content is named: as many as the collection the project began with, grown from the sample.
const DEFAULT_ARTICLES: u32 = 2_787;

/// The crate of the engine for the benchmark page, below the repository.
const MANIFEST: &str = "benches/browser/engine/Cargo.toml";

/// The library's name in Cargo's target folder.
const WASM: &str = "wasm32-unknown-unknown/release/vigie_bench_engine.wasm";

/// The attribute of the app's page that holds the options of `wasm-opt`.
const WASM_OPT_ATTRIBUTE: &str = "data-wasm-opt-params=\"";

/// Measures everything on `content`, or on the sample, grown or cut to `articles`; with judged searches in `relevance`,
/// also what is found.
pub(crate) fn run(
    chore: &Chore,
    content: Option<&Path>,
    articles: Option<u32>,
    relevance: Option<&Path>,
) -> Result<(), Failure> {
    let relevance = relevance.map(absolute).transpose()?;
    let articles = articles.or_else(|| content.is_none().then_some(DEFAULT_ARTICLES));
    let content = chore.content(content)?;
    let scripts = [Need::Node, Need::Packages, Need::Chromium].map(|need| need(BENCHMARK));
    setup::prepare(chore, &[&setup::WASM[..], &scripts].concat())?;

    step("running the native benchmarks");
    let mut cargo = chore.cargo();
    cargo.args(["bench", "--profile", "native", "--package", "vigie-core"]);
    process::run(&mut cargo)?;

    let site = chore.bench().join("site");
    step(format_args!(
        "building the bundle of `{}`",
        content.display()
    ));
    Publisher::compile(chore)?.write_bundle(chore, &content, &site, &[])?;
    let (page, builder) = build_engine(chore)?;

    step("measuring search in the browser");
    let mut node = chore.command("node");
    node.arg("run.mjs")
        .current_dir(BENCHMARK.path(chore))
        .env("CHROMIUM", setup::browser(chore, BENCHMARK)?)
        .arg("--bundle")
        .arg(site.join("bundle"))
        .arg("--engine")
        .arg(page)
        .arg("--builder")
        .arg(builder)
        .arg("--work")
        .arg(chore.bench().join("work"));
    if let Some(articles) = articles {
        node.args(["--articles", &articles.to_string()]);
    }
    if let Some(relevance) = relevance {
        node.arg("--relevance").arg(relevance);
    }
    process::run(&mut node)
}

/// Builds the site of `content`, or of the sample, and measures its page beside others; `passed` goes to the script.
pub(crate) fn web(chore: &Chore, content: Option<&Path>, passed: &[String]) -> Result<(), Failure> {
    let (content, out) = (chore.content(content)?, chore.bench().join("page"));
    let scripts = [Need::Node, Need::Packages, Need::Chromium].map(|need| need(BENCHMARK));
    setup::prepare(chore, &scripts)?;
    let publisher = site::build(chore, &content, &out, &[])?;
    step("measuring the page in the browser");
    let mut node = chore.command("node");
    node.arg(BENCHMARK.path(chore).join("web/run.mjs"))
        .env("CHROMIUM", setup::browser(chore, BENCHMARK)?)
        .arg("--site")
        .arg(out)
        .arg("--vigie")
        .arg(publisher.program)
        .args(passed);
    process::run(&mut node)
}

/// Compiles the engine as Trunk builds the app, and natively to write indexes. Returns the folder with `engine.js` and
/// `engine_bg.wasm`, and the program that writes the index of a feed.
fn build_engine(chore: &Chore) -> Result<(PathBuf, PathBuf), Failure> {
    step("building the engine for the benchmark page");
    let mut wasm = cargo_build(chore, &chore.wasm_target());
    process::run(wasm.args(["--release", "--lib", "--target", setup::TARGET]))?;
    let page = chore.bench().join("engine");
    let mut bindgen = chore.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "engine"])
        .arg("--out-dir")
        .arg(&page)
        .arg(chore.wasm_target().join(WASM));
    process::run(&mut bindgen)?;
    let module = page.join("engine_bg.wasm");
    let mut shrink = chore.command("wasm-opt");
    shrink.arg("-Oz").args(wasm_opt_options(chore)?);
    process::run(shrink.arg(&module).arg("-o").arg(&module))
        .map_err(|failure| failure.remedy("without Node.js, put wasm-opt of Binaryen on `PATH`"))?;

    let mut native = cargo_build(chore, &chore.target);
    process::run(native.args(["--profile", "native", "--bin", "build-index"]))?;
    let program = format!("native/build-index{}", env::consts::EXE_SUFFIX);
    Ok((page, chore.target.join(program)))
}

fn cargo_build(chore: &Chore, target: &Path) -> Command {
    let mut cargo = chore.cargo();
    // Flags of the user's would give other code than the app has.
    cargo
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .args(["build", "--manifest-path", MANIFEST]);
    cargo
}

/// The options the app is optimised with, read where Trunk reads them.
fn wasm_opt_options(chore: &Chore) -> Result<Vec<String>, Failure> {
    let file = chore.root.join("index.html");
    let page = fs::read_to_string(&file).map_err(cannot("read", &file))?;
    attribute(&page).ok_or_else(|| {
        Failure::new(format!("`index.html` has no `{WASM_OPT_ATTRIBUTE}…\"`"))
            .remedy("adapt `src/xtask/bench.rs` to the page")
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
