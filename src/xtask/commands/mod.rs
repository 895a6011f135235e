//! The commands, each a short story told in calls: set up, build, then do.

mod bench;
mod build;
mod fuzz;
mod serve;
mod size;
mod test;

use crate::arguments::{Command, HELP};
use crate::chore::Chore;
use crate::failure::Failure;

/// Does what was asked for.
pub(crate) fn run(command: &Command, chore: &mut Chore<'_>) -> Result<(), Failure> {
    match command {
        Command::Help => {
            chore.say.line(HELP);
            Ok(())
        }
        Command::Serve {
            content,
            port,
            shown,
        } => serve::run(chore, content.as_deref(), *port, shown),
        Command::Build {
            content,
            out,
            shown,
        } => build::run(chore, content.as_deref(), out, shown),
        Command::Size { site } => size::run(chore, site.as_deref()),
        Command::Test { all } => test::run(chore, *all),
        Command::Fuzz { target, minutes } => fuzz::run(chore, target.as_deref(), *minutes),
        Command::Bench {
            content,
            articles,
            relevance,
        } => bench::run(chore, content.as_deref(), *articles, relevance.as_deref()),
    }
}
