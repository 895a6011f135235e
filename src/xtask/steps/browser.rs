//! Step 7: the browser suite on the site that step 6 built.
//!
//! The suite learns from variables where the site, the server and the browser
//! are, so that it can be run by hand on any other site as well.

use super::counts::Counts;
use super::{ALL_VARIABLE, Run};
use crate::chore::Chore;
use crate::failure::Failure;
use crate::site::Publisher;
use crate::{process, setup};

pub(super) fn check(chore: &mut Chore<'_>, run: &mut Run) -> Result<(), Failure> {
    let suite = setup::node_packages(chore, "tests/browser", "run the browser suite")?;
    let browser = setup::chromium(chore, &suite)?;
    let publisher = Publisher::compile(chore)?;
    let mut npm = chore.command("npm");
    npm.args(["test", "--silent"])
        .current_dir(&suite.folder)
        .env("VIGIE_SITE", chore.folders.site())
        .env("VIGIE_BIN", publisher.program)
        .env("CHROMIUM", browser);
    if run.all {
        npm.env(ALL_VARIABLE, "1");
    }
    let lines = process::run_and_read(&mut npm)?;
    run.counts.push(Counts::of_node(&lines));
    Ok(())
}
