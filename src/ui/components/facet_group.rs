//! The choices of one facet group.

use leptos::prelude::*;

use vigie_core::messages::Messages;

/// Values shown before the reader asks for all.
const FIRST_VALUES: usize = 7;

/// One value a reader can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetOption {
    /// Word in URLs.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Articles that this choice shows, as the language writes it.
    pub count: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Shows a group of checkboxes with counts. Rows keep their elements, and so the focus, while counts
/// change.
#[component]
pub fn FacetGroupField(
    /// Name of the group.
    title: &'static str,
    /// The values in the order to show.
    #[prop(into)]
    options: Signal<Vec<FacetOption>>,
    /// Chooses a value or takes the choice back.
    on_toggle: Callback<String>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let (all, set_all) = signal(false);
    let visible = move || {
        let mut visible = options.get();
        if !all.get() {
            let mut place = 0;
            visible.retain(|option| {
                place += 1;
                place <= FIRST_VALUES || option.is_chosen
            });
        }
        visible
    };
    let row = move |option: FacetOption| {
        let id = StoredValue::new(option.id);
        let now = move || {
            options.with(|options| {
                id.with_value(|id| options.iter().find(|option| option.id == *id).cloned())
            })
        };
        view! {
            <li>
                <label class="facet-group__option">
                    <input
                        type="checkbox"
                        prop:checked=move || now().is_some_and(|option| option.is_chosen)
                        on:change=move |_| on_toggle.run(id.get_value())
                    />
                    <span class="facet-group__label">{option.label}</span>
                    <span class="facet-group__count">{move || now().map(|option| option.count)}</span>
                </label>
            </li>
        }
    };
    let is_long = move || options.with(Vec::len) > FIRST_VALUES;
    view! {
        <fieldset class="facet-group" hidden=move || options.with(Vec::is_empty)>
            <legend class="facet-group__title">{title}</legend>
            <ul class="facet-group__options">
                <For each=visible key=|option| option.id.clone() children=row />
            </ul>
            {move || is_long().then(|| view! {
                <button
                    class="facet-group__more"
                    type="button"
                    aria-expanded=move || all.get().to_string()
                    on:click=move |_| set_all.update(|all| *all = !*all)
                >
                    {move || if all.get() {
                        messages.show_fewer_values.to_owned()
                    } else {
                        (messages.show_all_values)(&options.with(Vec::len).to_string())
                    }}
                </button>
            })}
        </fieldset>
    }
}
