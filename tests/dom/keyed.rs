//! Lists whose items keep their elements.

use vigie_ui::element::element;
use vigie_ui::signals::RwSignal;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::support::{document, drawn, find, settle, text};

/// A list that follows `keys`: each item is a button of that text, with the key as its id.
fn list(keys: RwSignal<Vec<String>>) -> HtmlElement {
    drawn(move || {
        let item = |key: &str| {
            let button = element("button").attribute("id", key).child(key);
            element("li").child(button)
        };
        vec![
            element("p").child("before").into(),
            element("ul").keyed(move || keys.get(), item).into(),
        ]
    })
}

fn items(place: &Element) -> Vec<Element> {
    let first = find(place, "ul").first_element_child();
    std::iter::successors(first, Element::next_element_sibling).collect()
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

#[wasm_bindgen_test]
async fn items_that_stay_keep_element_and_focus() {
    let keys = RwSignal::new(owned(&["ka", "kb", "kc"]));
    let place = list(keys);
    let before = items(&place);
    let focused = find(&place, "#kb").unchecked_into::<HtmlElement>();
    focused.focus().unwrap();
    keys.set(owned(&["kd", "kb", "ka"]));
    settle().await;
    let after = items(&place);
    assert_eq!(text(&find(&place, "ul")), "kdkbka");
    assert_eq!(after.get(1), before.get(1), "kb");
    assert_eq!(after.get(2), before.first(), "ka");
    let active = document().active_element().unwrap();
    assert_eq!(active.id(), "kb");
    keys.set(Vec::new());
    settle().await;
    assert!(items(&place).is_empty());
}

/// Whatever an order is followed by: the page has it, and no item was drawn twice.
#[wasm_bindgen_test]
async fn every_order_follows_every_other() {
    let keys = RwSignal::new(Vec::new());
    let place = list(keys);
    // A linear congruential generator: Knuth's, "The Art of Computer Programming" 2, 3.3.4.
    let mut state = 1_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005);
        state = state.wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..200 {
        let before = items(&place);
        let mut rest: Vec<String> = (0..9).map(|number| format!("r{number}")).collect();
        let count = random(10);
        let order: Vec<String> = (0..count)
            .map(|_| rest.remove(usize::try_from(random(rest.len() as u64)).unwrap()))
            .collect();
        keys.set(order.clone());
        settle().await;
        let after = items(&place);
        let shown: Vec<String> = after.iter().map(|item| text(item)).collect();
        assert_eq!(shown, order);
        for item in before {
            let stays = order.contains(&text(&item));
            assert_eq!(after.contains(&item), stays, "{}", text(&item));
        }
    }
}
