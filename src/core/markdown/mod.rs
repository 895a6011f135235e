//! Markdown → [`Document`]: a closed tree that can only hold what the page may show.
//!
//! The builder parses and the bundle carries the tree, so the browser needs no Markdown parser: it would
//! be a fifth of the app.
//!
//! There is nothing to sanitise: raw HTML becomes the text it is, a link exists only with a [`SafeUrl`] or
//! a [`Permalink`], a picture never loads by itself. The tree is at most [`MAX_DEPTH`] deep, because ten
//! kilobytes of `>` would otherwise nest ten thousand levels and end the tab that draws them.
//!
//! [`document`] is the tree, [`builder`] makes it from the events of pulldown-cmark, with the open elements
//! on a stack of [`frame`]s.

mod builder;
mod document;
mod frame;

pub use builder::parse;
pub use document::{Alignment, Block, Document, Inline, LinkTarget, ListItem, Table};

/// Deepest nesting kept; what is nested deeper is shown at this depth. Below 64, so that the tree's JSON
/// stays within the 128 levels that [`crate::json`] reads.
pub const MAX_DEPTH: usize = 48;

/// Most nodes kept of one body; the rest is left out and [`Document::is_cut`] says so.
pub const MAX_NODES: usize = 20_000;

#[cfg(doc)]
use crate::{permalink::Permalink, url::SafeUrl};
