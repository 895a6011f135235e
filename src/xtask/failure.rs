//! Why a chore failed, and what to do about it.
//!
//! One kind of failure is enough, because no code recovers from it; it is a message for a person: what happened
//! and, if known, the remedy.

use std::fmt;
use std::io;
use std::path::Path;

/// What went wrong, in words for the person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    what: String,
    remedy: Option<String>,
    /// The exit code of the chore.
    pub(crate) code: u8,
}

impl Failure {
    /// Says what happened: lower case, no full stop.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: None,
            code: 1,
        }
    }

    /// Ends the chore with another exit code than 1.
    pub(crate) fn code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// Adds what the reader can do; an earlier remedy stays, being closer to the cause.
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy.get_or_insert_with(|| remedy.into());
        self
    }

    /// Puts the task that was under way in front of what happened.
    pub(crate) fn during(mut self, task: &str) -> Self {
        self.what = format!("{task}: {}", self.what);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "\n  remedy: {remedy}"),
            None => Ok(()),
        }
    }
}

/// Turns an error of the file system into a failure that names the file:
/// `fs::read(path).map_err(cannot("read", path))`.
pub(crate) fn cannot(action: &str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| Failure::new(format!("cannot {action} `{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_closest_to_the_cause_stands() {
        let failure = Failure::new("no Node.js")
            .remedy("install it")
            .remedy("try again");
        assert_eq!(failure.to_string(), "no Node.js\n  remedy: install it");
    }

    #[test]
    fn the_task_stands_before_the_cause() {
        let failure = Failure::new("`cargo fmt` ended with exit code 1").during("step 1 of 8");
        assert_eq!(
            failure.to_string(),
            "step 1 of 8: `cargo fmt` ended with exit code 1"
        );
    }
}
