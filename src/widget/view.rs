//! Draws a list with the components of the hosted page.

use std::rc::Rc;
use std::sync::Arc;

use vigie_core::article::{Article, FacetGroup};
use vigie_core::index::DocSet;
use vigie_core::messages::messages;
use vigie_core::messages::widget::{WidgetMessages, widget_messages};
use vigie_core::query;
use vigie_core::scripts::READY_EVENT;
use vigie_core::search::{Filters, Request, Sort, search};
use vigie_core::widget::{Choice, Open, Part, Shown};
use vigie_ui::browser::clock;
use vigie_ui::browser::host::Fact;
use vigie_ui::components::{
    ActiveFilter, ActiveFilters, ArticleList, CardControl, CardText, FacetOption, FailureNotice,
    FilterPanel, QueryNotices, Readings, SearchBox,
};
use vigie_ui::element::{Child, Element, action, element};
use vigie_ui::event::Event;
use vigie_ui::listing::understanding::{chips, notices, suggestions};
use vigie_ui::listing::{Listing, Results};
use vigie_ui::signals::Memo;
use vigie_ui::state::loading::{Collection, Phase};

use crate::adapter::Adapter;
use crate::body::body;
use crate::collections;
use crate::histogram::Histogram;
use crate::options::Options;
use crate::report::report;
use crate::state::State;
use crate::toolbar::toolbar;

/// Draws everything. Called again when attributes or collection change; what was asked stays.
pub(crate) fn draw(state: &State) -> Vec<Child> {
    let options = state.options.get();
    let collection = state.collection.get();
    let messages = messages(options.language.unwrap_or_default());
    let results = results(state, &options, collection);
    let listing = Listing {
        collection,
        question: state.question,
        results,
        messages,
    };
    state.listing.set(Some(listing));
    report(state, listing, &options);
    let words = widget_messages(messages.language);
    let label = if options.label.is_empty() {
        words.label
    } else {
        &options.label
    };
    let mode = options.mode.word();
    let class = move || {
        let is_failed = matches!(collection.phase.get(), Phase::Failed(_));
        let failed = if is_failed { " widget--failed" } else { "" };
        Some(["widget widget--", mode, failed].concat())
    };
    let region = element("section")
        .live_attribute("class", class)
        .attribute("part", Part::Region.name())
        .attribute("aria-label", label)
        .attribute("lang", messages.language.tag())
        .attribute("dir", "ltr")
        .attribute("data-theme", options.theme.word())
        .child(slot("header"));
    let region = if options.has_keys {
        region.on("keydown", keys)
    } else {
        region
    };
    let adapter = Adapter::new(&options);
    let content = adapter.children(content(state, listing, &options, words));
    vec![region.children(content).child(slot("footer")).into()]
}

fn slot(name: &str) -> Element {
    element("slot").attribute("name", name)
}

/// The answer, within the scope of the element.
fn results(state: &State, options: &Options, collection: &'static Collection) -> Results {
    let scope = query::parse(&options.query).query;
    if let Some(sort) = scope.sort {
        state
            .question
            .params
            .update(|params| params.sort = params.sort.or(Some(sort)));
    }
    let is_scoped = !scope.is_empty();
    let within = Memo::new(move |_| {
        is_scoped
            .then(|| {
                // Nothing while it is unknown: never more than the scope.
                let index = collection.index.get()?;
                let texts = |doc, read: &mut dyn FnMut(&str)| {
                    collection
                        .library
                        .with(|library| library.read_texts(doc, read))
                };
                let request = Request {
                    query: &scope,
                    filters: &Filters::default(),
                    within: None,
                    sort: Sort::Relevance,
                    limit: usize::MAX,
                    texts: Some(&texts),
                };
                let hits = search(&index, &request);
                collection.load_bodies(&hits.unread);
                let mut docs = DocSet::empty(index.count());
                let complete = hits.hits.iter().take(hits.complete as usize);
                complete.for_each(|hit| docs.insert(hit.doc));
                Some(docs)
            })
            .map(Option::unwrap_or_default)
    });
    let host = Rc::clone(&state.host);
    Results::new(collection, state.question, within, move |is_answered| {
        let is_here = matches!(collection.phase.get(), Phase::Loading | Phase::Complete);
        let is_known = !is_scoped || collection.index.with(Option::is_some);
        if is_answered && is_here && is_known {
            let count = collection
                .library
                .with_untracked(vigie_ui::state::Library::count);
            let generated = collections::generated(collection);
            let facts = [
                ("count", Fact::Number(count.into())),
                ("generated", Fact::Text(&generated)),
            ];
            host.tell(READY_EVENT, &facts);
        }
    })
}

fn content(
    state: &State,
    listing: Listing,
    options: &Options,
    words: &'static WidgetMessages,
) -> Vec<Child> {
    let Listing {
        collection,
        results,
        messages,
        ..
    } = listing;
    let mut content = Vec::new();
    if options.show.has(Shown::Search) {
        content.extend(search_box(state, listing));
    }
    if options.show.has(Shown::Filters) {
        content.push(filters(state, listing).into());
    }
    if options.show.has(Shown::Histogram) {
        content.push(histogram(state, listing, words).into());
    }
    content.push(toolbar(state, listing, options, words).into());
    if options.show.has(Shown::Filters) {
        content.push(active_filters(state, listing).into());
    }
    let troubles = move || {
        let failure = match collection.phase.get() {
            Phase::Failed(failure) => Some((messages.failure_title, failure)),
            _ => collection
                .index_failure
                .get()
                .map(|failure| (messages.search_unavailable, failure)),
        };
        failure.map(|(title, failure)| {
            let notice = FailureNotice {
                title: title.to_owned(),
                failure,
                on_retry: action(move |()| collection.load()),
                on_renew: None,
                messages,
            };
            notice.view()
        })
    };
    let empty = move || {
        let is_empty = results.total() == Some(0) && collection.phase.get() == Phase::Complete;
        is_empty.then(|| {
            let sentence = element("p")
                .class("widget__empty")
                .child(messages.no_result_title);
            slot("empty").child(sentence)
        })
    };
    let site = element("a")
        .attribute("href", &*state.root)
        .child(words.site);
    let list = element("div")
        .class("widget__content")
        .live_child(troubles)
        .live_child(empty);
    content.push(list.child(list_view(state, listing, options)).into());
    content.push(
        element("p")
            .class("widget__footer")
            .part(Part::Footer)
            .child(site)
            .into(),
    );
    content
}

fn search_box(state: &State, listing: Listing) -> Vec<Child> {
    let (messages, question) = (listing.messages, listing.question);
    let (typing, choosing, rewriting) = (state.clone(), state.clone(), state.clone());
    let search_box = SearchBox {
        query: Memo::new(move |_| question.params.with(|params| params.query.clone())),
        on_input: action(move |text| typing.change(|params| params.query = text)),
        suggest: Box::new(move || suggestions(listing)),
        pause: clock::after_pause,
        on_commit: action(|()| ()),
        on_choose: action(move |text| choosing.change(|params| params.query = text)),
        messages,
    };
    let readings = Readings {
        chips: Box::new(move || chips(listing)),
        on_rewrite: action(move |text| rewriting.change(|params| params.query = text)),
        help: [&state.root, messages.syntax_page].concat(),
        messages,
    };
    let notices = QueryNotices {
        notices: Box::new(move || notices(listing)),
        messages,
    };
    vec![
        search_box.view().into(),
        readings.view().into(),
        notices.view().into(),
    ]
}

fn filters(state: &State, listing: Listing) -> Element {
    let Listing {
        question,
        results,
        messages,
        ..
    } = listing;
    let (toggling, hiding) = (state.clone(), state.clone());
    let panel = FilterPanel {
        options: Memo::new(move |_| results.facet_options(listing)),
        active: Box::new(move || question.params.with(|params| params.filters.len())),
        hides_sponsored: Box::new(move || results.hides_sponsored()),
        on_toggle: action(move |(group, id): (FacetGroup, String)| {
            toggling.change(|params| params.toggle(group, &id));
        }),
        on_toggle_sponsored: action(move |()| hiding.change(Results::toggle_sponsored)),
        messages,
    };
    panel.view()
}

fn active_filters(state: &State, listing: Listing) -> Element {
    let Listing {
        results, messages, ..
    } = listing;
    let (removing, clearing) = (state.clone(), state.clone());
    let active = ActiveFilters {
        filters: Memo::new(move |_| results.active_filters(messages)),
        on_remove: action(move |filter: ActiveFilter| {
            removing.change(|params| {
                if filter.is_excluded {
                    params.toggle_excluded(filter.group, &filter.id);
                } else {
                    params.toggle(filter.group, &filter.id);
                }
            });
        }),
        on_clear: action(move |()| clearing.change(|params| params.filters = Filters::default())),
        messages,
    };
    active.view()
}

fn histogram(state: &State, listing: Listing, words: &'static WidgetMessages) -> Element {
    let results = listing.results;
    let toggling = state.clone();
    let years = Memo::new(move |_| {
        let mut options = results.facet_options(listing);
        let at = FacetGroup::Year.index();
        if at < options.len() {
            options.swap_remove(at)
        } else {
            Vec::new()
        }
    });
    let counts = move |_: Option<&Vec<u32>>| {
        let count = |year: &FacetOption| {
            results.hits.with(|hits| {
                let facets = hits
                    .iter()
                    .filter_map(|hits| hits.facets.get(FacetGroup::Year.index()));
                let mut values = facets.flatten();
                values
                    .find(|value| value.id == year.id)
                    .map_or(0, |value| value.count)
            })
        };
        years.with(|years| years.iter().map(count).collect())
    };
    let histogram = Histogram {
        years,
        counts: Memo::new(counts),
        on_toggle: action(move |year: String| {
            toggling.change(|params| params.toggle(FacetGroup::Year, &year));
        }),
        messages: words,
    };
    histogram.view()
}

fn list_view(state: &State, listing: Listing, options: &Options) -> Element {
    let Listing {
        question,
        results,
        messages,
        ..
    } = listing;
    let (open, has_images) = (options.open, options.has_images);
    let (limit, has_more) = (options.limit, options.has_more);
    let folder = listing.collection.folder();
    let text = move |root: &str, article: &Article| {
        let mut text = CardText {
            bundle: folder.to_owned(),
            ..listing.card_text(article, root)
        };
        text.topics = Vec::new();
        if let (true, Some(url)) = (open != Open::Site, &article.url) {
            url.as_str().clone_into(&mut text.href);
        }
        text
    };
    let root: Arc<str> = (*state.root).into();
    let entries = Memo::new(move |_| {
        let mut entries = results.entries(&|article| text(&root, article));
        if !has_images {
            for entry in &mut entries {
                if let Some((article, _)) = &mut entry.article {
                    Arc::make_mut(article).image = None;
                }
            }
        }
        entries
    });
    let (opened, site) = (state.opened, Rc::clone(&state.root));
    let control: CardControl = Rc::new(move |article| {
        (open == Open::Here).then(|| body(listing, &site, article.clone(), opened))
    });
    let list = ArticleList {
        entries,
        marker: results.marker,
        search: Memo::new(|_| String::new()),
        control,
        more: Memo::new(move |_| has_more.then(|| listing.more(limit)).flatten()),
        on_more: action(move |()| question.shown.update(|shown| *shown += limit)),
        messages,
    };
    list.view()
}

/// Keys, while the focus is inside and the page allows them: `/` goes to the search box.
fn keys(event: &mut Event) {
    if event.key == "/" && !event.is_typing {
        event.prevent_default();
        event.focus_beside(vigie_ui::components::SEARCH_ID);
    }
}
