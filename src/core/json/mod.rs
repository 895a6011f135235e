//! JSON (RFC 8259) as it is read: a document becomes one plain value, and whoever knows its shape takes it
//! apart by name.
//!
//! Reading with derived code compiles every struct's fields anew into the parser, which was a sixth of the
//! app. Here the parser is there once, and a field costs one call. What it accepts is held to `serde_json`
//! by a test; two things are more forgiving: of two fields with one name the last counts, as in JavaScript,
//! and half of a surrogate pair becomes the replacement character, as a cut text of another tool may end
//! in one.
//!
//! In reading order: [`Json`] and [`Object`] are the value, `parse` makes it, [`Misfit`] says what does not
//! fit; [`push_text`] writes a text.

mod misfit;
mod parse;
mod value;
mod write;

pub use misfit::Misfit;
pub use parse::{Broken, parse, place};
pub use value::{Json, Object, each};
pub use write::push_text;
