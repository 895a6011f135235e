//! All facet groups: beside the list on wide screens, behind a button on narrow ones.

use leptos::prelude::*;
use vigie_core::article::FacetGroup;

use super::{FacetGroupField, FacetOption};
use vigie_core::messages::Messages;

/// Options of every group, in the order of [`FacetGroup::ALL`].
pub type FacetOptions = Vec<Vec<FacetOption>>;

/// Shows the groups that have a choice to offer.
#[component]
pub fn FilterPanel(
    /// The options of every group.
    #[prop(into)]
    options: Signal<FacetOptions>,
    /// How many filters are active.
    #[prop(into)]
    active: Signal<usize>,
    /// Whether sponsored articles are hidden; `None` where there are none.
    #[prop(into)]
    hides_sponsored: Signal<Option<bool>>,
    /// Chooses a value or takes the choice back.
    on_toggle: Callback<(FacetGroup, String)>,
    /// Hides sponsored articles or shows them again.
    on_toggle_sponsored: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let (open, set_open) = signal(false);
    let group = |group: FacetGroup| {
        let own = Memo::new(move |_| {
            options.with(|options| options.get(group.index()).cloned().unwrap_or_default())
        });
        let choose = Callback::new(move |id| on_toggle.run((group, id)));
        view! { <FacetGroupField title=(messages.group)(group) options=own on_toggle=choose messages /> }
    };
    let button_text = move || match active.get() {
        0 => messages.filters.to_owned(),
        active => format!("{} ({active})", messages.filters),
    };
    view! {
        <section class="filter-panel" aria-label=messages.filters>
            <button
                class="button filter-panel__toggle"
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls="filters"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                {button_text}
            </button>
            <div id="filters" class="filter-panel__groups" class:filter-panel__groups--open=open>
                {FacetGroup::ALL.map(group)}
                {move || hides_sponsored.get().map(|hides| view! {
                    <label class="facet-group__option filter-panel__sponsored">
                        <input type="checkbox" prop:checked=hides on:change=move |_| on_toggle_sponsored.run(()) />
                        <span class="facet-group__label">{messages.hide_sponsored}</span>
                    </label>
                })}
            </div>
        </section>
    }
}
