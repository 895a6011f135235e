//! Splits long texts of an article into pieces for indexing.
//!
//! Nearly all texts are short enough to be indexed whole. A longer one is split between two words: a concept phrase
//! across the split is not found as a phrase, only its words are.

use super::Field;
use crate::article::{Article, DocId};
use crate::language::Language;
use crate::markdown::Document;

/// Longest piece, in bytes: some ten milliseconds on a slow computer, and longer than most bodies.
const PIECE_BYTES: usize = 16 << 10;

/// What is left of an article to be added to an index.
#[derive(Clone, Debug)]
pub struct Pieces {
    /// Which article of the index it becomes.
    pub(super) doc: DocId,
    /// Language of the texts.
    pub(super) language: Language,
    texts: Vec<(Field, String)>,
    field: usize,
    at: usize,
}

impl Pieces {
    pub(super) fn new(doc: DocId, article: &Article, body: Option<&Document>) -> Self {
        let text = |field| match field {
            Field::Title => article.title.clone(),
            Field::Summary => article.summary.clone(),
            Field::Body => body.map(Document::plain_text).unwrap_or_default(),
            Field::Label => format!("{} {}", article.tags.join(" , "), article.source),
        };
        Self {
            doc,
            language: article.language,
            texts: Field::ALL
                .into_iter()
                .map(|field| (field, text(field)))
                .collect(),
            field: 0,
            at: 0,
        }
    }

    /// The next piece, with its field; `None` after the last.
    pub(super) fn next(&mut self) -> Option<(Field, &str)> {
        loop {
            let (_, text) = self.texts.get(self.field)?;
            if self.at < text.len() {
                break;
            }
            self.field += 1;
            self.at = 0;
        }
        let (field, text) = self.texts.get(self.field)?;
        let rest = text.get(self.at..)?;
        let piece = rest.get(..end_of_piece(rest))?;
        self.at += piece.len();
        Some((*field, piece))
    }
}

/// Where the first piece of a text ends: behind the last space that fits, else behind the last character.
fn end_of_piece(text: &str) -> usize {
    if text.len() <= PIECE_BYTES {
        return text.len();
    }
    let is_end = |end: &usize| text.is_char_boundary(*end);
    let most = (1..=PIECE_BYTES).rev().find(is_end).unwrap_or(text.len());
    let space = text.get(..most).and_then(|piece| piece.rfind(' '));
    space.map_or(most, |space| space + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::decode_feed;
    use crate::markdown::Block;

    #[track_caller]
    fn check(text: &str, pieces: usize) {
        let body = Document {
            blocks: vec![Block::Code(text.to_owned())],
            is_cut: false,
        };
        let feed =
            r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"T"}]}"#;
        let article = decode_feed(feed.as_bytes()).unwrap().articles.remove(0);
        let mut left = Pieces::new(DocId(0), &article, Some(&body));
        let mut found = Vec::new();
        while let Some((field, piece)) = left.next() {
            assert!(!piece.is_empty() && piece.len() <= PIECE_BYTES);
            if field == Field::Body {
                found.push(piece.to_owned());
            }
        }
        assert_eq!(
            (found.len(), found.concat().as_str()),
            (pieces, text.trim_end())
        );
    }

    #[test]
    fn short_texts_are_whole_and_long_ones_end_with_a_word() {
        check("", 0);
        check("un mot", 1);
        check(&"mot ".repeat(PIECE_BYTES / 4), 1);
        check(&"mots ".repeat(PIECE_BYTES / 4), 2);
        check(&"é".repeat(PIECE_BYTES), 2);
    }
}
