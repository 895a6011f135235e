//! What the hosted page and the widget share: state, the values derived from it for a list, and all code that uses
//! the browser. The components they draw are in `vigie_view` and re-exported here.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`listing`] | a searchable list: the question, the results, and how they are described | `components`' values, `state`, `browser`, `signals` |
//! | [`state`] | what is loaded, what is asked | `browser`, `failure`, `signals` |
//! | [`browser`] | fetch, history, storage, drawing, sizes and times: the only modules that name `web_sys` | `components`' ids, `element`, `event`, `failure`, `signals`, `theme` |
//!
//! No element is made from a string of markup: the page runs under Trusted Types without a policy for HTML.

pub mod browser;
pub mod listing;
pub mod state;

pub use vigie_view::{components, element, event, failure, signals, theme};
