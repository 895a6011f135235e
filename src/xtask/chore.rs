//! What every chore is given: folders, a stream to speak on, and commands that
//! find the project's own tools first.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::folders::Folders;
use crate::say::Say;

/// The surroundings of a chore under way.
pub(crate) struct Chore<'out> {
    /// Where things are.
    pub(crate) folders: Folders,
    /// Where to speak.
    pub(crate) say: Say<'out>,
}

impl<'out> Chore<'out> {
    /// Prepares a chore that speaks on `out`.
    pub(crate) fn new(out: &'out mut dyn Write) -> Result<Self, Failure> {
        Ok(Self {
            folders: Folders::locate()?,
            say: Say::on(out),
        })
    }

    /// A command of Cargo, in the repository and with its target folder.
    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// A command that runs in the repository and sees the project's tools
    /// before any others.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.folders.root)
            .env("PATH", self.search_path())
            .env("CARGO_TARGET_DIR", &self.folders.target);
        command
    }

    /// Finds a program among the project's tools, then on `PATH`.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.search_path())
            .map(|folder| folder.join(&file))
            .find(|candidate| candidate.is_file())
    }

    fn search_path(&self) -> OsString {
        let tools = &self.folders.tools;
        let ours = [tools.join("bin"), tools.join("npm/node_modules/.bin")];
        let theirs = env::var_os("PATH").unwrap_or_default();
        let all = ours.into_iter().chain(env::split_paths(&theirs));
        // Joining fails only for a folder with a separator in its name; then
        // the tools are not found and are asked for by name.
        env::join_paths(all).unwrap_or(theirs)
    }
}
