//! The boxes of a page that components stand in, named as the style sheet names them.

use crate::element::{Element, element};

/// The content of a page, below its header.
pub fn site_main() -> Element {
    element("main").class("site-main")
}

/// A page: what an address names.
pub fn page() -> Element {
    element("div").class("page")
}

/// Filters beside results.
pub fn list_page() -> Element {
    element("div").class("list-page")
}

/// The results, beside the filters.
pub fn list_page_results() -> Element {
    element("div").class("list-page__results")
}

/// One article.
pub fn article_page() -> Element {
    element("div").class("article-page")
}
