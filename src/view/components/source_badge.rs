//! Two letters on a tint where an article has no picture.

use vigie_core::article::Article;
use vigie_core::source_mark::article_mark;
use vigie_core::widget::Part;

use crate::element::{Element, element};

/// Shows the mark of an article's source. Decoration only: the name is beside it.
pub fn source_badge(article: &Article) -> Element {
    let mark = article_mark(&article.source, &article.id);
    element("span")
        .class(format!("source-badge source-badge--{}", mark.tint))
        .part(Part::Badge)
        .attribute("aria-hidden", "true")
        .child(mark.initials)
}
