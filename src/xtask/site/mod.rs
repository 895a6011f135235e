//! Builds the site in two stages: the app without articles, which takes a minute and is reused while its sources
//! are unchanged; then articles and app together, which takes a moment and is always done.

mod app;
mod freshness;
mod names;
mod publisher;

use std::path::{Path, PathBuf};

use crate::chore::Chore;
use crate::failure::Failure;
use crate::say::step;

pub(crate) use publisher::Publisher;

/// Builds the app if need be, then the site of `content` into `out`; returns the publisher's command line that wrote it
/// and can serve it.
pub(crate) fn build(
    chore: &Chore,
    content: &Path,
    out: &Path,
    shown: &[&str],
) -> Result<Publisher, Failure> {
    let dist = app::build(chore)?;
    let publisher = Publisher::compile(chore)?;
    step(format_args!("building the site of `{}`", content.display()));
    publisher.write_site(chore, content, &dist, out, shown)?;
    Ok(publisher)
}

/// Builds the site of the sample articles in the work folder, and returns it.
pub(crate) fn build_sample(chore: &Chore) -> Result<PathBuf, Failure> {
    build(chore, &chore.sample(), &chore.site(), &[])?;
    Ok(chore.site())
}
