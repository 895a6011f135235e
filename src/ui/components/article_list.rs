//! The list of cards, in batches.

use std::sync::Arc;

use leptos::prelude::*;
use vigie_core::article::{Article, DocId};
use vigie_core::messages::Messages;
use vigie_core::query::Query;

use super::{ArticleCard, CardText};
use crate::element::{Action, Element, element};

/// One place of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardEntry {
    /// Which article stands here.
    pub doc: DocId,
    /// The article; `None` while it is on its way.
    pub article: Option<(Arc<Article>, CardText)>,
}

impl CardEntry {
    /// A place keeps its elements as long as its article is the same, here or still on its way.
    fn key(&self) -> String {
        let state = if self.article.is_some() {
            ""
        } else {
            " pending"
        };
        format!("{}{state}", self.doc.0)
    }
}

/// The cards, and a button for more. Cards keep their elements while the list changes around them.
pub struct ArticleList {
    /// The places to show.
    pub entries: Memo<Vec<CardEntry>>,
    /// What to mark in the cards.
    pub query: Memo<Query>,
    /// What was asked, as it stands in addresses.
    pub search: Memo<String>,
    /// Sentence of the button and how much is shown; `None` when everything is.
    pub more: Memo<Option<(String, String)>>,
    /// Asks for the next batch.
    pub on_more: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl ArticleList {
    /// Draws the list.
    pub fn view(self) -> Element {
        let Self {
            entries,
            query,
            search,
            more,
            on_more,
            messages,
        } = self;
        let item = move |key: &str| {
            let entry = entries
                .with_untracked(|entries| entries.iter().find(|entry| entry.key() == key).cloned());
            match entry.and_then(|entry| entry.article) {
                Some((article, text)) => {
                    let card = ArticleCard {
                        article,
                        text,
                        query,
                        search,
                        messages,
                    };
                    element("li").class("article-list__item").child(card.view())
                }
                None => element("li")
                    .class("article-list__item article-list__item--pending")
                    .attribute("aria-busy", "true")
                    .child(messages.card_pending),
            }
        };
        let keys = move || entries.with(|entries| entries.iter().map(CardEntry::key).collect());
        let button = move || {
            let (sentence, count) = more.get()?;
            let on_more = Action::clone(&on_more);
            let button = element("button")
                .class("button")
                .attribute("type", "button")
                .on("click", move |_| on_more(()));
            Some(
                element("div")
                    .class("article-list__more")
                    .child(button.child(sentence))
                    .child(element("p").class("article-list__count").child(count)),
            )
        };
        element("div")
            .child(element("ol").class("article-list").keyed(keys, item))
            .live_child(button)
    }
}
