//! The parts of `cargo xtask bench`: native benchmarks, the engine compiled for
//! the benchmark page, and the page's run in a browser.
//!
//! Nothing here asserts a duration: machines differ, and so do hours on one.

mod browser;
mod engine;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;

pub(crate) use browser::{Comparison, run as browser};
pub(crate) use engine::{Engine, build as engine};

/// Runs the micro-benchmarks, compiled as the publisher's command line is.
pub(crate) fn native(chore: &mut Chore<'_>) -> Result<(), Failure> {
    chore.say.step("running the native benchmarks");
    let mut cargo = chore.cargo();
    cargo.args(["bench", "--profile", "native", "--package", "vigie-core"]);
    process::run(&mut cargo)
}
