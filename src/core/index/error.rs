//! Why an index is rejected.

use std::fmt;

use super::INDEX_VERSION;
use crate::bytes::SealError;
use crate::concepts::ConceptsError;

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

impl From<SealError> for IndexError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Magic => Self::NotAnIndex,
            SealError::Version(got) => Self::Version {
                expected: INDEX_VERSION,
                got,
            },
            SealError::Damaged => Self::Damaged,
        }
    }
}

impl From<ConceptsError> for IndexError {
    fn from(error: ConceptsError) -> Self {
        match error {
            ConceptsError::NotConcepts => Self::NotAnIndex,
            ConceptsError::Version { expected, got } => Self::Version { expected, got },
            ConceptsError::Damaged => Self::Damaged,
        }
    }
}
