//! The elements that are open while a body is parsed.

use super::document::{Block, Inline, LinkTarget, ListItem, Table};
use crate::url::SafeUrl;

/// What an open element will become.
pub(super) enum Shape {
    Root,
    Heading(u8),
    Paragraph,
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
    },
    Item,
    Quote,
    Code,
    Table(Table),
    Row(Vec<Vec<Inline>>),
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(LinkTarget),
    RemoteImage(SafeUrl),
    /// Not an element of its own: its content belongs to the element below.
    Transparent,
}

/// An open element with the content it has so far.
pub(super) struct OpenElement {
    pub(super) shape: Shape,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
}

impl OpenElement {
    /// Opens an element.
    pub(super) fn new(shape: Shape) -> Self {
        Self {
            shape,
            blocks: Vec::new(),
            inlines: Vec::new(),
        }
    }
}
