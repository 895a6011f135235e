//! A body on the page: the closed tree drawn as elements and text nodes.

use vigie_core::markdown::{Alignment, Block, Document, Inline, LinkTarget, Table};
use vigie_core::messages::Messages;
use vigie_core::url::SafeUrl;

use crate::element::{Child, Element, element};

/// Begin of the ids of an article's parts, so that none of them is an id of the page around it.
pub const PART_ID: &str = "part-";

/// A document. The tree is at most [`MAX_DEPTH`](vigie_core::markdown::MAX_DEPTH) levels deep, so the
/// recursion is bounded.
pub struct Prose<'a> {
    /// The body.
    pub document: &'a Document,
    /// Folder of the site, for links inside it.
    pub root: &'a str,
    /// Language of the text, if it is not the interface's.
    pub language: Option<&'static str>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl Prose<'_> {
    /// Draws the body.
    pub fn view(&self) -> Element {
        let cut = self.document.is_cut.then(|| {
            element("p")
                .class("prose__cut")
                .child(self.messages.body_cut)
        });
        element("div")
            .class("prose")
            .attribute_if("lang", self.language)
            .children(self.blocks(&self.document.blocks))
            .child_if(cut)
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<Element> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Element {
        match block {
            Block::Heading { level, id, content } => {
                let tag = match level {
                    2 => "h2",
                    3 => "h3",
                    4 => "h4",
                    5 => "h5",
                    _ => "h6",
                };
                // Links to a part of the article move the focus there.
                let id = (!id.is_empty()).then(|| [PART_ID, id].concat());
                let focus = id.is_some().then_some("-1");
                element(tag)
                    .attribute_if("id", id)
                    .attribute_if("tabindex", focus)
                    .children(self.inlines(content))
            }
            Block::Paragraph(content) => element("p").children(self.inlines(content)),
            Block::List { start, items } => {
                let list = match start {
                    Some(start) => element("ol").attribute("start", start.to_string()),
                    None => element("ul"),
                };
                list.children(
                    items
                        .iter()
                        .map(|item| element("li").children(self.blocks(&item.blocks))),
                )
            }
            Block::Quote(blocks) => element("blockquote").children(self.blocks(blocks)),
            Block::Code(code) => {
                let code = element("code").child(code.as_str());
                element("pre").attribute("tabindex", "0").child(code)
            }
            Block::Table(table) => self.table(table),
            Block::Rule => element("hr"),
        }
    }

    /// A wide table scrolls in a frame that the keyboard reaches.
    fn table(&self, table: &Table) -> Element {
        let class = |column: usize| match table.alignments.get(column) {
            Some(Alignment::Center) => Some("prose__cell--center"),
            Some(Alignment::End) => Some("prose__cell--end"),
            Some(Alignment::Start) | None => None,
        };
        let cell = |tag: &'static str, (column, content): (usize, &Vec<Inline>)| {
            element(tag)
                .attribute_if("class", class(column))
                .children(self.inlines(content))
        };
        let head = table
            .head
            .iter()
            .enumerate()
            .map(|at| cell("th", at).attribute("scope", "col"));
        let rows = table
            .rows
            .iter()
            .map(|row| element("tr").children(row.iter().enumerate().map(|at| cell("td", at))));
        let table = element("table")
            .child(element("thead").child(element("tr").children(head)))
            .child(element("tbody").children(rows));
        element("div")
            .class("prose__table")
            .attribute("tabindex", "0")
            .attribute("role", "group")
            .child(table)
    }

    fn inlines(&self, inlines: &[Inline]) -> Vec<Child> {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> Child {
        match inline {
            Inline::Text(text) => text.as_str().into(),
            Inline::Emphasis(content) => element("em").children(self.inlines(content)).into(),
            Inline::Strong(content) => element("strong").children(self.inlines(content)).into(),
            Inline::Strikethrough(content) => element("del").children(self.inlines(content)).into(),
            Inline::Code(code) => element("code").child(code.as_str()).into(),
            Inline::Link {
                target: LinkTarget::Site(address),
                content,
            } => {
                let address = format!("{}{address}", self.root);
                element("a")
                    .attribute("href", address)
                    .children(self.inlines(content))
                    .into()
            }
            Inline::Link {
                target: LinkTarget::External(url),
                content,
            } => external(url, self.inlines(content)),
            Inline::RemoteImage { url, alt } => {
                let sentence = (self.messages.image_at)(url.host().unwrap_or_default());
                let text = if alt.is_empty() {
                    sentence
                } else {
                    format!("{alt} ({sentence})")
                };
                external(url, vec![text.into()])
            }
            Inline::Break => element("br").into(),
        }
    }
}

/// A link to another site names its host, so that no text can pretend another one.
fn external(url: &SafeUrl, content: Vec<Child>) -> Child {
    let link = element("a")
        .attribute("href", url.as_str())
        .attribute("target", "_blank")
        .attribute("rel", "noopener noreferrer")
        .attribute("referrerpolicy", "no-referrer")
        .children(content);
    let host = url.host().map(|host| {
        let host = element("bdi").child(host);
        element("span")
            .class("prose__host")
            .child(" (")
            .child(host)
            .child(")")
    });
    element("span").child(link).child_if(host).into()
}
