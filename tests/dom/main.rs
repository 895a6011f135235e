//! How elements are drawn into a page, updated and ended, tried in a browser: `tests/browser/run_wasm.mjs` runs this
//! program there. [`format`] compares with what browsers write.
//!
//! Other programs change a page too. What a translator or an extension does to it is done here as well.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod ending;
mod foreign;
mod format;
mod keyed;
mod support;
mod updates;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
