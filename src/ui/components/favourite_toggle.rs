//! The button that keeps an article.

use std::rc::Rc;

use vigie_core::messages::Messages;

use crate::element::{Action, Element, element};
use crate::state::{Favourite, Favourites};

/// How articles are kept.
#[derive(Clone)]
pub struct Keeping {
    /// All favourites.
    pub favourites: Favourites,
    /// Adds a favourite or takes it back.
    pub on_toggle: Action<Favourite>,
}

impl Keeping {
    /// Draws the button of an article, given as it would be kept.
    pub fn toggle(self, favourite: Favourite, messages: &'static Messages) -> Element {
        FavouriteToggle {
            favourite,
            keeping: self,
            messages,
        }
        .view()
    }
}

/// A star that is on while the article is a favourite, with a word if it could not be saved.
struct FavouriteToggle {
    /// The article, as it would be kept.
    favourite: Favourite,
    /// How it is kept.
    keeping: Keeping,
    /// Sentences of the interface.
    messages: &'static Messages,
}

impl FavouriteToggle {
    /// Draws the button.
    fn view(self) -> Element {
        let Self {
            favourite,
            keeping: Keeping {
                favourites,
                on_toggle,
            },
            messages,
        } = self;
        let name = (messages.favourite)(favourite.name());
        let permalink = favourite.permalink.clone();
        let is_saved: Rc<dyn Fn() -> Option<bool>> =
            Rc::new(move || favourites.is_saved(&permalink));
        let (is_named, is_noted) = (Rc::clone(&is_saved), Rc::clone(&is_saved));
        element("button")
            .class("favourite-toggle")
            .attribute("type", "button")
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
            .on("click", move |_| on_toggle(favourite.clone()))
            .live_text(move || {
                let is_unsaved = is_noted() == Some(false);
                if is_unsaved { messages.not_saved } else { "" }.to_owned()
            })
    }
}
