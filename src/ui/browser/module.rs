//! Scripts of the page that are loaded on demand, and the details of events.

use js_sys::{Object, Reflect};
use vigie_core::scripts::MODULE_EVENT;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CustomEvent, CustomEventInit, Event, EventTarget};

use super::page::document;

/// The program beside the app, as the start script knows it.
pub use vigie_core::scripts::DEVICE_PROGRAM as PROGRAM;

/// Asks the start script to run the script `name` with a text. If it cannot be loaded, the start script reports it.
pub fn run(name: &str, detail: &str) {
    let call = Object::new();
    for (key, value) in [("name", name), ("detail", detail)] {
        // A fresh object takes every property.
        let _ = Reflect::set(&call, &key.into(), &value.into());
    }
    let options = CustomEventInit::new();
    options.set_detail(&call);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(MODULE_EVENT, &options) {
        let _ = document().dispatch_event(&event);
    }
}

/// Sends an event with a text; returns `false` if a listener cancels it.
pub fn send(event: &str, detail: &str) -> bool {
    let options = CustomEventInit::new();
    options.set_detail(&detail.into());
    options.set_cancelable(true);
    let event = CustomEvent::new_with_event_init_dict(event, &options);
    event.is_ok_and(|event| document().dispatch_event(&event).unwrap_or_default())
}

/// Calls back with the text of an event that such a script sends. The answer `false` cancels the event, which
/// is how the script learns of it. Lives as long as the page.
pub fn listen(event: &str, call: impl Fn(&str) -> bool + 'static) {
    listen_to(&document(), event, "detail", Box::new(call));
}

/// Calls back with one text that events carry; not for those that carry none.
pub(super) fn listen_to(
    target: &EventTarget,
    event: &str,
    text: &'static str,
    call: Box<dyn Fn(&str) -> bool>,
) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let text = Reflect::get(&event, &text.into()).ok();
        if text
            .and_then(|text| text.as_string())
            .is_some_and(|text| !call(&text))
        {
            event.prevent_default();
        }
    });
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}
