//! Output of chores: short lines, flushed at once.
//!
//! Child processes write to the same terminal, so a buffered line could appear after the output it announces. A
//! closed stream (`cargo xtask size | head`) is not a failure: the output is dropped.

use std::fmt::Display;
use std::io::{self, Write};

/// Announces a part of the chore that takes a moment.
pub(crate) fn step(what: impl Display) {
    announce(&mut io::stdout(), what);
}

/// Writes a line, or several, as it is: results, tables, help.
pub(crate) fn line(text: impl Display) {
    write_line(&mut io::stdout(), text);
}

/// Reports a mistake or a failure, on the stream for errors.
pub(crate) fn complain(what: impl Display) {
    write_line(&mut io::stderr(), format_args!("error: {what}"));
}

fn announce(out: &mut dyn Write, what: impl Display) {
    write_line(out, format_args!("xtask: {what}"));
}

fn write_line(out: &mut dyn Write, text: impl Display) {
    // Nobody is left to read the error of a closed stream.
    let _closed = writeln!(out, "{text}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_from_what_children_write() {
        let mut out = Vec::new();
        announce(&mut out, "building the app");
        assert_eq!(out, b"xtask: building the app\n");
    }
}
