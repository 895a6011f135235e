//! Step 1: formatting, then spelling.

use super::Run;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::{process, setup};

pub(super) fn check(chore: &mut Chore<'_>, _run: &mut Run) -> Result<(), Failure> {
    process::run(chore.cargo().args(["fmt", "--all", "--check"]))
        .map_err(|failure| failure.remedy("run `cargo fmt --all`"))?;
    let typos = setup::cargo_tool(chore, &setup::TYPOS)?;
    process::run(&mut chore.command(typos)).map_err(|failure| {
        failure.remedy("correct the word, or add it to `typos.toml` if it is right")
    })
}
