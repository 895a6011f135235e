//! Why a bundle is rejected. Readers get a sentence in their language for each kind; the details here are for the
//! publisher.

use std::fmt;

/// What is wrong with a file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// The bytes are no JSON; the position is 1-based.
    NotJson {
        /// Line of the first error.
        line: usize,
        /// Column of the first error.
        column: usize,
    },
    /// The bytes are not UTF-8, or something precedes the document; names what they seem to be.
    Encoding(&'static str),
    /// The bytes are an HTML page: a sign-in page of the network, or the host's page for missing files.
    HtmlPage,
    /// JSON, but no JSON Feed; says which part is missing or of the wrong type.
    NotFeed(String),
    /// Written for another version of the format.
    Format {
        /// The version this program reads.
        expected: u32,
        /// The version found.
        got: u64,
    },
    /// The bytes of the entry are not those that were written: its checksum is another, or missing.
    Altered,
    /// More than any reader takes: cards, or bytes beside the items.
    TooLarge,
    /// A shard holds another number of cards than the manifest says.
    Count {
        /// Cards announced.
        expected: u32,
        /// Cards found.
        got: usize,
    },
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column } => write!(f, "not JSON (line {line}, column {column})"),
            Self::Encoding(name) => write!(f, "not JSON: {name}"),
            Self::HtmlPage => f.write_str("an HTML page instead of data"),
            Self::NotFeed(reason) => write!(f, "not a JSON Feed: {reason}"),
            Self::Format { expected, got } => {
                write!(
                    f,
                    "bundle format {got}, but this program reads format {expected}"
                )
            }
            Self::Altered => f.write_str("another checksum"),
            Self::TooLarge => f.write_str("too large"),
            Self::Count { expected, got } => write!(f, "{got} cards instead of {expected}"),
        }
    }
}

impl std::error::Error for BundleError {}
