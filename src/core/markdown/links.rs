//! The links of a body, with their positions, for the builder, which resolves them.

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::builder::OPTIONS;

/// A link as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads; may be anything.
    pub address: String,
    /// The byte its text starts at.
    pub at: usize,
}

/// Finds the links of a body in their order. Pictures are no links.
///
/// ```
/// let links = vigie_core::markdown::links("A [b](c.md) and ![d](e.png).");
/// assert_eq!((links.len(), links[0].address.as_str(), links[0].at), (1, "c.md", 2));
/// ```
pub fn links(markdown: &str) -> Vec<Link> {
    let events = Parser::new_ext(markdown, OPTIONS).into_offset_iter();
    let links = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => Some(Link {
            address: written_address(link_type, &dest_url),
            at: range.start,
        }),
        _ => None,
    });
    links.collect()
}

/// An address of mail between angle brackets is written without its scheme.
pub(super) fn written_address(link_type: LinkType, address: &str) -> String {
    if link_type == LinkType::Email {
        format!("mailto:{address}")
    } else {
        address.to_owned()
    }
}
