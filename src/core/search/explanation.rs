//! Explains the rank of an article: each part of the query with its contribution to the score.

use std::ops::Range;

use super::bm25f::Scorer;
use super::evaluation::Evaluator;
use super::expansion::{ExpansionKind, WordPlan, WordTerms};
use super::formula::{Factors, Formula};
use super::{Meaning, Ranking, Request};
use crate::article::DocId;
use crate::concepts::ConceptId;
use crate::index::{FIELDS, Index, PostingList};

/// The score of one article, part by part.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The parts of the query, in the order typed.
    pub parts: Vec<PartExplanation>,
    /// Part of the query's weight that the article meets, 0 to 1.
    pub share: f32,
    /// What its score is made of: the same as in the list.
    pub factors: Factors,
}

/// What one part of the query adds.
#[derive(Clone, Debug, PartialEq)]
pub struct PartExplanation {
    /// Bytes of the typed text.
    pub span: Range<usize>,
    /// Whether the article meets the part.
    pub is_met: bool,
    /// What it adds.
    pub score: f32,
    /// Weight of the part in the query.
    pub weight: f32,
    /// What of the article answers it.
    pub contributions: Vec<Contribution>,
}

/// A term or concept of the article that answers a part.
#[derive(Clone, Debug, PartialEq)]
pub enum Contribution {
    /// A term, why the word was expanded to it, its weight relative to the word, and its frequency in each field.
    Term(String, ExpansionKind, f32, [u8; FIELDS]),
    /// A concept and its frequency in each field.
    Concept(ConceptId, [u8; FIELDS]),
    /// The year of publication.
    Year(i32),
}

/// Explains the score of an article; parts it does not meet add nothing and are listed too.
pub fn explain(index: &Index, request: &Request<'_>, ranking: &Ranking, doc: DocId) -> Explanation {
    let scorer = Scorer::new(index, &ranking.bm25f);
    let evaluator = Evaluator::new(index, request, ranking, &scorer);
    let evaluated = evaluator.evaluate(request.query);
    let formula = Formula::new(index, ranking, &evaluated.parts);
    let mut parts = evaluated.parts.iter();
    let is_complete = parts.all(|part| part.scored.met.contains(doc));
    let mut explanation = Explanation {
        parts: Vec::new(),
        share: formula.share(doc),
        factors: formula.factors(doc, is_complete),
    };
    for part in &evaluated.parts {
        let mut contributions = Vec::new();
        if let Some(group) = &part.group {
            for found in group.words.iter().flat_map(WordPlan::terms) {
                contributions.extend(terms_of(index, found, ranking, doc));
            }
            for concept in &group.concepts {
                let mut postings = index.concept_lists(*concept).flatten();
                if let Some(posting) = postings.find(|posting| posting.doc == doc) {
                    contributions.push(Contribution::Concept(*concept, posting.frequencies));
                }
            }
            if let Some(year) = group.year.filter(|_| part.scored.met.contains(doc)) {
                contributions.push(Contribution::Year(year));
            }
        }
        explanation.parts.push(PartExplanation {
            span: part.span.clone(),
            is_met: part.scored.met.contains(doc),
            score: part.score(doc),
            weight: part.scored.weight,
            contributions,
        });
    }
    explanation
}

/// The terms of a word that an article holds.
fn terms_of(index: &Index, found: &WordTerms, ranking: &Ranking, doc: DocId) -> Vec<Contribution> {
    let own = |mut list: PostingList<'_>| list.find(|posting| posting.doc == doc);
    let mut held = Vec::new();
    for term in &found.terms {
        if let Some(posting) = own(index.postings(term.term)) {
            let text = term.text.clone();
            held.push(Contribution::Term(
                text,
                term.kind,
                term.weight,
                posting.frequencies,
            ));
        }
    }
    for (id, list) in index.postings_in(found.completions.clone()) {
        let is_new = found.terms.iter().all(|term| term.term != id);
        if let Some(posting) = own(list).filter(|_| is_new) {
            let (text, kind) = (index.term(id).to_owned(), ExpansionKind::Completion);
            held.push(Contribution::Term(
                text,
                kind,
                ranking.completion,
                posting.frequencies,
            ));
        }
    }
    held
}

impl Meaning {
    /// Returns the concept it names, if it does.
    pub fn concept(&self) -> Option<ConceptId> {
        match self {
            Self::Concept(concept, _) => Some(*concept),
            Self::Correction(_) | Self::Year(_) => None,
        }
    }
}
