//! Keeps keyboard events of an embedded list from the page around it, which may have single-letter shortcuts.

use js_sys::{Array, Function, Object, Reflect, WeakSet};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent, Node, ShadowRoot};

use super::page::window;

/// Fields.
const FIELDS: &str = "input,select,textarea";

/// The events of typing into one.
const TYPING: [&str; 5] = ["keydown", "keypress", "keyup", "beforeinput", "input"];

/// Begins of keys that page and browser know by themselves, whatever has the focus; F1 and on too.
const SHARED: [&str; 6] = ["Tab", "Escape", "Control", "Shift", "Alt", "Meta"];

/// What events about typing say.
const FACTS: [&str; 20] = [
    "bubbles",
    "cancelable",
    "view",
    "detail",
    "which",
    "key",
    "code",
    "keyCode",
    "charCode",
    "location",
    "repeat",
    "isComposing",
    "ctrlKey",
    "shiftKey",
    "altKey",
    "metaKey",
    "data",
    "inputType",
    "dataTransfer",
    "sourceCapabilities",
];

/// Trees of lists, and what listens for all of them.
struct Guard {
    guarded: WeakSet,
    shield: Closure<dyn FnMut(Event)>,
    stop: Closure<dyn FnMut(Event)>,
}

thread_local! {
    static GUARD: Guard = Guard {
        guarded: WeakSet::new(),
        shield: Closure::new(|event| shield(&event)),
        stop: Closure::new(|event| stop(&event)),
    };
}

/// Keeps what is typed into the list of a tree from the page around. Only who listens on the way down from the window,
/// and began before this, still comes first; such a listener can see that the element is being edited, as its script tells.
pub fn guard(root: &ShadowRoot) {
    GUARD.with(|guard| {
        guard.guarded.add(root);
        let shield: &Function = guard.shield.as_ref().unchecked_ref();
        let stop: &Function = guard.stop.as_ref().unchecked_ref();
        for event in TYPING {
            // One listener is added once, however many trees there are.
            let _ = window().add_event_listener_with_callback_and_bool(event, shield, true);
            let _ = root.add_event_listener_with_callback(event, stop);
        }
    });
}

/// Where the event began.
fn origin(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Whether something is typed into a field of a list. On some keyboards Ctrl with Alt writes a letter.
fn is_typed(event: &Event, field: &Element) -> bool {
    let tree: Node = field.get_root_node();
    let is_ours = GUARD.with(|guard| guard.guarded.has(&tree));
    if !is_ours || !field.matches(FIELDS).unwrap_or_default() {
        return false;
    }
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return true;
    };
    let control = key.ctrl_key() && !key.alt_key();
    !key.meta_key() && !control && !is_shared(&key.key())
}

fn is_shared(key: &str) -> bool {
    let is_function = matches!(key.as_bytes(), [b'F', b'0'..=b'9', ..]);
    is_function || SHARED.iter().any(|shared| key.starts_with(shared))
}

/// Only the list gets what is typed, by a copy that stays inside.
fn shield(event: &Event) {
    let Some(field) = origin(event) else { return };
    if !event.composed() || !is_typed(event, &field) {
        return;
    }
    event.stop_immediate_propagation();
    let facts = Object::new();
    for name in FACTS {
        let name = JsValue::from_str(name);
        let fact = Reflect::get(event, &name).unwrap_or_default();
        if !fact.is_undefined() {
            let _ = Reflect::set(&facts, &name, &fact);
        }
    }
    let kind = Reflect::get(event, &"constructor".into()).unwrap_or_default();
    let values = Array::of2(&event.type_().into(), &facts);
    let copy = kind.dyn_ref::<Function>();
    let copy = copy.and_then(|kind| Reflect::construct(kind, &values).ok());
    let goes_on = copy.is_some_and(|copy| {
        field
            .dispatch_event(copy.unchecked_ref())
            .unwrap_or_default()
    });
    if !goes_on {
        event.prevent_default();
    }
}

/// Where a page hides the list in a tree of its own, what is typed is first seen on its way up.
fn stop(event: &Event) {
    if origin(event).is_some_and(|field| is_typed(event, &field)) {
        event.stop_propagation();
    }
}
