//! The content of pages, as values: the app draws it in the browser, the builder writes it as HTML.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`components`] | one component per file; props in, callbacks out | everything below |
//! | [`element`] | elements as values, what components return | `event` |
//! | [`event`] | events as listeners see them, and their requests | nothing |
//! | [`html`] | elements written as HTML | `element`, `signals` |
//! | [`signals`] | reactive values | nothing |
//! | [`failure`] | why something could not be loaded, and the sentence that says so | nothing |
//! | [`search_params`] | what an address asks of the list | nothing |
//! | [`theme`] | the colours of the page | nothing |
//!
//! The crate does not depend on a browser: it compiles for every platform, and none of its dependencies gives it
//! access to a document.

pub mod components;
pub mod element;
pub mod event;
pub mod failure;
pub mod html;
pub mod search_params;
pub mod signals;
pub mod theme;
