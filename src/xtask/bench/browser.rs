//! The run in the browser: `benches/browser/run.mjs` with everything it needs.

use std::path::PathBuf;

use super::Engine;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::setup::Suite;

/// What is compared, with what, and where.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// The benchmark with its packages.
    pub(crate) packages: Suite,
    /// The browser.
    pub(crate) browser: PathBuf,
    /// The articles, as a bundle.
    pub(crate) bundle: PathBuf,
    /// The engine, compiled.
    pub(crate) engine: Engine,
    /// Articles to grow or cut the collection to; `None` leaves it.
    pub(crate) articles: Option<u32>,
    /// Folder of judged searches; `None` measures no relevance.
    pub(crate) relevance: Option<PathBuf>,
}

/// Measures, and prints the table.
pub(crate) fn run(chore: &mut Chore<'_>, comparison: &Comparison) -> Result<(), Failure> {
    chore.say.step("measuring search in the browser");
    let mut node = chore.command("node");
    node.arg("run.mjs")
        .current_dir(&comparison.packages.folder)
        .env("CHROMIUM", &comparison.browser)
        .arg("--bundle")
        .arg(&comparison.bundle)
        .arg("--engine")
        .arg(&comparison.engine.page)
        .arg("--builder")
        .arg(&comparison.engine.builder)
        .arg("--work")
        .arg(chore.folders.bench().join("work"));
    if let Some(articles) = comparison.articles {
        node.args(["--articles", &articles.to_string()]);
    }
    if let Some(relevance) = &comparison.relevance {
        node.arg("--relevance").arg(relevance);
    }
    process::run(&mut node)
}
