//! The app: what is loaded, where the reader is, and the page that shows it.

use leptos::either::EitherOf3;
use leptos::mount::mount_to;
use leptos::prelude::*;
use vigie_core::language::Language;
use vigie_core::messages::{Messages, messages};
use vigie_ui::browser::intl::Formats;
use vigie_ui::browser::page::{self, EarlyInput, Theme};
use vigie_ui::browser::storage;
use vigie_ui::components::{FailureNotice, SiteFooter, SiteHeader};
use vigie_ui::state::loading::{Collection, Phase};

use crate::navigation::Navigation;
use crate::pages::{ArticlePage, ListPage, UnknownPage};
use crate::results::Results;
use crate::router::Route;

/// Id of the place the page has prepared.
const PLACE_ID: &str = "app";

/// Id of the search box, in the prepared page and in the app.
const SEARCH_ID: &str = "search";

/// Starts the app in its place. What the reader has typed meanwhile is taken over.
pub(crate) fn start() {
    let early = page::early_input(SEARCH_ID);
    let place = page::take_over(PLACE_ID);
    let had_focus = early.has_focus;
    mount_to(place, move || view! { <App early /> }).forget();
    if had_focus {
        page::focus(SEARCH_ID);
    }
    page::announce_start();
}

/// The whole page. The language is a property of the view: another language draws it anew from the same
/// state, so no component has to know that languages change.
#[component]
fn App(early: EarlyInput) -> impl IntoView {
    let collection = Collection::new(format!("{}bundle/", page::root()));
    let navigation = Navigation::start();
    let results = Results::new(collection, navigation);
    let language = RwSignal::new(
        storage::language()
            .or_else(page::published_language)
            .unwrap_or_default(),
    );
    let theme = RwSignal::new(storage::theme());
    if !early.text.is_empty() {
        navigation.type_query(early.text);
    }
    collection.load();
    move || {
        let messages = messages(language.get());
        page::set_language(messages.language);
        view! { <Page collection navigation results language theme messages /> }
    }
}

#[component]
fn Page(
    collection: Collection,
    navigation: Navigation,
    results: Results,
    language: RwSignal<Language>,
    theme: RwSignal<Theme>,
    messages: &'static Messages,
) -> impl IntoView {
    let formats = StoredValue::new_local(Formats::new(messages.language));
    let title = Memo::new(move |_| {
        collection
            .library
            .with(|library| library.title.in_language(messages.language).to_owned())
    });
    let is_list = Memo::new(move |_| navigation.route.get() == Route::List);
    Effect::new(move |_| {
        page::set_title(&tab_title(collection, navigation, &title.get(), messages))
    });
    let choose_theme = Callback::new(move |chosen| {
        theme.set(chosen);
        page::set_theme(chosen);
        storage::keep_theme(chosen);
    });
    let change_language = Callback::new(move |()| {
        let other = if messages.language == Language::Fr {
            Language::En
        } else {
            Language::Fr
        };
        let offset = page::scroll_offset();
        storage::keep_language(other);
        language.set(other);
        request_animation_frame(move || {
            page::scroll_to(offset);
            page::focus("language");
        });
    });
    let list = move || {
        navigation.list_was_open.get().then(|| {
            view! {
                <div class="page" hidden=move || !is_list.get()>
                    {move || entry_failure(collection, messages)}
                    <ListPage collection navigation results formats messages />
                </div>
            }
        })
    };
    let other = move || match navigation.route.get() {
        Route::List => EitherOf3::A(()),
        Route::Article(permalink) => EitherOf3::B(view! {
            <div class="page"><ArticlePage permalink collection navigation results formats messages /></div>
        }),
        Route::Unknown => {
            let address = vigie_ui::browser::history::current().path;
            EitherOf3::C(
                view! { <div class="page"><UnknownPage collection address messages /></div> },
            )
        }
    };
    view! {
        <a class="skip-link" href="#search">{messages.skip_to_search}</a>
        <a class="skip-link" href="#results">{messages.skip_to_results}</a>
        <SiteHeader
            title
            home=page::root()
            theme
            on_theme=choose_theme
            on_language=change_language
            messages
        />
        <main class="site-main">{list} {other}</main>
        <SiteFooter
            updated=Signal::derive(move || updated(collection, formats, messages))
            extent=Signal::derive(move || extent(collection, formats, messages))
            feed=format!("{}bundle/{}", page::root(), vigie_core::bundle::ENTRY)
            messages
        />
    }
}

/// The title of the tab: what is shown, then the site.
fn tab_title(
    collection: Collection,
    navigation: Navigation,
    site: &str,
    messages: &'static Messages,
) -> String {
    let shown = match navigation.route.get() {
        Route::List => navigation
            .params
            .with(|params| params.query.trim().to_owned()),
        Route::Article(permalink) => collection
            .library
            .with(|library| {
                library
                    .find(&permalink)
                    .and_then(|doc| library.article(doc))
                    .map(|article| article.title.clone())
            })
            .unwrap_or_default(),
        Route::Unknown => messages.unknown_title.to_owned(),
    };
    match (shown.is_empty(), site.is_empty()) {
        (true, true) => "Vigie".to_owned(),
        (true, false) => site.to_owned(),
        (false, true) => shown,
        (false, false) => format!("{shown} – {site}"),
    }
}

/// What is said when the entry itself cannot be loaded.
fn entry_failure(collection: Collection, messages: &'static Messages) -> Option<impl IntoView> {
    let Phase::Failed(failure) = collection.phase.get() else {
        return None;
    };
    let on_retry = Callback::new(move |()| collection.load());
    Some(view! { <FailureNotice title=messages.failure_title failure on_retry messages /> })
}

/// When the data was published.
fn updated(
    collection: Collection,
    formats: StoredValue<Formats, LocalStorage>,
    messages: &Messages,
) -> String {
    let generated = collection.library.with(|library| {
        let manifest = library.manifest.as_ref()?;
        vigie_core::date::Timestamp::parse(&manifest.generated)
    });
    let date =
        generated.map(|generated| formats.with_value(|formats| formats.long_date(generated)));
    date.map(|date| (messages.updated)(&date))
        .unwrap_or_default()
}

/// How much of the collection is here.
fn extent(
    collection: Collection,
    formats: StoredValue<Formats, LocalStorage>,
    messages: &Messages,
) -> String {
    let (loaded, all) = collection
        .library
        .with(|library| (library.loaded(), library.count()));
    let number = |number| formats.with_value(|formats| formats.number(number));
    match collection.phase.get() {
        Phase::Complete if loaded == all => (messages.all_loaded)(&number(all)),
        Phase::Starting | Phase::Failed(_) => String::new(),
        Phase::Reading | Phase::Complete => {
            (messages.loading_articles)(&number(loaded), &number(all))
        }
    }
}
