//! From an article back to the list, and to the articles before and after.

use crate::signals::Memo;
use vigie_core::messages::Messages;

use crate::element::{Action, Element, element};

/// An article beside this one in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its address.
    pub href: String,
    /// Its title; empty while it is on its way.
    pub title: String,
}

/// The place of the article in the list it was opened from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The article before it.
    pub previous: Option<Neighbour>,
    /// The article after it.
    pub next: Option<Neighbour>,
    /// `3 sur 152`; empty if the list does not hold the article.
    pub position: String,
}

/// The links above an article.
pub struct NeighbourLinks {
    /// The place of the article.
    pub neighbours: Memo<Neighbours>,
    /// Address of the list.
    pub list: String,
    /// What the way back is called.
    pub back: &'static str,
    /// Goes back to the list as it was left; `None` where the link alone must do.
    pub on_back: Option<Action<()>>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl NeighbourLinks {
    /// Draws the links.
    pub fn view(self) -> Element {
        let Self {
            neighbours,
            list,
            back,
            on_back,
            messages,
        } = self;
        let back = element("a")
            .class("neighbour-links__back")
            .attribute("href", list)
            .on("click", move |event| {
                if let Some(on_back) = on_back.as_ref().filter(|_| !event.is_modified) {
                    event.prevent_default();
                    on_back(());
                }
            })
            .child(back);
        let link = |neighbour: Option<Neighbour>,
                    class: &'static str,
                    rel: &'static str,
                    label: &'static str| {
            neighbour.map(|neighbour| {
                let link = element("a")
                    .class(class)
                    .attribute("href", neighbour.href)
                    .attribute("rel", rel);
                link.attribute("title", neighbour.title).child(label)
            })
        };
        let around = move || {
            let Neighbours {
                previous,
                next,
                position,
            } = neighbours.get();
            let previous = link(
                previous,
                "neighbour-links__previous",
                "prev",
                messages.previous_article,
            );
            let next = link(next, "neighbour-links__next", "next", messages.next_article);
            let position = element("span")
                .class("neighbour-links__position")
                .child(position);
            let around = element("span").class("neighbour-links__around");
            Some(around.child_if(previous).child(position).child_if(next))
        };
        element("nav")
            .class("neighbour-links")
            .attribute("aria-label", messages.around_article)
            .child(back)
            .live_child(around)
    }
}
