//! The error for a JSON value of the wrong shape.

use std::fmt;

/// Which part of a document is wrong, and what it should be. Names only, so that it costs nothing to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The field or the kind of value.
    pub part: &'static str,
    /// What it should be, such as `text`.
    pub expected: &'static str,
}

impl Misfit {
    /// Makes the answer to a wrong part.
    pub fn new(part: &'static str, expected: &'static str) -> Self {
        Self { part, expected }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is missing or no {}", self.part, self.expected)
    }
}

impl std::error::Error for Misfit {}
