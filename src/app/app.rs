//! The app: what is loaded, where the reader is, and the page that shows it.

use leptos::task::spawn_local;
use vigie_core::bundle::ENTRY;
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::messages::{OutOf, messages};
use vigie_core::scripts::{CHECKED_EVENT, COMPLETE_EVENT, FAILED_EVENT, START_EVENT};
use vigie_ui::browser::clock::request_animation_frame;
use vigie_ui::browser::dom::{self, Mounted};
use vigie_ui::browser::page::{self, EarlyInput};
use vigie_ui::browser::{clock, history, module, storage};
use vigie_ui::components::{RESULTS_ID, SEARCH_ID, SiteFooter, SiteHeader, layout};
use vigie_ui::element::{Child, Element, action, element};
use vigie_ui::failure::LoadFailure;
use vigie_ui::listing::Results;
use vigie_ui::signals::{Effect, Memo, RwSignal};
use vigie_ui::state::loading::{Collection, Phase};
use vigie_ui::state::{Favourites, SearchParams, indexing};

use crate::context::{Context, failure_notice};
use crate::navigation::Navigation;
use crate::pages::{article_page, list_page, unknown_page};
use crate::router::Route;

/// Id of the place the page has prepared.
const PLACE_ID: &str = "app";

/// Id of the place below it, for what is said while the app is not there.
const NOTICE_ID: &str = "boot-notice";

/// Id of the page's own content.
const MAIN_ID: &str = "content";

/// What the site is called while its own title is unknown.
const NAME: &str = "Vigie";

/// Starts the app. The prepared page stays until there is something to put in its place: a failure is said below its
/// cards, and taken back when another try succeeds.
pub(crate) fn start() {
    dom::own_page();
    let bundle = format!("{}bundle/", page::root());
    let collection: &_ = Box::leak(Box::new(Collection::new(&bundle, indexing::elsewhere)));
    let language = storage::language()
        .or_else(page::published_language)
        .unwrap_or_default();
    collection.load();
    let mut is_drawn = false;
    let mut said = None;
    Effect::new(move |_| {
        let phase = collection.phase.get();
        if is_drawn {
            return;
        }
        match phase {
            Phase::Failed(failure) if can_wait() => {
                said = say_below(collection, language, Some(failure));
                page::announce(FAILED_EVENT);
            }
            Phase::Starting => {
                if said.is_some() {
                    said = say_below(collection, language, None);
                }
            }
            Phase::Loading | Phase::Complete | Phase::Failed(_) => {
                is_drawn = true;
                // In a task of its own: what the effect draws would end with its next run, and reading and drawing in
                // one task would keep the browser from everything else.
                spawn_local(async move {
                    clock::pause().await;
                    take_over(collection, language);
                });
            }
        }
    });
    Effect::new(move |_| {
        if matches!(collection.phase.get(), Phase::Loading | Phase::Complete) {
            publish(collection);
        }
    });
    Effect::new(move |_| {
        if matches!(collection.phase.get(), Phase::Complete | Phase::Failed(_)) {
            page::announce(COMPLETE_EVENT);
        }
    });
}

/// Puts the app in the place of the prepared page. What the reader has typed meanwhile is taken over.
fn take_over(collection: &'static Collection, language: Language) {
    let early = page::early_input(SEARCH_ID);
    let has_focus = early.has_focus;
    let place = page::take_over(PLACE_ID);
    dom::mount(&place, app(collection, language, early));
    if has_focus {
        page::focus(SEARCH_ID);
    }
    page::announce(START_EVENT);
}

/// Returns whether the prepared page answers a part of what the address asks: it has cards, and no favourites.
fn can_wait() -> bool {
    page::has_prepared_cards() && !SearchParams::parse(&history::current().search).favourites
}

/// Says below the prepared cards why there is not more, with the way on; without a failure that it is tried again.
fn say_below(
    collection: &'static Collection,
    language: Language,
    failure: Option<LoadFailure>,
) -> Option<Mounted> {
    let messages = messages(language);
    let content = move || {
        // The page around it is in the language it was published in.
        let said = element("div").attribute("lang", messages.language.tag());
        let Some(failure) = failure.clone() else {
            return vec![said.child(messages.searching).into()];
        };
        let retry = action(|()| collection.load());
        let notice = failure_notice(messages.failure_title.to_owned(), failure, retry, messages);
        let said = said.child(notice);
        vec![
            said.child(element("p").child(messages.failure_prepared))
                .into(),
        ]
    };
    let place = page::place(NOTICE_ID)?;
    Some(dom::mount_until_dropped(&place, || content))
}

/// Tells the scripts of the page which collection is shown; nothing about the feed of another tool.
fn publish(collection: &Collection) {
    collection.library.with_untracked(|library| {
        if let Some(manifest) = &library.manifest {
            let latest = library
                .latest
                .map_or_else(String::new, |time| time.to_string());
            let days = manifest.site.stale_days;
            page::publish(&manifest.generated, &latest, manifest.count, days);
        }
    });
}

/// The whole page. The language is a property of the view: another language redraws it from the same
/// state, so no component has to know that languages change.
fn app(
    collection: &'static Collection,
    language: Language,
    early: EarlyInput,
) -> impl Fn() -> Vec<Child> {
    let navigation: &_ = Box::leak(Box::new(Navigation::start()));
    let favourites = Favourites::open();
    // A script reports when the server was last asked, in an earlier visit or in this one.
    module::listen(CHECKED_EVENT, move |time| {
        collection.checked_at(Timestamp::parse(time));
        true
    });
    let results: &_ = Box::leak(Box::new(results(collection, navigation, favourites)));
    let language = RwSignal::new(language);
    let theme = RwSignal::new(storage::theme());
    Effect::new(move |_| {
        if collection.phase.get() == Phase::Complete {
            let library = collection.library;
            library.with_untracked(|library| {
                favourites.take_over(&|permalink| library.find(permalink).is_some());
                favourites.follow_aliases(library);
            });
        }
    });
    let is_typed = !early.text.is_empty()
        && navigation
            .params
            .with_untracked(|params| params.query != early.text);
    if is_typed {
        navigation.type_query(early.text);
    }
    move || {
        let messages = messages(language.get());
        page::set_language(messages.language);
        let context = Context::new(collection, navigation, results, favourites, messages);
        let title = Memo::new(move |_| {
            let title = collection
                .library
                .with(|library| library.title.in_language(messages.language).to_owned());
            if title.is_empty() {
                NAME.to_owned()
            } else {
                title
            }
        });
        Effect::new(move |_| page::set_title(&tab_title(context, &title.get())));
        let header = SiteHeader {
            title,
            home: page::root(),
            favourites: Box::new(move || match context.favourites.count() {
                0 => String::new(),
                count => context.number(count),
            }),
            shows_favourites: Box::new(move || navigation.shows_favourites()),
            theme,
            on_theme: action(move |chosen| {
                theme.set(chosen);
                page::set_theme(chosen);
                storage::keep_theme(chosen);
            }),
            on_language: action(move |()| change_language(language)),
            messages,
        };
        vec![
            element("nav")
                .attribute("aria-label", messages.skip_links)
                .live(move || skip_links(context))
                .into(),
            header.view().into(),
            layout::site_main()
                .attribute("id", MAIN_ID)
                .attribute("tabindex", "-1")
                .live_child(move || list(context))
                .live_child(move || other(context))
                .into(),
            footer(context).into(),
        ]
    }
}

/// The answer to what the address asks: within the favourites, if it asks for those. When it is drawn, the page
/// is as high as its content again, and the reader where they were.
fn results(
    collection: &'static Collection,
    navigation: &'static Navigation,
    favourites: Favourites,
) -> Results {
    let within = Memo::new(move |_| {
        let asks = navigation.params.with(|params| params.favourites);
        asks.then(|| collection.library.with(|library| favourites.docs(library)))
    });
    Results::new(
        collection,
        navigation.question(),
        within,
        move |is_answered| {
            page::release_height();
            if is_answered {
                navigation.restore();
            }
        },
    )
}

/// Links that jump over what comes first, for the keyboard.
fn skip_links(context: Context) -> Vec<Child> {
    let messages = context.messages;
    let links = match context.navigation.route.get() {
        Route::List => vec![
            (SEARCH_ID, messages.skip_to_search),
            (RESULTS_ID, messages.skip_to_results),
        ],
        Route::Article(_) | Route::Unknown => vec![(MAIN_ID, messages.skip_to_content)],
    };
    let link = |(id, sentence): (&'static str, &'static str)| {
        let link = element("a")
            .class("skip-link")
            .attribute("href", format!("#{id}"));
        // Followed by hand: the address of the page holds the question and nothing else.
        let link = link.on("click", move |event| {
            event.prevent_default();
            page::skip_to(id);
        });
        link.child(sentence).into()
    };
    links.into_iter().map(link).collect()
}

/// Draws the page in the other language, at the same place.
fn change_language(language: RwSignal<Language>) {
    let other = match language.get_untracked() {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    };
    let offset = page::scroll_offset();
    storage::keep_language(other);
    language.set(other);
    request_animation_frame(move || {
        page::scroll_to(offset);
        page::focus("language");
    });
}

/// The list, once it has been opened; hidden while something else is read.
fn list(context: Context) -> Option<Element> {
    let route = context.navigation.route;
    context.navigation.list_was_open.get().then(|| {
        layout::page()
            .live_flag("hidden", move || route.get() != Route::List)
            .children(list_page(context))
    })
}

/// Whatever is not the list.
fn other(context: Context) -> Option<Element> {
    let page = match context.navigation.route.get() {
        Route::List => return None,
        Route::Article(permalink) => article_page(context, permalink),
        Route::Unknown => unknown_page(context, history::current().path),
    };
    Some(layout::page().child(page))
}

fn footer(context: Context) -> Element {
    let footer = SiteFooter {
        freshness: Memo::new(move |_| context.listing().freshness()),
        extent: Memo::new(move |_| extent(context)),
        feed: format!("{}bundle/{ENTRY}", page::root()),
        on_device: action(|()| module::run(module::PROGRAM, "device")),
        messages: context.messages,
    };
    footer.view()
}

/// The title of the tab: what is shown, then the site.
fn tab_title(context: Context, site: &str) -> String {
    let Context {
        collection,
        navigation,
        messages,
        ..
    } = context;
    let shown = match navigation.route.get() {
        Route::List => navigation.params.with(|params| {
            let query = params.query.trim();
            let shown = if query.is_empty() && params.favourites {
                messages.favourites
            } else {
                query
            };
            shown.to_owned()
        }),
        Route::Article(permalink) => collection.library.with(|library| {
            let article = library
                .find(&permalink)
                .and_then(|doc| library.article(doc));
            article
                .map(|article| article.title.clone())
                .unwrap_or_default()
        }),
        Route::Unknown => messages.unknown_title.to_owned(),
    };
    if shown.is_empty() {
        site.to_owned()
    } else {
        format!("{shown} – {site}")
    }
}

/// How much of the collection is here.
fn extent(context: Context) -> String {
    let (loaded, all) = context
        .collection
        .library
        .with(|library| (library.loaded(), library.count()));
    match context.collection.phase.get() {
        Phase::Complete if loaded == all => (context.messages.all_loaded)(&context.number(all)),
        Phase::Starting | Phase::Failed(_) => String::new(),
        Phase::Loading | Phase::Complete => (context.messages.loading_articles)(OutOf {
            count: &context.number(loaded),
            total: &context.number(all),
        }),
    }
}
