//! `cargo xtask test`: everything that must hold, cheap checks before dear
//! ones, up to the first that fails.

use std::time::{Duration, Instant};

use crate::chore::Chore;
use crate::failure::Failure;
use crate::steps::{Run, STEPS};

/// Runs every step; `all` lets the suites run what takes long as well. What was
/// counted, and which tests were unsteady, is said last, also after a failure.
pub(super) fn run(chore: &mut Chore<'_>, all: bool) -> Result<(), Failure> {
    let mut run = Run {
        all,
        ..Run::default()
    };
    let outcome = every_step(chore, &mut run);
    for counts in &run.counts {
        chore.say.line(counts);
    }
    for test in &run.unsteady {
        chore
            .say
            .line(format_args!("passed at its second try: {test}"));
    }
    outcome
}

fn every_step(chore: &mut Chore<'_>, run: &mut Run) -> Result<(), Failure> {
    let begun = Instant::now();
    for (index, step) in STEPS.iter().enumerate() {
        let place = format!("step {} of {}, {}", index + 1, STEPS.len(), step.name);
        chore.say.step(&place);
        let started = Instant::now();
        (step.run)(chore, run).map_err(|failure| failure.during(&place))?;
        chore.say.step(format_args!(
            "{place}: done in {}",
            seconds(started.elapsed())
        ));
    }
    chore.say.step(format_args!(
        "all steps passed in {}",
        seconds(begun.elapsed())
    ));
    Ok(())
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
