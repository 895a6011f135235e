//! The address bar and the session history.
//!
//! Addresses are relative to the site's folder, which the boot script notes on the document: the same files work
//! under any path of any host.

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{History, PopStateEvent, ScrollRestoration};

use super::page::{CardPlace, root, window};

/// What the session history remembers of a view beside its address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewState {
    /// Cards shown; 0 for the usual number.
    pub shown: usize,
    /// Scroll offset in CSS pixels.
    pub scroll: f64,
    /// Permalink of the card that had focus; empty for none.
    pub focus: String,
    /// The first card that could be seen, and where.
    pub anchor: CardPlace,
}

/// Where the page is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Path relative to the site's folder, without leading slash.
    pub path: String,
    /// The part after `?`, without it.
    pub search: String,
    /// What the session history remembers.
    pub view: ViewState,
}

/// Returns where the page is now.
pub fn current() -> Place {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    Place {
        path: path
            .strip_prefix(&root())
            .unwrap_or(path.trim_start_matches('/'))
            .to_owned(),
        search: search.trim_start_matches('?').to_owned(),
        view: history()
            .and_then(|history| history.state().ok())
            .map(|state| read(&state))
            .unwrap_or_default(),
    }
}

/// Adds an entry to the session history. `address` is relative to the site's folder.
pub fn push(address: &str, view: &ViewState) {
    if let Some(history) = history() {
        // Refused only when a page floods the history; the page then works on, with an older address.
        let _ =
            history.push_state_with_url(&write(view), "", Some(&format!("{}{address}", root())));
    }
}

/// Keeps how far the reader is in the current entry of the session history, whose address stays.
pub fn keep(view: &ViewState) {
    if let Some(history) = history() {
        let _ = history.replace_state_with_url(&write(view), "", None);
    }
}

/// Replaces the current entry of the session history.
pub fn replace(address: &str, view: &ViewState) {
    if let Some(history) = history() {
        let _ =
            history.replace_state_with_url(&write(view), "", Some(&format!("{}{address}", root())));
    }
}

/// Goes one entry back.
pub fn back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}

/// Takes scrolling over from the browser, and calls back when the reader moves through the history. Lives
/// as long as the page.
pub fn listen(mut on_move: impl FnMut(Place) + 'static) {
    if let Some(history) = history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let listener = Closure::<dyn FnMut(PopStateEvent)>::new(move |_| on_move(current()));
    let _ =
        window().add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
    listener.forget();
}

fn history() -> Option<History> {
    window().history().ok()
}

fn write(view: &ViewState) -> JsValue {
    let state = Object::new();
    let set = |key: &str, value: JsValue| {
        // A fresh object takes every property.
        let _ = Reflect::set(&state, &key.into(), &value);
    };
    set("n", JsValue::from_str(&view.shown.to_string()));
    set("y", JsValue::from_f64(view.scroll));
    set("focus", JsValue::from_str(&view.focus));
    set("card", JsValue::from_str(&view.anchor.id));
    set("top", JsValue::from_f64(view.anchor.top));
    state.into()
}

fn read(state: &JsValue) -> ViewState {
    let get = |key: &str| Reflect::get(state, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let number = |key: &str| {
        get(key)
            .as_f64()
            .filter(|number| number.is_finite() && *number >= 0.0)
    };
    ViewState {
        shown: get("n")
            .as_string()
            .and_then(|shown| shown.parse().ok())
            .unwrap_or_default(),
        scroll: number("y").unwrap_or_default(),
        focus: get("focus").as_string().unwrap_or_default(),
        anchor: CardPlace {
            id: get("card").as_string().unwrap_or_default(),
            top: get("top")
                .as_f64()
                .filter(|top| top.is_finite())
                .unwrap_or_default(),
        },
    }
}
