//! One clause of a query → the articles that meet it, and what it adds to their scores.
//!
//! All terms a word stands for (the completions of a beginning, the joined form) are taken as one word:
//! their frequencies are added before they saturate, and its document frequency is that of their union. A
//! rare completion therefore does not outrank the word itself.

use super::bm25f::Bm25f;
use crate::index::{DocSet, Index, TermMatch};
use crate::query::Clause;

/// How much a completion counts beside the word as typed, 0 to 1.
const COMPLETION_WEIGHT: f32 = 0.7;

/// Adds the clause's scores and returns the articles that meet it.
pub(super) fn score(index: &Index, clause: &Clause, model: &Bm25f, scores: &mut [f32]) -> DocSet {
    let mut met = DocSet::full(index.count());
    let last = clause.parts.len().saturating_sub(1);
    let mut sums = vec![0.0; scores.len()];
    for (at, part) in clause.parts.iter().enumerate() {
        let terms = expand(index, part, clause.is_prefix && at == last);
        met.intersect(&add(index, &terms, model, &mut sums));
    }
    if let Some(joined) = &clause.joined {
        let terms = expand(index, joined, clause.is_prefix);
        met.unite(&add(index, &terms, model, &mut sums));
    }
    for (score, sum) in scores.iter_mut().zip(sums) {
        *score += sum;
    }
    met
}

/// Terms a word stands for, with their weights.
fn expand<'a>(index: &'a Index, word: &str, is_prefix: bool) -> Vec<(TermMatch<'a>, f32)> {
    if !is_prefix {
        return index
            .term(word)
            .map(|term| (term, 1.0))
            .into_iter()
            .collect();
    }
    let weighed = |term: TermMatch<'a>| {
        let weight = if term.term == word {
            1.0
        } else {
            COMPLETION_WEIGHT
        };
        (term, weight)
    };
    index
        .terms_with_prefix(word)
        .into_iter()
        .map(weighed)
        .collect()
}

/// Adds the scores of some terms taken as one word; returns the articles that hold any of them.
fn add(index: &Index, terms: &[(TermMatch<'_>, f32)], model: &Bm25f, sums: &mut [f32]) -> DocSet {
    let mut docs = DocSet::empty(index.count());
    let mut frequencies = vec![0.0; sums.len()];
    for (term, weight) in terms {
        for posting in term.postings.clone() {
            docs.insert(posting.doc);
            if let Some(frequency) = frequencies.get_mut(posting.doc.0 as usize) {
                *frequency += weight * model.frequency(index, &posting);
            }
        }
    }
    let document_frequency = docs.len();
    for (sum, frequency) in sums.iter_mut().zip(frequencies) {
        if frequency > 0.0 {
            *sum += model.score(frequency, document_frequency, index.count());
        }
    }
    docs
}
