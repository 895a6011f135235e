//! pulldown-cmark's events → the closed tree, without recursion.
//!
//! A stack holds the elements that are open. An element that is not allowed (nested too deeply, a link with a
//! refused address) is not pushed: its content goes into the element around it. The file is long because the `match`
//! over all events and the one over all elements are exhaustive.

use pulldown_cmark::{
    Alignment as CmarkAlignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd,
};

use super::address::SiteAddress;
use super::cuts::{Cuts, inner, is_block};
use super::document::{
    Alignment, Block, Document, Inline, LinkTarget, ListItem, Table, inline_text,
};
use super::headings::{HeadingIds, take_id};
use super::links::written_address;
use super::open_element::{OpenElement, Shape};
use super::{MAX_DEPTH, MAX_NODES};
use crate::permalink::Permalink;
use crate::text::is_invisible;
use crate::url::SafeUrl;

/// What bodies are written in beside `CommonMark`.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Parses a body: `CommonMark` with tables, strikethrough and ids of headings. Links are kept where they
/// name another site or `/section/slug`. Any text is a body; time and memory are linear
/// in its length.
///
/// ```
/// use vigie_core::markdown::{Block, Inline, parse};
///
/// let document = parse("<script>alert(1)</script>");
/// let text = Inline::Text("<script>alert(1)</script>".to_owned());
/// assert_eq!(document.blocks, [Block::Paragraph(vec![text])]);
/// ```
pub fn parse(markdown: &str) -> Document {
    parse_with(markdown, &link_target)
}

/// Parses a body whose links lead where `link_target` says; a link that leads nowhere becomes its text.
pub fn parse_with(markdown: &str, link_target: LinkTargets<'_>) -> Document {
    build(markdown, link_target).finish()
}

/// Reads a body to its end, or up to the limits.
pub(super) fn build<'a>(markdown: &str, link_target: LinkTargets<'a>) -> Builder<'a> {
    let mut builder = Builder {
        open: vec![OpenElement::new(Shape::Root)],
        ids: HeadingIds::default(),
        link_target,
        ignored: 0,
        nodes: 0,
        at: 0,
        is_flat: false,
        cuts: Cuts::default(),
    };
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        builder.at = range.start;
        if builder.nodes >= MAX_NODES {
            builder.cuts.end = Some(range.start);
            break;
        }
        builder.event(event);
    }
    builder
}

/// Says where an address of a body leads.
pub(super) type LinkTargets<'a> = &'a dyn Fn(&str) -> Option<LinkTarget>;

pub(super) struct Builder<'a> {
    open: Vec<OpenElement>,
    ids: HeadingIds,
    link_target: LinkTargets<'a>,
    /// Open elements beyond the depth limit.
    ignored: usize,
    nodes: usize,
    /// Position of the event.
    at: usize,
    /// Whether one of the ignored elements shows.
    is_flat: bool,
    pub(super) cuts: Cuts,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>) {
        self.nodes += 1;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.push_inline(Inline::Code(visible(&code)));
            }
            Event::FootnoteReference(name) => self.text(&name),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push_inline(Inline::Break),
            Event::Rule => self.push_block(Block::Rule),
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.ignored > 0 || self.open.len() + inner(&tag) > MAX_DEPTH {
            self.ignored += 1;
            // A paragraph is made of the text all the same.
            if !self.is_flat && !matches!(tag, Tag::Paragraph | Tag::HtmlBlock) {
                self.is_flat = true;
                self.cuts.flat.push(self.at);
            }
            return;
        }
        let shape = match tag {
            Tag::Paragraph | Tag::HtmlBlock => Shape::Paragraph,
            Tag::Heading { level, .. } => Shape::Heading((level as u8).clamp(2, 6)),
            Tag::BlockQuote(_) => Shape::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Shape::Code,
            Tag::List(start) => Shape::List {
                start,
                items: Vec::new(),
            },
            Tag::Item => Shape::Item,
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                Shape::Table(Table {
                    alignments,
                    ..Table::default()
                })
            }
            Tag::TableHead | Tag::TableRow => Shape::Row(Vec::new()),
            Tag::TableCell => Shape::Cell,
            Tag::Emphasis => Shape::Emphasis,
            Tag::Strong => Shape::Strong,
            Tag::Strikethrough => Shape::Strikethrough,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => (self.link_target)(&written_address(link_type, &dest_url))
                .map_or(Shape::Transparent, Shape::Link),
            Tag::Image { dest_url, .. } => {
                SafeUrl::parse(&dest_url).map_or(Shape::Transparent, Shape::RemoteImage)
            }
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_)
            | Tag::Superscript
            | Tag::Subscript => Shape::Transparent,
        };
        self.open.push(OpenElement::new(shape));
    }

    fn end(&mut self, tag: TagEnd) {
        if self.ignored > 0 {
            self.ignored -= 1;
            self.is_flat &= self.ignored > 0;
            // The next one is no part of the same text.
            if is_block(tag)
                && let Some(element) = self.open.last_mut()
            {
                flush(element);
            }
            return;
        }
        if self.open.len() > 1
            && let Some(closed) = self.open.pop()
        {
            self.close(closed, tag == TagEnd::TableHead);
        }
    }

    fn close(&mut self, mut closed: OpenElement, is_head: bool) {
        match closed.shape {
            Shape::Heading(level) => {
                let mut content = closed.inlines;
                let given = take_id(&mut content);
                let id = self.ids.next(given.as_deref(), &inline_text(&content));
                self.push_block(Block::Heading { level, id, content });
            }
            Shape::Paragraph if closed.inlines.is_empty() => {}
            Shape::Paragraph => self.push_block(Block::Paragraph(trimmed(closed.inlines))),
            Shape::Quote => {
                flush(&mut closed);
                self.push_block(Block::Quote(closed.blocks));
            }
            Shape::Code => self.push_block(Block::Code(plain(&closed.inlines))),
            Shape::List { start, items } => self.push_block(Block::List { start, items }),
            Shape::Item => {
                flush(&mut closed);
                match self.open.last_mut() {
                    Some(OpenElement {
                        shape: Shape::List { items, .. },
                        ..
                    }) => {
                        items.push(ListItem {
                            blocks: closed.blocks,
                        });
                    }
                    _ => closed
                        .blocks
                        .into_iter()
                        .for_each(|block| self.push_block(block)),
                }
            }
            Shape::Table(table) => self.push_block(Block::Table(table)),
            Shape::Row(cells) => {
                if let Some(OpenElement {
                    shape: Shape::Table(table),
                    ..
                }) = self.open.last_mut()
                {
                    if is_head {
                        table.head = cells;
                    } else {
                        table.rows.push(cells);
                    }
                }
            }
            Shape::Cell => {
                if let Some(OpenElement {
                    shape: Shape::Row(cells),
                    ..
                }) = self.open.last_mut()
                {
                    cells.push(closed.inlines);
                }
            }
            Shape::Emphasis => self.push_inline(Inline::Emphasis(closed.inlines)),
            Shape::Strong => self.push_inline(Inline::Strong(closed.inlines)),
            Shape::Strikethrough => self.push_inline(Inline::Strikethrough(closed.inlines)),
            Shape::Link(target) => self.push_inline(Inline::Link {
                target,
                content: closed.inlines,
            }),
            Shape::RemoteImage(url) => {
                self.push_inline(Inline::RemoteImage {
                    url,
                    alt: plain(&closed.inlines),
                });
            }
            Shape::Transparent => {
                closed
                    .inlines
                    .into_iter()
                    .for_each(|inline| self.push_inline(inline));
                closed
                    .blocks
                    .into_iter()
                    .for_each(|block| self.push_block(block));
            }
            Shape::Root => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = visible(text);
        match self
            .open
            .last_mut()
            .and_then(|element| element.inlines.last_mut())
        {
            Some(Inline::Text(before)) => before.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.push_inline(Inline::Text(text)),
        }
    }

    fn push_inline(&mut self, inline: Inline) {
        if let Some(element) = self.open.last_mut() {
            element.inlines.push(inline);
        }
    }

    fn push_block(&mut self, block: Block) {
        if let Some(element) = self.open.last_mut() {
            flush(element);
            element.blocks.push(block);
        }
    }

    fn finish(mut self) -> Document {
        while self.open.len() > 1 {
            if let Some(closed) = self.open.pop() {
                self.close(closed, false);
            }
        }
        let mut root = self
            .open
            .pop()
            .unwrap_or_else(|| OpenElement::new(Shape::Root));
        flush(&mut root);
        Document {
            blocks: root.blocks,
            is_cut: self.cuts.end.is_some(),
        }
    }
}

/// Text directly inside a block, as in tight lists, becomes a paragraph.
fn flush(element: &mut OpenElement) {
    if !element.inlines.is_empty() {
        element.blocks.push(Block::Paragraph(trimmed(std::mem::take(
            &mut element.inlines,
        ))));
    }
}

/// Drops the line end that blocks of raw HTML leave behind.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
    }
    inlines
}

fn plain(inlines: &[Inline]) -> String {
    let document = Document {
        blocks: vec![Block::Paragraph(inlines.to_vec())],
        is_cut: false,
    };
    document.plain_text()
}

/// Drops controls and deceiving characters; line ends stay for preformatted text.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|character| !is_invisible(*character))
        .collect()
}

pub(super) fn link_target(address: &str) -> Option<LinkTarget> {
    if let Some(permalink) = Permalink::parse(address) {
        return Some(LinkTarget::Site(SiteAddress::article(&permalink, "")));
    }
    SafeUrl::parse(address).ok().map(LinkTarget::External)
}

fn alignment(alignment: CmarkAlignment) -> Alignment {
    match alignment {
        CmarkAlignment::None | CmarkAlignment::Left => Alignment::Start,
        CmarkAlignment::Center => Alignment::Center,
        CmarkAlignment::Right => Alignment::End,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    #[track_caller]
    fn check(markdown: &str, expected: &[Block]) {
        assert_eq!(parse(markdown).blocks, expected, "{markdown}");
    }

    #[test]
    fn hostile_links_become_text() {
        check("[x](javascript:alert(1))", &[Block::Paragraph(text("x"))]);
        check(
            "![x](data:image/png;base64,AA)",
            &[Block::Paragraph(text("x"))],
        );
        check(
            "[x](java\tscript:alert(1))",
            &[Block::Paragraph(text("[x](java\tscript:alert(1))"))],
        );
        check(
            "<javascript:alert(1)>",
            &[Block::Paragraph(text("javascript:alert(1)"))],
        );
    }

    #[test]
    fn links_to_articles_stay_inside() {
        let target = LinkTarget::Site(SiteAddress::parse("papers/x").unwrap());
        check(
            "[x](/papers/x)",
            &[Block::Paragraph(vec![Inline::Link {
                target,
                content: text("x"),
            }])],
        );
    }

    #[test]
    fn tables_and_tight_lists_are_kept() {
        let table = Table {
            alignments: vec![Alignment::Start, Alignment::End],
            head: vec![text("a"), text("b")],
            rows: vec![vec![text("1"), text("2")]],
        };
        check("|a|b|\n|---|--:|\n|1|2|", &[Block::Table(table)]);
        let item = |word: &str| ListItem {
            blocks: vec![Block::Paragraph(text(word))],
        };
        check(
            "3. x\n4. y",
            &[Block::List {
                start: Some(3),
                items: vec![item("x"), item("y")],
            }],
        );
    }

    fn depth(blocks: &[Block]) -> usize {
        let inner = |block: &Block| match block {
            Block::Quote(blocks) => depth(blocks),
            Block::List { items, .. } => {
                1 + items
                    .iter()
                    .map(|item| depth(&item.blocks))
                    .max()
                    .unwrap_or(0)
            }
            _ => 0,
        };
        blocks
            .iter()
            .map(|block| 1 + inner(block))
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn ten_thousand_quotes_are_48_levels() {
        let document = parse(&format!("{} deep", ">".repeat(10_000)));
        assert_eq!(depth(&document.blocks), MAX_DEPTH + 1);
        assert_eq!(document.plain_text(), "deep");
        assert!(depth(&parse(&"- ".repeat(2_000)).blocks) <= MAX_DEPTH + 1);
    }

    fn read_back(wire: &[u8]) -> Document {
        Document::read(crate::json::parse(wire).unwrap()).unwrap()
    }

    #[test]
    fn the_deepest_trees_survive_the_wire() {
        let deepest = [
            ">".repeat(100),
            "- ".repeat(100),
            "> - ".repeat(100),
            format!("{}**a *b", "- > ".repeat(60)),
        ];
        for markdown in deepest {
            let document = parse(&format!("{markdown} x"));
            let wire = serde_json::to_vec(&document).unwrap();
            assert_eq!(read_back(&wire), document);
        }
    }

    #[track_caller]
    fn check_refused(blocks: &str) {
        let wire = format!("{{\"b\":[{blocks}]}}");
        let json = crate::json::parse(wire.as_bytes()).unwrap();
        assert!(Document::read(json).is_err());
    }

    #[test]
    fn trees_that_no_text_gives_are_refused() {
        let nested =
            |levels: usize| format!("{}{}", "{\"q\":[".repeat(levels), "]}".repeat(levels));
        read_back(format!("{{\"b\":[{}]}}", nested(MAX_DEPTH + 2)).as_bytes());
        check_refused(&nested(MAX_DEPTH + 3));
        let emphases = "{\"e\":[".repeat(MAX_DEPTH + 2) + &"]}".repeat(MAX_DEPTH + 2);
        check_refused(&format!("{{\"p\":[{emphases}]}}"));
        check_refused(&vec!["\"r\""; 2 * MAX_NODES + 1].join(","));
        let cells = vec!["[]"; 2 * MAX_NODES].join(",");
        check_refused(&format!(
            "{{\"t\":{{\"alignments\":[],\"head\":[{cells}],\"rows\":[]}}}}"
        ));
        check_refused("{\"h\":{\"level\":1,\"content\":[]}}");
        check_refused("{\"h\":{\"level\":7,\"content\":[]}}");
    }

    #[test]
    fn the_largest_trees_of_texts_survive_the_wire() {
        for markdown in [
            "- a\n  ***\n",
            "> a\n> ***\n",
            "a `b`\n***\n",
            "|a|b\n|-|-\n|a|b\n",
        ] {
            let document = parse(&markdown.repeat(MAX_NODES / 2));
            assert!(document.is_cut);
            let wire = serde_json::to_vec(&document).unwrap();
            assert_eq!(read_back(&wire), document);
        }
    }

    #[test]
    fn huge_bodies_are_cut_and_say_so() {
        assert!(parse(&"a\n\n".repeat(MAX_NODES)).is_cut);
        assert!(!parse("a").is_cut);
    }

    proptest! {
        #[test]
        fn any_text_is_a_body_without_controls(markdown in "[a<>!\\[\\]()*_`~|>#\\n 1.-]{0,80}|\\PC{0,40}") {
            let document = parse(&markdown);
            prop_assert!(depth(&document.blocks) <= MAX_DEPTH + 1);
            prop_assert!(!document.plain_text().chars().any(is_invisible));
            let wire = serde_json::to_vec(&document).unwrap();
            prop_assert_eq!(read_back(&wire), document);
        }
    }
}
