//! What the reader typed → [`Query`]. Nothing typed is an error: what is ignored is reported as a
//! [`Notice`], the rest is searched.

mod parse;

use std::ops::Range;

pub use parse::parse;

/// A query: every clause must be met. Without clauses it asks for every article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses, in the order typed.
    pub clauses: Vec<Clause>,
}

/// One word as typed. It is met by its joined form, or by all of its parts in the same article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Folded parts, at least one.
    pub parts: Vec<String>,
    /// All parts as one word, where hyphens tied several.
    pub joined: Option<String>,
    /// Whether the last part (and the joined form) may go on: the word is still being typed.
    pub is_prefix: bool,
    /// Bytes of the typed text.
    pub span: Range<usize>,
}

impl Query {
    /// Returns whether the query asks for every article.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// A query with what was ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What is searched.
    pub query: Query,
    /// What is not, and why.
    pub notices: Vec<Notice>,
}

/// A part of the typed text that was ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Bytes of the typed text.
    pub span: Range<usize>,
    /// Why.
    pub reason: NoticeReason,
}

/// Why a part of the typed text was ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeReason {
    /// Longer than a query can be.
    TooLong,
}
