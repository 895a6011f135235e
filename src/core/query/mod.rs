//! Parses what the reader typed into a [`Query`]. No input is an error: whatever is ignored or reinterpreted is
//! reported as a [`Notice`], and the rest is searched.
//!
//! ```text
//! or   = and { ("OR" | "OU" | "|") and }          and  = item { item }
//! item = [ "-" | "NOT " | "SAUF " ] ( "(" or ")" | field | phrase | exact | prefix | word )
//! field = name ":" value { "," value }            phrase = '"' … '"' | "«" … "»"
//! exact = "=" word                                prefix = word "*"
//! ```
//!
//! [`parse()`] reads this grammar; [`print()`] writes a query as text that parses to the same query.
//!
//! [`lexer`] splits the text, [`terms`] makes words and phrases, [`values`] reads a field with its values;
//! [`fields`] defines their names, [`dates`] computes days.

mod dates;
mod fields;
mod lexer;
mod parse;
mod print;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod shape;
mod terms;
mod values;

use std::ops::Range;

pub use parse::parse;
pub use print::print;

use crate::article::FacetGroup;
use crate::date::Day;

/// A query: every clause must be met. Without clauses it asks for every article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses, in the order typed.
    pub clauses: Vec<Clause>,
    /// The order asked with `tri:` or `sort:`; the last one counts.
    pub sort: Option<Sort>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether an article must meet it or must not.
    pub occur: Occur,
    /// What is to be met.
    pub node: Node,
    /// Bytes of the typed text, with sign and quotes.
    pub span: Range<usize>,
}

/// Whether a clause asks or excludes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Occur {
    /// An article must meet the clause. Free words are let off where too few articles have them all.
    #[default]
    Must,
    /// An article must not meet it.
    MustNot,
}

/// What a clause asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A word, widened by stem, spelling, cognate, concept and typing errors.
    Word(Word),
    /// `=EP`: this term as written, accents and case aside; never widened.
    Exact(Word),
    /// `"…"`: adjacent words as written, accents and case aside.
    Phrase(Phrase),
    /// `titre:…`: the clause inside, met by the title alone.
    Title(Box<Node>),
    /// A value of a facet, any of several: `source:vascular,cardiovascular`, `is:sponsored`, `has:image`.
    Facet(FacetGroup, Vec<String>),
    /// A concept of a kind by id or name, any of several: `essai:best-cli`.
    Concept(ConceptField, Vec<String>),
    /// Published within these days, both included; `None` is open.
    Days(Option<Day>, Option<Day>),
    /// Published in the last so many days of the collection: `date:30j`.
    Recent(u32),
    /// Alternatives, at least one; a group in parentheses is one alternative.
    Any(Vec<Query>),
    /// Signs without a word, all that was typed: no article meets them.
    Nothing,
}

/// A word as typed: one part, or several that hyphens tie together. It is met by its joined form, or by
/// all of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded parts with their bytes of the typed text, at least one.
    pub parts: Vec<(String, Range<usize>)>,
    /// All parts as one word, where hyphens tied several.
    pub joined: Option<String>,
    /// Whether the last part (and the joined form) may go on: `thromb*`, or the word is still being typed.
    pub is_prefix: bool,
    /// Whether a star asked for that, so that the beginning is no word by itself.
    pub has_star: bool,
    /// Whether it was typed in capitals (two letters or more, no lower-case letter), as acronyms are.
    pub is_capital: bool,
}

impl Word {
    /// Returns the bytes of the typed text from the first part to the last.
    pub fn span(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |(_, span)| span.start);
        start..self.parts.last().map_or(start, |(_, span)| span.end)
    }
}

/// Words between quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Folded words in order, at least one; the parts of hyphenated words are separate.
    pub terms: Vec<String>,
}

/// A field that names a kind of concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConceptField {
    /// `société:`, `company:`.
    Company,
    /// `essai:`, `trial:`.
    Trial,
}

/// Order of the hits. Ties go to the newer article, then to the higher id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; without words, newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

impl Query {
    /// Returns whether the query asks for every article.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// A query with what was not understood as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What is searched.
    pub query: Query,
    /// What is ignored or read otherwise, and why, in the order of the text.
    pub notices: Vec<Notice>,
}

/// A part of the typed text that was ignored or read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Bytes of the typed text.
    pub span: Range<usize>,
    /// Why.
    pub reason: NoticeReason,
}

/// Why a part of the typed text was ignored or read otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeReason {
    /// Longer than a query can be; the rest is ignored.
    TooLong,
    /// A quote is not closed: it holds until the end.
    UnclosedQuote,
    /// A parenthesis is not closed: it holds until the end.
    UnclosedGroup,
    /// A closing parenthesis without an opening one is ignored.
    StrayParenthesis,
    /// No field has this name: read as ordinary words.
    UnknownField,
    /// A field without value is ignored.
    EmptyField,
    /// Not a date: ignored.
    BadDate,
    /// Not a value of this field: ignored.
    BadValue,
    /// Needs what a reader keeps, which searches do not read (`is:fav`): ignored.
    NotKept,
    /// `OR`, `NOT`, `-` or `=` with nothing to apply to: ignored.
    StrayOperator,
    /// All of it is signs: nothing can be found.
    NothingToSearch,
    /// Parentheses nested deeper than the limit: the inner ones are read as part of the outer.
    TooDeep,
}

impl Query {
    /// Returns whether some clause says how well an article answers, and not only whether it does.
    pub fn is_scored(&self) -> bool {
        self.clauses.iter().any(|clause| {
            clause.occur == Occur::Must
                && match &clause.node {
                    Node::Facet(..) | Node::Days(..) | Node::Recent(_) | Node::Nothing => false,
                    Node::Any(queries) => queries.iter().any(Self::is_scored),
                    Node::Word(_)
                    | Node::Exact(_)
                    | Node::Phrase(_)
                    | Node::Title(_)
                    | Node::Concept(..) => true,
                }
        })
    }
}
