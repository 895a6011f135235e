//! The search box.

use leptos::prelude::*;
use vigie_core::messages::Messages;

use crate::browser::page;
use crate::element::{Action, Element, element};

/// Id of the input, the same as in the page before the app starts.
pub const SEARCH_ID: &str = "search";

/// A real search form: typing reports at once, Enter commits, Escape and the button clear.
pub struct SearchBox {
    /// The text shown.
    pub query: Memo<String>,
    /// Reports what is typed.
    pub on_input: Action<String>,
    /// Reports that the reader is done typing.
    pub on_commit: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl SearchBox {
    /// Draws the box.
    pub fn view(self) -> Element {
        let Self {
            query,
            on_input,
            on_commit,
            messages,
        } = self;
        let (typed, committed) = (Action::clone(&on_input), Action::clone(&on_commit));
        let clear = move || {
            on_input(String::new());
            on_commit(());
            page::focus(SEARCH_ID);
        };
        let clear_by_button = clear.clone();
        let input = element("input")
            .class("search-box__input")
            .attribute("id", SEARCH_ID)
            .attribute("type", "search")
            .attribute("name", "q")
            .attribute("autocomplete", "off")
            .attribute("autocapitalize", "off")
            .attribute("spellcheck", "false")
            .attribute("enterkeyhint", "search")
            .attribute("placeholder", messages.search_hint)
            .text_property("value", move || query.get())
            .on("input", move |event| typed(event.value()))
            .on("keydown", move |event| {
                if event.key() == "Escape" && !query.with_untracked(String::is_empty) {
                    event.prevent_default();
                    clear();
                }
            });
        let button = element("button")
            .class("search-box__clear")
            .attribute("type", "button")
            .attribute("aria-label", messages.clear_search)
            .live_flag("hidden", move || query.with(String::is_empty))
            .on("click", move |_| clear_by_button());
        let label = element("label")
            .class("search-box__label")
            .attribute("for", SEARCH_ID)
            .child(messages.search_label);
        let form = element("form")
            .class("search-box__form")
            .attribute("role", "presentation")
            .on("submit", move |event| {
                event.prevent_default();
                committed(());
            })
            .child(label)
            .child(
                element("div")
                    .class("search-box__field")
                    .child(input)
                    .child(button),
            );
        element("search").class("search-box").child(form)
    }
}
