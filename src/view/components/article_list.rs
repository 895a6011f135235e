//! The list of cards, in batches.

use std::rc::Rc;
use std::sync::Arc;

use crate::signals::Memo;
use vigie_core::article::{Article, DocId};
use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use super::{ArticleCard, CardControl, CardText, Marker};
use crate::element::{Action, Element, button, element};

/// Cards shown at first, and added by each wish for more.
pub const BATCH: usize = 30;

/// Prepared cards whose pictures are fetched at once: those of the first screen.
const EAGER_PICTURES: usize = 3;

/// One place of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardEntry {
    /// The article at this position.
    pub doc: DocId,
    /// The article; `None` while it is on its way.
    pub article: Option<(Arc<Article>, CardText)>,
    /// The line before this article.
    pub line: Option<Line>,
    /// Whether it was not asked, but is about the same things.
    pub is_related: bool,
    /// Whether it has the meaning of what was typed and not the words, where others have the words.
    pub is_by_meaning: bool,
}

/// A line between articles of different standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// What follows lacks something of what was asked.
    Near,
    /// What follows was not asked, but is about the same things.
    Related,
}

impl Line {
    /// Every line.
    const ALL: [Self; 2] = [Self::Near, Self::Related];

    /// Its key among those of the cards, which start with a digit.
    fn key(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Related => "related",
        }
    }
}

impl CardEntry {
    /// A place keeps its elements as long as its article is the same, here, still on its way, or filed under
    /// topics a moment later.
    fn key(&self) -> String {
        let state = match &self.article {
            Some((_, text)) if text.topics.is_empty() => "",
            Some(_) => " filed",
            None => " pending",
        };
        let place = match (self.is_related, self.is_by_meaning) {
            (true, _) => " beside",
            (false, true) => " meant",
            (false, false) => "",
        };
        [&self.doc.0.to_string(), state, place].concat()
    }
}

/// The cards, and a button for more. Cards keep their elements while the list changes around them.
pub struct ArticleList {
    /// The places to show.
    pub entries: Memo<Vec<CardEntry>>,
    /// What to mark in the cards.
    pub marker: Memo<Marker>,
    /// The search as a URL query.
    pub search: Memo<String>,
    /// What each card has at its end.
    pub control: CardControl,
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
            marker,
            search,
            control,
            more,
            on_more,
            messages,
        } = self;
        let item = move |key: &str| {
            if let Some(line) = Line::ALL.into_iter().find(|line| line.key() == key) {
                return element("li")
                    .class("article-list__divider")
                    .child(match line {
                        Line::Near => messages.near_divider,
                        Line::Related => messages.related_divider,
                    });
            }
            // The number is compared first: a key is a text that has to be made.
            let doc = key.split(' ').next().and_then(|doc| doc.parse().ok());
            let is_meant = |entry: &&CardEntry| Some(entry.doc.0) == doc && entry.key() == key;
            let entry = entries.with_untracked(|entries| entries.iter().find(is_meant).cloned());
            let class = match &entry {
                Some(entry) if entry.is_related => "article-list__item article-list__item--related",
                _ => "article-list__item",
            };
            let is_by_meaning = entry.as_ref().is_some_and(|entry| entry.is_by_meaning);
            match entry.and_then(|entry| entry.article) {
                Some((article, text)) => {
                    let card = ArticleCard {
                        article,
                        text,
                        is_by_meaning,
                        marker,
                        search,
                        control: Rc::clone(&control),
                        messages,
                    };
                    element("li").class(class).child(card.view())
                }
                None => element("li")
                    .class("article-list__item article-list__item--pending")
                    .attribute("aria-busy", "true")
                    .child(messages.card_pending),
            }
        };
        let keys = move || {
            let mut keys = Vec::new();
            entries.with(|entries| {
                for entry in entries {
                    keys.extend(entry.line.map(|line| line.key().to_owned()));
                    keys.push(entry.key());
                }
            });
            keys
        };
        let button = move || {
            let (sentence, count) = more.get()?;
            let on_more = Action::clone(&on_more);
            let button = button("button").on("click", move |_| on_more(()));
            Some(
                element("div")
                    .class("article-list__more")
                    .child(button.child(sentence))
                    .child(element("p").class("article-list__count").child(count)),
            )
        };
        element("div")
            .child(
                element("ol")
                    .class("article-list")
                    .part(Part::List)
                    .keyed(keys, item),
            )
            .live_child(button)
    }

    /// Draws the newest cards before the app is there. The class tells scripts and style that they are no answer to
    /// what the address asks.
    pub fn prepared(cards: impl Iterator<Item = ArticleCard>) -> Element {
        let item = |(number, card): (usize, ArticleCard)| {
            let card = card.prepared(number < EAGER_PICTURES);
            element("li").class("article-list__item").child(card)
        };
        element("ol")
            .class("article-list first-page")
            .children(cards.enumerate().map(item))
    }
}
