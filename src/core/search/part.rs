//! The result of evaluation: the parts of a query, each with the articles that match it.

use std::ops::Range;

use super::bm25f::Scored;
use super::expansion::{WordPlan, WordTerms};
use super::reading::{Group, Reading};
use crate::article::DocId;
use crate::index::{DocSet, Index};

/// A part of a query: a group of free words, or a clause with a sign or field.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Bytes of the typed text.
    pub(super) span: Range<usize>,
    /// Which articles meet it, and how well.
    pub(super) scored: Scored,
    /// The articles that meet it by the words typed; `None` where no word can: years, fields, letters that stand
    /// for one meaning.
    pub(super) literal: Option<DocSet>,
    /// Part of the words' weight each article holds, 0 to 1; empty for a single word.
    pub(super) shares: Vec<f32>,
    /// Whether an article may lack it where too few have everything.
    pub(super) is_free: bool,
    /// What it was made of, for marks and explanations.
    pub(super) group: Option<Group>,
}

impl Part {
    /// Makes a part that must be met.
    pub(super) fn new(span: Range<usize>, scored: Scored) -> Self {
        Self {
            span,
            scored,
            literal: None,
            shares: Vec::new(),
            is_free: false,
            group: None,
        }
    }

    /// Weight of the part among those an article can meet: none for a word that no article has, because it
    /// tells no article from another.
    pub(super) fn known_weight(&self) -> f32 {
        self.scored.known_weight()
    }

    /// Returns whether an article meets the part, but not by the words typed.
    pub(super) fn is_met_by_meaning(&self, doc: DocId) -> bool {
        let literal = self.literal.as_ref();
        literal.is_some_and(|literal| !literal.contains(doc)) && self.scored.met.contains(doc)
    }

    /// Returns what an article's answer to the part adds to its score.
    pub(super) fn score(&self, doc: DocId) -> f32 {
        let score = self.scored.scores.get(doc.0 as usize);
        score.copied().unwrap_or_default()
    }

    /// Returns how much of the part an article meets, 0 to 1.
    pub(super) fn share(&self, doc: DocId) -> f32 {
        if self.scored.met.contains(doc) {
            1.0
        } else {
            self.shares.get(doc.0 as usize).copied().unwrap_or_default()
        }
    }
}

/// For each article, the part of the words' weight it holds; empty for a single word.
pub(super) fn shares(index: &Index, words: &[Scored]) -> Vec<f32> {
    if words.len() < 2 {
        return Vec::new();
    }
    let whole: f32 = words.iter().map(|word| word.weight).sum();
    let mut shares = vec![0.0; index.count() as usize];
    for word in words {
        for doc in word.met.iter() {
            if let Some(share) = shares.get_mut(doc.0 as usize) {
                *share += word.weight / whole;
            }
        }
    }
    shares
}

/// What a query makes of the articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Evaluated {
    /// Parts to be met.
    pub(super) parts: Vec<Part>,
    /// Articles that must not be shown.
    pub(super) excluded: Option<DocSet>,
    /// What words were taken for.
    pub(super) readings: Vec<Reading>,
    /// Phrases asked, for marks.
    pub(super) phrases: Vec<Vec<String>>,
    /// Articles that may hold a phrase in a text that is missing.
    pub(super) unread: Vec<DocId>,
    /// Values of fields that no article has.
    pub(super) unknown: Vec<String>,
}

/// Iterates over the expansions of free words.
pub(super) fn word_terms(parts: &[Part]) -> impl Iterator<Item = &WordTerms> {
    let groups = parts.iter().filter_map(|part| part.group.as_ref());
    groups.flat_map(|group| group.words.iter().flat_map(WordPlan::terms))
}
