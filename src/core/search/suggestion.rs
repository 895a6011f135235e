//! Suggestions while a query is typed: concepts, devices, companies and trials, with their counts.

use std::ops::Range;

use crate::analysis;
use crate::concepts::{ConceptId, units};
use crate::index::Index;
use crate::language::Language;
use crate::order;

/// Maximum number of words at the end of the text that are taken together.
const MAX_WORDS: usize = 4;

/// Shortest beginning that is completed, in letters.
const MIN_LETTERS: usize = 2;

/// A concept that completes what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The concept.
    pub concept: ConceptId,
    /// Bytes of the typed text that its label would replace.
    pub span: Range<usize>,
    /// Articles that name it, at least 1.
    pub count: u32,
}

/// Returns the concepts whose label in either language, or one of whose phrases, begins like the end of the
/// text, most articles first; a longer run of words before a shorter one. None for an empty text.
pub fn suggest(index: &Index, text: &str, language: Language, limit: usize) -> Vec<Suggestion> {
    let words = analysis::words(text);
    let mut suggestions: Vec<Suggestion> = Vec::new();
    if words
        .last()
        .is_none_or(|word| word.span().end != text.len())
    {
        return suggestions;
    }
    for length in (1..=MAX_WORDS.min(words.len())).rev() {
        let Some(first) = words.get(words.len() - length) else {
            continue;
        };
        let span = first.span().start..text.len();
        let typed = text.get(span.clone()).unwrap_or_default();
        let mut found = begins_with(index, typed, language);
        found.retain(|(concept, _)| suggestions.iter().all(|known| known.concept != *concept));
        order::sort_by(&mut found, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let suggestion = |(concept, count)| Suggestion {
            concept,
            span: span.clone(),
            count,
        };
        suggestions.extend(found.into_iter().map(suggestion));
    }
    suggestions.truncate(limit);
    suggestions
}

/// Concepts that begin like a text and that some article names.
fn begins_with(index: &Index, typed: &str, language: Language) -> Vec<(ConceptId, u32)> {
    let folded = fold(typed);
    if folded.chars().count() < MIN_LETTERS {
        return Vec::new();
    }
    let units = units(typed);
    let keys: Vec<&str> = units.iter().map(|unit| unit.key.as_str()).collect();
    let key = keys.join(" ");
    let thesaurus = index.thesaurus();
    let mut concepts: Vec<ConceptId> = Vec::new();
    for (id, concept) in thesaurus.iter() {
        if fold(concept.label.in_language(language)).starts_with(&folded) {
            concepts.push(id);
        }
    }
    if !key.is_empty() {
        let rest = thesaurus.phrases_from(&key).iter();
        for phrase in rest.take_while(|phrase| thesaurus.key(phrase).starts_with(&key)) {
            if !concepts.contains(&phrase.concept) {
                concepts.push(phrase.concept);
            }
        }
    }
    let counted = concepts.into_iter().map(|concept| {
        let count = index.concept_count(concept);
        (concept, count)
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

fn fold(text: &str) -> String {
    text.chars().flat_map(analysis::fold_char).collect()
}
