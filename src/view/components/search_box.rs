//! The search box.

use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use super::query_notices::NOTICES_ID;
use super::suggestion_list::{SUGGESTIONS_ID, SuggestionList, SuggestionOption};
use crate::element::{Action, Element, action, button, element};
use crate::signals::Memo;

/// Id of the input, the same as in the page before the app starts.
pub const SEARCH_ID: &str = "search";

/// Quiet time after typing before something is suggested, in milliseconds: letters typed quickly are not
/// held up, and the list does not flicker.
const SUGGEST_MS: u64 = 120;

/// A real search form: typing reports at once, Enter commits, Escape and the button clear. What may be meant
/// is suggested below; Escape closes that first.
pub struct SearchBox {
    /// The text shown.
    pub query: Memo<String>,
    /// Makes suggestions for the text in the box.
    pub suggest: Box<dyn Fn() -> Vec<SuggestionOption>>,
    /// Makes an action wait: asked with `true`, it is done once nobody has asked for so many milliseconds; `false`
    /// takes that back.
    pub pause: fn(u64, Action<()>) -> Action<bool>,
    /// Reports what is typed.
    pub on_input: Action<String>,
    /// Reports that the reader is done typing.
    pub on_commit: Action<()>,
    /// Searches for the query of a suggestion.
    pub on_choose: Action<String>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl SearchBox {
    /// Draws the box.
    pub fn view(self) -> Element {
        let Self {
            query,
            suggest,
            pause,
            on_input,
            on_commit,
            on_choose,
            messages,
        } = self;
        let list = SuggestionList::new();
        let offer = action(move |()| list.offer(suggest()));
        let offer_soon = pause(SUGGEST_MS, Action::clone(&offer));
        let not_soon = Action::clone(&offer_soon);
        let close = action(move |()| {
            not_soon(false);
            list.close();
        });
        let (typed, committed) = (Action::clone(&on_input), Action::clone(&on_commit));
        let closed = Action::clone(&close);
        let clear = action(move |()| {
            closed(());
            on_input(String::new());
            on_commit(());
        });
        let (clear_by_button, chosen) = (Action::clone(&clear), Action::clone(&on_choose));
        let (offer_again, left, done) = (
            Action::clone(&offer),
            Action::clone(&close),
            Action::clone(&close),
        );
        let key = move |key: &str| match key {
            "ArrowDown" | "ArrowUp" => {
                if !list.is_open_now() {
                    offer_again(());
                }
                let is_open = list.is_open_now();
                list.step(key == "ArrowDown");
                is_open
            }
            "Enter" => list.take().map(|query| chosen(query)).is_some(),
            "Escape" if list.is_open_now() => {
                close(());
                true
            }
            "Escape" if !query.with_untracked(String::is_empty) => {
                clear(());
                true
            }
            _ => false,
        };
        let input = input("text", messages)
            .attribute("role", "combobox")
            .attribute("autocapitalize", "off")
            .attribute("spellcheck", "false")
            .attribute("enterkeyhint", "search")
            .attribute("aria-autocomplete", "list")
            .attribute("aria-controls", SUGGESTIONS_ID)
            .attribute("aria-describedby", NOTICES_ID)
            .live_attribute("aria-expanded", move || Some(list.is_open().to_string()))
            .live_attribute("aria-activedescendant", move || list.active_id())
            .text_property("value", move || query.get())
            .on("input", move |event| {
                typed(std::mem::take(&mut event.value));
                offer_soon(true);
            })
            .on("blur", move |_| left(()))
            .on("keydown", move |event| {
                if key(&event.key) {
                    event.prevent_default();
                }
            });
        let button = button("search-box__clear")
            .attribute("aria-label", messages.clear_search)
            .live_flag("hidden", move || query.with(String::is_empty))
            .on("click", move |event| {
                clear_by_button(());
                event.focus_beside(SEARCH_ID);
            });
        let form = element("form")
            .attribute("role", "presentation")
            .on("submit", move |event| {
                event.prevent_default();
                done(());
                committed(());
            });
        let field = [input, button, list.view(on_choose, messages)];
        search_box(form, field, messages)
    }

    /// Draws a box that can be typed into before the app is there, which takes the text over. Not in a form: that
    /// would be sent to the server.
    pub fn prepared(messages: &Messages) -> Element {
        search_box(element("div"), [input("search", messages)], messages)
    }
}

fn input(kind: &str, messages: &Messages) -> Element {
    element("input")
        .class("search-box__input")
        .part(Part::Input)
        .attribute("id", SEARCH_ID)
        .attribute("type", kind)
        .attribute("name", "q")
        .attribute("autocomplete", "off")
        .attribute("placeholder", messages.search_hint)
}

fn search_box(
    form: Element,
    field: impl IntoIterator<Item = Element>,
    messages: &Messages,
) -> Element {
    let label = element("label")
        .class("search-box__label")
        .attribute("for", SEARCH_ID)
        .child(messages.search_label);
    let field = element("div").class("search-box__field").children(field);
    let form = form.class("search-box__form").child(label).child(field);
    element("search")
        .class("search-box")
        .part(Part::Search)
        .child(form)
}
