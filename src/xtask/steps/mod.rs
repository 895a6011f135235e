//! The steps of `cargo xtask test`, in the order they run.
//!
//! Each step brings its own set-up, so that a spelling mistake is reported
//! before a browser is installed. A step runs its tools as a person would and
//! lets their output through; it returns the first failure.

mod browser;
mod counts;
mod dependencies;
mod determinism;
mod documentation;
mod format;
mod lints;
mod native;
mod weight;

use crate::chore::Chore;
use crate::failure::Failure;

use counts::Counts;

/// A check with a name.
pub(crate) struct Step {
    /// What is checked, for the announcement.
    pub(crate) name: &'static str,
    /// Checks it.
    pub(crate) run: fn(&mut Chore<'_>, &mut Run) -> Result<(), Failure>,
}

/// One run of the steps.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// Whether the suites run what takes long as well.
    pub(crate) all: bool,
    /// What the test runners counted, to be repeated at the end.
    pub(crate) counts: Vec<Counts>,
    /// Tests that passed at their second try only, with the cause of the first.
    pub(crate) unsteady: Vec<String>,
}

/// All steps: what takes a second first, what takes minutes last.
pub(crate) const STEPS: [Step; 8] = [
    Step {
        name: "format and spelling",
        run: format::check,
    },
    Step {
        name: "lints",
        run: lints::check,
    },
    Step {
        name: "native tests",
        run: native::check,
    },
    Step {
        name: "documentation",
        run: documentation::check,
    },
    Step {
        name: "same bundle twice",
        run: determinism::check,
    },
    Step {
        name: "site and its weight",
        run: weight::check,
    },
    Step {
        name: "browser suite",
        run: browser::check,
    },
    Step {
        name: "dependencies",
        run: dependencies::check,
    },
];

/// Set for the suites when `--all` was given.
const ALL_VARIABLE: &str = "VIGIE_ALL";
