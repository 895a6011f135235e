//! `cargo xtask build`: the production site, for any static host and any path.

use std::path::Path;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::folders::absolute;
use crate::site;

/// Builds the site of `content`, or of the sample, into `out`.
pub(super) fn run(
    chore: &mut Chore<'_>,
    content: Option<&Path>,
    out: &Path,
    shown: &[&str],
) -> Result<(), Failure> {
    let content = content.map_or_else(|| Ok(chore.folders.sample()), absolute)?;
    let out = absolute(out)?;
    site::build(chore, &content, &out, shown)?;
    chore
        .say
        .step(format_args!("the site is in `{}`", out.display()));
    Ok(())
}
