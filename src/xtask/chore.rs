//! The context of every chore: paths, and commands that prefer the project's own tools.
//!
//! All paths are absolute, because child processes run in the root of the repository, wherever the command was
//! called. Build output is in Cargo's target folder; the tools are outside of it, so that they survive `cargo
//! clean` and are shared between clones.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, cannot};

/// The surroundings of a chore.
#[derive(Debug, Clone)]
pub(crate) struct Chore {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder for native code.
    pub(crate) target: PathBuf,
    /// Installed tools: `bin` for Cargo's, `npm` for Node's.
    pub(crate) tools: PathBuf,
    /// Where programs are looked for: among the tools first.
    pub(crate) path: OsString,
    /// Whether what is missing is installed; else it is named.
    pub(crate) installs: bool,
}

impl Chore {
    /// Finds the folders from the environment Cargo and the user gave.
    ///
    /// Fails outside Cargo, where the repository is not known, and for a user without a home folder unless
    /// `VIGIE_TOOLS` is set.
    pub(crate) fn locate(installs: bool) -> Result<Self, Failure> {
        let manifest = variable("CARGO_MANIFEST_DIR").ok_or_else(|| {
            Failure::new("the repository cannot be found").remedy("call `cargo xtask` inside it")
        })?;
        let root = manifest.join("../..");
        let root = root.canonicalize().map_err(cannot("find", &root))?;
        let target = match variable("CARGO_TARGET_DIR") {
            Some(target) => absolute(&target)?,
            None => root.join("target"),
        };
        let tools = absolute(&tools_folder(variable)?)?;
        let ours = [tools.join("bin"), tools.join("npm/node_modules/.bin")];
        let theirs = env::var_os("PATH").unwrap_or_default();
        // Joining fails only for a folder with a separator in its name; then the tools are not found.
        let path = env::join_paths(ours.into_iter().chain(env::split_paths(&theirs)));
        Ok(Self {
            root,
            target,
            tools,
            path: path.unwrap_or(theirs),
            installs,
        })
    }

    /// A command of Cargo, in the repository and with its target folder.
    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// A command that runs in the repository and finds the project's tools before any others.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("PATH", &self.path)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Finds a program among the project's tools, then on `PATH`.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path)
            .map(|folder| folder.join(&file))
            .find(|candidate| candidate.is_file())
    }

    /// The folder of articles a person named, or the sample's.
    pub(crate) fn content(&self, named: Option<&Path>) -> Result<PathBuf, Failure> {
        named.map_or_else(|| Ok(self.sample()), absolute)
    }

    /// Articles written for the project: what is built when no content is named.
    pub(crate) fn sample(&self) -> PathBuf {
        self.root.join("examples/articles")
    }

    /// Everything the chores write, apart from Cargo's own folders.
    pub(crate) fn work(&self) -> PathBuf {
        self.target.join("vigie")
    }

    /// Target folder of the WebAssembly build, apart from the native one: the two never wait for each other's lock.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// The built app, without articles.
    pub(crate) fn app(&self) -> PathBuf {
        self.work().join("dist")
    }

    /// The whole site that `serve`, `size` and `test` look at.
    pub(crate) fn site(&self) -> PathBuf {
        self.work().join("site")
    }

    /// Intermediate files of the benchmarks.
    pub(crate) fn bench(&self) -> PathBuf {
        self.work().join("bench")
    }
}

/// Makes a path the user typed independent of the working folder.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(cannot("find", path))
}

/// The user's choice first, then the cache folder of the platform's habit.
fn tools_folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Result<PathBuf, Failure> {
    if let Some(chosen) = variable("VIGIE_TOOLS") {
        return Ok(chosen);
    }
    let cache = variable("XDG_CACHE_HOME")
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
        .or_else(|| variable("LOCALAPPDATA"));
    cache.map(|cache| cache.join("vigie/tools")).ok_or_else(|| {
        Failure::new("no folder for the tools").remedy("set `VIGIE_TOOLS` to a folder of yours")
    })
}

/// A variable that is set and not empty.
pub(crate) fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], expected: &str) {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| PathBuf::from(value))
        };
        assert_eq!(tools_folder(lookup), Ok(PathBuf::from(expected)));
    }

    #[test]
    fn tools_live_where_the_user_says_else_in_the_cache() {
        check(&[("VIGIE_TOOLS", "/t"), ("XDG_CACHE_HOME", "/c")], "/t");
        check(
            &[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")],
            "/c/vigie/tools",
        );
        check(&[("HOME", "/h")], "/h/.cache/vigie/tools");
    }

    #[test]
    fn a_user_without_a_home_is_told_which_variable_to_set() {
        let failure = tools_folder(|_| None).unwrap_err();
        assert!(failure.to_string().contains("VIGIE_TOOLS"), "{failure}");
    }
}
