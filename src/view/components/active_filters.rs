//! The filters in force, each with one click to remove it.

use crate::signals::Memo;
use vigie_core::article::FacetGroup;
use vigie_core::messages::Messages;

use crate::element::{Action, Element, button, element};

/// One filter in force.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The filters in force; nothing without any.
pub struct ActiveFilters {
    /// The filters.
    pub filters: Memo<Vec<ActiveFilter>>,
    /// Removes one.
    pub on_remove: Action<ActiveFilter>,
    /// Removes all.
    pub on_clear: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl ActiveFilters {
    /// Draws the list.
    pub fn view(self) -> Element {
        let Self {
            filters,
            on_remove,
            on_clear,
            messages,
        } = self;
        let chip = move |filter: ActiveFilter| {
            let label = if filter.is_excluded {
                (messages.without)(&filter.label)
            } else {
                filter.label.clone()
            };
            let on_remove = Action::clone(&on_remove);
            let button = button("active-filters__chip")
                .attribute("aria-label", (messages.remove_filter)(&label))
                .on("click", move |_| on_remove(filter.clone()))
                .child(label);
            element("li").child(button).into()
        };
        let clear = button("active-filters__clear")
            .on("click", move |_| on_clear(()))
            .child(messages.clear_filters);
        let chips = move || filters.get().into_iter().map(&chip).collect();
        element("section")
            .class("active-filters")
            .attribute("aria-label", messages.active_filters)
            .live_flag("hidden", move || filters.with(Vec::is_empty))
            .child(element("ul").class("active-filters__list").live(chips))
            .child(clear)
    }
}
