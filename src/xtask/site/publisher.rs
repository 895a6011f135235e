//! The publisher's command line, `vigie`: compiled and called by chores as a publisher would.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::say::step;

/// The date of every bundle that a chore writes, 2026-01-01, in seconds since 1970. Any would do that is past: `vigie`
/// dates no bundle in the future, and takes the clock instead.
const EPOCH: u32 = 1_767_225_600;

/// The compiled `vigie`.
#[derive(Debug)]
pub(crate) struct Publisher {
    /// Its program.
    pub(crate) program: PathBuf,
}

impl Publisher {
    /// Compiles what has changed since the last time, at full optimisation.
    pub(crate) fn compile(chore: &Chore) -> Result<Self, Failure> {
        step("compiling the `vigie` command line");
        let mut cargo = chore.cargo();
        cargo.args(["build", "--profile", "native", "--package", "vigie-cli"]);
        process::run(&mut cargo)?;
        let program = format!("native/vigie{}", env::consts::EXE_SUFFIX);
        Ok(Self {
            program: chore.target.join(program),
        })
    }

    /// Writes the whole site: articles of `content` and the app in `dist`, with the options of `vigie build` that show
    /// what is kept back.
    pub(super) fn write_site(
        &self,
        chore: &Chore,
        content: &Path,
        dist: &Path,
        out: &Path,
        shown: &[&str],
    ) -> Result<(), Failure> {
        let mut build = self.build(chore, content, out);
        process::run(build.arg("--app").arg(dist).args(shown))
    }

    /// Writes the articles alone, always with the same date, with further `options` of `vigie build`.
    pub(crate) fn write_bundle(
        &self,
        chore: &Chore,
        content: &Path,
        out: &Path,
        options: &[&str],
    ) -> Result<(), Failure> {
        let mut build = self.build(chore, content, out);
        build.env("SOURCE_DATE_EPOCH", EPOCH.to_string());
        process::run(build.args(options))
    }

    fn build(&self, chore: &Chore, content: &Path, out: &Path) -> Command {
        let mut command = chore.command(&self.program);
        command.arg("build").arg(content).arg("-o").arg(out);
        command
    }
}
