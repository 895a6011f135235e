//! What the hosted page and the widget share: state, what a list is derived from, and the only code that touches
//! the browser. What they draw, components of elements, stands in `vigie_view` and is handed on from here.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`listing`] | a searchable list: what is asked, what answers, how it is said | `components`' values, `state`, `browser`, `signals` |
//! | [`state`] | what is loaded, what is asked | `browser`, `failure`, `signals` |
//! | [`browser`] | fetch, history, storage, drawing, dates: the only modules that name `web_sys` | `element`, `event`, `failure`, `signals`, `theme` |
//!
//! No element is made from a string of markup: the page runs under Trusted Types without a policy for HTML.

pub mod browser;
pub mod listing;
pub mod state;

pub use vigie_view::{components, element, event, failure, signals, theme};
