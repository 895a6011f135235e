//! Step 2: clippy on everything native, then on the app as the browser gets it.

use super::Run;
use crate::chore::Chore;
use crate::failure::Failure;
use crate::{process, setup};

/// Ends the arguments of both calls; lints are warnings for a developer only.
const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

pub(super) fn check(chore: &mut Chore<'_>, _run: &mut Run) -> Result<(), Failure> {
    let mut native = chore.cargo();
    native.args(["clippy", "--workspace", "--all-targets"]);
    process::run(native.args(DENY_WARNINGS))?;

    setup::wasm_target(chore)?;
    let mut browser = chore.cargo();
    browser.env("CARGO_TARGET_DIR", chore.folders.wasm_target());
    browser.args([
        "clippy",
        "--package",
        "vigie",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    process::run(browser.args(DENY_WARNINGS))
}
