//! What other programs do to the page.

use vigie_ui::element::element;
use vigie_ui::signals::RwSignal;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, Node};

use crate::support::{document, drawn, find, settle, text};

/// Does what a translator does: puts every text into two elements of its own, in other words.
fn translate(place: &Element) {
    for node in nodes(place, Node::TEXT_NODE) {
        let outer = document().create_element("font").unwrap();
        let inner = document().create_element("font").unwrap();
        inner.set_text_content(Some("translated"));
        outer.append_child(&inner).unwrap();
        let parent = node.parent_node().unwrap();
        parent.replace_child(&outer, &node).unwrap();
    }
}

/// Every node of a type below another, in order: texts, or the comments that are the anchors of what is redrawn.
fn nodes(node: &Node, node_type: u16) -> Vec<Node> {
    let mut found = Vec::new();
    let mut child = node.first_child();
    while let Some(current) = child {
        child = current.next_sibling();
        found.extend(nodes(&current, node_type));
        if current.node_type() == node_type {
            found.push(current);
        }
    }
    found
}

/// A text, a live text, live content and a list, all of one number.
fn numbered(number: RwSignal<u32>) -> HtmlElement {
    drawn(move || {
        let said = move || number.get().to_string();
        let live = move || vec!["live ".into(), said().into()];
        let keys = move || vec![format!("k{}", number.get()), "stays".to_owned()];
        let button = element("button").attribute("id", "has-focus").child("B");
        vec![
            element("b").live_text(said).into(),
            element("i").child("still ").live(live).into(),
            element("ul")
                .keyed(keys, |key| element("li").child(key))
                .into(),
            button.into(),
        ]
    })
}

#[wasm_bindgen_test]
async fn nothing_that_a_translator_has_put_there_is_left_beside_the_new() {
    let number = RwSignal::new(1);
    let place = numbered(number);
    translate(&place);
    number.set(2);
    settle().await;
    assert_eq!(text(&find(&place, "b")), "2");
    assert_eq!(text(&find(&place, "i")), "translatedlive 2");
    // The item that stays is still translated.
    assert_eq!(text(&find(&place, "ul")), "k2translated");
}

#[wasm_bindgen_test]
async fn a_page_without_an_anchor_is_redrawn_with_its_focus() {
    let number = RwSignal::new(1);
    let mut count = 0;
    // Once for each anchor, and for all of them.
    loop {
        let place = numbered(number);
        let anchors = nodes(&place, Node::COMMENT_NODE);
        let is_last = count == anchors.len();
        for (at, anchor) in anchors.iter().enumerate() {
            if is_last || at == count {
                anchor.parent_node().unwrap().remove_child(anchor).unwrap();
            }
        }
        let focused = find(&place, "#has-focus").unchecked_into::<HtmlElement>();
        focused.focus().unwrap();
        number.update(|number| *number += 1);
        settle().await;
        settle().await;
        let now = number.get_untracked();
        let expected = format!("{now}still live {now}k{now}staysB");
        assert_eq!(text(&place), expected, "anchor {count}");
        assert_eq!(document().active_element().unwrap().id(), "has-focus");
        place.remove();
        count += 1;
        if is_last {
            break;
        }
    }
    assert!(count > 3, "{count} anchors");
}

#[wasm_bindgen_test]
async fn a_page_that_was_emptied_is_redrawn() {
    let number = RwSignal::new(1);
    let place = numbered(number);
    place.set_text_content(Some("emptied"));
    number.set(5);
    settle().await;
    settle().await;
    assert_eq!(text(&place), "5still live 5k5staysB");
}
