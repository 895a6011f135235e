//! Markdown → [`Document`]: a closed tree that can only hold what the page may show.
//!
//! The builder parses and the bundle carries the tree, so the browser needs no Markdown parser, which would be a
//! fifth of the app.
//!
//! There is nothing to sanitise: raw HTML becomes plain text, a link exists only with a [`SafeUrl`] or a
//! [`SiteAddress`], and pictures of other sites are not loaded. The tree is at most [`MAX_DEPTH`] deep, because
//! otherwise ten kilobytes of `>` would nest ten thousand levels and crash the tab that draws them.
//!
//! [`document`] is the tree; [`builder`] makes it from the events of pulldown-cmark, with a stack of
//! [`open_element`]s, and records its [`mod@cuts`]; [`address`] is the target of a link inside the site,
//! [`headings`] are ids of headings. Before parsing, [`comments`] are found and [`mod@links`] listed; [`mod@line`]
//! works without a tree.

mod address;
mod builder;
mod comments;
mod cuts;
mod document;
mod headings;
mod line;
mod links;
mod open_element;

pub use address::SiteAddress;
pub use builder::{parse, parse_with};
pub use comments::Comments;
pub use cuts::{Cuts, cuts};
pub use document::{Alignment, Block, Document, Inline, LinkTarget, ListItem, Table};
pub use line::plain_line;
pub use links::{Link, links};

/// Maximum nesting of elements; deeper ones are flattened to this depth, and [`cuts()`] reports
/// where. A level of a list is two elements, the list and its item. Below 64, so that the tree's JSON
/// stays within the 128 levels that [`crate::json`] reads.
pub const MAX_DEPTH: usize = 48;

/// Maximum number of nodes of one body; the rest is left out and [`Document::is_cut`] says so.
pub const MAX_NODES: usize = 20_000;

#[cfg(doc)]
use crate::url::SafeUrl;
