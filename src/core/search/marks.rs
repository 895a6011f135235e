//! Which words of a text to highlight, as byte ranges of that text.
//!
//! Highlights follow the search: every term that a word was expanded to, every phrase of a matched concept, every
//! quoted phrase.

use std::ops::Range;

use super::part::{Evaluated, word_terms};
use super::phrase;
use crate::analysis;
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
        if self.is_empty() {
            return Vec::new();
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for word in analysis::words(text) {
            let span = word.span();
            if word.joined.is_some_and(|joined| self.means(&joined)) {
                ranges.push(span);
                continue;
            }
            let parts = word.parts.into_iter();
            ranges.extend(
                parts
                    .filter(|part| self.means(&part.term))
                    .map(|part| part.span),
            );
        }
        for terms in &self.phrases {
            ranges.extend(phrase::places(text, terms));
        }
        if !self.concepts.is_empty() {
            let units = units(text);
            for found in thesaurus.all_matches(&units) {
                if found
                    .phrases
                    .iter()
                    .any(|phrase| self.concepts.contains(&phrase.concept))
                {
                    let first = units.get(found.units.start);
                    let last = found
                        .units
                        .end
                        .checked_sub(1)
                        .and_then(|last| units.get(last));
                    if let (Some(first), Some(last)) = (first, last) {
                        ranges.push(first.span.start..last.span.end);
                    }
                }
            }
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
