//! `cargo xtask`: the project's chores, each one command.
//!
//! This file wires and nothing else: it reads the arguments, prepares the
//! [`Chore`] every command works with, and turns the outcome into an exit code:
//! 0 when all is well, 1 when the chore failed, 2 when the command was not
//! understood.
//!
//! The crate has no dependency on purpose. It is the first thing compiled on a
//! fresh machine, and the first thing waited for on every other day.

mod arguments;
mod bench;
mod chore;
mod commands;
mod failure;
mod folders;
mod process;
mod say;
#[cfg(test)]
mod scratch;
mod setup;
mod site;
mod size;
mod steps;
mod tree;

use std::env;
use std::io;
use std::process::ExitCode;

use chore::Chore;

fn main() -> ExitCode {
    let words = env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned());
    let command = match arguments::parse(words) {
        Ok(command) => command,
        Err(mistake) => {
            say::complain(&mut io::stderr(), &mistake);
            return ExitCode::from(2);
        }
    };
    let mut out = io::stdout();
    let outcome = Chore::new(&mut out).and_then(|mut chore| commands::run(&command, &mut chore));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::complain(&mut io::stderr(), &failure);
            ExitCode::FAILURE
        }
    }
}
