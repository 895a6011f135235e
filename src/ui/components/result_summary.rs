//! How many articles the list has, and in which order.

use leptos::prelude::*;
use vigie_core::search::Sort;

use crate::state::search_params::print_sort;
use vigie_core::messages::Messages;

/// Says the count, also to screen readers, and offers the orders.
#[component]
pub fn ResultSummary(
    /// The sentence with the count.
    #[prop(into)]
    sentence: Signal<String>,
    /// The order the list has.
    #[prop(into)]
    sort: Signal<Sort>,
    /// Whether relevance can be chosen: only with words to be relevant to.
    #[prop(into)]
    has_query: Signal<bool>,
    /// Chooses an order.
    on_sort: Callback<Sort>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let choose = move |name: String| {
        let sorts = [Sort::Relevance, Sort::Newest, Sort::Oldest];
        if let Some(sort) = sorts.into_iter().find(|sort| print_sort(*sort) == name) {
            on_sort.run(sort);
        }
    };
    let option = move |offered: Sort| {
        view! {
            <option value=print_sort(offered) prop:selected=move || sort.get() == offered>
                {(messages.sort)(offered)}
            </option>
        }
    };
    view! {
        <div class="result-summary">
            <h1 id="results" class="result-summary__count" tabindex="-1" role="status">{move || sentence.get()}</h1>
            <label class="result-summary__sort">
                <span>{messages.sort_label}</span>
                <select on:change:target=move |event| choose(event.target().value())>
                    {move || has_query.get().then(|| option(Sort::Relevance))}
                    {option(Sort::Newest)}
                    {option(Sort::Oldest)}
                </select>
            </label>
        </div>
    }
}
