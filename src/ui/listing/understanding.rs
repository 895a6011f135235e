//! How the search was interpreted, in words: chips, notices, suggestions, and ways out of an empty list.
//!
//! Everything here is derived from the results; each alternative is a complete query that can replace the current
//! one.

use std::ops::Range;

use super::Listing;
use crate::components::{ReadingChip, SuggestionOption};
use vigie_core::analysis;
use vigie_core::concepts::{Concept, ConceptId};
use vigie_core::index::Index;
use vigie_core::language::Language;
use vigie_core::messages::WithoutPart;
use vigie_core::search::{Meaning, Reading, Suggestion, suggest};

/// Suggestions while typing: what a phone shows above its keyboard.
const SUGGESTIONS: usize = 6;

/// Corrections named in a chip.
const CORRECTIONS: usize = 3;

/// Letters of a part of the search that are shown.
const MAX_SHOWN: usize = 40;

/// Shortest beginning of an unknown word that suggestions are looked for with, in characters.
const MIN_BEGINNING: usize = 3;

/// Says what the parts of the search were taken for.
pub fn chips(listing: Listing) -> Vec<ReadingChip> {
    let readings = listing
        .results
        .hits
        .with(|hits| hits.as_ref().map(|hits| hits.readings.clone()));
    let (Some(readings), Some(index)) = (readings, listing.collection.index.get()) else {
        return Vec::new();
    };
    let query = listing.results.asked();
    let mut undone: Vec<Range<usize>> = Vec::new();
    let mut chips = Vec::new();
    for reading in readings {
        let mut chip = chip(listing, &index, &query, &reading);
        // Two readings of the same words are undone together.
        if !undone.contains(&reading.span) {
            let typed = slice(&query, &reading.span);
            let exact = if typed.contains(char::is_whitespace) {
                ["\"", typed, "\""].concat()
            } else {
                ["=", typed].concat()
            };
            let sentence = (listing.messages.only)(typed);
            chip.rewrites
                .insert(0, (sentence, replaced(&query, &reading.span, &exact)));
            undone.push(reading.span);
        }
        chips.push(chip);
    }
    chips
}

fn chip(listing: Listing, index: &Index, query: &str, reading: &Reading) -> ReadingChip {
    let messages = listing.messages;
    let typed = slice(query, &reading.span);
    let mut chip = ReadingChip {
        typed: typed.to_owned(),
        has_arrow: true,
        ..ReadingChip::default()
    };
    match &reading.meaning {
        Meaning::Concept(id, others) => {
            if let Some(concept) = index.thesaurus().concept(*id) {
                chip.meanings = names(concept, typed, messages.language);
                let gloss = concept.gloss.in_language(messages.language);
                chip.gloss = (!gloss.is_empty()).then(|| gloss.to_owned());
            }
            if chip.meanings.is_empty() {
                chip.meanings.push((messages.synonyms.to_owned(), None));
            }
            for other in others {
                let label = label(index, *other, messages.language);
                let rewritten = replaced(query, &reading.span, label);
                chip.rewrites.push(((messages.rather)(label), rewritten));
            }
        }
        Meaning::Correction(terms) => {
            chip.typed = (messages.corrected)(typed);
            chip.has_arrow = false;
            chip.meanings.extend(
                terms
                    .iter()
                    .take(CORRECTIONS)
                    .map(|term| (term.clone(), None)),
            );
        }
        Meaning::Year(year) => chip
            .meanings
            .push(((messages.in_year)(&year.to_string()), None)),
    }
    chip
}

/// The names of a concept that say more than what was typed, the interface's language first.
fn names(concept: &Concept, typed: &str, language: Language) -> Vec<(String, Option<Language>)> {
    let mut names: Vec<(String, Option<Language>)> = Vec::new();
    for of in [language, other_language(language)] {
        let name = concept.label.in_language(of);
        let is_new = folded(name) != folded(typed) && names.iter().all(|(known, _)| known != name);
        if is_new && !name.is_empty() {
            names.push((name.to_owned(), (of != language).then_some(of)));
        }
    }
    names
}

/// The parts of the search that are ignored or read otherwise, each with a hint.
pub fn notices(listing: Listing) -> Vec<(String, &'static str)> {
    let query = listing.question.params.with(|params| params.query.clone());
    listing.results.parsed.with(|parsed| {
        let notice = |notice: &vigie_core::query::Notice| {
            // The whole word says more than its value alone.
            let before = query.get(..notice.span.start).unwrap_or_default();
            let start = before
                .rfind(char::is_whitespace)
                .map_or(0, |space| space + 1);
            let words: String = slice(&query, &(start..notice.span.end))
                .trim()
                .chars()
                .take(MAX_SHOWN)
                .collect();
            (words, (listing.messages.notice)(notice.reason))
        };
        let ignored = parsed.notices.iter().map(notice);
        let unknown = listing
            .results
            .hits
            .with(|hits| hits.as_ref().map(|hits| hits.unknown.clone()));
        let unknown = unknown.unwrap_or_default().into_iter();
        ignored
            .chain(unknown.map(|value| (value, listing.messages.unknown_value)))
            .collect()
    })
}

/// Suggests what the text in the box may mean. What is already understood needs no suggestion: the list
/// would only lie over the answer.
pub fn suggestions(listing: Listing) -> Vec<SuggestionOption> {
    let query = listing
        .question
        .params
        .with_untracked(|params| params.query.clone());
    let Some(index) = listing.collection.index.get_untracked() else {
        return Vec::new();
    };
    let is_understood = listing.results.hits.with_untracked(|hits| {
        let mut readings = hits.iter().flat_map(|hits| &hits.readings);
        readings.any(|reading| is_whole(&index, &query, reading))
    });
    if is_understood {
        return Vec::new();
    }
    let language = listing.messages.language;
    let mut found = suggest(&index, &query, language, SUGGESTIONS * 2);
    // A name that begins as typed comes before one of which only a synonym does.
    let begins = |found: &Suggestion| {
        let typed = folded(slice(&query, &found.span));
        let mut names = Language::ALL
            .into_iter()
            .map(|language| label(&index, found.concept, language));
        names.any(|name| folded(name).starts_with(&typed))
    };
    let (mut named, others): (Vec<_>, Vec<_>) = found.drain(..).partition(begins);
    named.extend(others);
    named
        .iter()
        .take(SUGGESTIONS)
        .map(|found| option(listing, &index, &query, found))
        .collect()
}

/// Whether a reading takes the end of the text for a concept as a whole: by its name, or by its letters in
/// capitals.
fn is_whole(index: &Index, query: &str, reading: &Reading) -> bool {
    let typed = slice(query, &reading.span);
    let Meaning::Concept(concept, _) = &reading.meaning else {
        return false;
    };
    let is_name = |language| folded(label(index, *concept, language)) == folded(typed);
    reading.span.end == query.len()
        && (analysis::is_capital(typed) || Language::ALL.into_iter().any(is_name))
}

fn option(listing: Listing, index: &Index, query: &str, found: &Suggestion) -> SuggestionOption {
    let messages = listing.messages;
    let name = label(index, found.concept, messages.language);
    let other = label(index, found.concept, other_language(messages.language));
    let kind = index
        .thesaurus()
        .concept(found.concept)
        .map(|concept| (messages.concept_kind)(concept.kind));
    let articles = (messages.results)(found.count, &listing.number(found.count));
    SuggestionOption {
        label: name.to_owned(),
        other: (other != name && !other.is_empty()).then(|| other.to_owned()),
        note: [kind.unwrap_or_default(), " · ", &articles].concat(),
        // A space ends the word: it is no beginning any more.
        query: replaced(query, &found.span, &[name, " "].concat()),
    }
}

/// What a reader can do about an empty list.
#[derive(Default)]
pub struct WaysOut {
    /// Why it is empty.
    pub reasons: Vec<String>,
    /// A sentence, and the query without the part that keeps articles away; `None` takes the filters away.
    pub removals: Vec<(String, Option<String>)>,
    /// What may have been meant.
    pub suggestions: Vec<SuggestionOption>,
}

/// Finds what keeps articles away, and what would help.
pub fn ways_out(listing: Listing) -> WaysOut {
    let messages = listing.messages;
    let query = listing.results.asked();
    let obstacles = listing
        .results
        .hits
        .with(|hits| hits.as_ref().map(|hits| hits.obstacles.clone()));
    let mut ways = WaysOut::default();
    for obstacle in obstacles.unwrap_or_default() {
        let articles = (messages.results)(obstacle.without, &listing.number(obstacle.without));
        let Some(span) = obstacle.span else {
            ways.removals
                .push(((messages.without_filters)(&articles), None));
            continue;
        };
        let part: String = slice(&query, &span).chars().take(MAX_SHOWN).collect();
        if obstacle.alone == 0 {
            ways.reasons.push((messages.in_no_article)(&part));
            if ways.suggestions.is_empty() {
                ways.suggestions = nearest(listing, &query, &span);
            }
        }
        if obstacle.without > 0 {
            let sentence = (messages.without_part)(WithoutPart {
                part: &part,
                articles: &articles,
            });
            ways.removals.push((sentence, Some(removed(&query, span))));
        }
    }
    ways
}

/// Concepts that begin like a word that no article has: the longest beginning that some have.
fn nearest(listing: Listing, query: &str, span: &Range<usize>) -> Vec<SuggestionOption> {
    let Some(index) = listing.collection.index.get_untracked() else {
        return Vec::new();
    };
    let typed = slice(query, span);
    let mut beginning: String = typed.chars().take(MAX_SHOWN).collect();
    while beginning.chars().count() >= MIN_BEGINNING {
        let mut found = suggest(&index, &beginning, listing.messages.language, CORRECTIONS);
        if !found.is_empty() {
            for suggestion in &mut found {
                suggestion.span = span.clone();
            }
            return found
                .iter()
                .map(|found| option(listing, &index, query, found))
                .collect();
        }
        beginning.pop();
    }
    Vec::new()
}

fn label(index: &Index, concept: ConceptId, language: Language) -> &str {
    let concept = index.thesaurus().concept(concept);
    concept.map_or("", |concept| concept.label.in_language(language))
}

fn other_language(language: Language) -> Language {
    match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    }
}

fn folded(text: &str) -> String {
    text.chars().flat_map(analysis::fold_char).collect()
}

fn slice<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    text.get(span.clone()).unwrap_or_default()
}

/// A text with another in the place of a part.
fn replaced(text: &str, span: &Range<usize>, with: &str) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    [before, with, after].concat()
}

/// A text without a part, nor the star behind it.
fn removed(text: &str, span: Range<usize>) -> String {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    let after = text
        .get(span.end..)
        .unwrap_or_default()
        .trim_start_matches('*')
        .trim_start();
    let join = if before.is_empty() || after.is_empty() {
        ""
    } else {
        " "
    };
    [before, join, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_replaced_and_removed_with_their_spaces() {
        assert_eq!(replaced("stent EP aigu", &(6..8), "=EP"), "stent =EP aigu");
        assert_eq!(removed("stent EP aigu", 6..8), "stent aigu");
        assert_eq!(removed("thromb* stent", 0..6), "stent");
        assert_eq!(removed("stent EP", 6..8), "stent");
    }
}
