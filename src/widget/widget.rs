//! The lists on the page, and what the script may do with each.
//!
//! Each list has its own owner, so that its signals, effects and listeners are disposed with it; the collections
//! outlive it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use vigie_core::article::{Article, DocId};
use vigie_core::export::{self, Format, Record};
use vigie_core::permalink::Permalink;
use vigie_core::scripts::UPDATE_EVENT;
use vigie_ui::browser::dom::{self, Mounted};
use vigie_ui::browser::host::{self, Fact, Host, HtmlElement};
use vigie_ui::listing::{Listing, Question};
use vigie_ui::signals::RwSignal;
use vigie_ui::state::SearchParams;
use vigie_ui::state::loading::Phase;
use wasm_bindgen::JsValue;

use crate::collections;
use crate::options::Options;
use crate::state::State;
use crate::view;

/// Maximum number of articles of an export: what a reference manager takes in one go.
const MAX_RECORDS: usize = 1_000;

/// Where things are.
pub(crate) struct Addresses {
    /// The feed.
    pub(crate) entry: String,
    /// The concepts for feeds without an index.
    pub(crate) concepts: String,
    /// The folder of the hosted site, with a slash at its end.
    pub(crate) root: String,
}

/// A list on the page.
pub(crate) struct Widget {
    state: State,
    entry: RefCell<String>,
    concepts: String,
    _mounted: Mounted,
}

thread_local! {
    static WIDGETS: RefCell<BTreeMap<u32, Rc<Widget>>> = const { RefCell::new(BTreeMap::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Draws a list, and returns its number.
pub(crate) fn mount(
    element: HtmlElement,
    place: &HtmlElement,
    addresses: Addresses,
    state: &str,
    tell: js_sys::Function,
) -> u32 {
    let host = Rc::new(Host::new(element, tell));
    host.guard_typing();
    let collection = collections::open(&addresses.entry, &addresses.concepts);
    let mut made = None;
    let mounted = dom::mount_until_dropped(place, || {
        let options = read(&host);
        let state = State {
            question: Question {
                params: RwSignal::new(SearchParams::parse(state)),
                shown: RwSignal::new(options.limit),
            },
            options: RwSignal::new(options),
            collection: RwSignal::new(collection),
            opened: RwSignal::default(),
            listing: Rc::default(),
            asked_at: Rc::new(Cell::new(vigie_ui::browser::clock::now())),
            root: addresses.root.into(),
            host,
        };
        made = Some(state.clone());
        move || view::draw(&state)
    });
    let id = LAST.get() + 1;
    LAST.set(id);
    let Some(state) = made else { return 0 };
    let widget = Widget {
        state,
        entry: RefCell::new(addresses.entry),
        concepts: addresses.concepts,
        _mounted: mounted,
    };
    WIDGETS.with_borrow_mut(|widgets| widgets.insert(id, Rc::new(widget)));
    id
}

/// Ends a list and returns what was asked, to be given to [`mount`] when the element comes back.
pub(crate) fn unmount(id: u32) -> String {
    let widget = WIDGETS.with_borrow_mut(|widgets| widgets.remove(&id));
    let params = widget.map(|widget| {
        widget
            .state
            .question
            .params
            .with_untracked(SearchParams::print)
    });
    params.unwrap_or_default()
}

/// Does something with a list; `None` if it is gone.
pub(crate) fn with<R>(id: u32, act: impl FnOnce(&Widget) -> R) -> Option<R> {
    // Not borrowed while it acts: a listener of the page may remove or add elements meanwhile.
    let widget = WIDGETS.with_borrow(|widgets| widgets.get(&id).cloned())?;
    Some(act(&widget))
}

/// Reads the attributes; the language around the element counts where none is written.
fn read(host: &Host) -> Options {
    let mut options = Options::read(&|name| host.attribute(name));
    options.language = options.language.or_else(|| host.language());
    options
}

impl Widget {
    /// Reads the attributes again, and follows another address.
    pub(crate) fn update(&self, entry: String) {
        let state = &self.state;
        let options = read(&state.host);
        let before = state.options.get_untracked();
        if *self.entry.borrow() != entry {
            let next = collections::open(&entry, &self.concepts);
            state.host.redraw(|| state.collection.set(next));
            self.entry.replace(entry);
        }
        if before == options {
            return;
        }
        if before.limit != options.limit || before.query != options.query {
            state.question.shown.set(options.limit);
        }
        state.host.redraw(|| state.options.set(options));
    }

    /// Returns what the reader searches for.
    pub(crate) fn query(&self) -> String {
        self.state
            .question
            .params
            .with_untracked(|params| params.query.clone())
    }

    /// Searches for something else.
    pub(crate) fn set_query(&self, text: String) {
        self.state.change(|params| params.query = text);
    }

    /// Returns the articles shown as plain objects.
    pub(crate) fn records(&self) -> JsValue {
        let Some(listing) = self.state.listing.get() else {
            return host::list(std::iter::empty());
        };
        let articles = articles(listing, listing.results.shown());
        host::list(articles.iter().map(|article| self.record(article)))
    }

    /// Writes the articles found in a format; `None` while some of them are on their way.
    pub(crate) fn export(&self, format: Format) -> Option<String> {
        let Some(listing) = self.state.listing.get() else {
            return Some(export::write(format, &[]));
        };
        let phase = listing.collection.phase.get_untracked();
        if matches!(phase, Phase::Starting | Phase::Loading) {
            return None;
        }
        let articles = articles(listing, listing.results.order());
        let addresses: Vec<String> = articles
            .iter()
            .map(|article| self.address(article))
            .collect();
        let records = articles.iter().zip(&addresses);
        let records = records.map(|(article, address)| Record { article, address });
        Some(export::write(format, &records.collect::<Vec<_>>()))
    }

    fn record(&self, article: &Article) -> JsValue {
        let day = article.published.day().to_string();
        host::record(&[
            ("id", Fact::Text(article.id.as_str())),
            ("url", Fact::Text(&self.address(article))),
            ("title", Fact::Text(&article.title)),
            ("summary", Fact::Text(&article.summary)),
            ("date", Fact::Text(&day)),
            ("source", Fact::Text(&article.source)),
            ("language", Fact::Text(article.language.tag())),
            ("kind", Fact::Text(article.kind.name())),
        ])
    }

    /// Where the source published an article, else its page on the hosted site.
    fn address(&self, article: &Article) -> String {
        match &article.url {
            Some(url) => url.as_str().to_owned(),
            None => [&self.state.root, article.id.relative()].concat(),
        }
    }

    /// Shows the text of an article under its title, or hides it; `false` if it is not known.
    pub(crate) fn open_here(&self, article: &str) -> bool {
        let collection = self.state.collection.get_untracked();
        let is_known = Permalink::parse(article).is_some_and(|id| {
            collection
                .library
                .with_untracked(|library| library.find(&id))
                .is_some()
        });
        if is_known {
            let opened = self.state.opened;
            let is_open = opened.with_untracked(|opened| opened == article);
            opened.set(if is_open {
                String::new()
            } else {
                article.to_owned()
            });
        }
        is_known
    }

    /// Requests the data again. Every list that shows this feed then shows the newer one.
    pub(crate) fn refresh(&self) {
        let entry = self.entry.borrow().clone();
        collections::refresh(entry, &self.concepts, |before, next, added| {
            let generated = collections::generated(next);
            let widgets =
                WIDGETS.with_borrow(|widgets| widgets.values().cloned().collect::<Vec<_>>());
            for widget in widgets {
                let shown = widget.state.collection;
                if std::ptr::eq(shown.get_untracked(), before) {
                    widget.state.host.redraw(|| shown.set(next));
                    let facts = [
                        ("added", Fact::Number(added.into())),
                        ("generated", Fact::Text(&generated)),
                    ];
                    widget.state.host.tell(UPDATE_EVENT, &facts);
                }
            }
        });
    }
}

/// The first articles of a list, as many as an export may have.
fn articles(listing: Listing, docs: Vec<DocId>) -> Vec<Arc<Article>> {
    let library = listing.collection.library;
    let docs = docs.into_iter().take(MAX_RECORDS);
    library.with_untracked(|library| docs.filter_map(|doc| library.article(doc)).collect())
}
