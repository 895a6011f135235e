//! `cargo xtask bench`: how fast the engine is, alone and beside its peers.
//!
//! Native micro-benchmarks first, since they need no browser; then search in
//! Chromium, ours and other libraries over the same articles and queries.

use std::path::{Path, PathBuf};

use crate::chore::Chore;
use crate::failure::Failure;
use crate::folders::absolute;
use crate::site::Publisher;
use crate::{bench, setup};

/// Articles measured when no content is named: as many as the collection the
/// project began with, grown from the sample.
const DEFAULT_ARTICLES: u32 = 2_787;

/// Any fixed moment after the sample's last article: a bundle's date is no part
/// of what is measured.
const EPOCH: u64 = 1_800_000_000;

/// Measures everything on `content`, or on the sample, grown or cut to
/// `articles`; with judged searches in `relevance`, also what is found.
pub(super) fn run(
    chore: &mut Chore<'_>,
    content: Option<&Path>,
    articles: Option<u32>,
    relevance: Option<&Path>,
) -> Result<(), Failure> {
    let relevance = relevance.map(absolute).transpose()?;
    let articles = articles.or_else(|| content.is_none().then_some(DEFAULT_ARTICLES));
    let content = content.map_or_else(|| Ok(chore.folders.sample()), absolute)?;

    bench::native(chore)?;
    let bundle = build_bundle(chore, &content)?;
    let engine = bench::engine(chore)?;
    let packages = setup::node_packages(chore, "benches/browser", "run the browser benchmark")?;
    let browser = setup::chromium(chore, &packages)?;
    bench::browser(
        chore,
        &bench::Comparison {
            packages,
            browser,
            bundle,
            engine,
            articles,
            relevance,
        },
    )
}

fn build_bundle(chore: &mut Chore<'_>, content: &Path) -> Result<PathBuf, Failure> {
    let publisher = Publisher::compile(chore)?;
    let out = chore.folders.bench().join("site");
    chore.say.step(format_args!(
        "building the bundle of `{}`",
        content.display()
    ));
    publisher.write_bundle(chore, content, &out, EPOCH)?;
    Ok(out.join("bundle"))
}
