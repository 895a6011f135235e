//! The closed tree of a body, and its form on the wire: one-letter names, because bodies are read by
//! programs only. What does not fit the tree is refused when it is read; addresses are judged again.

use serde::{Deserialize, Serialize};

use crate::permalink::Permalink;
use crate::url::SafeUrl;

/// A body as it may be shown. Empty for a text without content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Blocks from top to bottom.
    #[serde(rename = "b")]
    pub blocks: Vec<Block>,
    /// Whether something was left out because the body has too many nodes.
    #[serde(rename = "cut", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cut: bool,
}

/// A part of the text that stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading of level 2 to 6; level 1 is the article's title.
    #[serde(rename = "h")]
    Heading {
        /// 2 to 6.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    #[serde(rename = "p")]
    Paragraph(Vec<Inline>),
    /// A list.
    #[serde(rename = "l")]
    List {
        /// First number of a numbered list; `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A quotation.
    #[serde(rename = "q")]
    Quote(Vec<Block>),
    /// Preformatted text.
    #[serde(rename = "c")]
    Code(String),
    /// A table.
    #[serde(rename = "t")]
    Table(Table),
    /// A thematic break.
    #[serde(rename = "r")]
    Rule,
}

/// One item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListItem {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A table with one head row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Alignment of each column.
    pub alignments: Vec<Alignment>,
    /// Cells of the head row.
    pub head: Vec<Vec<Inline>>,
    /// Cells of the other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// As the language reads.
    #[default]
    #[serde(rename = "s")]
    Start,
    /// Centred.
    #[serde(rename = "c")]
    Center,
    /// Against the reading direction, as numbers like it.
    #[serde(rename = "e")]
    End,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    #[serde(rename = "x")]
    Text(String),
    /// Emphasised text.
    #[serde(rename = "e")]
    Emphasis(Vec<Inline>),
    /// Important text.
    #[serde(rename = "s")]
    Strong(Vec<Inline>),
    /// Text that no longer holds.
    #[serde(rename = "d")]
    Strikethrough(Vec<Inline>),
    /// Code.
    #[serde(rename = "c")]
    Code(String),
    /// A link.
    #[serde(rename = "a")]
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A picture at another host: shown as a link to it, never loaded by itself.
    #[serde(rename = "i")]
    RemoteImage {
        /// Where the picture is.
        url: SafeUrl,
        /// What it shows; may be empty.
        alt: String,
    },
    /// A line break the author asked for.
    #[serde(rename = "n")]
    Break,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkTarget {
    /// Another site, a mail or telephone program.
    #[serde(rename = "u")]
    External(SafeUrl),
    /// Another article of this site.
    #[serde(rename = "p")]
    Article(Permalink),
}

impl Document {
    /// Returns the words of the body for the index: no markup, one space between parts.
    ///
    /// ```
    /// let document = vigie_core::markdown::parse("## Titre\n\n- un\n- **deux** <b>");
    /// assert_eq!(document.plain_text(), "Titre un deux <b>");
    /// ```
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        push_blocks(&self.blocks, &mut text);
        text.truncate(text.trim_end().len());
        text
    }
}

fn push_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => push_line(content, text),
            Block::List { items, .. } => items
                .iter()
                .for_each(|item| push_blocks(&item.blocks, text)),
            Block::Quote(blocks) => push_blocks(blocks, text),
            Block::Code(code) => text.push_str(code),
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    push_line(cell, text);
                }
            }
            Block::Rule => {}
        }
    }
}

fn push_line(content: &[Inline], text: &mut String) {
    push_inlines(content, text);
    text.push(' ');
}

fn push_inlines(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => push_inlines(content, text),
            Inline::RemoteImage { alt, .. } => text.push_str(alt),
            Inline::Break => text.push(' '),
        }
    }
}
