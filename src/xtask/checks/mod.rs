//! `cargo xtask test`: all checks, cheap ones first, up to the first that fails.
//!
//! Each [`Step`] names what it needs, which [`setup`] installs just before it, so that a spelling mistake is
//! reported before a browser is installed. Steps run the tools as a person would and pass their output through.

mod browser;
mod counts;
mod determinism;
mod native;
mod scripts;

use std::time::Instant;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::say::{line, step};
use crate::setup::{self, Need};
use counts::Counts;

/// A check with a name.
struct Step {
    /// What is checked, for the announcement.
    name: &'static str,
    /// What it takes.
    needs: &'static [Need],
    /// Checks it.
    run: fn(&Chore, &mut Run) -> Result<(), Failure>,
}

/// One run of the steps.
#[derive(Debug, Default)]
struct Run {
    /// Whether the suites run what takes long as well.
    all: bool,
    /// What the test runners counted, to be repeated at the end.
    counts: Vec<Counts>,
    /// Tests that passed at their second try only, with the cause of the first.
    unsteady: Vec<String>,
}

/// All steps: what takes a second first, what takes minutes last.
const STEPS: [Step; 9] = [
    Step {
        name: "format and spelling",
        needs: &[Need::Program(&setup::TYPOS)],
        run: native::format,
    },
    Step {
        name: "lints",
        needs: &[Need::WasmTarget],
        run: native::lints,
    },
    Step {
        name: "scripts",
        needs: &[
            Need::Node(setup::CHECKS),
            Need::Packages(setup::CHECKS),
            Need::Packages(setup::SUITE),
            Need::Packages(setup::BENCHMARK),
        ],
        run: scripts::check,
    },
    Step {
        name: "native tests",
        needs: &[Need::Program(&setup::NEXTEST)],
        run: native::tests,
    },
    Step {
        name: "documentation",
        needs: &[],
        run: native::documentation,
    },
    Step {
        name: "same bundle twice",
        needs: &[],
        run: determinism::check,
    },
    Step {
        name: "site and its weight",
        needs: &setup::APP,
        run: |chore, _| crate::size::weigh(chore, None),
    },
    Step {
        name: "browser suite",
        needs: &[
            Need::WasmTarget,
            Need::WasmBindgen,
            Need::Node(setup::SUITE),
            Need::Packages(setup::SUITE),
            Need::Chromium(setup::SUITE),
            Need::Shell(setup::SUITE),
        ],
        run: browser::check,
    },
    Step {
        name: "dependencies",
        needs: &[Need::Program(&setup::CARGO_DENY)],
        run: native::dependencies,
    },
];

/// Set for the suites when `--all` was given.
const ALL_VARIABLE: &str = "VIGIE_ALL";

/// Runs every step; `all` lets the suites run what takes long as well. What was counted, and which tests were unsteady,
/// is said last, also after a failure.
pub(crate) fn run(chore: &Chore, all: bool) -> Result<(), Failure> {
    if !chore.installs {
        let needs: Vec<Need> = STEPS.iter().flat_map(|step| step.needs).copied().collect();
        setup::prepare(chore, &needs)?;
    }
    let mut run = Run {
        all,
        ..Run::default()
    };
    let outcome = every_step(chore, &mut run);
    run.counts.iter().for_each(line);
    for test in &run.unsteady {
        line(format_args!("passed at its second try: {test}"));
    }
    outcome
}

fn every_step(chore: &Chore, run: &mut Run) -> Result<(), Failure> {
    let begun = Instant::now();
    for (index, check) in STEPS.iter().enumerate() {
        let place = format!("step {} of {}, {}", index + 1, STEPS.len(), check.name);
        step(&place);
        let started = Instant::now();
        setup::prepare(chore, check.needs)
            .and_then(|()| (check.run)(chore, run))
            .map_err(|failure| failure.during(&place))?;
        step(format_args!("{place}: done in {}", seconds(started)));
    }
    step(format_args!("all steps passed in {}", seconds(begun)));
    Ok(())
}

fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}
