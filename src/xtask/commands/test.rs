//! `cargo xtask test`: everything that must hold, cheap checks before dear
//! ones, up to the first that fails.

use std::time::{Duration, Instant};

use crate::chore::Chore;
use crate::failure::Failure;
use crate::steps::{Run, STEPS};

/// Runs every step; `all` lets the suites run what takes long as well.
pub(super) fn run(chore: &mut Chore<'_>, all: bool) -> Result<(), Failure> {
    let begun = Instant::now();
    let mut run = Run {
        all,
        counts: Vec::new(),
    };
    for (index, step) in STEPS.iter().enumerate() {
        let place = format!("step {} of {}, {}", index + 1, STEPS.len(), step.name);
        chore.say.step(&place);
        let started = Instant::now();
        (step.run)(chore, &mut run).map_err(|failure| failure.during(&place))?;
        chore.say.step(format_args!(
            "{place}: done in {}",
            seconds(started.elapsed())
        ));
    }
    chore.say.step(format_args!(
        "all steps passed in {}",
        seconds(begun.elapsed())
    ));
    for counts in &run.counts {
        chore.say.line(counts);
    }
    Ok(())
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
