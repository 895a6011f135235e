//! Finds phrases in a text: the longest first, each word used once.

use std::ops::Range;

use super::{ConceptId, Phrase, Thesaurus};
use crate::analysis;
use crate::language::Language;

/// Longest phrase looked for, in units, linking words counted.
const MAX_PHRASE_UNITS: usize = 12;

/// The prefix of both languages that turns a word into its opposite.
const NEGATION: &str = "non";

/// A word as the matcher sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The root of the word.
    pub key: String,
    /// Root of the joined form that starts here, and how many units it replaces.
    pub joined: Option<(String, usize)>,
    /// Whether it is written in capitals, as acronyms are, or is a part of a word that is.
    pub is_capital: bool,
    /// Whether a phrase may do without it between two of its words.
    pub is_linking: bool,
    /// Bytes of the source text.
    pub span: Range<usize>,
}

/// A phrase found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// The phrases with this key, one for each concept it may name, in the order of the table; at least one.
    pub phrases: Vec<&'a Phrase>,
    /// The units it covers.
    pub units: Range<usize>,
    /// Whether only capitals made it count.
    pub is_ambiguous: bool,
}

impl Match<'_> {
    /// Returns the concepts the phrase may name, in the order of the table; at least one.
    pub fn concepts(&self) -> Vec<ConceptId> {
        self.phrases.iter().map(|phrase| phrase.concept).collect()
    }
}

/// Splits a text into the units that phrases are made of: its words, and the parts of hyphenated ones.
pub fn units(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    for word in analysis::words(text) {
        let written = text.get(word.span()).unwrap_or_default();
        let parts = word.parts.into_iter().map(|part| (part.term, part.span));
        push_units(
            &mut units,
            parts,
            word.joined.as_deref(),
            analysis::is_capital(written),
        );
    }
    units
}

/// Appends the units of a word: its folded parts with their bytes, and its joined form if it has one.
pub(crate) fn push_units(
    units: &mut Vec<Unit>,
    parts: impl ExactSizeIterator<Item = (String, Range<usize>)>,
    joined: Option<&str>,
    is_capital: bool,
) {
    let (first, length) = (units.len(), parts.len());
    units.extend(parts.map(|(term, span)| Unit {
        key: analysis::root(&term),
        joined: None,
        is_capital,
        is_linking: length == 1 && analysis::is_linking_word(&term),
        span,
    }));
    if let (Some(joined), Some(unit)) = (joined, units.get_mut(first)) {
        unit.joined = Some((analysis::root(joined), length));
    }
}

/// Returns the keys of a phrase: the keys of all its units but the linking words between two others, and where a
/// word has a hyphen, also with such words as one.
pub(super) fn keys_of(units: &[Unit]) -> Vec<String> {
    let has_joined = units.iter().any(|unit| unit.joined.is_some());
    let mut keys = vec![key_of(units, false)];
    keys.extend(has_joined.then(|| key_of(units, true)));
    keys
}

fn key_of(units: &[Unit], joins: bool) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let is_inside = at > 0 && at + 1 < units.len();
        let joined = unit.joined.as_ref().filter(|_| joins);
        if let Some((key, length)) = joined {
            words.push(key);
            at += length;
            continue;
        }
        if !(is_inside && unit.is_linking) {
            words.push(&unit.key);
        }
        at += 1;
    }
    words.join(" ")
}

impl Thesaurus {
    /// Finds the phrases of a text, the longest first from the left. Ambiguous terms count only in capitals.
    pub fn matches(&self, units: &[Unit]) -> Vec<Match<'_>> {
        let mut matches = Vec::new();
        let mut at = 0;
        while at < units.len() {
            match self.longest(units, at) {
                Some(found) => {
                    at = found.units.end;
                    matches.push(found);
                }
                None => at += 1,
            }
        }
        matches
    }

    /// Finds all phrases of a text, those inside longer ones too.
    pub(crate) fn all_matches(&self, units: &[Unit]) -> Vec<Match<'_>> {
        let starts = 0..units.len();
        starts
            .flat_map(|start| self.starting_at(units, start))
            .collect()
    }

    /// The longest phrase that starts at a unit.
    pub(crate) fn longest(&self, units: &[Unit], start: usize) -> Option<Match<'_>> {
        let found = self.starting_at(units, start).into_iter();
        found.max_by_key(|found| found.units.len())
    }

    /// All phrases that start at a unit.
    fn starting_at(&self, units: &[Unit], start: usize) -> Vec<Match<'_>> {
        let mut found = Vec::new();
        // *Non-cardiac surgery* is no *cardiac surgery*: only a phrase that holds the negation names something.
        let before = start.checked_sub(1).and_then(|before| units.get(before));
        if before.is_some_and(|before| before.key == NEGATION) {
            return found;
        }
        self.extend(units, start..start, "", &mut found);
        found
    }

    /// Adds the phrases that go on from a key which these units have made so far.
    fn extend<'a>(
        &'a self,
        units: &[Unit],
        made: Range<usize>,
        key: &str,
        found: &mut Vec<Match<'a>>,
    ) {
        let Some(unit) = units
            .get(made.end)
            .filter(|_| made.len() < MAX_PHRASE_UNITS)
        else {
            return;
        };
        let joined = unit.joined.as_ref().map(|(key, length)| (key, *length));
        for (next, length) in [(&unit.key, 1)].into_iter().chain(joined) {
            let mut longer = key.to_owned();
            if !longer.is_empty() {
                longer.push(' ');
            }
            longer.push_str(next);
            let begins = self.phrases_from(&longer).first();
            if begins.is_some_and(|phrase| self.key(phrase).starts_with(&longer)) {
                let made = made.start..made.end + length;
                found.extend(self.exact(&longer, units, made.clone()));
                self.extend(units, made, &longer, found);
            }
        }
        if unit.is_linking && !key.is_empty() {
            self.extend(units, made.start..made.end + 1, key, found);
        }
    }

    /// The concepts of exactly this key that these units may name.
    fn exact(&self, key: &str, units: &[Unit], range: Range<usize>) -> Option<Match<'_>> {
        let written = units.get(range.clone())?;
        let is_capital = written.iter().any(|unit| unit.is_capital)
            && written
                .iter()
                .all(|unit| unit.is_capital || unit.is_linking);
        let counts = |phrase: &&Phrase| is_capital || !phrase.is_ambiguous;
        let phrases: Vec<&Phrase> = self.phrases_of(key).filter(counts).collect();
        (!phrases.is_empty()).then(|| Match {
            is_ambiguous: phrases.iter().any(|phrase| phrase.is_ambiguous),
            phrases,
            units: range,
        })
    }

    /// Iterates the phrases of exactly this key.
    pub(crate) fn phrases_of<'a, 'k>(
        &'a self,
        key: &'k str,
    ) -> impl Iterator<Item = &'a Phrase> + use<'a, 'k> {
        let rest = self.phrases_from(key);
        rest.iter()
            .take_while(move |phrase| self.key(phrase) == key)
    }

    /// Finds the concepts an article's text names by the longest phrases, in the terms of its language. An
    /// ambiguous term counts where that leaves one meaning.
    pub fn concepts_in(&self, text: &str, language: Language) -> Vec<ConceptId> {
        let units = units(text);
        meant(&self.matches(&units), language)
    }

    /// Finds all concepts whose phrases occur in an article's text, also inside longer ones: an *abdominal
    /// aortic aneurysm* is an *aneurysm*, and who asks for that means it too. Left out are those of
    /// [`Thesaurus::plain`] words, which the words themselves tell.
    pub(crate) fn concepts_of_phrases(&self, text: &str, language: Language) -> Vec<ConceptId> {
        let units = units(text);
        let mut all = self.all_matches(&units);
        for found in &mut all {
            if found.units.len() == 1 {
                found.phrases.retain(|phrase| !is_plain(phrase));
            }
        }
        meant(&all, language)
    }

    /// Iterates the concepts that a word by itself names in any position: it is not an acronym that needs
    /// capitals, and a word of English.
    pub(crate) fn plain(&self, root: &str) -> impl Iterator<Item = ConceptId> {
        let phrases = self.phrases_of(root).filter(|phrase| is_plain(phrase));
        phrases.map(|phrase| phrase.concept)
    }
}

fn is_plain(phrase: &Phrase) -> bool {
    !phrase.is_ambiguous && phrase.languages[super::language_index(Language::En)]
}

/// The concepts that phrases mean in a language.
fn meant(matches: &[Match<'_>], language: Language) -> Vec<ConceptId> {
    let at = super::language_index(language);
    let mut concepts = Vec::new();
    for found in matches {
        let mut meant = found.phrases.iter().filter(|phrase| phrase.languages[at]);
        let all = meant.clone();
        if !found.is_ambiguous {
            concepts.extend(all.map(|phrase| phrase.concept));
        } else if let (Some(phrase), None) = (meant.next(), meant.next()) {
            concepts.push(phrase.concept);
        }
    }
    concepts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concepts::parse_thesaurus;

    const TABLE: &str = "topic | veins | Veines | Veins\n\
        pe | disease | veins | embolie pulmonaire; EP? | pulmonary embolism; PE? | | \n\
        ep | procedure | - | électrophysiologie | electrophysiology; EP? | | \n\
        aneurysm | disease | - | anévrisme | aneurysm | | \n\
        aaa | disease | - | anévrisme de l’aorte abdominale | abdominal aortic aneurysm; AAA | | \n\
        cli | trial | - | BEST-CLI | BEST-CLI | | \n";

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let thesaurus = parse_thesaurus(&[TABLE]).unwrap();
        let units = units(text);
        let id = |id: ConceptId| thesaurus.concept(id).unwrap().id.clone();
        let found: Vec<(String, String)> = thesaurus
            .matches(&units)
            .into_iter()
            .map(|found| {
                let span = units[found.units.start].span.start..units[found.units.end - 1].span.end;
                let ids: Vec<String> = found.concepts().into_iter().map(id).collect();
                (text.get(span).unwrap().to_owned(), ids.join(","))
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(text, ids)| ((*text).to_owned(), (*ids).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_phrase_counts_in_any_inflection() {
        check(
            "des embolies pulmonaires aiguës",
            &[("embolies pulmonaires", "pe")],
        );
        check(
            "anévrismes de l’aorte abdominale",
            &[("anévrismes de l’aorte abdominale", "aaa")],
        );
        check(
            "an aneurysm, then abdominal aortic aneurysms",
            &[
                ("aneurysm", "aneurysm"),
                ("abdominal aortic aneurysms", "aaa"),
            ],
        );
        check("", &[]);
    }

    #[test]
    fn ambiguous_acronyms_count_in_capitals_and_keep_all_meanings() {
        check("EP aiguë", &[("EP", "pe,ep")]);
        check("an ep of three songs", &[]);
        check("aaa AAA", &[("aaa", "aaa"), ("AAA", "aaa")]);
    }

    #[test]
    fn hyphens_are_met_however_they_are_written() {
        for text in ["BEST-CLI", "best cli", "bestcli"] {
            check(text, &[(text, "cli")]);
        }
    }

    #[test]
    fn articles_are_matched_in_their_language() {
        let thesaurus = parse_thesaurus(&[TABLE]).unwrap();
        let ids = |text, language| -> Vec<String> {
            let found = thesaurus.concepts_in(text, language);
            found
                .into_iter()
                .map(|id| thesaurus.concept(id).unwrap().id.clone())
                .collect()
        };
        // In each language the acronym has one meaning.
        assert_eq!(ids("EP", Language::Fr), ["pe"]);
        assert_eq!(ids("EP", Language::En), ["ep"]);
        assert_eq!(
            ids("embolie pulmonaire", Language::En),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_phrase_inside_a_longer_one_names_its_concept_too() {
        let thesaurus = parse_thesaurus(&[TABLE]).unwrap();
        let found = thesaurus.concepts_of_phrases("abdominal aortic aneurysm", Language::En);
        assert_eq!(found, [ConceptId(3)]);
        // The index's own terms cover the word by itself.
        let plain: Vec<_> = thesaurus.plain(&analysis::root("aneurysms")).collect();
        assert_eq!(plain, [ConceptId(2)]);
    }
}
