//! The list: search box, filters, results.

use leptos::prelude::*;
use vigie_core::article::FacetGroup;
use vigie_core::messages::Messages;
use vigie_ui::browser::intl::Formats;
use vigie_ui::components::{
    ActiveFilter, ActiveFilters, ArticleList, FailureNotice, FilterPanel, LoadProgress,
    ResultSummary, SearchBox,
};
use vigie_ui::state::SearchParams;
use vigie_ui::state::loading::{Collection, Phase};

use crate::navigation::{BATCH, Navigation};
use crate::results::Results;

/// The list page. It stays on the page while an article is read, so that the way back costs nothing.
#[component]
pub(crate) fn ListPage(
    collection: Collection,
    navigation: Navigation,
    results: Results,
    formats: StoredValue<Formats, LocalStorage>,
    messages: &'static Messages,
) -> impl IntoView {
    let number = move |number: u32| formats.with_value(|formats| formats.number(number));
    let entries =
        Memo::new(move |_| formats.with_value(|formats| results.entries(messages, formats)));
    let options =
        Memo::new(move |_| formats.with_value(|formats| results.facet_options(messages, formats)));
    let active = Memo::new(move |_| results.active_filters(messages));
    let typed = Memo::new(move |_| navigation.params.with(|params| params.query.clone()));
    let sentence = Signal::derive(move || match results.total() {
        None => messages.searching.to_owned(),
        Some(total) if typed.with(|typed| typed.trim().is_empty()) => {
            (messages.results)(total, &number(total))
        }
        Some(total) => (messages.results_for)(total, &number(total), typed.get().trim()),
    });
    let shown = move || u32::try_from(entries.with(Vec::len)).unwrap_or(u32::MAX);
    let rest = move || results.total().unwrap_or_default().saturating_sub(shown());
    let more = Signal::derive(move || {
        let batch = rest().min(u32::try_from(BATCH).unwrap_or(u32::MAX));
        (batch > 0).then(|| (messages.show_more)(&number(batch)))
    });
    let shown_of = Signal::derive(move || {
        (messages.shown_of)(
            &number(shown()),
            &number(results.total().unwrap_or_default()),
        )
    });
    let progress = Signal::derive(move || progress(collection));
    let progress_sentence = Signal::derive(move || {
        let (loaded, all) = progress.get().unwrap_or_default();
        (messages.loading_articles)(&number(loaded), &number(all))
    });
    let remove = Callback::new(move |filter: ActiveFilter| {
        navigation.change(|params| {
            if filter.is_excluded {
                params.toggle_excluded(filter.group, &filter.id);
            } else {
                params.toggle(filter.group, &filter.id);
            }
        });
    });
    let clear =
        Callback::new(move |()| navigation.change(|params| params.filters = Default::default()));
    let toggle = Callback::new(move |(group, id): (FacetGroup, String)| {
        navigation.change(|params| params.toggle(group, &id));
    });
    let query = Signal::from(results.query);
    view! {
        <SearchBox
            query=typed
            on_input=Callback::new(move |text| navigation.type_query(text))
            on_commit=Callback::new(move |()| navigation.commit_query())
            messages
        />
        <LoadProgress progress sentence=progress_sentence />
        <div class="list-page">
            <FilterPanel
                options
                active=Signal::derive(move || active.with(Vec::len))
                hides_sponsored=Signal::derive(move || results.hides_sponsored())
                on_toggle=toggle
                on_toggle_sponsored=Callback::new(move |()| results.toggle_sponsored())
                messages
            />
            <div class="list-page__results">
                <ResultSummary
                    sentence
                    sort=Signal::derive(move || navigation.params.with(SearchParams::effective_sort))
                    has_query=Signal::derive(move || !typed.with(|typed| typed.trim().is_empty()))
                    on_sort=Callback::new(move |sort| navigation.change(|params| params.sort = Some(sort)))
                    messages
                />
                <ActiveFilters filters=active on_remove=remove on_clear=clear messages />
                {move || troubles(collection, messages)}
                {move || (results.total() == Some(0)).then(|| empty(collection, navigation, messages))}
                <ArticleList
                    entries
                    query
                    more
                    shown_of
                    on_more=Callback::new(move |()| navigation.show_more())
                    messages
                />
            </div>
        </div>
    }
}

/// Articles here and in all, while some are on their way.
fn progress(collection: Collection) -> Option<(u32, u32)> {
    let is_arriving = matches!(collection.phase.get(), Phase::Starting | Phase::Reading);
    is_arriving.then(|| {
        collection
            .library
            .with(|library| (library.loaded(), library.count()))
    })
}

/// What could not be loaded while the rest can be read.
fn troubles(collection: Collection, messages: &'static Messages) -> impl IntoView {
    let on_retry = Callback::new(move |()| collection.load());
    let index = collection.index_failure.get().map(|failure| {
        view! { <FailureNotice title=messages.search_unavailable failure on_retry messages /> }
    });
    let missing = collection.missing.get();
    let shards = missing.first().map(|(_, failure)| {
        let title = (messages.missing_months)(missing.len());
        view! { <FailureNotice title failure=failure.clone() on_retry messages /> }
    });
    let skipped = Some(collection.skipped.get()).filter(|skipped| *skipped > 0);
    let skipped =
        skipped.map(|skipped| view! { <p class="note">{(messages.skipped_items)(skipped)}</p> });
    (index, shards, skipped)
}

/// An empty list says why, and how to fill it.
fn empty(
    collection: Collection,
    navigation: Navigation,
    messages: &'static Messages,
) -> impl IntoView {
    if collection.library.with(|library| library.count()) == 0 {
        return view! {
            <div class="empty"><p class="empty__title">{messages.no_article_title}</p><p>{messages.no_article_hint}</p></div>
        }
        .into_any();
    }
    let (has_query, has_filters) = navigation
        .params
        .with(|params| (!params.query.trim().is_empty(), !params.filters.is_empty()));
    view! {
        <div class="empty">
            <p class="empty__title">{messages.no_result_title}</p>
            {has_query.then(|| view! { <p>{messages.no_result_hint}</p> })}
            <p class="empty__actions">
                {has_filters.then(|| view! {
                    <button class="button" type="button" on:click=move |_| navigation.change(|params| params.filters = Default::default())>
                        {messages.clear_filters}
                    </button>
                })}
                {has_query.then(|| view! {
                    <button class="button" type="button" on:click=move |_| navigation.change(|params| params.query.clear())>
                        {messages.clear_search}
                    </button>
                })}
            </p>
        </div>
    }
    .into_any()
}
