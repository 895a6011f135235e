//! How chores speak: short lines on one stream, flushed at once.
//!
//! Children write to the same terminal, so a line that is still in a buffer
//! would appear after what it announces. A stream that is gone (`cargo xtask
//! size | head`) is no reason to fail: what cannot be said is dropped.

use std::fmt::Display;
use std::io::Write;

/// The stream on which a chore tells what it does.
pub(crate) struct Say<'out> {
    out: &'out mut dyn Write,
}

impl<'out> Say<'out> {
    /// Speaks on `out`.
    pub(crate) fn on(out: &'out mut dyn Write) -> Self {
        Self { out }
    }

    /// Announces a part of the chore that takes a moment.
    pub(crate) fn step(&mut self, what: impl Display) {
        self.line(format_args!("xtask: {what}"));
    }

    /// Writes a line, or several, as it is: results, tables, help.
    pub(crate) fn line(&mut self, text: impl Display) {
        speak(self.out, text);
    }
}

/// Reports a mistake or a failure, on the stream for errors.
pub(crate) fn complain(out: &mut dyn Write, what: impl Display) {
    speak(out, format_args!("error: {what}"));
}

fn speak(out: &mut dyn Write, text: impl Display) {
    // Nobody is left to read the error of a closed stream.
    let _closed = writeln!(out, "{text}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_from_what_children_write() {
        let mut out = Vec::new();
        Say::on(&mut out).step("building the app");
        assert_eq!(out, b"xtask: building the app\n");
    }
}
