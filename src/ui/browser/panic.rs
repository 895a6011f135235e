//! Reports a panic: the app cannot recover by itself, so the boot script is notified and draws a notice with plain
//! DOM calls.

use vigie_core::scripts::PANIC_EVENT;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use super::page::document;

/// Tells the boot script about the first panic. Later ones are only its echo.
pub fn install_hook() {
    let told = std::sync::atomic::AtomicBool::new(false);
    std::panic::set_hook(Box::new(move |panic| {
        if told.swap(true, std::sync::atomic::Ordering::Relaxed) {
            return;
        }
        let options = CustomEventInit::new();
        options.set_detail(&JsValue::from_str(&panic.to_string()));
        if let Ok(event) = CustomEvent::new_with_event_init_dict(PANIC_EVENT, &options) {
            let _ = document().dispatch_event(&event);
        }
    }));
}
