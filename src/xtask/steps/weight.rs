//! Step 6: the production site of the sample, within its byte budgets.

use super::Run;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::{site, size};

pub(super) fn check(chore: &mut Chore<'_>, _run: &mut Run) -> Result<(), Failure> {
    let site = site::build_sample(chore)?;
    let report = size::measure(&site)?;
    chore.say.line(&report);
    report.verdict()
}
