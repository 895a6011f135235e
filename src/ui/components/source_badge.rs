//! Two letters on a tint where an article has no picture.

use vigie_core::source_mark::source_mark;

use crate::element::{Element, element};

/// Shows the mark of a source. Decoration only: the name stands beside it.
pub fn source_badge(name: &str) -> Element {
    let mark = source_mark(name);
    element("span")
        .class(format!("source-badge source-badge--{}", mark.tint))
        .attribute("aria-hidden", "true")
        .child(mark.initials)
}
