//! What the hosted page and the widget share: components, state, and the only code that touches the
//! browser.
//!
//! | module | what | may use |
//! | --- | --- | --- |
//! | [`components`] | one public component per file; props in, callbacks out | `messages`, `vigie_core` |
//! | [`state`] | what is loaded, what is asked, as pure values | `browser`, `vigie_core` |
//! | [`browser`] | fetch, history, storage, dates: the only modules that name `web_sys` | the browser |
//!
//! No view is built from a string: the page runs under Trusted Types without a policy for HTML.

pub mod browser;
#[expect(
    unreachable_pub,
    reason = "the component macro wraps each component in a module of its own"
)]
pub mod components;
pub mod state;
