//! The list of cards, in batches.

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;
use vigie_core::article::{Article, DocId};
use vigie_core::query::Query;

use super::{ArticleCard, CardText};
use vigie_core::messages::Messages;

/// One place of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardEntry {
    /// Which article stands here.
    pub doc: DocId,
    /// The article; `None` while it is on its way.
    pub article: Option<(Arc<Article>, CardText)>,
}

/// Shows the cards, and a button for more. Cards keep their elements while the list changes around them.
#[component]
pub fn ArticleList(
    /// The places to show.
    #[prop(into)]
    entries: Signal<Vec<CardEntry>>,
    /// What to mark in the cards.
    query: Signal<Query>,
    /// Sentence of the button; `None` when everything is shown.
    #[prop(into)]
    more: Signal<Option<String>>,
    /// How much is shown.
    #[prop(into)]
    shown_of: Signal<String>,
    /// Asks for the next batch.
    on_more: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let card = move |entry: CardEntry| match entry.article {
        Some((article, text)) => Either::Left(view! {
            <li class="article-list__item"><ArticleCard article text query messages /></li>
        }),
        None => Either::Right(view! {
            <li class="article-list__item article-list__item--pending" aria-busy="true">{messages.card_pending}</li>
        }),
    };
    view! {
        <ol class="article-list">
            <For each=move || entries.get() key=|entry| (entry.doc, entry.article.is_some()) children=card />
        </ol>
        {move || more.get().map(|sentence| view! {
            <div class="article-list__more">
                <button class="button" type="button" on:click=move |_| on_more.run(())>{sentence}</button>
                <p class="article-list__count">{move || shown_of.get()}</p>
            </div>
        })}
    }
}
