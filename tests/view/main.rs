//! What components draw, how it is written, and how signals behave, tried without a browser.
//!
//! [`drawn`] holds what each component draws as outlines that can be read, kept in `snapshots`; after a change on
//! purpose, `INSTA_UPDATE=always cargo test -p vigie-view` writes them anew. [`written`] parses written HTML with a
//! parser that is not ours, [`behaviour`] does what readers do, [`signals`] tries what changes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod behaviour;
mod drawn;
mod signals;
mod support;
mod written;
