//! `cargo xtask`: the project's chores, each one command.
//!
//! This file wires and nothing else: it reads the arguments, prepares the [`Chore`] every command works with, and turns
//! the outcome into an exit code: 0 when all is well, 1 when the chore failed, 2 when the command was not understood,
//! 3 when something is missing that `--no-install` forbids to install.
//!
//! What a command needs is found or installed by [`setup`] and nowhere else; [`checks`], [`site`], [`size`] and the
//! other commands then use it. The crate has no dependency on purpose: it is the first thing compiled on a fresh
//! machine, and the first thing waited for on every other day.

mod arguments;
mod bench;
mod checks;
mod chore;
mod commands;
mod failure;
mod fuzz;
mod process;
mod say;
#[cfg(test)]
mod scratch;
mod setup;
mod site;
mod size;
mod tree;

use std::env;
use std::process::ExitCode;

use chore::Chore;

fn main() -> ExitCode {
    let words = env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned());
    let asked = match arguments::parse(words) {
        Ok(asked) => asked,
        Err(mistake) => {
            say::complain(&mistake);
            return ExitCode::from(2);
        }
    };
    let outcome =
        Chore::locate(asked.installs).and_then(|chore| commands::run(asked.command, &chore));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::complain(&failure);
            ExitCode::from(failure.code)
        }
    }
}
