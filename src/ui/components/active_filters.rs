//! The filters in force, each with one click to remove it.

use leptos::prelude::*;
use vigie_core::article::FacetGroup;

use vigie_core::messages::Messages;

/// One filter in force.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ActiveFilter {
    /// Its group.
    pub group: FacetGroup,
    /// Its value.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Whether the value is excluded instead of chosen.
    pub is_excluded: bool,
}

/// Lists the filters in force; nothing without any.
#[component]
pub fn ActiveFilters(
    /// The filters.
    #[prop(into)]
    filters: Signal<Vec<ActiveFilter>>,
    /// Removes one.
    on_remove: Callback<ActiveFilter>,
    /// Removes all.
    on_clear: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let chip = move |filter: ActiveFilter| {
        let label = if filter.is_excluded {
            (messages.without)(&filter.label)
        } else {
            filter.label.clone()
        };
        view! {
            <li>
                <button
                    class="active-filters__chip"
                    type="button"
                    aria-label=(messages.remove_filter)(&label)
                    on:click=move |_| on_remove.run(filter.clone())
                >
                    {label.clone()}
                </button>
            </li>
        }
    };
    view! {
        <section class="active-filters" aria-label=messages.active_filters hidden=move || filters.with(Vec::is_empty)>
            <ul class="active-filters__list">
                <For each=move || filters.get() key=Clone::clone children=chip />
            </ul>
            <button class="active-filters__clear" type="button" on:click=move |_| on_clear.run(())>
                {messages.clear_filters}
            </button>
        </section>
    }
}
