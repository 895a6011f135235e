//! A body on the page: the closed tree drawn as elements and text nodes.

use leptos::prelude::*;
use vigie_core::markdown::{Alignment, Block, Document, Inline, LinkTarget, Table};
use vigie_core::url::SafeUrl;

use vigie_core::messages::Messages;

/// Draws a document. The tree is at most 64 levels deep, so the recursion is bounded.
#[component]
pub fn Prose(
    /// The body.
    document: Document,
    /// Folder of the site, for links to its articles.
    root: String,
    /// Language of the text, if it is not the interface's.
    language: Option<&'static str>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let is_cut = document.is_cut;
    let context = Context { root, messages };
    view! {
        <div class="prose" lang=language>{context.blocks(document.blocks)}</div>
        {is_cut.then(|| view! { <p class="prose__cut">{messages.body_cut}</p> })}
    }
}

/// What every level needs.
struct Context {
    root: String,
    messages: &'static Messages,
}

impl Context {
    fn blocks(&self, blocks: Vec<Block>) -> Vec<AnyView> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: Block) -> AnyView {
        match block {
            Block::Heading { level: 2, content } => {
                view! { <h2>{self.inlines(content)}</h2> }.into_any()
            }
            Block::Heading { level: 3, content } => {
                view! { <h3>{self.inlines(content)}</h3> }.into_any()
            }
            Block::Heading { level: 4, content } => {
                view! { <h4>{self.inlines(content)}</h4> }.into_any()
            }
            Block::Heading { level: 5, content } => {
                view! { <h5>{self.inlines(content)}</h5> }.into_any()
            }
            Block::Heading { content, .. } => view! { <h6>{self.inlines(content)}</h6> }.into_any(),
            Block::Paragraph(content) => view! { <p>{self.inlines(content)}</p> }.into_any(),
            Block::List { start, items } => {
                let items: Vec<_> = items
                    .into_iter()
                    .map(|item| view! { <li>{self.blocks(item.blocks)}</li> })
                    .collect();
                match start {
                    Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
                    None => view! { <ul>{items}</ul> }.into_any(),
                }
            }
            Block::Quote(blocks) => {
                view! { <blockquote>{self.blocks(blocks)}</blockquote> }.into_any()
            }
            Block::Code(code) => view! { <pre tabindex="0"><code>{code}</code></pre> }.into_any(),
            Block::Table(table) => self.table(table),
            Block::Rule => view! { <hr /> }.into_any(),
        }
    }

    fn table(&self, table: Table) -> AnyView {
        let class = |column: usize| match table.alignments.get(column) {
            Some(Alignment::Center) => Some("prose__cell--center"),
            Some(Alignment::End) => Some("prose__cell--end"),
            Some(Alignment::Start) | None => None,
        };
        let head: Vec<_> = table
            .head
            .into_iter()
            .enumerate()
            .map(|(column, cell)| view! { <th scope="col" class=class(column)>{self.inlines(cell)}</th> })
            .collect();
        let rows: Vec<_> = table
            .rows
            .into_iter()
            .map(|row| {
                let cells: Vec<_> = row
                    .into_iter()
                    .enumerate()
                    .map(|(column, cell)| view! { <td class=class(column)>{self.inlines(cell)}</td> })
                    .collect();
                view! { <tr>{cells}</tr> }
            })
            .collect();
        view! {
            <div class="prose__table" tabindex="0" role="group">
                <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
        .into_any()
    }

    fn inlines(&self, inlines: Vec<Inline>) -> Vec<AnyView> {
        inlines
            .into_iter()
            .map(|inline| self.inline(inline))
            .collect()
    }

    fn inline(&self, inline: Inline) -> AnyView {
        match inline {
            Inline::Text(text) => text.into_any(),
            Inline::Emphasis(content) => view! { <em>{self.inlines(content)}</em> }.into_any(),
            Inline::Strong(content) => {
                view! { <strong>{self.inlines(content)}</strong> }.into_any()
            }
            Inline::Strikethrough(content) => {
                view! { <del>{self.inlines(content)}</del> }.into_any()
            }
            Inline::Code(code) => view! { <code>{code}</code> }.into_any(),
            Inline::Link {
                target: LinkTarget::Article(permalink),
                content,
            } => {
                let address = format!("{}{}", self.root, permalink.relative());
                view! { <a href=address>{self.inlines(content)}</a> }.into_any()
            }
            Inline::Link {
                target: LinkTarget::External(url),
                content,
            } => {
                let content = self.inlines(content);
                self.external(&url, content)
            }
            Inline::RemoteImage { url, alt } => {
                let host = url.host().unwrap_or_default();
                let sentence = (self.messages.image_at)(host);
                let text = if alt.is_empty() {
                    sentence
                } else {
                    format!("{alt} ({sentence})")
                };
                let content = vec![text.into_any()];
                self.external(&url, content)
            }
            Inline::Break => view! { <br /> }.into_any(),
        }
    }

    /// A link to another site names its host, so that no text can pretend another one.
    fn external(&self, url: &SafeUrl, content: Vec<AnyView>) -> AnyView {
        let host = url.host().map(
            |host| view! { <span class="prose__host">" (" <bdi>{host.to_owned()}</bdi> ")"</span> },
        );
        view! {
            <a href=url.to_string() target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">{content}</a>
            {host}
        }
        .into_any()
    }
}
