//! The invariants of a body's tree, wherever it comes from.

use std::collections::BTreeSet;

use vigie_core::markdown::{
    Block, Document, Inline, LinkTarget, MAX_DEPTH, MAX_NODES, SiteAddress,
};
use vigie_core::url::SafeUrl;

/// What a walk through a tree has seen.
#[derive(Default)]
pub(super) struct Walk {
    nodes: usize,
    deepest: usize,
    /// Texts in the order they are drawn.
    texts: Vec<String>,
    /// Links and pictures.
    pub(super) links: usize,
    /// Ids of headings.
    pub(super) ids: Vec<String>,
}

/// Checks caps, levels and addresses of a tree, and that its texts are written and read in the order they are
/// drawn; returns what was seen.
#[track_caller]
pub(super) fn check(document: &Document) -> Walk {
    let mut walk = Walk::default();
    walk.blocks(&document.blocks, 1);
    // A text in a list or quote may bring its paragraph with it.
    assert!(walk.deepest <= MAX_DEPTH + 2, "{} levels", walk.deepest);
    assert!(walk.nodes <= 2 * MAX_NODES, "{} nodes", walk.nodes);
    let wire = serde_json::to_string(document).expect("a tree is always JSON");
    let written = |text: &str| serde_json::to_string(text).expect("a text is always JSON");
    check_order(&wire, walk.texts.iter().map(|text| written(text)));
    let plain = document.plain_text();
    check_order(&plain, walk.texts.iter().map(|text| text.trim().to_owned()));
    walk
}

#[track_caller]
fn check_order(whole: &str, parts: impl Iterator<Item = String>) {
    let mut rest = whole;
    for part in parts {
        let found = rest.split_once(&part);
        let missing = || panic!("{part:?} is missing or out of order in {whole:?}");
        (_, rest) = found.unwrap_or_else(missing);
    }
}

impl Walk {
    fn enter(&mut self, depth: usize) {
        self.nodes += 1;
        self.deepest = self.deepest.max(depth);
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.enter(depth);
            match block {
                Block::Heading { level, id, content } => {
                    assert!((2..=6).contains(level), "heading of level {level}");
                    self.ids.extend((!id.is_empty()).then(|| id.clone()));
                    self.inlines(content, depth + 1);
                }
                Block::Paragraph(content) => self.inlines(content, depth + 1),
                Block::List { items, .. } => {
                    for item in items {
                        self.enter(depth + 1);
                        self.blocks(&item.blocks, depth + 2);
                    }
                }
                Block::Quote(blocks) => self.blocks(blocks, depth + 1),
                Block::Code(code) => self.texts.push(code.clone()),
                Block::Table(table) => {
                    for row in std::iter::once(&table.head).chain(&table.rows) {
                        self.enter(depth + 1);
                        for cell in row {
                            self.enter(depth + 2);
                            self.inlines(cell, depth + 3);
                        }
                    }
                }
                Block::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], depth: usize) {
        for inline in inlines {
            self.enter(depth);
            match inline {
                Inline::Text(text) | Inline::Code(text) => self.texts.push(text.clone()),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strikethrough(content) => self.inlines(content, depth + 1),
                Inline::Link { target, content } => {
                    self.links += 1;
                    check_target(target);
                    self.inlines(content, depth + 1);
                }
                Inline::RemoteImage { url, alt } => {
                    self.links += 1;
                    check_url(url);
                    self.texts.push(alt.clone());
                }
                Inline::Break => {}
            }
        }
    }

    /// Returns whether no two headings have one id.
    pub(super) fn has_distinct_ids(&self) -> bool {
        self.ids.iter().collect::<BTreeSet<_>>().len() == self.ids.len()
    }
}

fn check_target(target: &LinkTarget) {
    match target {
        LinkTarget::External(url) => check_url(url),
        LinkTarget::Site(address) => {
            assert_eq!(SiteAddress::parse(address.as_str()).as_ref(), Some(address));
        }
    }
}

fn check_url(url: &SafeUrl) {
    assert_eq!(SafeUrl::parse(url.as_str()).as_ref(), Ok(url));
}
