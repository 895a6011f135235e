//! A helpful page for an address that names nothing.

use leptos::prelude::*;
use vigie_core::messages::Messages;
use vigie_core::query;
use vigie_core::search::{Filters, Request, Sort, search};
use vigie_ui::browser::page;
use vigie_ui::state::loading::Collection;

/// Suggestions shown.
const SUGGESTIONS: usize = 5;

/// Says that the page does not exist and offers the articles whose words the address holds.
#[component]
pub(crate) fn UnknownPage(
    collection: Collection,
    address: String,
    messages: &'static Messages,
) -> impl IntoView {
    let suggestions = move || {
        let similar = similar(collection, &address);
        (!similar.is_empty()).then(|| {
            let links: Vec<_> = similar
                .into_iter()
                .map(|(href, title, language)| {
                    let language = (language != messages.language.tag()).then_some(language);
                    view! { <li><a href=href lang=language>{title}</a></li> }
                })
                .collect();
            view! { <h2>{messages.unknown_similar}</h2> <ul class="unknown-page__list">{links}</ul> }
        })
    };
    view! {
        <section class="unknown-page">
            <h1 id="article-title" tabindex="-1">{messages.unknown_title}</h1>
            <p>{messages.unknown_hint}</p>
            <p><a class="button button--primary" href=page::root()>{messages.back_to_all}</a></p>
            {suggestions}
        </section>
    }
}

/// Articles that share most words with the address: words are dropped from the front (dates, mistyped
/// beginnings) until something is found.
fn similar(collection: Collection, address: &str) -> Vec<(String, String, &'static str)> {
    let Some(index) = collection.index.get() else {
        return Vec::new();
    };
    let words: Vec<&str> = address
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2 && !word.chars().all(|c| c.is_ascii_digit()))
        .collect();
    for start in 0..words.len() {
        let text = words.get(start..).unwrap_or_default().join(" ");
        let parsed = query::parse(&text);
        let filters = Filters::default();
        let request = Request {
            query: &parsed.query,
            filters: &filters,
            sort: Sort::Relevance,
            limit: SUGGESTIONS,
        };
        let hits = search(&index, &request).hits;
        if !hits.is_empty() {
            return collection.library.with(|library| {
                let articles = hits.iter().filter_map(|hit| library.article(hit.doc));
                let link = |article: std::sync::Arc<vigie_core::article::Article>| {
                    let href = format!("{}{}", page::root(), article.id.relative());
                    (href, article.title.clone(), article.language.tag())
                };
                articles.map(link).collect()
            });
        }
    }
    Vec::new()
}
