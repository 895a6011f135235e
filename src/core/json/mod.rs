//! A JSON reader (RFC 8259): a document becomes one generic value, which callers take apart by name.
//!
//! Derived deserialisation compiles the parser for every struct, which was a sixth of the app. Here the parser
//! exists once, and each field costs one call. A test compares it with `serde_json`; it is more lenient in two
//! cases: of two fields with the same name the last one counts, as in JavaScript, and an unpaired surrogate becomes
//! the replacement character, because other tools may cut a text there.
//!
//! In reading order: [`Json`] and [`Object`] are the value, `parse` builds it, [`Misfit`] is the error for a value
//! of the wrong shape; [`push_text`] writes a string.

mod misfit;
mod parse;
mod value;
mod write;

pub use misfit::Misfit;
pub use parse::{SyntaxError, parse, place};
pub use value::{Json, Object, each};
pub use write::push_text;
