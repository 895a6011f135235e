//! What components call when the reader does something.

use std::cell::RefCell;
use std::rc::Rc;

use vigie_core::language::Language;
use vigie_core::messages::{Messages, messages};
use vigie_core::search::Sort;
use vigie_view::components::{
    FailureNotice, FavouriteToggle, NeighbourLinks, Neighbours, ResultSummary, SEARCH_ID,
    SearchBox, SuggestionOption, ThemeToggle,
};
use vigie_view::element::{Action, Child, Element, Live, action};
use vigie_view::event::Event;
use vigie_view::failure::LoadFailure;
use vigie_view::html::Html;
use vigie_view::signals::{Memo, Owner, RwSignal};
use vigie_view::theme::Theme;

use crate::support::{find, send};

/// What was called, in order.
#[derive(Clone, Default)]
struct Calls(Rc<RefCell<Vec<String>>>);

impl Calls {
    fn note<T>(&self, say: impl Fn(T) -> String + 'static) -> Action<T> {
        let calls = self.clone();
        action(move |value| calls.push(say(value)))
    }

    fn push(&self, call: String) {
        self.0.borrow_mut().push(call);
    }

    fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

fn english() -> &'static Messages {
    messages(Language::En)
}

fn owned(test: impl FnOnce()) {
    let owner = Owner::new();
    owner.with(test);
    owner.cleanup();
}

thread_local! {
    /// What waits until typing pauses.
    static WAITING: RefCell<Option<Action<()>>> = const { RefCell::new(None) };
}

/// A pause that ends when the test says so.
fn after_pause(_quiet_ms: u64, run: Action<()>) -> Action<bool> {
    action(move |is_wanted: bool| {
        WAITING.set(is_wanted.then(|| Action::clone(&run)));
    })
}

fn typing_pauses() {
    if let Some(run) = WAITING.take() {
        run(());
    }
}

/// A search box with one suggestion for anything, and what it calls.
struct Search {
    calls: Calls,
    input: Element,
    list: Element,
}

fn search_box(query: &'static str) -> Search {
    let calls = Calls::default();
    let suggested = || SuggestionOption {
        label: "stroke".to_owned(),
        other: None,
        note: String::new(),
        query: "stroke".to_owned(),
    };
    let drawn = SearchBox {
        query: Memo::new(move |_| query.to_owned()),
        suggest: Box::new(move || vec![suggested()]),
        pause: after_pause,
        on_input: calls.note(|text: String| format!("typed {text:?}")),
        on_commit: calls.note(|()| "committed".to_owned()),
        on_choose: calls.note(|text: String| format!("chose {text}")),
        messages: english(),
    }
    .view();
    let mut parts = drawn.children.into_iter();
    let Some(Child::Element(form)) = parts.next() else {
        panic!("a form");
    };
    let field = find(form, "search-box__field").unwrap();
    let mut parts = field.children.into_iter().filter_map(|child| match child {
        Child::Element(element) => Some(element),
        _ => None,
    });
    let (input, _clear, list) = (
        parts.next().unwrap(),
        parts.next().unwrap(),
        parts.next().unwrap(),
    );
    Search { calls, input, list }
}

fn key(key: &str) -> Event {
    Event {
        key: key.to_owned(),
        ..Event::default()
    }
}

/// Whether the attributes of the box say that the list is open.
fn is_open(element: &Element) -> bool {
    element.live.iter().any(|live| match live {
        Live::Attribute("aria-expanded", value) => value().as_deref() == Some("true"),
        _ => false,
    })
}

#[test]
fn suggestions_come_when_typing_pauses() {
    owned(|| {
        let mut search = search_box("");
        let typed = Event {
            value: "str".to_owned(),
            ..Event::default()
        };
        send(&mut search.input, "input", typed);
        assert_eq!(search.calls.take(), ["typed \"str\""]);
        assert!(!is_open(&search.input));
        typing_pauses();
        assert!(is_open(&search.input));
        let html = Html::from(search.list);
        assert!(
            html.as_str().contains("suggestions__option"),
            "{}",
            html.as_str()
        );
    });
}

#[test]
fn leaving_the_box_takes_the_wish_for_suggestions_back() {
    owned(|| {
        let mut search = search_box("");
        send(&mut search.input, "input", Event::default());
        send(&mut search.input, "blur", Event::default());
        typing_pauses();
        assert!(!is_open(&search.input));
    });
}

#[test]
fn arrows_reach_a_suggestion_and_enter_chooses_it() {
    owned(|| {
        let mut search = search_box("s");
        // Nothing is reached, so Enter is the form's.
        assert!(!send(&mut search.input, "keydown", key("Enter")).is_prevented);
        assert!(send(&mut search.input, "keydown", key("ArrowDown")).is_prevented);
        assert!(send(&mut search.input, "keydown", key("Enter")).is_prevented);
        assert_eq!(search.calls.take(), ["chose stroke"]);
        assert!(!is_open(&search.input));
    });
}

#[test]
fn escape_closes_the_list_first_and_empties_the_box_then() {
    owned(|| {
        let mut search = search_box("s");
        send(&mut search.input, "keydown", key("ArrowUp"));
        assert!(is_open(&search.input));
        assert!(send(&mut search.input, "keydown", key("Escape")).is_prevented);
        assert_eq!(search.calls.take(), [""; 0]);
        assert!(send(&mut search.input, "keydown", key("Escape")).is_prevented);
        assert_eq!(search.calls.take(), ["typed \"\"", "committed"]);
        let mut empty = search_box("");
        assert!(!send(&mut empty.input, "keydown", key("Escape")).is_prevented);
    });
}

#[test]
fn the_cross_empties_the_box_and_goes_back_to_it() {
    owned(|| {
        let calls = Calls::default();
        let drawn = SearchBox {
            query: Memo::new(|_| "s".to_owned()),
            suggest: Box::new(Vec::new),
            pause: after_pause,
            on_input: calls.note(|text: String| format!("typed {text:?}")),
            on_commit: calls.note(|()| "committed".to_owned()),
            on_choose: calls.note(|text: String| text),
            messages: english(),
        }
        .view();
        let mut cross = find(drawn, "search-box__clear").unwrap();
        let done = send(&mut cross, "click", Event::default());
        assert_eq!(done.focus, SEARCH_ID);
        assert_eq!(calls.take(), ["typed \"\"", "committed"]);
    });
}

#[test]
fn an_order_is_chosen_by_its_word() {
    owned(|| {
        let calls = Calls::default();
        let drawn = ResultSummary {
            sentence: Memo::new(|_| String::new()),
            freshness: Memo::new(|_| String::new()),
            sort: Memo::new(|_| Sort::Newest),
            has_query: Memo::new(|_| true),
            on_sort: calls.note(|sort| format!("{sort:?}")),
            messages: english(),
        }
        .view();
        let label = find(drawn, "result-summary__sort").unwrap();
        let mut select = label.children.into_iter().find_map(|child| match child {
            Child::Element(element) if element.tag == "select" => Some(element),
            _ => None,
        });
        for word in ["oldest", "sideways"] {
            let hand = Event {
                value: word.to_owned(),
                ..Event::default()
            };
            send(select.as_mut().unwrap(), "change", hand);
        }
        assert_eq!(calls.take(), ["Oldest"]);
    });
}

#[test]
fn the_way_back_leaves_clicks_for_a_new_tab_to_the_browser() {
    owned(|| {
        let calls = Calls::default();
        let links = NeighbourLinks {
            neighbours: Memo::new(|_| Neighbours::default()),
            list: "./".to_owned(),
            back: "Back",
            on_back: Some(calls.note(|()| "back".to_owned())),
            messages: english(),
        };
        let mut link = find(links.view(), "neighbour-links__back").unwrap();
        let modified = Event {
            is_modified: true,
            ..Event::default()
        };
        assert!(!send(&mut link, "click", modified).is_prevented);
        assert_eq!(calls.take(), [""; 0]);
        assert!(send(&mut link, "click", Event::default()).is_prevented);
        assert_eq!(calls.take(), ["back"]);
    });
}

#[test]
fn a_theme_that_is_chosen_is_reported_and_one_that_is_set_is_shown() {
    owned(|| {
        let (calls, theme) = (Calls::default(), RwSignal::new(Theme::Auto));
        let draw = || {
            let toggle = ThemeToggle {
                theme,
                on_choose: calls.note(|theme: Theme| theme.name().to_owned()),
                messages: english(),
            };
            toggle.view()
        };
        let label = find(draw(), "theme-toggle__option").unwrap();
        let Some(Child::Element(mut input)) = label.children.into_iter().next() else {
            panic!("a radio button");
        };
        send(&mut input, "change", Event::default());
        assert_eq!(calls.take(), ["auto"]);
        theme.set(Theme::Dark);
        let html = Html::from(draw());
        let (before, _) = html.as_str().split_once("checked").unwrap();
        assert!(before.ends_with("aria-label=\"Dark\" "), "{before}");
    });
}

#[test]
fn a_star_says_at_once_what_has_changed() {
    owned(|| {
        let saved = RwSignal::new(None);
        let star = FavouriteToggle {
            name: "A".to_owned(),
            is_saved: Rc::new(move || saved.get()),
            on_toggle: Box::new(move || saved.set(Some(false))),
            messages: english(),
        };
        let mut star = star.view();
        send(&mut star, "click", Event::default());
        let html = Html::from(star);
        assert!(
            html.as_str().contains("aria-pressed=\"true\""),
            "{}",
            html.as_str()
        );
        assert!(
            html.as_str().contains(english().not_saved),
            "{}",
            html.as_str()
        );
    });
}

#[test]
fn a_failure_that_may_pass_is_tried_again() {
    owned(|| {
        let calls = Calls::default();
        let notice = FailureNotice {
            title: String::new(),
            failure: LoadFailure::Timeout,
            on_retry: calls.note(|()| "again".to_owned()),
            on_renew: Some(calls.note(|()| "anew".to_owned())),
            messages: english(),
        };
        let mut button = find(notice.view(), "button").unwrap();
        send(&mut button, "click", Event::default());
        assert_eq!(calls.take(), ["again"]);
    });
}
