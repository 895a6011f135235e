//! The number of articles, their order, and the export formats.

use std::rc::Rc;

use vigie_core::export::Format;
use vigie_core::messages::widget::WidgetMessages;
use vigie_core::scripts::EXPORT_SAID;
use vigie_core::widget::{Part, Shown};
use vigie_ui::browser::host::Fact;
use vigie_ui::components::ResultSummary;
use vigie_ui::element::{Element, action, element};
use vigie_ui::listing::Listing;
use vigie_ui::signals::{Memo, RwSignal};

use crate::options::Options;
use crate::state::State;

/// Count and order, and the formats to save the list in.
pub(crate) fn toolbar(
    state: &State,
    listing: Listing,
    options: &Options,
    words: &'static WidgetMessages,
) -> Element {
    let Listing {
        collection,
        results,
        messages,
        ..
    } = listing;
    let sorting = state.clone();
    let sentence = move || match results.total() {
        None if collection.index_failure.with(Option::is_some) => {
            messages.search_unavailable.to_owned()
        }
        None => messages.searching.to_owned(),
        Some(total) => listing.found(total, messages.results),
    };
    let summary = ResultSummary {
        sentence: Memo::new(move |_| sentence()),
        freshness: Memo::new(move |_| listing.freshness()),
        sort: Memo::new(move |_| results.sort()),
        has_query: Memo::new(move |_| results.parsed.with(|parsed| parsed.query.is_scored())),
        on_sort: action(move |sort| sorting.change(|params| params.choose_sort(sort))),
        messages,
    };
    let (host, exported) = (Rc::clone(&state.host), RwSignal::new(()));
    let format = |format: Format| {
        element("option")
            .attribute("value", format.name())
            .child(format.label())
    };
    let export = element("select")
        .class("widget__export")
        .part(Part::Export)
        .attribute("aria-label", words.export)
        .on("change", move |event| {
            host.tell(EXPORT_SAID, &[("format", Fact::Text(&event.value))]);
            exported.set(());
        })
        // The choice is taken back once it is done.
        .text_property("value", move || {
            exported.get();
            String::new()
        })
        .child(element("option").attribute("value", "").child(words.export))
        .children(Format::ALL.map(format));
    let class = if options.show.has(Shown::Count) {
        "widget__toolbar"
    } else {
        "widget__toolbar widget__toolbar--quiet"
    };
    element("div")
        .class(class)
        .part(Part::Toolbar)
        .child(summary.view())
        .child(export)
}
