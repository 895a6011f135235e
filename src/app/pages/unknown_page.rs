//! The page for unknown addresses, with suggestions.

use std::sync::Arc;

use vigie_core::article::Article;
use vigie_core::query;
use vigie_core::search::{Filters, Request, Sort, search};
use vigie_ui::browser::page;
use vigie_ui::components::TITLE_ID;
use vigie_ui::element::{Element, element};

use crate::context::Context;

/// Suggestions shown.
const SUGGESTIONS: usize = 5;

/// Words of an address that are looked for; a longer address is no mistyped one.
const MAX_WORDS: usize = 16;

/// Says that the page does not exist and offers the articles whose words the address holds.
pub(crate) fn unknown_page(context: Context, address: String) -> Element {
    let messages = context.messages;
    let suggestions = move || {
        let similar = similar(context, &address);
        let link = |article: Arc<Article>| {
            let language = (article.language != messages.language).then(|| article.language.tag());
            let link = element("a")
                .attribute("href", format!("{}{}", page::root(), article.id.relative()))
                .attribute_if("lang", language)
                .child(article.title.as_str());
            element("li").child(link)
        };
        (!similar.is_empty()).then(|| {
            element("div")
                .child(element("h2").child(messages.unknown_similar))
                .child(
                    element("ul")
                        .class("unknown-page__list")
                        .children(similar.into_iter().map(link)),
                )
        })
    };
    let home = element("a")
        .class("button button--primary")
        .attribute("href", page::root());
    element("section")
        .class("unknown-page")
        .child(
            element("h1")
                .attribute("id", TITLE_ID)
                .attribute("tabindex", "-1")
                .child(messages.unknown_title),
        )
        .child(element("p").child(messages.unknown_hint))
        .child(element("p").child(home.child(messages.back_to_all)))
        .live_child(suggestions)
}

/// Articles that share the longest run of words with the address: all words first, then every shorter run,
/// so that a date or a mistyped word does not hide the rest.
fn similar(context: Context, address: &str) -> Vec<Arc<Article>> {
    let Some(index) = context.collection.index.get() else {
        return Vec::new();
    };
    let last = address.rsplit('/').next().unwrap_or_default();
    let telling =
        |word: &&str| word.chars().count() > 2 && !word.chars().all(|c| c.is_ascii_digit());
    let mut words: Vec<&str> = last
        .split(|c: char| !c.is_alphanumeric())
        .filter(telling)
        .collect();
    words.truncate(MAX_WORDS);
    for run in (1..=words.len())
        .rev()
        .flat_map(|length| words.windows(length))
    {
        let parsed = query::parse(&run.join(" "));
        let request = Request {
            query: &parsed.query,
            filters: &Filters::default(),
            within: None,
            sort: Sort::Relevance,
            limit: SUGGESTIONS,
            texts: None,
        };
        let hits = search(&index, &request).hits;
        if !hits.is_empty() {
            let library = context.collection.library;
            return library.with(|library| {
                hits.iter()
                    .filter_map(|hit| library.article(hit.doc))
                    .collect()
            });
        }
    }
    Vec::new()
}
