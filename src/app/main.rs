//! The hosted page. `public/boot.js` calls the functions exported here; everything else is in [`app`].

mod app;
mod context;
mod navigation;
mod pages;
mod router;

use vigie_ui::browser::host::AbortController;
use vigie_ui::browser::{fetch, panic};
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the program. Called once, by the glue.
fn main() {
    panic::install_hook();
}

/// Takes over the answer from an address that was asked while this program was on its way, with what ends the request.
#[wasm_bindgen]
pub fn expect(address: String, answer: js_sys::Promise, controller: AbortController) {
    fetch::expect(address, answer, controller);
}

/// Starts the app in the prepared place of the page.
#[wasm_bindgen]
pub fn start() {
    app::start();
}
