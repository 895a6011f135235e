//! What is shown beside the cards in the list of favourites: the way back, backups, and favourites that are no
//! longer published.

use vigie_core::messages::format;
use vigie_ui::browser::page;
use vigie_ui::element::{Element, button, element};
use vigie_ui::state::favourites::EXPORT;
use vigie_ui::state::loading::Phase;
use vigie_ui::state::{Favourite, SearchParams};

use crate::context::Context;

/// The way back to all articles, and what can be done with all favourites.
pub(super) fn favourites_tools(context: Context) -> Option<Element> {
    if !context.navigation.shows_favourites() {
        return None;
    }
    let messages = context.messages;
    let favourites = context.favourites;
    let back = element("a")
        .attribute("href", page::root())
        .child(messages.back_to_all);
    let tool = |sentence: &str, call: &'static str| {
        button("button")
            .on("click", move |_| favourites.tell(call))
            .child(sentence)
    };
    let export = (favourites.count() > 0).then(|| tool(messages.export_favourites, EXPORT));
    let unclaimed = favourites.unclaimed.get();
    let take_over = (unclaimed > 0).then(|| {
        let sentence = (messages.take_over_favourites)(unclaimed, &context.number(unclaimed));
        button("button")
            .on("click", move |_| favourites.take_over_all())
            .child(sentence)
    });
    let damaged = favourites
        .has_damaged
        .get()
        .then(|| tool(messages.save_damaged, "damaged-file"));
    Some(
        element("p")
            .class("favourites-tools")
            .child(back)
            .child_if(export)
            .child(tool(messages.import_favourites, "import"))
            .child_if(take_over)
            .child_if(damaged),
    )
}

/// What replaces the cards if no favourite is published, or there is none at all.
pub(super) fn no_favourite(context: Context) -> Element {
    let messages = context.messages;
    if context.favourites.count() > 0 {
        return element("div");
    }
    element("div")
        .class("empty")
        .child(element("p").child(messages.no_favourite_hint))
}

/// The favourites that the collection does not have, as far as it is here.
pub(super) fn other_favourites(context: Context) -> Option<Element> {
    let collection = context.collection;
    let is_asked = context.navigation.shows_favourites()
        && context.navigation.params.with(SearchParams::is_plain);
    let phase = collection.phase.get();
    if !is_asked || matches!(phase, Phase::Starting | Phase::Loading) {
        return None;
    }
    let others = collection
        .library
        .with(|library| context.favourites.others(library));
    // A month that could not be loaded may hold it.
    let is_gone = phase == Phase::Complete && collection.missing.with(Vec::is_empty);
    let items = others.into_iter().map(|one| item(context, one, is_gone));
    let items: Vec<Element> = items.collect();
    (!items.is_empty()).then(|| element("ul").class("other-favourites").children(items))
}

fn item(context: Context, favourite: Favourite, is_gone: bool) -> Element {
    let messages = context.messages;
    let date = format::short_date(favourite.published.day(), messages.language);
    let note = is_gone.then(|| element("span").class("badge").child(messages.unpublished));
    let meta = element("p")
        .class("other-favourites__meta")
        .child(element("time").child(date))
        .child_if(note);
    let title = element("p")
        .class("other-favourites__title")
        .child(favourite.name());
    let toggle = context.favourite_toggle(favourite);
    element("li")
        .class("other-favourites__item")
        .child(meta)
        .child(title)
        .child(toggle)
}
