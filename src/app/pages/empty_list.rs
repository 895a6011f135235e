//! An empty list: why it is empty, and how to widen the search.

use vigie_core::search::Filters;
use vigie_ui::browser::page;
use vigie_ui::components::RESULTS_ID;
use vigie_ui::element::{Action, Child, Element, action, element};
use vigie_ui::listing::understanding::ways_out;
use vigie_ui::state::loading::Phase;
use vigie_ui::state::{Library, SearchParams};

use super::favourites::no_favourite;
use crate::context::Context;

/// What a button of the empty list changes.
#[derive(Clone)]
enum Change {
    /// Searches for something else.
    Query(String),
    /// Takes the filters away.
    NoFilters,
}

/// Draws what replaces the list.
pub(super) fn empty_list(context: Context) -> Element {
    let messages = context.messages;
    if matches!(
        context.collection.phase.get(),
        Phase::Starting | Phase::Failed(_)
    ) {
        return element("div");
    }
    let paragraph = |text: String| -> Child { element("p").child(text).into() };
    let title = |title: &str| element("p").class("empty__title").child(title);
    let empty = element("div").class("empty");
    if context.collection.library.with(Library::count) == 0 {
        return empty
            .child(title(messages.no_article_title))
            .child(element("p").child(messages.no_article_hint));
    }
    let (has_query, has_filters, is_kept) = context.navigation.params.with(|params| {
        let has_query = !params.query.trim().is_empty();
        (has_query, !params.filters.is_empty(), params.favourites)
    });
    if is_kept && !has_query && !has_filters {
        return no_favourite(context);
    }
    let has_filters = has_filters || is_kept;
    let ways = ways_out(context.listing());
    let on_change = action(move |change| apply(context, change));
    let button = |sentence: String, change: Change| button(sentence, change, &on_change);
    let mut removals: Vec<Element> = Vec::new();
    let mut offers_filters = false;
    for (sentence, query) in ways.removals {
        offers_filters |= query.is_none();
        removals.push(button(
            sentence,
            query.map_or(Change::NoFilters, Change::Query),
        ));
    }
    if has_filters && !offers_filters {
        removals.push(button(
            messages.remove_filters.to_owned(),
            Change::NoFilters,
        ));
    }
    if has_query {
        removals.push(button(
            messages.clear_search.to_owned(),
            Change::Query(String::new()),
        ));
    }
    let meant = ways.suggestions.into_iter();
    let meant = meant.map(|found| {
        button(
            [&found.label, " · ", &found.note].concat(),
            Change::Query(found.query),
        )
    });
    let meant: Vec<Element> = meant.collect();
    let help = element("a")
        .attribute("href", [&page::root(), messages.syntax_page].concat())
        .child(messages.syntax_title);
    let row = |buttons: Vec<Element>| element("p").class("empty__actions").children(buttons);
    empty
        .child(title(messages.no_result_title))
        .children(ways.reasons.into_iter().map(paragraph))
        .child_if(has_query.then(|| element("p").child(messages.no_result_hint)))
        .child(row(removals))
        .child_if((!meant.is_empty()).then(|| element("p").child(messages.unknown_similar)))
        .child_if((!meant.is_empty()).then(|| row(meant)))
        .child_if(has_query.then(|| element("p").child(help)))
}

fn button(sentence: String, change: Change, on_change: &Action<Change>) -> Element {
    let on_change = Action::clone(on_change);
    element("button")
        .class("button")
        .attribute("type", "button")
        .on("click", move |_| on_change(change.clone()))
        .child(sentence)
}

/// Takes a part of the question back. The control that did it goes away, so the focus moves to the answer.
fn apply(context: Context, change: Change) {
    context
        .navigation
        .change(|params: &mut SearchParams| match change {
            Change::Query(query) => params.query = query,
            Change::NoFilters => {
                params.filters = Filters::default();
                params.favourites = false;
            }
        });
    page::focus(RESULTS_ID);
}
