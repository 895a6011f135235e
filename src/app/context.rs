//! The context that all pages are drawn from. `Copy`; pages are redrawn when the language changes.

use std::rc::Rc;

use vigie_core::messages::{Messages, format};
use vigie_ui::browser::{module, page};
use vigie_ui::components::{FailureNotice, FavouriteToggle, RESULTS_ID};
use vigie_ui::element::{Action, Element, action};
use vigie_ui::failure::LoadFailure;
use vigie_ui::listing::{Listing, Results};
use vigie_ui::state::loading::Collection;
use vigie_ui::state::{Favourite, Favourites};

use crate::navigation::Navigation;

/// State, derived state, and the language of the interface. State lives as long as the page, so it is
/// borrowed for ever.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    /// What is loaded.
    pub(crate) collection: &'static Collection,
    /// Where the reader is.
    pub(crate) navigation: &'static Navigation,
    /// What the reader keeps.
    pub(crate) favourites: Favourites,
    /// What the list shows.
    pub(crate) results: &'static Results,
    /// Sentences of the interface.
    pub(crate) messages: &'static Messages,
}

impl Context {
    /// Makes the context of one language.
    pub(crate) fn new(
        collection: &'static Collection,
        navigation: &'static Navigation,
        results: &'static Results,
        favourites: Favourites,
        messages: &'static Messages,
    ) -> Self {
        Self {
            collection,
            navigation,
            favourites,
            results,
            messages,
        }
    }

    /// What the list is drawn from.
    pub(crate) fn listing(self) -> Listing {
        Listing {
            collection: self.collection,
            question: self.navigation.question(),
            results: *self.results,
            messages: self.messages,
        }
    }

    /// Writes a number.
    pub(crate) fn number(self, number: u32) -> String {
        format::number(number, self.messages.language)
    }

    /// The star of an article. Where only favourites are shown, the control that takes one back goes away, so
    /// the focus moves to the answer.
    pub(crate) fn favourite_toggle(self, favourite: Favourite) -> Element {
        let permalink = favourite.permalink.clone();
        let toggle = FavouriteToggle {
            name: (self.messages.favourite)(favourite.name()),
            is_saved: Rc::new(move || self.favourites.is_saved(&permalink)),
            on_toggle: Box::new(move || {
                self.favourites.toggle(favourite.clone());
                if self.navigation.shows_favourites() {
                    page::focus(RESULTS_ID);
                }
            }),
            messages: self.messages,
        };
        toggle.view()
    }

    /// An action that tries again to load what is missing.
    pub(crate) fn retry(self) -> Action<()> {
        action(move |()| self.collection.load())
    }

    /// A notice about something that could not be loaded, with the way to try again.
    pub(crate) fn failure(self, title: String, failure: LoadFailure) -> Element {
        failure_notice(title, failure, self.retry(), self.messages)
    }
}

/// A notice about something that could not be loaded. Where another version of the program is needed, that is loaded.
pub(crate) fn failure_notice(
    title: String,
    failure: LoadFailure,
    on_retry: Action<()>,
    messages: &'static Messages,
) -> Element {
    FailureNotice {
        title,
        failure,
        on_retry,
        on_renew: Some(action(|()| module::run("device.js", "renew"))),
        messages,
    }
    .view()
}
