//! Timeouts.

use std::time::Duration;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::page::window;

/// A call that is to come.
#[derive(Clone, Copy, Debug)]
pub struct TimeoutHandle(i32);

impl TimeoutHandle {
    /// Takes the call back.
    pub fn clear(&self) {
        window().clear_timeout_with_handle(self.0);
    }
}

/// Calls once after some time.
pub fn set_timeout(call: impl FnOnce() + 'static, time: Duration) {
    let _ = set_timeout_with_handle(call, time);
}

/// Calls once after some time, unless it is taken back. No browser refuses.
///
/// # Errors
///
/// Fails if the browser refuses the timeout, which none does.
pub fn set_timeout_with_handle(
    call: impl FnOnce() + 'static,
    time: Duration,
) -> Result<TimeoutHandle, JsValue> {
    let call = once(Box::new(call));
    let milliseconds = i32::try_from(time.as_millis()).unwrap_or(i32::MAX);
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds)
        .map(TimeoutHandle)
}

/// Calls once before the page is painted next.
pub fn request_animation_frame(call: impl FnOnce() + 'static) {
    let _ = window().request_animation_frame(once(Box::new(call)).unchecked_ref());
}

/// A function for the browser, compiled once for all calls.
fn once(call: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(call)
}
