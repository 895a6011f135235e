//! How many articles the list has, and in which order.

use crate::signals::Memo;
use vigie_core::messages::Messages;
use vigie_core::search::Sort;
use vigie_core::widget::Part;

use crate::element::{Action, Element, element};
use crate::search_params::print_sort;

/// Id of the count, the place where results begin.
pub const RESULTS_ID: &str = "results";

/// The count, also for screen readers, and the orders.
pub struct ResultSummary {
    /// The sentence with the count.
    pub sentence: Memo<String>,
    /// Of when the newest article is, and when the server was asked last; empty while unknown.
    pub freshness: Memo<String>,
    /// The order the list has.
    pub sort: Memo<Sort>,
    /// Whether relevance can be chosen: only with words to be relevant to.
    pub has_query: Memo<bool>,
    /// Chooses an order.
    pub on_sort: Action<Sort>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl ResultSummary {
    /// Draws the line.
    pub fn view(self) -> Element {
        let Self {
            sentence,
            freshness,
            sort,
            has_query,
            on_sort,
            messages,
        } = self;
        let choose = move |name: &str| {
            let sorts = [Sort::Relevance, Sort::Newest, Sort::Oldest];
            if let Some(sort) = sorts.into_iter().find(|sort| print_sort(*sort) == name) {
                on_sort(sort);
            }
        };
        let option = move |offered: Sort| {
            element("option")
                .attribute("value", print_sort(offered))
                .flag_property("selected", move || sort.get() == offered)
                .child((messages.sort)(offered))
        };
        let select = element("select")
            .on("change", move |event| choose(&event.value))
            .live_child(move || has_query.get().then(|| option(Sort::Relevance)))
            .child(option(Sort::Newest))
            .child(option(Sort::Oldest));
        let sentence = status().live_text(move || sentence.get());
        let age = age().live_text(move || freshness.get());
        let sort = element("label")
            .class("result-summary__sort")
            .part(Part::Sort)
            .child(element("span").child(messages.sort_label))
            .child(select);
        summary(sentence, age).child(sort)
    }

    /// Draws count and age before there is an order to choose.
    pub fn prepared(sentence: String, freshness: String) -> Element {
        summary(status().child(sentence), age().child(freshness))
    }
}

fn summary(sentence: Element, age: Element) -> Element {
    let count = element("h1")
        .attribute("id", RESULTS_ID)
        .class("result-summary__count")
        .part(Part::Status)
        .attribute("tabindex", "-1")
        .child(sentence);
    let text = element("div")
        .class("result-summary__text")
        .child(count)
        .child(age);
    element("div").class("result-summary").child(text)
}

fn status() -> Element {
    element("span").attribute("role", "status")
}

fn age() -> Element {
    element("p").class("result-summary__age")
}
