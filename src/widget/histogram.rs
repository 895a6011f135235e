//! Articles by year; each bar is a button that filters by its year.

use std::rc::Rc;

use vigie_core::messages::widget::WidgetMessages;
use vigie_core::widget::Part;
use vigie_ui::components::FacetOption;
use vigie_ui::element::{Action, Child, Element, element};
use vigie_ui::signals::Memo;

/// Heights of a bar: classes of the style sheet, since no style is written inline.
const STEPS: usize = 10;

/// The bars, oldest year first.
pub(crate) struct Histogram {
    /// The years, newest first, with their articles.
    pub(crate) years: Memo<Vec<FacetOption>>,
    /// Articles of each year, as many as there are years.
    pub(crate) counts: Memo<Vec<u32>>,
    /// Chooses a year or takes the choice back.
    pub(crate) on_toggle: Action<String>,
    /// Sentences of the widget.
    pub(crate) messages: &'static WidgetMessages,
}

impl Histogram {
    /// Draws the bars; nothing for a single year.
    pub(crate) fn view(self) -> Element {
        let Self {
            years,
            counts,
            on_toggle,
            messages,
        } = self;
        let bars = move || -> Vec<Child> {
            let (years, counts) = (years.get(), counts.get());
            let most = counts.iter().copied().max().unwrap_or_default();
            let bars = years.into_iter().zip(counts).rev();
            bars.map(|(year, count)| bar(year, step(count, most), &on_toggle, messages).into())
                .collect()
        };
        element("ul")
            .class("histogram")
            .part(Part::Histogram)
            .attribute("aria-label", messages.histogram)
            .live_flag("hidden", move || years.with(|years| years.len() < 2))
            .live(bars)
    }
}

fn bar(
    year: FacetOption,
    step: usize,
    on_toggle: &Action<String>,
    messages: &'static WidgetMessages,
) -> Element {
    let on_toggle = Rc::clone(on_toggle);
    let fill = ["histogram__fill histogram__fill--", &step.to_string()].concat();
    let button = element("button")
        .class("histogram__bar")
        .part(Part::Bar)
        .attribute("type", "button")
        .attribute("aria-pressed", year.is_chosen.to_string())
        .attribute("aria-label", (messages.bar)(&year.label, &year.count))
        .attribute("title", (messages.bar)(&year.label, &year.count))
        .on("click", move |_| on_toggle(year.id.clone()))
        .child(element("span").class(fill))
        .child(element("span").class("histogram__year").child(year.label));
    element("li").child(button)
}

/// Height of a bar in steps; at least one for anything.
fn step(count: u32, most: u32) -> usize {
    if count == 0 {
        return 0;
    }
    (count as usize * STEPS).div_ceil(most.max(1) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_is_full_and_a_small_one_is_seen() {
        assert_eq!(step(0, 9), 0);
        assert_eq!(step(1, 2_000), 1);
        assert_eq!(step(9, 9), STEPS);
        assert_eq!(step(5, 10), 5);
    }
}
