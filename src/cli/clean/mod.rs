//! Removes from texts what feeds and converters leave behind. Each rule counts how often it was applied.
//!
//! `summary` cleans the short text of a card; `body` removes what the body only repeats; `visible` maps positions
//! of cleaned text to the original. Entities are decoded here once and never again: see [`vigie_core::text`].

mod body;
mod summary;
mod visible;

pub use body::{Repeated, clean_body};
pub use summary::{Summary, clean_summary};
pub(crate) use visible::Visible;

use unicode_normalization::UnicodeNormalization as _;
use vigie_core::markdown::{Comments, plain_line};
use vigie_core::text;

/// Cleans a short text: no comments, no markup, entities decoded once, nothing invisible, single spaces,
/// letters composed.
///
/// ```
/// use vigie_cli::clean::clean_text;
///
/// assert_eq!(clean_text("The `pot` <!-- or pan? -->&amp; *pan*"), "The pot & pan");
/// ```
pub fn clean_text(raw: &str) -> String {
    let decoded = text::decode_entities(&without_markup(raw));
    text::clean(&decoded).nfc().collect()
}

/// Makes a name, of a tag or a source, the text it means: comments gone, character references decoded once, spaces
/// single. Signs are a part of it: `__proto__` and `C*` are no markup.
pub fn clean_name(raw: &str) -> String {
    let rest = Comments::of(raw).removed_from(raw);
    text::clean(&text::decode_entities(&rest)).nfc().collect()
}

/// Takes comments and markup out of a short text; character references stay, so that `&lt;b&gt;` is text.
fn without_markup(raw: &str) -> String {
    let rest = Comments::of(raw).removed_from(raw);
    plain_line(&text::clean(&rest))
}
