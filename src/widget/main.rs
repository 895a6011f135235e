//! The embeddable list. `public/widget.js` defines the element and calls the functions exported here; everything
//! else is in [`widget`].

#![expect(
    clippy::needless_pass_by_value,
    reason = "what the script hands over is taken by value"
)]

mod adapter;
mod body;
mod collections;
mod contrast;
mod histogram;
mod indexing;
mod options;
mod report;
mod state;
mod toolbar;
mod view;
mod widget;

use vigie_core::export::{self, Format};
use vigie_ui::browser::host::{AbortController, HtmlElement, ShadowRoot};
use vigie_ui::browser::{dom, fetch, file, indexed};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the engine. Called once, by the glue.
fn main() {
    dom::own_page();
}

/// Takes over the answer for the feed `entry`, which was asked for while this program was on its way, with what ends
/// the request.
#[wasm_bindgen]
pub fn expect(entry: String, answer: js_sys::Promise, controller: AbortController) {
    fetch::expect(entry, answer, controller);
}

/// Indexes the feed of another tool for the hosted page. `lines` are addresses and permalinks, as [`indexing`] reads them.
#[wasm_bindgen]
pub async fn index(lines: String) -> JsValue {
    indexed::detail(&indexing::index(&lines).await)
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

/// The articles shown.
#[wasm_bindgen]
pub fn records(id: u32) -> JsValue {
    widget::with(id, widget::Widget::records).unwrap_or(JsValue::UNDEFINED)
}

/// All articles found, as a text in a format; nothing while some are loading.
///
/// # Errors
///
/// If the format is unknown.
#[wasm_bindgen]
pub fn export_as(id: u32, format: &str) -> Result<Option<String>, JsValue> {
    let Some(format) = Format::from_name(format) else {
        let what = [
            "unknown format \"",
            format,
            "\": ris, bibtex, csl, csv or md",
        ]
        .concat();
        return Err(js_sys::TypeError::new(&what).into());
    };
    let text = widget::with(id, |widget| widget.export(format));
    Ok(text.unwrap_or_else(|| Some(export::write(format, &[]))))
}

/// Saves such a text as a file.
#[wasm_bindgen]
pub fn save(format: &str, text: &str) {
    if let Some(format) = Format::from_name(format) {
        let name = ["vigie.", format.extension()].concat();
        let media_type = [format.media_type(), ";charset=utf-8"].concat();
        file::save(&name, &media_type, text);
    }
}

/// The colours of a drawn list that can hardly be read, in one line.
#[wasm_bindgen]
pub fn faint(root: ShadowRoot) -> String {
    contrast::faint(&root)
}

/// Shows the text of an article under its title, or hides it; `false` if there is none to show.
#[wasm_bindgen]
pub fn open_here(id: u32, article: &str) -> bool {
    widget::with(id, |widget| widget.open_here(article)).unwrap_or_default()
}

/// Requests the data again.
#[wasm_bindgen]
pub fn refresh(id: u32) {
    widget::with(id, widget::Widget::refresh);
}
