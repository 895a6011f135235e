//! Letting time pass: pauses that give the browser room to react, and calls that wait for quiet.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::TimeoutHandle;
use leptos::prelude::set_timeout_with_handle;

/// Waits until the browser has handled what is pending: input, painting.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        leptos::prelude::set_timeout(
            move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)),
            Duration::ZERO,
        );
    });
    // The promise is never refused.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Runs the last of several calls once none has come for a while.
#[derive(Clone, Debug)]
pub struct Debounce {
    pending: Rc<Cell<Option<TimeoutHandle>>>,
    quiet: Duration,
}

impl Debounce {
    /// Makes one that waits this many milliseconds.
    pub fn new(quiet_ms: u64) -> Self {
        Self {
            pending: Rc::default(),
            quiet: Duration::from_millis(quiet_ms),
        }
    }

    /// Runs `action` after the quiet time unless another call comes first.
    pub fn call(&self, action: impl FnOnce() + 'static) {
        self.cancel();
        self.pending
            .set(set_timeout_with_handle(action, self.quiet).ok());
    }

    /// Drops the pending call.
    pub fn cancel(&self) {
        if let Some(handle) = self.pending.take() {
            handle.clear();
        }
    }
}
