//! The list: search box, filters, results.

use std::rc::Rc;

use vigie_core::article::{Article, FacetGroup};
use vigie_core::messages::OutOf;
use vigie_core::search::Filters;
use vigie_ui::browser::clock::{after_pause, request_animation_frame};
use vigie_ui::browser::page;
use vigie_ui::components::{
    ActiveFilter, ActiveFilters, ArticleList, BATCH, FilterPanel, LoadProgress, QueryNotices,
    RESULTS_ID, Readings, ResultSummary, SEARCH_ID, SearchBox, layout,
};
use vigie_ui::element::{Child, Element, action, element};
use vigie_ui::listing::Results;
use vigie_ui::listing::understanding::{chips, notices, suggestions};
use vigie_ui::signals::Memo;
use vigie_ui::state::loading::Phase;
use vigie_ui::state::{Favourite, SearchParams};

use super::empty_list::empty_list;
use super::favourites::{favourites_tools, other_favourites};
use crate::context::Context;

/// Frames within which the first card of a batch is drawn.
const FRAMES: u32 = 5;

/// Draws the list page. It stays on the page while an article is read, so that the way back costs nothing.
pub(crate) fn list_page(context: Context) -> Vec<Child> {
    let Context {
        collection,
        navigation,
        results,
        messages,
        ..
    } = context;
    let listing = context.listing();
    let search_box = SearchBox {
        query: Memo::new(move |_| navigation.params.with(|params| params.query.clone())),
        on_input: action(move |text| navigation.type_query(text)),
        suggest: Box::new(move || suggestions(listing)),
        pause: after_pause,
        on_commit: action(move |()| navigation.commit_query()),
        on_choose: action(move |query| ask(context, query)),
        messages,
    };
    let readings = Readings {
        chips: Box::new(move || chips(listing)),
        on_rewrite: action(move |query| ask(context, query)),
        help: [&page::root(), messages.syntax_page].concat(),
        messages,
    };
    let notices = QueryNotices {
        notices: Box::new(move || notices(listing)),
        messages,
    };
    // What comes with the first answer to a question in the address pushes nothing down that can be seen.
    let is_busy =
        move || results.total().is_none() && collection.index_failure.with(Option::is_none);
    let list = layout::list_page()
        .live_attribute("aria-busy", move || is_busy().then(|| "true".to_owned()))
        .child(filter_panel(context))
        .child(answers(context));
    vec![
        search_box.view().into(),
        load_progress(context).into(),
        readings.view().into(),
        notices.view().into(),
        list.into(),
    ]
}

/// Searches for something else in place of what was typed: a step of its own. The reader stays at the box.
fn ask(context: Context, query: String) {
    context.navigation.change(|params| params.query = query);
    page::focus(SEARCH_ID);
}

/// Articles here and in all, while some are on their way.
fn load_progress(context: Context) -> Element {
    let collection = context.collection;
    let progress = Memo::new(move |_| {
        let is_arriving = matches!(collection.phase.get(), Phase::Starting | Phase::Loading);
        is_arriving.then(|| {
            collection
                .library
                .with(|library| (library.loaded(), library.count()))
        })
    });
    let sentence = Memo::new(move |_| {
        let (loaded, all) = progress.get().unwrap_or_default();
        (context.messages.loading_articles)(OutOf {
            count: &context.number(loaded),
            total: &context.number(all),
        })
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
    let listing = context.listing();
    let panel = FilterPanel {
        options: Memo::new(move |_| results.facet_options(listing)),
        active: Box::new(move || navigation.params.with(|params| params.filters.len())),
        hides_sponsored: Box::new(move || results.hides_sponsored()),
        on_toggle: action(move |(group, id): (FacetGroup, String)| {
            navigation.change(|params| params.toggle(group, &id));
        }),
        on_toggle_sponsored: action(move |()| navigation.change(Results::toggle_sponsored)),
        messages,
    };
    panel.view()
}

fn answers(context: Context) -> Element {
    let Context {
        collection,
        navigation,
        results,
        messages,
        ..
    } = context;
    let listing = context.listing();
    let sentence = move || match results.total() {
        // The notice below says what is wrong.
        None if collection.index_failure.with(Option::is_some) => {
            messages.search_unavailable.to_owned()
        }
        None => messages.searching.to_owned(),
        Some(total) => {
            let (is_kept, is_plain) = navigation
                .params
                .with(|params| (params.favourites, params.is_plain()));
            let plain = if is_kept {
                messages.favourites_found
            } else {
                messages.results
            };
            // Favourites that are not published are listed too.
            let total = if is_kept && is_plain {
                context.favourites.count()
            } else {
                total
            };
            listing.found(total, plain)
        }
    };
    let summary = ResultSummary {
        sentence: Memo::new(move |_| sentence()),
        freshness: Memo::new(move |_| listing.freshness()),
        sort: Memo::new(move |_| results.sort()),
        has_query: Memo::new(move |_| results.parsed.with(|parsed| parsed.query.is_scored())),
        on_sort: action(move |sort| navigation.change(|params| params.choose_sort(sort))),
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
    layout::list_page_results()
        .child(summary.view())
        .child(active.view())
        .live_child(move || favourites_tools(context))
        .live(move || troubles(context))
        .live_child(move || (results.total() == Some(0)).then(|| empty_list(context)))
        .child(list(context))
        .live_child(move || other_favourites(context))
}

fn list(context: Context) -> Element {
    let Context {
        navigation,
        results,
        messages,
        ..
    } = context;
    let listing = context.listing();
    let text = move |article: &Article| listing.card_text(article, &page::root());
    let entries = Memo::new(move |_| results.entries(&text));
    let list = ArticleList {
        entries,
        marker: results.marker,
        search: Memo::new(move |_| navigation.params.with(SearchParams::address)),
        control: Rc::new(move |article| Some(context.favourite_toggle(Favourite::of(article)))),
        more: Memo::new(move |_| listing.more(BATCH)),
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
    let sentences = collection.left_out(messages).into_iter();
    troubles.extend(sentences.map(|sentence| note(sentence).into()));
    troubles
}
