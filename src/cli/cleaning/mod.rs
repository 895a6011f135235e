//! Takes out what feeds and converters leave in texts. Each rule counts what it did.
//!
//! `summary` cleans the short text of a card; `body` drops what an article's body only repeats. What is
//! decoded here once is text for ever: see [`vigie_core::text`].

mod body;
mod summary;

pub use body::{Repeated, body_warnings, clean_body};
pub use summary::{Summary, clean_summary};

use vigie_core::text;

/// Cleans a short text: entities decoded once, nothing invisible, single spaces.
pub fn clean_text(raw: &str) -> String {
    text::clean(&text::decode_entities(raw))
}
