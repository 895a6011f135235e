//! Navigation in the site: the URL contains what is asked, the session history the scroll position.
//!
//! Typing replaces the current history entry, but its first letter adds one, so that Back always returns to the
//! list before the search and never to half a word. Moving through the history writes nothing.

use vigie_core::permalink::Permalink;
use vigie_ui::browser::clock::{Debounce, request_animation_frame};
use vigie_ui::browser::history::{self, Place, ViewState};
use vigie_ui::browser::page::{self, CardPlace};
use vigie_ui::components::{BATCH, RESULTS_ID, TITLE_ID};
use vigie_ui::listing::Question;
use vigie_ui::signals::RwSignal;
use vigie_ui::state::SearchParams;

use crate::router::Route;

/// Quiet time after typing before the address follows, in milliseconds.
const TYPING_MS: u64 = 300;

/// Quiet time after scrolling or moving the focus before the scroll position is saved, in milliseconds.
const MOVE_MS: u64 = 150;

/// Frames in which a place that was put back is corrected. Cards that have not been painted yet have a guessed
/// height; each frame measures those it shows, which moves others into view. Three frames were seen to be needed.
const ALIGNED_FRAMES: u8 = 6;

/// Where the reader is. A bundle of signals, free to copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Navigation {
    /// Which page.
    pub(crate) route: RwSignal<Route>,
    /// What the list asks.
    pub(crate) params: RwSignal<SearchParams>,
    /// How many cards the list shows.
    pub(crate) shown: RwSignal<usize>,
    /// Whether the list was opened in this visit: an article then leads back to it.
    pub(crate) list_was_open: RwSignal<bool>,
    /// Scroll offset and focus to put back once the list is drawn.
    restoring: RwSignal<Option<ViewState>>,
    /// Whether the newest entry of the history is a search still being typed.
    is_typing: RwSignal<bool>,
    came_from_list: RwSignal<bool>,
    typing: &'static Debounce,
}

impl Navigation {
    /// Starts where the address says.
    pub(crate) fn start() -> Self {
        let place = history::current();
        let route = Route::parse(&place.path);
        let navigation = Self {
            list_was_open: RwSignal::new(route == Route::List),
            route: RwSignal::new(route),
            params: RwSignal::new(SearchParams::parse(&place.search)),
            shown: RwSignal::new(place.view.shown.max(BATCH)),
            restoring: RwSignal::new(Some(place.view)),
            is_typing: RwSignal::new(false),
            came_from_list: RwSignal::new(false),
            typing: Box::leak(Box::new(Debounce::new(TYPING_MS))),
        };
        history::listen(move |place| navigation.arrive(place));
        page::on_internal_link(move |path, search, fragment| {
            navigation.follow(path, search, fragment)
        });
        let moving = Debounce::new(MOVE_MS);
        page::on_move(move || moving.call(move || navigation.remember()));
        navigation
    }

    /// What the list asks, and how much of the answer it shows.
    pub(crate) fn question(self) -> Question {
        Question {
            params: self.params,
            shown: self.shown,
        }
    }

    fn address(self) -> String {
        let params = self.params.get_untracked();
        self.route.with_untracked(|route| route.address(&params))
    }

    /// Returns whether the list shows favourites only.
    pub(crate) fn shows_favourites(self) -> bool {
        self.route.get() == Route::List && self.params.with(|params| params.favourites)
    }

    /// How far the reader is.
    fn view(self) -> ViewState {
        // A scroll position that is not restored yet is not overwritten by the current one.
        self.restoring.get_untracked().unwrap_or_else(|| ViewState {
            shown: self.shown.get_untracked(),
            scroll: page::scroll_offset(),
            focus: page::focused_card(),
            anchor: page::first_visible_card(),
        })
    }

    /// Keeps how far the reader is in the current entry of the history, and not what is being typed: that
    /// becomes an entry of its own.
    fn remember(self) {
        history::keep(&self.view());
    }

    /// The reader moved through the history.
    fn arrive(self, place: Place) {
        self.settle();
        // Which entry lies before an article reached this way is not known.
        self.came_from_list.set(false);
        self.shown.set(place.view.shown.max(BATCH));
        self.params.set(SearchParams::parse(&place.search));
        self.show(Route::parse(&place.path));
        self.restoring.set(Some(place.view));
    }

    /// Puts scroll offset and focus back before the next paint. Called when what they refer to is drawn.
    pub(crate) fn restore(&self) {
        let Some(view) = self.restoring.get() else {
            return;
        };
        self.restoring.set(None);
        request_animation_frame(move || {
            page::scroll_to(view.scroll);
            if !view.focus.is_empty() {
                page::focus_card(&view.focus);
            }
            align(view.anchor, ALIGNED_FRAMES);
        });
    }

    /// The reader clicked a link into the site; `false` if it names no page of ours.
    fn follow(self, path: &str, search: &str, fragment: &str) -> bool {
        let route = Route::parse(path);
        if route == Route::Unknown {
            return false;
        }
        if !fragment.is_empty() && self.route.get_untracked() == route {
            self.remember();
            history::push(
                &format!("{}{fragment}", self.address()),
                &ViewState::default(),
            );
            page::show_fragment();
            return true;
        }
        self.open(route, SearchParams::parse(search));
        if !fragment.is_empty() {
            // The part is shown when the body is there.
            history::replace(
                &format!("{}{fragment}", self.address()),
                &ViewState::default(),
            );
        }
        true
    }

    /// Opens a page as a new entry of the history.
    pub(crate) fn open(self, route: Route, params: SearchParams) {
        self.commit_query();
        self.remember();
        self.came_from_list
            .set(self.route.get_untracked() == Route::List && route != Route::List);
        let focus = if route == Route::List {
            RESULTS_ID
        } else {
            TITLE_ID
        };
        if self.params.get_untracked() != params {
            self.shown.set(BATCH);
            self.params.set(params);
        }
        self.show(route);
        history::push(&self.address(), &ViewState::default());
        request_animation_frame(move || {
            page::scroll_to(0.0);
            page::focus(focus);
        });
    }

    /// Opens the article that is asked for by an earlier permalink under its present one.
    pub(crate) fn rename(self, permalink: Permalink) {
        self.route.set(Route::Article(permalink));
        let address = format!("{}{}", self.address(), page::fragment());
        history::replace(&address, &self.view());
    }

    /// Returns whether the entry before this one in the history is the list.
    pub(crate) fn came_from_list(self) -> bool {
        self.came_from_list.get_untracked()
    }

    fn show(self, route: Route) {
        if route == Route::List && !self.list_was_open.get_untracked() {
            self.list_was_open.set(true);
        }
        if self.route.get_untracked() != route {
            self.route.set(route);
        }
    }

    /// The reader typed.
    pub(crate) fn type_query(self, query: String) {
        self.shown.set(BATCH);
        self.params.update(|params| params.query = query);
        self.typing.call(move || self.write_typed());
    }

    fn write_typed(self) {
        if self.is_typing.get_untracked() {
            return history::replace(&self.address(), &self.view());
        }
        self.is_typing.set(true);
        history::push(&self.address(), &ViewState::default());
    }

    /// The reader is done typing: what comes next is a step of its own.
    pub(crate) fn commit_query(self) {
        self.typing.cancel();
        if history::current().search != self.params.with_untracked(SearchParams::print) {
            self.write_typed();
        }
        self.is_typing.set(false);
    }

    /// Ends a search that is being typed, without writing it.
    fn settle(self) {
        self.typing.cancel();
        self.is_typing.set(false);
    }

    /// Changes filters or order: a step of its own.
    pub(crate) fn change(self, change: impl FnOnce(&mut SearchParams)) {
        self.commit_query();
        self.remember();
        self.shown.set(BATCH);
        self.params.update(change);
        history::push(
            &self.address(),
            &ViewState {
                scroll: page::scroll_offset(),
                ..ViewState::default()
            },
        );
    }

    /// Shows one batch more.
    pub(crate) fn show_more(self) {
        self.shown.update(|shown| *shown += BATCH);
        self.remember();
    }
}

/// Keeps a card at its place on screen, in this animation frame and the next ones.
fn align(card: CardPlace, frames: u8) {
    page::align_card(&card);
    if frames > 1 {
        request_animation_frame(move || align(card, frames - 1));
    }
}
