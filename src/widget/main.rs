//! The embeddable list. `public/widget.js` defines the element and calls what stands here; everything else is in
//! [`widget`].

#![expect(
    clippy::needless_pass_by_value,
    reason = "what the script hands over is taken by value"
)]

mod body;
mod collections;
mod dress;
mod histogram;
mod options;
mod report;
mod state;
mod toolbar;
mod view;
mod widget;

use vigie_ui::browser::host::HtmlElement;
use vigie_ui::browser::{dom, fetch};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the engine. Called once, by the glue.
fn main() {
    dom::own_page();
}

/// Takes over the answer for the feed `entry`, which was asked for while this program was on its way.
#[wasm_bindgen]
pub fn expect(entry: String, answer: js_sys::Promise) {
    fetch::expect(entry, answer);
}

/// Draws a list into `place` for the element `host`, and returns its number. `entry` is the address of the
/// feed, `concepts` that of the concepts for feeds without an index, `root` the hosted site, `state` what was
/// asked before, `tell` hears of events.
#[wasm_bindgen]
pub fn mount(
    host: HtmlElement,
    place: HtmlElement,
    entry: String,
    concepts: String,
    root: String,
    state: &str,
    tell: js_sys::Function,
) -> u32 {
    widget::mount(
        host,
        &place,
        widget::Addresses {
            entry,
            concepts,
            root,
        },
        state,
        tell,
    )
}

/// Ends a list; returns what was asked.
#[wasm_bindgen]
pub fn unmount(id: u32) -> String {
    widget::unmount(id)
}

/// Reads the attributes again.
#[wasm_bindgen]
pub fn update(id: u32, entry: String) {
    widget::with(id, |widget| widget.update(entry));
}

/// What the reader searches for.
#[wasm_bindgen]
pub fn query(id: u32) -> Option<String> {
    widget::with(id, widget::Widget::query)
}

/// Searches for something else.
#[wasm_bindgen]
pub fn set_query(id: u32, text: String) {
    widget::with(id, |widget| widget.set_query(text));
}

/// The articles shown, or all that were found; null while some of all are on their way.
#[wasm_bindgen]
pub fn records(id: u32, all: bool) -> JsValue {
    widget::with(id, |widget| widget.records(all)).unwrap_or(JsValue::UNDEFINED)
}

/// Shows the text of an article under its title, or hides it; `false` if there is none to show.
#[wasm_bindgen]
pub fn open_here(id: u32, article: &str) -> bool {
    widget::with(id, |widget| widget.open_here(article)).unwrap_or_default()
}

/// Asks for the data anew.
#[wasm_bindgen]
pub fn refresh(id: u32) {
    widget::with(id, widget::Widget::refresh);
}
