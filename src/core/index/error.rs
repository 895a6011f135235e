//! Why an index is refused.

use std::fmt;

/// What is wrong with the bytes of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// The first bytes are not those of an index.
    NotAnIndex,
    /// Written for another version of the layout.
    Version {
        /// The version this program reads.
        expected: u32,
        /// The version found.
        got: u32,
    },
    /// Bytes are missing, surplus or changed.
    Damaged,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => f.write_str("not a search index"),
            Self::Version { expected, got } => {
                write!(
                    f,
                    "search index version {got}, but this program reads version {expected}"
                )
            }
            Self::Damaged => f.write_str("the search index is damaged"),
        }
    }
}

impl std::error::Error for IndexError {}
