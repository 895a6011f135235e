//! What a page is made of, as values: the app draws it in the browser, the builder writes it as HTML.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`components`] | one component per file; props in, callbacks out | everything below |
//! | [`element`] | elements as values, what components return | `event` |
//! | [`event`] | what listeners learn of an event, and ask for | nothing |
//! | [`html`] | elements written as HTML | `element`, `signals` |
//! | [`signals`] | what changes, and what follows it | nothing |
//! | [`failure`] | why something is not there, and the sentence that says so | nothing |
//! | [`search_params`] | what an address asks of the list | nothing |
//! | [`theme`] | the colours of the page | nothing |
//!
//! Nothing here knows a browser: the crate is compiled for every platform, and no dependency gives it a
//! document.

pub mod components;
pub mod element;
pub mod event;
pub mod failure;
pub mod html;
pub mod search_params;
pub mod signals;
pub mod theme;
