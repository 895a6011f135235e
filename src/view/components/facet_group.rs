//! The choices of one facet group.

use crate::signals::{Memo, RwSignal};
use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use crate::element::{Action, Element, button, element};

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

/// A group of checkboxes with counts. Rows keep their elements, and so the focus, while counts change.
pub struct FacetGroupField {
    /// Name of the group.
    pub title: &'static str,
    /// The values in the order to show.
    pub options: Memo<Vec<FacetOption>>,
    /// Chooses a value or takes the choice back.
    pub on_toggle: Action<String>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl FacetGroupField {
    /// Draws the group; hidden without values.
    pub fn view(self) -> Element {
        let Self {
            title,
            options,
            on_toggle,
            messages,
        } = self;
        let all = RwSignal::new(false);
        let visible = move || {
            let shown = if all.get() { usize::MAX } else { FIRST_VALUES };
            options.with(|options| {
                let options = options
                    .iter()
                    .enumerate()
                    .filter(|(at, option)| *at < shown || option.is_chosen);
                options.map(|(_, option)| option.id.clone()).collect()
            })
        };
        let row = move |id: &str| row(id, options, Action::clone(&on_toggle));
        let more = move || {
            let count = options.with(Vec::len);
            (count > FIRST_VALUES).then(|| {
                let sentence = if all.get() {
                    messages.show_fewer_values.to_owned()
                } else {
                    (messages.show_all_values)(&count.to_string())
                };
                button("facet-group__more")
                    .attribute("aria-expanded", all.get().to_string())
                    .on("click", move |_| all.update(|all| *all = !*all))
                    .child(sentence)
            })
        };
        element("fieldset")
            .class("facet-group")
            .live_flag("hidden", move || options.with(Vec::is_empty))
            .child(element("legend").class("facet-group__title").child(title))
            .child(
                element("ul")
                    .class("facet-group__options")
                    .keyed(visible, row),
            )
            .live_child(more)
    }
}

fn row(id: &str, options: Memo<Vec<FacetOption>>, on_toggle: Action<String>) -> Element {
    let find = {
        let id = id.to_owned();
        move |options: &Vec<FacetOption>| options.iter().find(|option| option.id == id).cloned()
    };
    let label = options
        .with_untracked(&find)
        .map(|option| option.label)
        .unwrap_or_default();
    let (chosen, count) = (find.clone(), find);
    let id = id.to_owned();
    let input = element("input")
        .attribute("type", "checkbox")
        .flag_property("checked", move || {
            options.with(&chosen).is_some_and(|option| option.is_chosen)
        })
        .on("change", move |_| on_toggle(id.clone()));
    let count = move || {
        options
            .with(&count)
            .map(|option| option.count)
            .unwrap_or_default()
    };
    let label = element("label")
        .class("facet-group__option")
        .part(Part::Option)
        .child(input)
        .child(element("span").class("facet-group__label").child(label))
        .child(element("span").class("facet-group__count").live_text(count));
    element("li").child(label)
}
