//! What the hosted page and the widget share: components, state, and the only code that touches the
//! browser.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`components`] | one component per file; props in, callbacks out | `element`, `failure`, `state`'s values, `browser::page`, `signals` |
//! | [`listing`] | a searchable list: what is asked, what answers, how it is said | `components`' values, `state`, `browser`, `signals` |
//! | [`state`] | what is loaded, what is asked | `browser`, `failure`, `signals` |
//! | [`element`] | elements as values, what components return | nothing |
//! | [`signals`] | what changes, and what follows it | nothing |
//! | [`failure`] | why something is not there, and the sentence that says so | nothing |
//! | [`browser`] | fetch, history, storage, drawing, dates: the only modules that name `web_sys` | `element`, `failure` |
//!
//! No element is made from a string of markup: the page runs under Trusted Types without a policy for HTML.

pub mod browser;
pub mod components;
pub mod element;
pub mod failure;
pub mod listing;
pub mod signals;
pub mod state;
