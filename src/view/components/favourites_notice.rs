//! A notice about favourites, with what can be done for them.

use vigie_core::messages::favourites::{Concern, FavouritesMessages};

use crate::element::{Action, Element, element};

/// Selector of the sentence, which is written once the notice is on the page: a live region is announced when its text
/// changes, not when it arrives with it.
pub const SENTENCE: &str = ".favourites-notice__text";

/// A notice about favourites.
pub struct FavouritesNotice {
    /// What it is about.
    pub concern: Concern,
    /// Ways on, the best one first.
    pub ways: Vec<(&'static str, Action<()>)>,
    /// Closes it.
    pub on_close: Action<()>,
    /// Sentences about favourites.
    pub messages: &'static FavouritesMessages,
}

impl FavouritesNotice {
    /// Draws the notice, without its sentence.
    pub fn view(self) -> Element {
        let role = match self.concern {
            Concern::Remind => "status",
            Concern::Full | Concern::Blocked | Concern::Damaged => "alert",
        };
        let text = element("p")
            .class("favourites-notice__text")
            .attribute("role", role);
        let ways = self.ways.into_iter().zip(0..);
        let ways = ways.map(|((name, act), place)| {
            let class = if place == 0 {
                "button button--primary"
            } else {
                "button"
            };
            button(name, class, act)
        });
        let ways = element("p")
            .class("favourites-notice__ways")
            .children(ways)
            .child(button(self.messages.close, "button", self.on_close));
        element("div")
            .class("favourites-notice")
            .child(text)
            .child(ways)
    }
}

/// A button with a class.
pub(super) fn button(name: &'static str, class: &'static str, act: Action<()>) -> Element {
    crate::element::button(class)
        .on("click", move |_| act(()))
        .child(name)
}
