//! A place on the page for one test, and a wait for what signals cause.

use std::sync::Once;

use js_sys::Promise;
use vigie_ui::browser::dom;
use vigie_ui::element::Child;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Node};

/// The page that the tests run on.
pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Adds an empty place at the end of the page, and readies signals the first time.
pub(crate) fn place() -> HtmlElement {
    static READY: Once = Once::new();
    READY.call_once(dom::own_page);
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    place.unchecked_into()
}

/// Draws content into a new place for as long as the page lives.
pub(crate) fn drawn(content: impl Fn() -> Vec<Child> + 'static) -> HtmlElement {
    let place = place();
    dom::mount(&place, content);
    place
}

/// Waits until everything that signals have caused is done.
pub(crate) async fn settle() {
    let mut later = |done: js_sys::Function, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback(&done).unwrap();
    };
    JsFuture::from(Promise::new(&mut later)).await.unwrap();
}

/// The text that a reader sees in a place.
pub(crate) fn text(place: &Node) -> String {
    place.text_content().unwrap_or_default()
}

/// The first element of a place that a selector finds.
pub(crate) fn find(place: &Element, selector: &str) -> Element {
    place.query_selector(selector).unwrap().unwrap()
}
