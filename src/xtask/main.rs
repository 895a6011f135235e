//! `cargo xtask`: the project's chores, one command each.
//!
//! This file only wires: it parses the arguments, prepares the [`Chore`] for the command, and turns the outcome
//! into an exit code: 0 for success, 1 if the chore failed, 2 if the command was not understood, 3 if something is
//! missing that `--no-install` forbids to install.
//!
//! Only [`setup`] finds or installs what a command needs; [`checks`], [`site`], [`size`] and the other modules use
//! it. The crate has no dependencies on purpose: it must be compiled before anything else can run.

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
