//! Which words of a text to highlight, as byte ranges of that text.
//!
//! Highlights follow the search: every term that a word was expanded to, every phrase of a matched concept, every
//! quoted phrase.

use std::ops::Range;
use std::sync::OnceLock;

use super::part::{Evaluated, word_terms};
use super::phrase;
use crate::analysis::{self, Word};
use crate::concepts::{ConceptId, Thesaurus, units};
use crate::order;

/// What to mark in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Terms, in order.
    terms: Vec<String>,
    /// Beginnings of terms.
    prefixes: Vec<String>,
    /// Concepts that were meant.
    concepts: Vec<ConceptId>,
    /// Quoted phrases.
    phrases: Vec<Vec<String>>,
}

impl Marks {
    pub(super) fn new(evaluated: &Evaluated) -> Self {
        let found = || word_terms(&evaluated.parts);
        let terms = found().flat_map(|found| &found.terms);
        let mut terms: Vec<String> = terms.map(|term| term.text.clone()).collect();
        let prefixes = found().map(|found| found.prefix.clone());
        let groups = evaluated
            .parts
            .iter()
            .filter_map(|part| part.group.as_ref());
        let concepts = groups
            .flat_map(|group| group.concepts.iter().copied())
            .collect();
        order::sort_by(&mut terms, String::cmp);
        terms.dedup();
        Self {
            terms,
            prefixes: prefixes.filter(|prefix| !prefix.is_empty()).collect(),
            concepts,
            phrases: evaluated.phrases.clone(),
        }
    }

    /// Returns whether nothing is to be marked.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
            && self.prefixes.is_empty()
            && self.concepts.is_empty()
            && self.phrases.is_empty()
    }

    /// Returns the ranges to mark in a text: on character borders, in order, disjoint. Nothing asked marks
    /// nothing.
    pub fn ranges(&self, text: &str, thesaurus: &Thesaurus) -> Vec<Range<usize>> {
        self.ranges_of(&Markable::new(text), thesaurus)
    }

    /// Returns the same for a text that is marked again and again, always with the same thesaurus.
    pub fn ranges_of(&self, text: &Markable, thesaurus: &Thesaurus) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for word in text.words() {
            if word
                .joined
                .as_ref()
                .is_some_and(|joined| self.means(joined))
            {
                ranges.push(word.span());
                continue;
            }
            let meant = word.parts.iter().filter(|part| self.means(&part.term));
            ranges.extend(meant.map(|part| part.span.clone()));
        }
        for terms in &self.phrases {
            ranges.extend(phrase::places(&text.text, terms));
        }
        if !self.concepts.is_empty() {
            let named = text.named(thesaurus).iter();
            let meant = named.filter(|(concept, _)| self.concepts.contains(concept));
            ranges.extend(meant.map(|(_, span)| span.clone()));
        }
        merge(ranges)
    }

    fn means(&self, term: &str) -> bool {
        let is_known = |known: &String| known.as_str().cmp(term);
        self.terms.binary_search_by(is_known).is_ok()
            || self
                .prefixes
                .iter()
                .any(|prefix| term.starts_with(prefix.as_str()))
    }
}

/// A text, with its words and the concepts that it names once they have been looked for: cards mark their texts again with
/// each letter that is typed.
#[derive(Clone, Debug, Default)]
pub struct Markable {
    text: String,
    words: OnceLock<Vec<Word>>,
    named: OnceLock<Vec<(ConceptId, Range<usize>)>>,
}

impl Markable {
    /// Takes a text. Nothing is looked for yet.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn words(&self) -> &[Word] {
        self.words.get_or_init(|| analysis::words(&self.text))
    }

    /// Returns every concept that is named, with the bytes that name it.
    fn named(&self, thesaurus: &Thesaurus) -> &[(ConceptId, Range<usize>)] {
        self.named.get_or_init(|| {
            let units = units(&self.text);
            let mut named = Vec::new();
            for found in thesaurus.all_matches(&units) {
                let units = units.get(found.units).unwrap_or_default();
                if let (Some(first), Some(last)) = (units.first(), units.last()) {
                    let span = first.span.start..last.span.end;
                    let concepts = found.phrases.iter().map(|phrase| phrase.concept);
                    named.extend(concepts.map(|concept| (concept, span.clone())));
                }
            }
            named
        })
    }
}

/// Puts ranges in order and joins those that overlap.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    order::sort_by(&mut ranges, |a, b| a.start.cmp(&b.start));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}
