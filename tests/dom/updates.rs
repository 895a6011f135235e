//! What follows signals, and what is called on events.

use std::cell::Cell;
use std::rc::Rc;

use vigie_ui::element::element;
use vigie_ui::signals::RwSignal;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::support::{drawn, find, settle, text};

#[wasm_bindgen_test]
async fn attributes_come_change_and_go() {
    let value = RwSignal::new(None::<String>);
    let place = drawn(move || {
        let live = element("p").live_attribute("title", move || value.get());
        vec![live.into()]
    });
    let title = || find(&place, "p").get_attribute("title");
    assert_eq!(title(), None);
    for now in [Some("a"), Some(""), None] {
        value.set(now.map(str::to_owned));
        settle().await;
        assert_eq!(title().as_deref(), now);
    }
}

/// Markup is text, wherever it comes from.
#[wasm_bindgen_test]
async fn no_text_becomes_an_element() {
    let hostile = "<img src=x onerror=\"document.title='hostile'\">";
    let words = RwSignal::new(String::new());
    let place = drawn(move || {
        vec![
            element("p")
                .child(hostile)
                .attribute("title", hostile)
                .into(),
            element("p").live_text(move || words.get()).into(),
            element("p").live(move || vec![words.get().into()]).into(),
        ]
    });
    words.set(hostile.to_owned());
    settle().await;
    assert_eq!(text(&place), hostile.repeat(3));
    assert!(place.query_selector("img").unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_field_keeps_its_cursor_while_its_value_stays() {
    let words = RwSignal::new("some words".to_owned());
    let place = drawn(move || {
        vec![
            element("input")
                .text_property("value", move || words.get())
                .into(),
        ]
    });
    let field = find(&place, "input").unchecked_into::<HtmlInputElement>();
    field.focus().unwrap();
    field.set_selection_range(4, 4).unwrap();
    words.set("some words".to_owned());
    settle().await;
    assert_eq!(field.selection_start().unwrap(), Some(4));
    words.set("others".to_owned());
    settle().await;
    assert_eq!(field.value(), "others");
}

#[wasm_bindgen_test]
fn a_listener_is_told_of_its_field_and_can_prevent() {
    let said = Rc::new(Cell::new(String::new()));
    let place = drawn({
        let said = Rc::clone(&said);
        move || {
            let said = Rc::clone(&said);
            let link = element("a")
                .attribute("href", "#elsewhere")
                .on("click", |event| {
                    assert!(!event.is_typing);
                    event.prevent_default();
                });
            let field = element("input").on("input", move |event| {
                assert!(event.is_typing);
                said.set(event.value.clone());
            });
            vec![link.into(), field.into()]
        }
    });
    find(&place, "a").unchecked_into::<HtmlElement>().click();
    let location = web_sys::window().unwrap().location();
    assert_eq!(location.hash().unwrap(), "");
    let field = find(&place, "input").unchecked_into::<HtmlInputElement>();
    field.set_value("typed");
    let event = web_sys::Event::new("input").unwrap();
    field.dispatch_event(&event).unwrap();
    assert_eq!(said.take(), "typed");
}
