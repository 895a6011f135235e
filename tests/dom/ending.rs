//! Signals, effects and listeners end with what they were made for.

use std::cell::Cell;
use std::rc::Rc;

use vigie_ui::browser::dom;
use vigie_ui::element::{Child, element};
use vigie_ui::signals::RwSignal;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::support::{drawn, find, place, settle, text};

/// A paragraph that counts how often its text is asked for.
fn counted(number: RwSignal<u32>, asked: &Rc<Cell<u32>>) -> Child {
    let asked = Rc::clone(asked);
    let said = move || {
        asked.set(asked.get() + 1);
        number.get().to_string()
    };
    element("p").live_text(said).into()
}

#[wasm_bindgen_test]
async fn what_is_replaced_follows_no_signal_any_more() {
    let (number, round) = (RwSignal::new(0), RwSignal::new(0));
    let asked = Rc::new(Cell::new(0));
    let counter = Rc::clone(&asked);
    let place = drawn(move || {
        let counter = Rc::clone(&counter);
        let live = move || {
            round.get();
            vec![counted(number, &counter)]
        };
        vec![element("div").live(live).into()]
    });
    for _ in 0..20 {
        round.update(|round| *round += 1);
        settle().await;
    }
    asked.set(0);
    number.set(7);
    settle().await;
    assert_eq!(text(&place), "7");
    assert_eq!(asked.get(), 1, "only what is shown is asked");
}

#[wasm_bindgen_test]
async fn items_that_go_follow_no_signal_any_more() {
    let (number, keys) = (
        RwSignal::new(0),
        RwSignal::new(vec!["a".to_owned(), "b".to_owned()]),
    );
    let asked = Rc::new(Cell::new(0));
    let counter = Rc::clone(&asked);
    let place = drawn(move || {
        let counter = Rc::clone(&counter);
        let item = move |_: &str| element("li").child(counted(number, &counter));
        vec![element("ul").keyed(move || keys.get(), item).into()]
    });
    keys.set(vec!["b".to_owned()]);
    settle().await;
    asked.set(0);
    number.set(3);
    settle().await;
    assert_eq!(text(&place), "3");
    assert_eq!(asked.get(), 1);
}

#[wasm_bindgen_test]
async fn nothing_is_called_once_it_is_dropped() {
    let (number, asked) = (RwSignal::new(1), Rc::new(Cell::new(0)));
    let counter = Rc::clone(&asked);
    let place = place();
    let mounted = dom::mount_until_dropped(&place, move || {
        let own = RwSignal::new("own".to_owned());
        move || {
            let click = Rc::clone(&counter);
            let button = element("button")
                .on("click", move |_| click.set(100))
                .live_text(move || own.get());
            vec![counted(number, &counter), button.into()]
        }
    });
    assert_eq!(text(&place), "1own");
    drop(mounted);
    asked.set(0);
    number.set(2);
    settle().await;
    assert_eq!((text(&place).as_str(), asked.get()), ("1own", 0));
    find(&place, "button")
        .unchecked_into::<HtmlElement>()
        .click();
    assert_eq!(asked.get(), 0);
}

/// Taking away what has the focus calls its listeners, which read signals.
#[wasm_bindgen_test]
async fn what_has_the_focus_can_go() {
    let is_shown = RwSignal::new(true);
    let left = Rc::new(Cell::new(0));
    let counter = Rc::clone(&left);
    let place = drawn(move || {
        let counter = Rc::clone(&counter);
        let field = move || {
            let counter = Rc::clone(&counter);
            let field = element("input").on("blur", move |_| {
                is_shown.with(|_| counter.set(counter.get() + 1));
            });
            is_shown.get().then_some(field)
        };
        vec![element("div").live_child(field).into()]
    });
    find(&place, "input")
        .unchecked_into::<HtmlElement>()
        .focus()
        .unwrap();
    is_shown.set(false);
    settle().await;
    assert!(place.query_selector("input").unwrap().is_none());
    assert_eq!(left.get(), 1);
    is_shown.set(true);
    settle().await;
    assert!(place.query_selector("input").unwrap().is_some());
}
