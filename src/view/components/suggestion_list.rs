//! What may be meant while a query is typed: the list that belongs to the search box.
//!
//! The pattern is the combobox of ARIA 1.2 with a listbox: the focus stays in the box, and the box names the
//! option that the arrows have reached. None is reached at first, so Enter searches for what was typed.

use vigie_core::language::Language;
use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use crate::element::{Action, Child, Element, element};
use crate::event::Event;
use crate::signals::RwSignal;

/// Id of the list.
pub const SUGGESTIONS_ID: &str = "suggestions";

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionOption {
    /// Its name in the language of the interface.
    pub label: String,
    /// Its name in the other language; `None` where it is the same.
    pub other: Option<String>,
    /// What it is, and how many articles name it.
    pub note: String,
    /// The query that its choice makes.
    pub query: String,
}

/// The state of the list. Free to copy.
#[derive(Clone, Copy, Debug)]
pub struct SuggestionList {
    options: RwSignal<Vec<SuggestionOption>>,
    /// Number of the option that is reached, from 1; 0 for none.
    active: RwSignal<usize>,
}

impl SuggestionList {
    /// Makes a closed list.
    pub fn new() -> Self {
        Self {
            options: RwSignal::default(),
            active: RwSignal::new(0),
        }
    }

    /// Offers these suggestions instead; none close the list.
    pub fn offer(self, options: Vec<SuggestionOption>) {
        if !options.is_empty() || self.is_open_now() {
            self.active.set(0);
            self.options.set(options);
        }
    }

    /// Closes the list.
    pub fn close(self) {
        self.offer(Vec::new());
    }

    /// Returns whether there is something to choose, and follows it.
    pub fn is_open(self) -> bool {
        self.options.with(|options| !options.is_empty())
    }

    /// Returns whether there is something to choose now.
    pub fn is_open_now(self) -> bool {
        self.options.with_untracked(|options| !options.is_empty())
    }

    /// Moves to the next or the previous option. Past either end no option is active, and the box shows the text as
    /// typed.
    pub fn step(self, is_down: bool) {
        let places = self.options.with_untracked(Vec::len) + 1;
        let step = if is_down { 1 } else { places - 1 };
        self.active
            .update(|active| *active = (*active + step) % places);
    }

    /// Returns the id of the option that is reached.
    pub fn active_id(self) -> Option<String> {
        let active = self.active.get();
        (active > 0).then(|| option_id(active))
    }

    /// Closes the list and returns the query of the option that is reached.
    pub fn take(self) -> Option<String> {
        let at = self.active.get_untracked().checked_sub(1)?;
        let query = self
            .options
            .with_untracked(|options| Some(options.get(at)?.query.clone()));
        self.close();
        query
    }

    /// Draws the list under the box.
    pub fn view(self, on_choose: Action<String>, messages: &'static Messages) -> Element {
        let other = match messages.language {
            Language::Fr => Language::En,
            Language::En => Language::Fr,
        };
        let content = move || {
            let option = |(number, option): (usize, SuggestionOption)| -> Child {
                let on_choose = Action::clone(&on_choose);
                let part =
                    |class: &'static str, text: String| element("span").class(class).child(text);
                let translation = option
                    .other
                    .map(|name| part("suggestions__other", name).attribute("lang", other.tag()));
                element("li")
                    .class("suggestions__option")
                    .attribute("id", option_id(number))
                    .attribute("role", "option")
                    .live_attribute("aria-selected", move || {
                        Some((self.active.get() == number).to_string())
                    })
                    // The box keeps the focus.
                    .on("mousedown", Event::prevent_default)
                    .on("click", move |_| {
                        self.close();
                        on_choose(option.query.clone());
                    })
                    .child(part("suggestions__label", option.label))
                    .child(" ")
                    .child_if(translation)
                    .child(" ")
                    .child(part("suggestions__note", option.note))
                    .into()
            };
            (1..).zip(self.options.get()).map(option).collect()
        };
        element("ul")
            .class("suggestions")
            .part(Part::Suggestions)
            .attribute("id", SUGGESTIONS_ID)
            .attribute("role", "listbox")
            .attribute("aria-label", messages.suggestions)
            .live_flag("hidden", move || !self.is_open())
            .live(content)
    }
}

impl Default for SuggestionList {
    fn default() -> Self {
        Self::new()
    }
}

fn option_id(number: usize) -> String {
    ["suggestion-", &number.to_string()].concat()
}
