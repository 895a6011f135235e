//! What the hosted page and the widget share: components, state, and the only code that touches the
//! browser.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`element`] | elements as values, what components return | nothing |
//! | [`components`] | one public component per file; props in, callbacks out | `element`, `vigie_core` |
//! | [`state`] | what is loaded, what is asked, as pure values | `browser`, `vigie_core` |
//! | [`browser`] | fetch, history, storage, dates: the only modules that name `web_sys` | the browser |
//!
//! No element is made from a string of markup: the page runs under Trusted Types without a policy for HTML.

pub mod browser;
pub mod components;
pub mod element;
pub mod state;
