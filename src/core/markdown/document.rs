//! The closed tree of a body, and its JSON form, with one-letter names because only programs read it. Input that
//! does not fit the tree is rejected; addresses are validated again.

use std::cell::Cell;

use serde::Serialize;

use super::address::SiteAddress;
use super::{MAX_DEPTH, MAX_NODES};
use crate::json::{Json, Misfit, each};
use crate::url::SafeUrl;

/// A body as it may be shown. Empty for a text without content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Blocks from top to bottom.
    #[serde(rename = "b")]
    pub blocks: Vec<Block>,
    /// Whether something was left out because the body has too many nodes.
    #[serde(rename = "cut", skip_serializing_if = "std::ops::Not::not")]
    pub is_cut: bool,
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Block {
    /// A heading of level 2 to 6; level 1 is the article's title.
    #[serde(rename = "h")]
    Heading {
        /// 2 to 6.
        level: u8,
        /// What links name it by, once in a body; empty for a heading without letters.
        #[serde(skip_serializing_if = "String::is_empty")]
        id: String,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListItem {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A table with one head row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Alignment of each column.
    pub alignments: Vec<Alignment>,
    /// Cells of the head row.
    pub head: Vec<Vec<Inline>>,
    /// Cells of the other rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum LinkTarget {
    /// Another site, a mail or telephone program.
    #[serde(rename = "u")]
    External(SafeUrl),
    /// A page or file of this site.
    #[serde(rename = "s")]
    Site(SiteAddress),
}

impl Document {
    /// Reads a body as it is written; refuses whatever is not in the tree, and a tree that no text gives
    /// because it is too deep or has too many nodes.
    pub(crate) fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut document = json.object("document")?;
        // Text directly inside an element gets a paragraph.
        let room = Room {
            levels: MAX_DEPTH + 2,
            nodes: &Cell::new(2 * MAX_NODES),
        };
        Ok(Self {
            blocks: blocks(document.take("b"), room)?,
            is_cut: document.flag("cut")?,
        })
    }

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

/// What is left of the caps while a tree is read.
#[derive(Clone, Copy)]
struct Room<'a> {
    levels: usize,
    nodes: &'a Cell<usize>,
}

impl Room<'_> {
    /// Takes the room of one node and returns what is left inside it.
    fn take(self) -> Result<Self, Misfit> {
        let left = (self.levels.checked_sub(1), self.nodes.get().checked_sub(1));
        let (Some(levels), Some(nodes)) = left else {
            return Err(Misfit::new("document", "tree of a text"));
        };
        self.nodes.set(nodes);
        Ok(Self { levels, ..self })
    }
}

fn blocks(json: Json<'_>, room: Room<'_>) -> Result<Vec<Block>, Misfit> {
    each(json.list("blocks")?, |block| Block::read(block, room))
}

fn inlines(json: Json<'_>, room: Room<'_>) -> Result<Vec<Inline>, Misfit> {
    each(json.list("inlines")?, |inline| Inline::read(inline, room))
}

impl Block {
    fn read(json: Json<'_>, room: Room<'_>) -> Result<Self, Misfit> {
        let room = room.take()?;
        let (tag, json) = json.tagged("block")?;
        Ok(match (&*tag, json) {
            ("h", json) => {
                let mut heading = json.object("h")?;
                let level = heading.number("level")?;
                if !(2..=6).contains(&level) {
                    return Err(Misfit::new("level", "number from 2 to 6"));
                }
                Self::Heading {
                    level,
                    id: heading.text_if("id")?.unwrap_or_default(),
                    content: inlines(heading.take("content"), room)?,
                }
            }
            ("p", json) => Self::Paragraph(inlines(json, room)?),
            ("l", json) => {
                let mut list = json.object("l")?;
                Self::List {
                    start: list.number_if("start")?,
                    items: each(list.take("items").list("items")?, |item| {
                        ListItem::read(item, room)
                    })?,
                }
            }
            ("q", json) => Self::Quote(blocks(json, room)?),
            ("c", json) => Self::Code(json.text("c")?),
            ("t", json) => Self::Table(Table::read(json, room)?),
            ("r", Json::Null) => Self::Rule,
            _ => return Err(Misfit::new("block", "known block")),
        })
    }
}

impl ListItem {
    fn read(json: Json<'_>, room: Room<'_>) -> Result<Self, Misfit> {
        let blocks = blocks(json.object("item")?.take("blocks"), room.take()?)?;
        Ok(Self { blocks })
    }
}

impl Table {
    fn read(json: Json<'_>, room: Room<'_>) -> Result<Self, Misfit> {
        let mut table = json.object("t")?;
        let row = |row: Json<'_>| {
            let room = room.take()?;
            each(row.list("row")?, |cell| inlines(cell, room.take()?))
        };
        Ok(Self {
            alignments: each(
                table.take("alignments").list("alignments")?,
                Alignment::read,
            )?,
            head: row(table.take("head"))?,
            rows: each(table.take("rows").list("rows")?, row)?,
        })
    }
}

impl Alignment {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        match &*json.text("alignment")? {
            "s" => Ok(Self::Start),
            "c" => Ok(Self::Center),
            "e" => Ok(Self::End),
            _ => Err(Misfit::new("alignment", "known alignment")),
        }
    }
}

impl Inline {
    fn read(json: Json<'_>, room: Room<'_>) -> Result<Self, Misfit> {
        let room = room.take()?;
        let (tag, json) = json.tagged("inline")?;
        Ok(match (&*tag, json) {
            ("x", json) => Self::Text(json.text("x")?),
            ("e", json) => Self::Emphasis(inlines(json, room)?),
            ("s", json) => Self::Strong(inlines(json, room)?),
            ("d", json) => Self::Strikethrough(inlines(json, room)?),
            ("c", json) => Self::Code(json.text("c")?),
            ("a", json) => {
                let mut link = json.object("a")?;
                Self::Link {
                    target: LinkTarget::read(link.take("target"))?,
                    content: inlines(link.take("content"), room)?,
                }
            }
            ("i", json) => {
                let mut image = json.object("i")?;
                Self::RemoteImage {
                    url: safe_url(&image.text("url")?)?,
                    alt: image.text("alt")?,
                }
            }
            ("n", Json::Null) => Self::Break,
            _ => return Err(Misfit::new("inline", "known inline")),
        })
    }
}

impl LinkTarget {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let (tag, json) = json.tagged("target")?;
        let address = json.text("target")?;
        match &*tag {
            "u" => safe_url(&address).map(Self::External),
            "s" => SiteAddress::parse(&address)
                .map(Self::Site)
                .ok_or(Misfit::new("target", "address of the site")),
            _ => Err(Misfit::new("target", "known target")),
        }
    }
}

fn safe_url(address: &str) -> Result<SafeUrl, Misfit> {
    SafeUrl::parse(address).map_err(|_| Misfit::new("address", "safe address"))
}

/// Returns the words of a part of a line.
pub(super) fn inline_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_inlines(content, &mut text);
    text
}

fn push_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => push_line(content, text),
            Block::List { items, .. } => items
                .iter()
                .for_each(|item| push_blocks(&item.blocks, text)),
            Block::Quote(blocks) => push_blocks(blocks, text),
            Block::Code(code) => {
                text.push_str(code);
                text.push(' ');
            }
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
