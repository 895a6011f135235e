//! The state of one list, which all of its parts are drawn from.

use std::cell::Cell;
use std::rc::Rc;

use vigie_core::scripts::STATE_SAID;
use vigie_ui::browser::clock;
use vigie_ui::browser::host::{Fact, Host};
use vigie_ui::listing::{Listing, Question};
use vigie_ui::signals::RwSignal;
use vigie_ui::state::SearchParams;
use vigie_ui::state::loading::Collection;

use crate::options::Options;

/// What a list is drawn from. Signals, and what outlives a drawing.
#[derive(Clone)]
pub(crate) struct State {
    /// The element.
    pub(crate) host: Rc<Host>,
    /// Its attributes.
    pub(crate) options: RwSignal<Options>,
    /// The collection shown.
    pub(crate) collection: RwSignal<&'static Collection>,
    /// What the reader asks, within the scope of the element.
    pub(crate) question: Question,
    /// Permalink of the article whose text is shown under its title; empty for none.
    pub(crate) opened: RwSignal<String>,
    /// What is drawn at present.
    pub(crate) listing: Rc<Cell<Option<Listing>>>,
    /// When something was asked last, in milliseconds since 1970.
    pub(crate) asked_at: Rc<Cell<f64>>,
    /// The folder of the hosted site.
    pub(crate) root: Rc<str>,
}

impl State {
    /// Changes what is asked, and notifies the script, which may store it in the address.
    pub(crate) fn change(&self, change: impl FnOnce(&mut SearchParams)) {
        self.asked_at.set(clock::now());
        let limit = self.options.with_untracked(|options| options.limit);
        self.question.shown.set(limit);
        self.question.params.update(change);
        let printed = self.question.params.with_untracked(SearchParams::print);
        self.host
            .tell(STATE_SAID, &[("state", Fact::Text(&printed))]);
    }
}
