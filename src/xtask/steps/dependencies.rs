//! Step 8: licenses, bans and sources of the dependencies; known
//! vulnerabilities where their database can be had.

use super::Run;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::{process, setup};

pub(super) fn check(chore: &mut Chore<'_>, _run: &mut Run) -> Result<(), Failure> {
    let deny = setup::cargo_tool(chore, &setup::CARGO_DENY)?;
    let mut offline = chore.command(&deny);
    // The warnings name duplicates; who needs each would fill pages.
    offline.args([
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]);
    process::run(&mut offline)?;

    if process::capture(chore.command(&deny).args(["fetch", "db"])).is_err() {
        chore
            .say
            .step("known vulnerabilities not checked: their database cannot be fetched");
        return Ok(());
    }
    process::run(
        chore
            .command(&deny)
            .args(["check", "--disable-fetch", "advisories"]),
    )
}
