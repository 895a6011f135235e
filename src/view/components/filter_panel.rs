//! All facet groups: beside the list on wide screens, behind a button on narrow ones.

use crate::signals::{Memo, RwSignal};
use vigie_core::article::FacetGroup;
use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use super::{FacetGroupField, FacetOption};
use crate::element::{Action, Element, action, button, element};

/// Options of every group, in the order of [`FacetGroup::ALL`].
pub type FacetOptions = Vec<Vec<FacetOption>>;

/// The groups that have a choice to offer.
pub struct FilterPanel {
    /// The options of every group.
    pub options: Memo<FacetOptions>,
    /// How many filters are active.
    pub active: Box<dyn Fn() -> usize>,
    /// Whether sponsored articles are hidden; `None` where there are none.
    pub hides_sponsored: Box<dyn Fn() -> Option<bool>>,
    /// Chooses a value or takes the choice back.
    pub on_toggle: Action<(FacetGroup, String)>,
    /// Hides sponsored articles or shows them again.
    pub on_toggle_sponsored: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl FilterPanel {
    /// Draws the panel.
    pub fn view(self) -> Element {
        let Self {
            options,
            active,
            hides_sponsored,
            on_toggle,
            on_toggle_sponsored,
            messages,
        } = self;
        let open = RwSignal::new(false);
        let group = move |group: FacetGroup| {
            let own = move |options: &FacetOptions| {
                options.get(group.index()).cloned().unwrap_or_default()
            };
            let on_toggle = Action::clone(&on_toggle);
            let field = FacetGroupField {
                title: (messages.group)(group),
                options: Memo::new(move |_| options.with(own)),
                on_toggle: action(move |id| on_toggle((group, id))),
                messages,
            };
            field.view()
        };
        let button = toggle()
            .attribute("aria-controls", "filters")
            .live_attribute("aria-expanded", move || Some(open.get().to_string()))
            .on("click", move |_| open.update(|open| *open = !*open))
            .live_text(move || match active() {
                0 => messages.filters.to_owned(),
                active => format!("{} ({active})", messages.filters),
            });
        let sponsored = move || {
            let hides = hides_sponsored()?;
            let on_toggle = Action::clone(&on_toggle_sponsored);
            let input = element("input")
                .attribute("type", "checkbox")
                .flag_property("checked", move || hides)
                .on("change", move |_| on_toggle(()));
            Some(
                element("label")
                    .class("facet-group__option filter-panel__sponsored")
                    .part(Part::Option)
                    .child(input)
                    .child(
                        element("span")
                            .class("facet-group__label")
                            .child(messages.hide_sponsored),
                    ),
            )
        };
        // What a query asks of the text itself is no filter to choose.
        let groups = FacetGroup::ALL
            .into_iter()
            .filter(|group| *group != FacetGroup::Quality);
        let groups = element("div")
            .attribute("id", "filters")
            .live_attribute("class", move || {
                let open = if open.get() {
                    " filter-panel__groups--open"
                } else {
                    ""
                };
                Some(format!("filter-panel__groups{open}"))
            })
            .children(groups.map(group))
            .live_child(sponsored);
        panel(messages).child(button).child(groups)
    }

    /// Draws the button alone, before there is something to choose.
    pub fn prepared(messages: &Messages) -> Element {
        let button = toggle().attribute("disabled", "").child(messages.filters);
        panel(messages).child(button)
    }
}

fn panel(messages: &Messages) -> Element {
    element("section")
        .class("filter-panel")
        .part(Part::Filters)
        .attribute("aria-label", messages.filters)
}

fn toggle() -> Element {
    button("button filter-panel__toggle")
}
