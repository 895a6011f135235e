//! `cargo xtask size`: what readers download, against what they may have to.

use std::path::Path;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::folders::absolute;
use crate::{site, size};

/// Measures the built site in `folder`, or builds and measures the sample's;
/// fails when a budget is exceeded.
pub(super) fn run(chore: &mut Chore<'_>, folder: Option<&Path>) -> Result<(), Failure> {
    let folder = match folder {
        Some(folder) => absolute(folder)?,
        None => site::build_sample(chore)?,
    };
    let report = size::measure(&folder)?;
    chore.say.line(&report);
    report.verdict()
}
