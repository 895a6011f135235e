//! Expands one word of a query to terms of the dictionary.

use std::ops::Range;

use super::bm25f::{Scored, Scorer};
use super::fuzzy;
use super::ranking::Ranking;
use crate::analysis::{Family, Relation, forgiven, forgiven_if_absent};
use crate::index::{DocSet, Index, PostingList, RARE, TermId};
use crate::order;
use crate::query::Word;

/// How many times as many articles must hold the frequent word.
const FREQUENT: u32 = 10;

/// Maximum number of corrections of one word.
const MAX_CORRECTIONS: usize = 4;

/// Why a word was expanded to a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpansionKind {
    /// The term is the word, or shares stem or root with it.
    Related(Relation),
    /// The word is a prefix of the term.
    Completion,
    /// So many typing errors away.
    Fuzzy(u8),
}

/// A term that a word was expanded to.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// Its number.
    pub term: TermId,
    /// The term.
    pub text: String,
    /// Why.
    pub kind: ExpansionKind,
    /// How much an occurrence counts beside the word as typed, 0 to 1.
    pub weight: f32,
}

/// What a word is widened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Widening {
    /// Nothing: the word as written.
    Exact,
    /// Its relatives by stem and root.
    Related,
}

/// The expansion of a folded word; empty if the dictionary has nothing similar.
#[derive(Clone, Debug, Default)]
pub(super) struct WordTerms {
    /// The word, its relatives and its corrections, each once.
    pub(super) terms: Vec<Expansion>,
    /// The beginning that any other term may go on from; empty for none.
    pub(super) prefix: String,
    /// The numbers of the terms that do, the ones above included.
    pub(super) completions: Range<u32>,
}

impl WordTerms {
    /// Whether no article has any of it.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.completions.is_empty()
    }

    /// Iterates the lists of all terms with the weight of each.
    pub(super) fn postings<'a>(
        &'a self,
        index: &'a Index,
        ranking: &Ranking,
    ) -> impl Iterator<Item = (PostingList<'a>, f32)> {
        let weight = ranking.completion;
        let terms = self.terms.iter();
        let completions = index.postings_in(self.completions.clone());
        let others = completions.filter(|(id, _)| self.terms.iter().all(|term| term.term != *id));
        terms
            .map(|term| (index.postings(term.term), term.weight))
            .chain(others.map(move |(_, list)| (list, weight)))
    }
}

/// Expands a folded word.
pub(super) fn expand(
    index: &Index,
    word: &str,
    is_prefix: bool,
    widening: Widening,
    ranking: &Ranking,
) -> WordTerms {
    let mut found = WordTerms::default();
    if widening == Widening::Related {
        add_relatives(index, word, ranking, &mut found.terms);
    } else if let Some(term) = index.find(word) {
        found.terms.push(Expansion {
            term,
            text: word.to_owned(),
            kind: ExpansionKind::Related(Relation::Exact),
            weight: 1.0,
        });
    }
    if is_prefix && ranking.completion > 0.0 {
        found.completions = index.prefix_range(word);
        word.clone_into(&mut found.prefix);
    }
    found
}

fn add_relatives(index: &Index, word: &str, ranking: &Ranking, expansions: &mut Vec<Expansion>) {
    let family = Family::of(word);
    for onset in family.onsets() {
        for (term, text) in index.terms_with_prefix(onset) {
            let Some(relation) = family.relation(text) else {
                continue;
            };
            let weight = match relation {
                Relation::Exact => 1.0,
                Relation::Stem => ranking.stem,
                Relation::Cognate => ranking.cognate,
            };
            let is_new = expansions.iter().all(|expansion| expansion.term != term);
            if weight > 0.0 && is_new {
                expansions.push(Expansion {
                    term,
                    text: text.to_owned(),
                    kind: ExpansionKind::Related(relation),
                    weight,
                });
            }
        }
    }
}

/// Adds corrections to the terms of a word that is absent, or rare beside a frequent neighbour.
pub(super) fn add_corrections(index: &Index, word: &str, ranking: &Ranking, found: &mut WordTerms) {
    if !found.completions.is_empty() {
        return;
    }
    let expansions = &mut found.terms;
    let held_by = expansions
        .iter()
        .map(|expansion| index.postings(expansion.term).document_frequency())
        .max()
        .unwrap_or_default();
    let forgiven = match held_by {
        0 => forgiven_if_absent(word),
        1..=RARE => forgiven(word).min(1),
        _ => 0,
    };
    if forgiven == 0 {
        return;
    }
    let mut near = fuzzy::nearest(index, word, forgiven);
    near.retain(|(term, _, _)| {
        index.postings(*term).document_frequency() >= held_by * FREQUENT
            && expansions.iter().all(|expansion| expansion.term != *term)
    });
    // The word that most articles hold is the likeliest.
    let frequency = |term| index.postings(term).document_frequency();
    order::sort_by(&mut near, |(a, _, _), (b, _, _)| {
        frequency(*b).cmp(&frequency(*a)).then(a.cmp(b))
    });
    for (term, text, distance) in near.into_iter().take(MAX_CORRECTIONS) {
        expansions.push(Expansion {
            term,
            text: text.to_owned(),
            kind: ExpansionKind::Fuzzy(distance),
            weight: if distance > 1 {
                ranking.fuzzy * ranking.fuzzy
            } else {
                ranking.fuzzy
            },
        });
    }
}

/// Scores some terms taken as one word: their frequencies are added before they saturate, and the word is as
/// rare as their union. A rare completion therefore does not outrank the word itself.
pub(super) fn score_terms(
    index: &Index,
    scorer: &Scorer<'_>,
    found: &WordTerms,
    ranking: &Ranking,
) -> Scored {
    let mut scored = Scored::nothing(index);
    for (list, weight) in found.postings(index, ranking) {
        for posting in list {
            if let Some(frequency) = scored.scores.get_mut(posting.doc.0 as usize) {
                *frequency += weight * scorer.frequency(posting);
            }
        }
    }
    finish(scorer, scored)
}

/// Turns weighed frequencies into scores.
pub(super) fn finish(scorer: &Scorer<'_>, mut scored: Scored) -> Scored {
    scored.met = DocSet::positive(&scored.scores);
    scored.weight = scorer.idf(scored.met.len());
    for score in &mut scored.scores {
        if *score > 0.0 {
            *score = scored.weight * scorer.saturate(*score);
        }
    }
    scored
}

/// A word made ready: the terms of each of its parts, and of its joined form.
#[derive(Clone, Debug, Default)]
pub(super) struct WordPlan {
    /// Terms of each part; an article must hold one of each.
    pub(super) parts: Vec<WordTerms>,
    /// Terms of the joined form, which matches all parts at once.
    pub(super) joined: WordTerms,
}

impl WordPlan {
    pub(super) fn new(index: &Index, word: &Word, widening: Widening, ranking: &Ranking) -> Self {
        let last = word.parts.len().saturating_sub(1);
        let joined = word.joined.as_deref();
        let part = |(at, (part, _)): (usize, &(String, _))| {
            expand(index, part, word.is_prefix && at == last, widening, ranking)
        };
        Self {
            parts: word.parts.iter().enumerate().map(part).collect(),
            joined: joined.map_or_else(WordTerms::default, |joined| {
                expand(index, joined, word.is_prefix, widening, ranking)
            }),
        }
    }

    pub(super) fn score(&self, index: &Index, scorer: &Scorer<'_>, ranking: &Ranking) -> Scored {
        let mut parts = self
            .parts
            .iter()
            .map(|terms| score_terms(index, scorer, terms, ranking));
        let Some(first) = parts.next() else {
            return Scored::nothing(index);
        };
        let scored = parts.fold(first, |all, part| all.and(&part));
        if self.joined.is_empty() {
            return scored;
        }
        scored.or(&score_terms(index, scorer, &self.joined, ranking))
    }

    /// Iterates over the whole expansion.
    pub(super) fn terms(&self) -> impl Iterator<Item = &WordTerms> {
        self.parts.iter().chain([&self.joined])
    }

    /// Iterates over the terms of the expansion other than completions.
    pub(super) fn expansions(&self) -> impl Iterator<Item = &Expansion> {
        self.terms().flat_map(|found| &found.terms)
    }
}
