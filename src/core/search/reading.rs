//! How the words of a query are interpreted: as concepts, years, corrections. Readers see each reading as a chip.

use std::ops::Range;

use super::expansion::{self, Expansion, ExpansionKind, Widening, WordPlan};
use super::ranking::Ranking;
use crate::analysis::{self, Distance, forgiven, is_linking_word, is_weak};
use crate::concepts::{ConceptId, Thesaurus, Unit, push_units};
use crate::index::Index;
use crate::query::Word;

/// Maximum number of concepts that an unfinished phrase is expanded to.
const MAX_COMPLETED_CONCEPTS: usize = 6;

/// Shortest beginning of a word taken for the beginning of a concept, in letters.
const MIN_CONCEPT_PREFIX: usize = 3;

/// Maximum number of words before the unfinished one.
const MAX_COMPLETED_WORDS: usize = 5;

/// A key that no phrase holds.
const NO_WORD: &str = "\0";

/// What a French question ties to its verb, folded.
const PRONOUNS: [&str; 9] = ["t", "il", "ils", "elle", "elles", "on", "je", "ce", "tu"];

/// A part of the query that was understood as more than its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Bytes of the typed text.
    pub span: Range<usize>,
    /// What it was taken for.
    pub meaning: Meaning,
}

/// What a part of a query was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Words that name a concept; the others are what they may also mean.
    Concept(ConceptId, Vec<ConceptId>),
    /// A typing error: terms of the collection that are near.
    Correction(Vec<String>),
    /// A year of publication.
    Year(i32),
}

/// Words of a query that are scored together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Bytes of the typed text.
    pub(super) span: Range<usize>,
    /// The words with their expansions.
    pub(super) words: Vec<WordPlan>,
    /// The concepts they name.
    pub(super) concepts: Vec<ConceptId>,
    /// Whether the concepts are completions of an unfinished phrase.
    pub(super) is_completion: bool,
    /// Whether the words name the concepts in French only: in an English text they are other words.
    pub(super) is_french: bool,
    /// The year they name.
    pub(super) year: Option<i32>,
    /// Words that an article must have side by side to have them at all, because one of them says too little by
    /// itself; and whether the last of them may go on.
    pub(super) adjacent: Vec<(Vec<String>, bool)>,
}

/// Groups the free words of a query. Words that do not count by themselves are left out, unless they are part
/// of a phrase that names something.
pub(super) fn read(
    index: &Index,
    words: &[&Word],
    counts: &dyn Fn(&Word) -> bool,
    ranking: &Ranking,
) -> (Vec<Group>, Vec<Reading>) {
    let reader = WordReader {
        index,
        thesaurus: index.thesaurus(),
        counts,
        ranking,
    };
    reader.read(words)
}

struct WordReader<'a> {
    index: &'a Index,
    thesaurus: &'a Thesaurus,
    counts: &'a dyn Fn(&Word) -> bool,
    ranking: &'a Ranking,
}

/// A run of words that names concepts.
struct Named {
    /// How many words.
    length: usize,
    concepts: Vec<ConceptId>,
    /// Whether only capitals made them count.
    is_ambiguous: bool,
    /// Whether the phrase is still being typed.
    is_completion: bool,
    /// Whether it is a phrase of French only.
    is_french: bool,
}

/// The words as the matcher of phrases sees them.
struct Units {
    all: Vec<Unit>,
    /// First unit of each word, and the end.
    borders: Vec<usize>,
    /// The last word as typed, if it may go on.
    unfinished: Option<String>,
}

impl WordReader<'_> {
    fn read(&self, words: &[&Word]) -> (Vec<Group>, Vec<Reading>) {
        let bare: Vec<Option<Word>> = words
            .iter()
            .map(|word| self.without_pronoun(word))
            .collect();
        let words = words
            .iter()
            .zip(&bare)
            .map(|(word, bare)| bare.as_ref().unwrap_or(word));
        let words: Vec<&Word> = words.collect();
        let words = words.as_slice();
        let plan = |word: &&Word| WordPlan::new(self.index, word, Widening::Related, self.ranking);
        let mut plans: Vec<WordPlan> = words.iter().map(plan).collect();
        let mut units = units(words);
        if self.ranking.fuzzy > 0.0 {
            self.correct(words, &mut plans, &mut units);
        }
        let (mut groups, mut readings) = (Vec::new(), Vec::new());
        for (at, named) in self.named(words.len(), &units) {
            let run = at..at + named.as_ref().map_or(1, |named| named.length);
            let (Some(words), Some(plans)) = (words.get(run.clone()), plans.get(run)) else {
                continue;
            };
            if named.is_none() && !words.iter().any(|word| (self.counts)(word)) {
                continue;
            }
            let group = self.group(words, plans, named, &mut readings);
            groups.push(group);
        }
        (groups, readings)
    }

    /// A French verb without the pronoun that a question ties to it (*protègent-ils*); `None` for another word, and
    /// where some article has both as one word.
    fn without_pronoun(&self, word: &Word) -> Option<Word> {
        let (first, others) = word.parts.split_first()?;
        let joined = word.joined.as_ref().filter(|_| !word.is_capital)?;
        let is_pronoun = |(part, _): &(String, _)| PRONOUNS.contains(&part.as_str());
        (others.iter().all(is_pronoun) && self.index.find(joined).is_none()).then(|| Word {
            parts: vec![first.clone()],
            joined: None,
            is_prefix: word.is_prefix,
            has_star: word.has_star,
            is_capital: false,
        })
    }

    /// Makes a group of some words, and says what they were taken for.
    fn group(
        &self,
        words: &[&Word],
        plans: &[WordPlan],
        named: Option<Named>,
        readings: &mut Vec<Reading>,
    ) -> Group {
        let span = span(words);
        let mut push = |meaning| {
            readings.push(Reading {
                span: span.clone(),
                meaning,
            });
        };
        // An article need not have the words that only link those of a name.
        let is_linking =
            |word: &Word| matches!(word.parts.as_slice(), [(part, _)] if is_linking_word(part));
        let counted = words
            .iter()
            .zip(plans)
            .filter(|(word, _)| (self.counts)(word) || !is_linking(word));
        let mut counted: Vec<WordPlan> = counted.map(|(_, plan)| plan.clone()).collect();
        if counted.is_empty() {
            counted = plans.to_vec();
        }
        let mut group = Group {
            span: span.clone(),
            words: counted,
            concepts: Vec::new(),
            is_completion: false,
            is_french: named.as_ref().is_some_and(|named| named.is_french),
            year: words
                .first()
                .filter(|_| self.ranking.year > 0.0)
                .and_then(|word| year(word)),
            adjacent: adjacent(words, named.is_some()),
        };
        if let Some(year) = group.year {
            push(Meaning::Year(year));
        }
        if let Some(named) = named {
            group.is_completion = named.is_completion;
            group.concepts.clone_from(&named.concepts);
            if named.is_ambiguous {
                group.concepts.truncate(1);
                // The letters also have the other meanings: only articles of this one count.
                group
                    .words
                    .iter_mut()
                    .for_each(|word| *word = WordPlan::default());
            }
            let others = named
                .concepts
                .get(group.concepts.len()..)
                .unwrap_or_default();
            for concept in group.concepts.iter().filter(|_| !named.is_completion) {
                push(Meaning::Concept(*concept, others.to_vec()));
            }
        }
        let fuzzy = plans.iter().flat_map(WordPlan::expansions);
        let fuzzy = fuzzy.filter(|term| matches!(term.kind, ExpansionKind::Fuzzy(_)));
        let terms: Vec<String> = fuzzy.map(|term| term.text.clone()).collect();
        if !terms.is_empty() {
            push(Meaning::Correction(terms));
        }
        group
    }

    /// Goes through the words: where each group starts, and the concepts it names.
    fn named(&self, count: usize, units: &Units) -> Vec<(usize, Option<Named>)> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < count {
            let named = self.named_at(at, count, units);
            let length = named.as_ref().map_or(1, |named| named.length);
            runs.push((at, named));
            at += length;
        }
        runs
    }

    /// The longest run of words from here that names concepts.
    fn named_at(&self, at: usize, count: usize, units: &Units) -> Option<Named> {
        let start = *units.borders.get(at)?;
        if self.ranking.concept <= 0.0 {
            return None;
        }
        // A phrase that ends inside a hyphenated word is not what was typed.
        let found = self.thesaurus.longest(&units.all, start).and_then(|found| {
            let end = units
                .borders
                .iter()
                .position(|border| *border == found.units.end)?;
            (end > at).then(|| Named {
                length: end - at,
                concepts: found.concepts(),
                is_ambiguous: found.is_ambiguous,
                is_completion: false,
                is_french: found
                    .phrases
                    .iter()
                    .all(|phrase| phrase.languages == [true, false]),
            })
        });
        if found.as_ref().is_none_or(|found| at + found.length < count) {
            let completed = self.completed(start, units);
            if !completed.is_empty() {
                return Some(Named {
                    length: count - at,
                    concepts: completed,
                    is_ambiguous: false,
                    is_completion: true,
                    is_french: false,
                });
            }
        }
        found
    }

    /// The concepts whose phrases go on from the last words; none if too many do.
    fn completed(&self, start: usize, units: &Units) -> Vec<ConceptId> {
        let mut completed = Vec::new();
        let (Some(unfinished), Some((_, whole))) = (
            &units.unfinished,
            units.all.get(start..).and_then(<[Unit]>::split_last),
        ) else {
            return completed;
        };
        let mut prefix = String::new();
        for (at, unit) in whole.iter().enumerate() {
            if at == 0 || !unit.is_linking {
                prefix.push_str(&unit.key);
                prefix.push(' ');
            }
        }
        prefix.push_str(unfinished);
        if prefix.len() < MIN_CONCEPT_PREFIX || whole.len() > MAX_COMPLETED_WORDS {
            return completed;
        }
        for phrase in self.thesaurus.phrases_from(&prefix) {
            if !self.thesaurus.key(phrase).starts_with(&prefix)
                || completed.len() > MAX_COMPLETED_CONCEPTS
            {
                break;
            }
            if !phrase.is_ambiguous && !completed.contains(&phrase.concept) {
                completed.push(phrase.concept);
            }
        }
        if completed.len() > MAX_COMPLETED_CONCEPTS {
            completed.clear();
        }
        completed
    }

    /// Corrects the words that are no part of a known phrase and that the dictionary has not, or hardly.
    fn correct(&self, words: &[&Word], plans: &mut [WordPlan], units: &mut Units) {
        let mut is_named = vec![false; words.len()];
        for (at, named) in self.named(words.len(), units) {
            let length = named.map_or(0, |named| named.length);
            is_named
                .iter_mut()
                .skip(at)
                .take(length)
                .for_each(|flag| *flag = true);
        }
        for (at, (word, plan)) in words.iter().zip(plans).enumerate() {
            // Where the joined form is known, its parts are no typing errors.
            if is_named.get(at) == Some(&true)
                || !(self.counts)(word)
                || !plan.joined.is_empty()
                || word.has_star
                || year(word).is_some()
            {
                continue;
            }
            let first = units.borders.get(at).copied().unwrap_or_default();
            for (number, ((part, _), terms)) in word.parts.iter().zip(&mut plan.parts).enumerate() {
                // A word of the language is no typing error, although no article has it.
                if self.index.is_known_word(part) {
                    continue;
                }
                let is_absent = terms.is_empty();
                expansion::add_corrections(self.index, part, self.ranking, terms);
                let corrected = terms
                    .terms
                    .iter()
                    .find(|term| matches!(term.kind, ExpansionKind::Fuzzy(_)));
                let mut key = corrected
                    .filter(|_| is_absent)
                    .map(|term| analysis::root(&term.text));
                if is_absent && let Some(nearer) = self.nearest_key(part, corrected) {
                    // A word of the thesaurus is nearer: what the dictionary has is another word.
                    terms.terms.clear();
                    key = Some(nearer);
                }
                if let Some(key) = key
                    && let Some(unit) = units.all.get_mut(first + number)
                {
                    unit.key = key;
                }
            }
        }
    }

    /// The word of the phrases that is nearer to a mistyped word than the dictionary's correction.
    fn nearest_key(&self, word: &str, corrected: Option<&Expansion>) -> Option<String> {
        let limit = match corrected.map(|term| term.kind) {
            Some(ExpansionKind::Fuzzy(distance)) => distance.checked_sub(1)?,
            _ => forgiven(word),
        };
        let root = analysis::root(word);
        let initial = root.get(..1)?;
        let mut table = Distance::new(&root, limit);
        let mut best: Option<(u8, &str)> = None;
        // First words of phrases: nearly every word of the table begins one.
        let keys = self
            .thesaurus
            .phrases_from(initial)
            .iter()
            .map(|phrase| self.thesaurus.key(phrase));
        let firsts = keys.map(|key| key.split(' ').next().unwrap_or_default());
        for key in firsts.take_while(|key| key.starts_with(initial)) {
            if let Some(distance) = table.to(key)
                && best.is_none_or(|(least, _)| distance < least)
            {
                best = Some((distance, key));
            }
        }
        best.map(|(_, key)| key.to_owned())
    }
}

/// The runs of words that must be adjacent: the parts of a word with a hyphen, and in a name each weak word
/// with its neighbours.
fn adjacent(words: &[&Word], is_name: bool) -> Vec<(Vec<String>, bool)> {
    let mut runs: Vec<(Vec<String>, bool)> = Vec::new();
    for word in words {
        let terms: Vec<String> = word.parts.iter().map(|(term, _)| term.clone()).collect();
        if terms.len() > 1 && terms.iter().any(|term| is_weak(term)) {
            runs.push((terms, word.is_prefix));
        }
    }
    for (at, pair) in words.windows(2).enumerate().filter(|_| is_name) {
        let [before, word] = pair else { continue };
        let (Some((one, _)), Some((other, _))) = (before.parts.last(), word.parts.first()) else {
            continue;
        };
        // A linking word may be missing inside a name; a letter is one of its letters: *type A*.
        let is_link = |term: &str| term.len() > 1 && is_linking_word(term);
        let is_last = at + 2 == words.len();
        if (is_weak(one) || is_weak(other)) && !is_link(one) && !is_link(other) {
            runs.push((vec![one.clone(), other.clone()], is_last && word.is_prefix));
        }
    }
    runs
}

/// Makes the units of the words.
fn units(words: &[&Word]) -> Units {
    let mut units = Units {
        all: Vec::new(),
        borders: vec![0],
        unfinished: None,
    };
    for word in words {
        let first = units.all.len();
        let joined = word.joined.as_deref();
        push_units(
            &mut units.all,
            word.parts.iter().cloned(),
            joined,
            word.is_capital,
        );
        if year(word).is_some() {
            // A year is always a date, also beside a congress: no phrase has this for a word.
            units
                .all
                .iter_mut()
                .skip(first)
                .for_each(|unit| NO_WORD.clone_into(&mut unit.key));
        }
        units.borders.push(units.all.len());
    }
    let unfinished = words.last().filter(|word| word.is_prefix);
    let last = unfinished.and_then(|word| word.parts.last());
    units.unfinished = last.map(|(part, _)| part.clone());
    units
}

/// Bytes of the typed text from the first word to the last.
fn span(words: &[&Word]) -> Range<usize> {
    let start = words.first().map_or(0, |word| word.span().start);
    start..words.last().map_or(start, |word| word.span().end)
}

/// The year a word names.
fn year(word: &Word) -> Option<i32> {
    let [(part, _)] = word.parts.as_slice() else {
        return None;
    };
    let is_year =
        part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()) && !word.has_star;
    let year: i32 = part.parse().ok()?;
    (is_year && (1990..2100).contains(&year)).then_some(year)
}
