//! A progress bar for builds that take a while; short builds show none.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Time a step may take before it shows how far it is.
const QUIET_TIME: Duration = Duration::from_millis(500);

/// How often the bar is drawn, per second.
const FRAMES: u8 = 10;

/// How far one step of the build is. Threads share it.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_shown: AtomicBool,
}

impl Progress {
    /// Starts a step of `count` pieces; a bar is only ever drawn if `is_terminal`.
    pub fn start(name: &'static str, count: usize, is_terminal: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(name);
        Self {
            bar,
            started: Instant::now(),
            is_shown: AtomicBool::new(!is_terminal),
        }
    }

    /// Counts one piece as done.
    pub fn step(&self) {
        let is_long = self.started.elapsed() > QUIET_TIME;
        if is_long && !self.is_shown.swap(true, Ordering::Relaxed) {
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(FRAMES));
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
