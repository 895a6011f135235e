//! Ids of headings, for links to a part of an article.

use std::collections::BTreeSet;

use super::document::{Block, Document, Inline, inline_text};
use crate::permalink::Slug;

/// Longest id an author may give, in bytes.
const MAX_BYTES: usize = 200;

/// The ids given so far in one body.
#[derive(Default)]
pub(super) struct HeadingIds(BTreeSet<String>);

impl HeadingIds {
    /// Returns an id for a heading: the author's own where there is one, else the slug of its text. A
    /// second heading of the same text gets `-1`, as most tools count.
    pub(super) fn next(&mut self, given: Option<&str>, text: &str) -> String {
        let given = given.filter(|id| id.len() <= MAX_BYTES && id.chars().all(is_letter));
        let base = match given {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => Slug::new(text).as_str().to_owned(),
        };
        if base.is_empty() {
            return base;
        }
        let mut id = base.clone();
        let mut number = 0;
        while !self.0.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        id
    }
}

/// Takes the id off the end of a heading: `Later {#later}`, with or without classes behind it. Other braces
/// are a part of the text.
pub(super) fn take_id(content: &mut Vec<Inline>) -> Option<String> {
    let Some(Inline::Text(text)) = content.last_mut() else {
        return None;
    };
    let open = text.rfind("{#")?;
    let inside = text.get(open + 2..)?.trim_end().strip_suffix('}')?;
    let mut words = inside.split_whitespace();
    let id = words.next()?.to_owned();
    if !words.all(|word| word.starts_with('.')) {
        return None;
    }
    text.truncate(text.get(..open)?.trim_end().len());
    if text.is_empty() {
        content.pop();
    }
    Some(id)
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ':')
}

impl Document {
    /// Returns id and text of every heading that has an id.
    pub fn headings(&self) -> Vec<(String, String)> {
        let mut headings = Vec::new();
        collect(&self.blocks, &mut headings);
        headings
    }
}

fn collect(blocks: &[Block], headings: &mut Vec<(String, String)>) {
    for block in blocks {
        match block {
            Block::Heading { id, content, .. } if !id.is_empty() => {
                headings.push((id.clone(), inline_text(content)));
            }
            Block::Quote(blocks) => collect(blocks, headings),
            Block::List { items, .. } => {
                for item in items {
                    collect(&item.blocks, headings);
                }
            }
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::parse;

    #[track_caller]
    fn check(markdown: &str, ids: &[&str]) {
        let headings = parse(markdown).headings();
        let found: Vec<&str> = headings.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(found, ids, "{markdown}");
    }

    #[test]
    fn headings_have_ids_of_their_own() {
        check(
            "# Part *one*\n\n## Part one\n\n> ### Été\n\n- ## 循環器\n\n---\n\n## !!!",
            &["part-one", "part-one-1", "ete", "循環器"],
        );
        check("Later\n=====\n\n## Content", &["later", "content"]);
    }

    #[test]
    fn authors_give_ids_in_braces() {
        check("## Later {#L_1 .class}\n\n## Later", &["L_1", "later"]);
        check("## {#l}\n\n## {#a b}", &["l", "a-b"]);
        assert_eq!(parse("## The set {a, b}").plain_text(), "The set {a, b}");
        assert_eq!(parse("## Later {#l}").plain_text(), "Later");
    }
}
