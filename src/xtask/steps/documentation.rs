//! Step 4: the examples in the documentation run, and its links lead somewhere.

use super::Run;
use super::counts::Counts;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

/// Private items are documented too, so a link to one leads somewhere.
const RUSTDOC_FLAGS: &str = "-D warnings -A rustdoc::private-intra-doc-links";

pub(super) fn check(chore: &mut Chore<'_>, run: &mut Run) -> Result<(), Failure> {
    let mut examples = chore.cargo();
    examples.args(["test", "--doc", "--workspace", "--color", "never"]);
    let (lines, outcome) = process::run_and_read(&mut examples);
    run.counts.push(Counts::of_doctests(&lines));
    outcome?;

    let mut links = chore.cargo();
    links.env("RUSTDOCFLAGS", RUSTDOC_FLAGS).args([
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
    process::run(&mut links)
}
