//! The button that keeps an article.

use std::rc::Rc;

use vigie_core::messages::Messages;

use crate::element::{Element, button, element};

/// Class of the star.
const CLASS: &str = "favourite-toggle";

/// A star that is on while the article is a favourite, with a word if it could not be saved.
pub struct FavouriteToggle {
    /// The button's name, with the article's.
    pub name: String,
    /// Whether it is a favourite, and whether that is saved; `None` if it is none.
    pub is_saved: Rc<dyn Fn() -> Option<bool>>,
    /// Makes it a favourite or takes that back.
    pub on_toggle: Box<dyn Fn()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl FavouriteToggle {
    /// Draws the button.
    pub fn view(self) -> Element {
        let Self {
            name,
            is_saved,
            on_toggle,
            messages,
        } = self;
        let (is_named, is_noted) = (Rc::clone(&is_saved), Rc::clone(&is_saved));
        button(CLASS)
            .live_attribute("aria-pressed", move || {
                let is_on = is_saved().is_some();
                Some(if is_on { "true" } else { "false" }.to_owned())
            })
            .live_attribute("aria-label", move || {
                let unsaved = [&name, ", ", messages.not_saved].concat();
                Some(if is_named() == Some(false) {
                    unsaved
                } else {
                    name.clone()
                })
            })
            .on("click", move |_| on_toggle())
            .live_text(move || {
                let is_unsaved = is_noted() == Some(false);
                if is_unsaved { messages.not_saved } else { "" }.to_owned()
            })
    }

    /// Draws the star alone, before it can be chosen.
    pub fn prepared() -> Element {
        element("span")
            .class(CLASS)
            .attribute("aria-hidden", "true")
    }
}
