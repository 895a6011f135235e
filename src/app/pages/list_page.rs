//! The list: search box, filters, results.

use leptos::prelude::*;
use vigie_core::article::FacetGroup;
use vigie_core::search::Filters;
use vigie_ui::browser::page;
use vigie_ui::components::{
    ActiveFilter, ActiveFilters, ArticleList, FilterPanel, LoadProgress, RESULTS_ID, ResultSummary,
    SearchBox,
};
use vigie_ui::element::{Child, Element, action, element};
use vigie_ui::state::SearchParams;
use vigie_ui::state::loading::Phase;

use crate::context::Context;
use crate::navigation::BATCH;

/// Frames within which the first card of a batch is drawn.
const FRAMES: u32 = 5;

/// Draws the list page. It stays on the page while an article is read, so that the way back costs nothing.
pub(crate) fn list_page(context: Context) -> Vec<Child> {
    let Context {
        navigation,
        messages,
        ..
    } = context;
    let search_box = SearchBox {
        query: Memo::new(move |_| navigation.params.with(|params| params.query.clone())),
        on_input: action(move |text| navigation.type_query(text)),
        on_commit: action(move |()| navigation.commit_query()),
        messages,
    };
    let list = element("div")
        .class("list-page")
        .child(filter_panel(context))
        .child(results(context));
    vec![
        search_box.view().into(),
        load_progress(context).into(),
        list.into(),
    ]
}

/// Articles here and in all, while some are on their way.
fn load_progress(context: Context) -> Element {
    let collection = context.collection;
    let progress = Memo::new(move |_| {
        let is_arriving = matches!(collection.phase.get(), Phase::Starting | Phase::Reading);
        is_arriving.then(|| {
            collection
                .library
                .with(|library| (library.loaded(), library.count()))
        })
    });
    let sentence = Memo::new(move |_| {
        let (loaded, all) = progress.get().unwrap_or_default();
        (context.messages.loading_articles)(&context.number(loaded), &context.number(all))
    });
    LoadProgress { progress, sentence }.view()
}

fn filter_panel(context: Context) -> Element {
    let Context {
        navigation,
        results,
        messages,
        ..
    } = context;
    let panel = FilterPanel {
        options: Memo::new(move |_| results.facet_options(context)),
        active: Box::new(move || navigation.params.with(|params| params.filters.len())),
        hides_sponsored: Box::new(move || results.hides_sponsored()),
        on_toggle: action(move |(group, id): (FacetGroup, String)| {
            navigation.change(|params| params.toggle(group, &id));
        }),
        on_toggle_sponsored: action(move |()| results.toggle_sponsored()),
        messages,
    };
    panel.view()
}

fn results(context: Context) -> Element {
    let Context {
        collection,
        navigation,
        results,
        messages,
        ..
    } = context;
    let typed = Memo::new(move |_| {
        navigation
            .params
            .with(|params| params.query.trim().to_owned())
    });
    let sentence = move || match results.total() {
        // The notice below says what is wrong.
        None if collection.index_failure.with(Option::is_some) => {
            messages.search_unavailable.to_owned()
        }
        None => messages.searching.to_owned(),
        Some(total) if typed.with(String::is_empty) => {
            (messages.results)(total, &context.number(total))
        }
        Some(total) => {
            typed.with(|typed| (messages.results_for)(total, &context.number(total), typed))
        }
    };
    let summary = ResultSummary {
        sentence: Memo::new(move |_| sentence()),
        sort: Memo::new(move |_| navigation.params.with(SearchParams::effective_sort)),
        has_query: Memo::new(move |_| !typed.with(String::is_empty)),
        on_sort: action(move |sort| navigation.change(|params| params.sort = Some(sort))),
        messages,
    };
    let active = ActiveFilters {
        filters: Memo::new(move |_| results.active_filters(messages)),
        on_remove: action(move |filter: ActiveFilter| {
            navigation.change(|params| {
                if filter.is_excluded {
                    params.toggle_excluded(filter.group, &filter.id);
                } else {
                    params.toggle(filter.group, &filter.id);
                }
            });
            page::focus(RESULTS_ID);
        }),
        on_clear: action(move |()| clear(context, |params| params.filters = Filters::default())),
        messages,
    };
    element("div")
        .class("list-page__results")
        .child(summary.view())
        .child(active.view())
        .live(move || troubles(context))
        .live_child(move || (results.total() == Some(0)).then(|| empty(context)))
        .child(list(context))
}

fn list(context: Context) -> Element {
    let Context {
        navigation,
        results,
        messages,
        ..
    } = context;
    let entries = Memo::new(move |_| results.entries(context));
    let more = move || {
        let total = results.total()?;
        let shown = u32::try_from(navigation.shown.get())
            .unwrap_or(u32::MAX)
            .min(total);
        let batch = total
            .saturating_sub(shown)
            .min(u32::try_from(BATCH).unwrap_or(u32::MAX));
        let count = (messages.shown_of)(&context.number(shown), &context.number(total));
        (batch > 0).then(|| ((messages.show_more)(&context.number(batch)), count))
    };
    let list = ArticleList {
        entries,
        query: results.query,
        search: Memo::new(move |_| navigation.params.with(SearchParams::address)),
        more: Memo::new(move |_| more()),
        on_more: action(move |()| {
            let first_new = navigation.shown.get_untracked();
            navigation.show_more();
            focus_when_drawn(first_new, FRAMES);
        }),
        messages,
    };
    list.view()
}

/// Takes a part of the question back. The control that did it goes away, so the focus moves to the answer.
fn clear(context: Context, change: fn(&mut SearchParams)) {
    context.navigation.change(change);
    page::focus(RESULTS_ID);
}

/// Moves the focus to the first card of a new batch, within some frames.
fn focus_when_drawn(position: usize, frames: u32) {
    request_animation_frame(move || {
        if !page::focus_card_at(position) && frames > 0 {
            focus_when_drawn(position, frames - 1);
        }
    });
}

/// What was not understood or could not be loaded, while the rest can be read.
fn troubles(context: Context) -> Vec<Child> {
    let Context {
        collection,
        messages,
        ..
    } = context;
    let mut troubles: Vec<Child> = Vec::new();
    let note = |sentence: String| element("p").class("note").child(sentence);
    if context
        .results
        .parsed
        .with(|parsed| !parsed.notices.is_empty())
    {
        troubles.push(note(messages.query_cut.to_owned()).into());
    }
    if let Phase::Failed(failure) = collection.phase.get() {
        troubles.push(
            context
                .failure(messages.failure_title.to_owned(), failure)
                .into(),
        );
    }
    if let Some(failure) = collection.index_failure.get() {
        troubles.push(
            context
                .failure(messages.search_unavailable.to_owned(), failure)
                .into(),
        );
    }
    let missing = collection.missing.get();
    if let Some((_, failure)) = missing.first() {
        let title = (messages.missing_months)(missing.len());
        troubles.push(context.failure(title, failure.clone()).into());
    }
    let skipped = collection.skipped.get();
    if skipped > 0 {
        troubles.push(note((messages.skipped_items)(skipped)).into());
    }
    troubles
}

/// An empty list says why, and how to fill it.
fn empty(context: Context) -> Element {
    let Context {
        collection,
        navigation,
        messages,
        ..
    } = context;
    let (is_new, has_failed) = (
        collection.library.with(vigie_ui::state::Library::count) == 0,
        matches!(collection.phase.get(), Phase::Starting | Phase::Failed(_)),
    );
    if has_failed {
        return element("div");
    }
    let title = |title: &str| element("p").class("empty__title").child(title);
    if is_new {
        let hint = element("p").child(messages.no_article_hint);
        return element("div")
            .class("empty")
            .child(title(messages.no_article_title))
            .child(hint);
    }
    let (has_query, has_filters) = navigation
        .params
        .with(|params| (!params.query.trim().is_empty(), !params.filters.is_empty()));
    let button = |sentence: &str, change: fn(&mut SearchParams)| {
        let button = element("button")
            .class("button")
            .attribute("type", "button");
        button
            .on("click", move |_| clear(context, change))
            .child(sentence)
    };
    let clear_filters = has_filters.then(|| {
        button(messages.remove_filters, |params| {
            params.filters = Filters::default();
        })
    });
    let clear_query =
        has_query.then(|| button(messages.clear_search, |params| params.query.clear()));
    element("div")
        .class("empty")
        .child(title(messages.no_result_title))
        .child_if(has_query.then(|| element("p").child(messages.no_result_hint)))
        .child(
            element("p")
                .class("empty__actions")
                .child_if(clear_filters)
                .child_if(clear_query),
        )
}
