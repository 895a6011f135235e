//! Waiting: pauses that let the browser react, and debounced calls.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use vigie_core::date::Timestamp;

use crate::element::{Action, action};

pub use super::timer::request_animation_frame;
use super::timer::{TimeoutHandle, set_timeout, set_timeout_with_handle};

/// Waits until the browser has handled what is pending: input, painting.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)),
            Duration::ZERO,
        );
    });
    // The promise is never refused.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Returns the milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Returns a moment given in milliseconds since 1970, else the present one.
pub fn timestamp(milliseconds: Option<f64>) -> Timestamp {
    let seconds = milliseconds.unwrap_or_else(now) / 1000.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a number that is too large becomes the largest one, and is written as the last day there is"
    )]
    Timestamp::from_unix_seconds(seconds as i64)
}

/// Runs the last of several calls once none has come for a while.
#[derive(Debug)]
pub struct Debounce {
    pending: Mutex<Option<TimeoutHandle>>,
    quiet: Duration,
}

impl Debounce {
    /// Makes one that waits this many milliseconds.
    pub fn new(quiet_ms: u64) -> Self {
        Self {
            pending: Mutex::default(),
            quiet: Duration::from_millis(quiet_ms),
        }
    }

    /// Runs `action` after the quiet time unless another call comes first.
    pub fn call(&self, action: impl FnOnce() + 'static) {
        self.replace(set_timeout_with_handle(action, self.quiet).ok());
    }

    /// Drops the pending call.
    pub fn cancel(&self) {
        self.replace(None);
    }

    fn replace(&self, handle: Option<TimeoutHandle>) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = std::mem::replace(&mut *pending, handle) {
            before.clear();
        }
    }
}

/// What was to happen ends with what it belongs to.
impl Drop for Debounce {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Makes an action wait: asked with `true`, it is done once nobody has asked for this many milliseconds; `false` takes
/// that back. What is pending ends with the action.
pub fn after_pause(quiet_ms: u64, run: Action<()>) -> Action<bool> {
    let pause = Debounce::new(quiet_ms);
    action(move |is_wanted| {
        let run = Action::clone(&run);
        if is_wanted {
            pause.call(move || run(()));
        } else {
            pause.cancel();
        }
    })
}

/// Returns the UTC day of the reader's clock, `YYYY-MM-DD`. The clock may be wrong: nothing may hang on it.
pub fn today() -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    now.get(..10).unwrap_or_default().to_owned()
}
