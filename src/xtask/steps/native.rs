//! Step 3: the tests that need no browser.

use super::counts::Counts;
use super::{ALL_VARIABLE, Run};
use crate::chore::Chore;
use crate::failure::Failure;
use crate::{process, setup};

pub(super) fn check(chore: &mut Chore<'_>, run: &mut Run) -> Result<(), Failure> {
    setup::cargo_tool(chore, &setup::NEXTEST)?;
    let mut nextest = chore.cargo();
    nextest.args(["nextest", "run", "--workspace", "--color", "never"]);
    if run.all {
        nextest.env(ALL_VARIABLE, "1");
    }
    let (lines, outcome) = process::run_and_read(&mut nextest);
    run.counts.push(Counts::of_nextest(&lines));
    outcome
}
