//! Parses the table that a librarian edits into a [`Thesaurus`].
//!
//! ```text
//! # id | kind | topic | French terms | English terms | French gloss | English gloss
//! topic | veins | Veines et embolie | Veins and embolism
//! pe | disease | veins | embolie pulmonaire; EP? | pulmonary embolism; PE? | caillot … | clot …
//! ```
//!
//! Lines starting with `#` are comments. A line starting with `topic |` defines a topic: id, French and English
//! label. Every other line is a concept. Terms are separated by `;`, the first of each language is the label; `?`
//! marks a term as ambiguous. Columns may be padded with spaces. A third of this file is tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::matcher::keys_of;
use super::wire::MAX_CONCEPTS;
use super::{Concept, ConceptId, ConceptKind, Thesaurus, Topic, language_index, units};
use crate::analysis::{is_stop_word, words};
use crate::language::{Label, Language};

/// Columns of a concept's line.
const COLUMNS: usize = 7;

/// Columns of a topic's line.
const TOPIC_COLUMNS: usize = 4;

/// What is wrong in a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThesaurusError {
    /// Which of the tables, from 0.
    pub table: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for ThesaurusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ThesaurusError {}

/// Parses tables one after the other. A concept of a later table takes the place of one with the same id in
/// an earlier. Reads on after an error, so that all of them come at once; tables with errors give no
/// thesaurus. No table, or empty ones, give the empty thesaurus.
///
/// ```
/// let table = "topic | veins | Veines | Veins\n\
///              pe | disease | veins | embolie pulmonaire; EP? | pulmonary embolism; PE? | | ";
/// let thesaurus = vigie_core::concepts::parse_thesaurus(&[table]).unwrap();
/// let units = vigie_core::concepts::units("Traiter les embolies pulmonaires");
/// assert_eq!(thesaurus.matches(&units).len(), 1);
/// ```
///
/// # Errors
///
/// Returns all errors of all tables, in order.
pub fn parse_thesaurus(tables: &[&str]) -> Result<Thesaurus, Vec<ThesaurusError>> {
    parse_terms(tables).map(|(thesaurus, _)| thesaurus)
}

/// A term as a table writes it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableTerm {
    /// Which of the tables, from 0.
    pub table: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The concept it names.
    pub concept: ConceptId,
    /// The language it is a term of.
    pub language: Language,
    /// The term, without the `?` of an ambiguous one.
    pub text: String,
    /// Whether it counts only in capitals.
    pub is_ambiguous: bool,
}

/// Parses tables as [`parse_thesaurus`] does, and returns their terms too, in the order of the tables. The terms
/// of a concept whose place another has taken are among them.
///
/// # Errors
///
/// Returns all errors of all tables, in order.
pub fn parse_terms(tables: &[&str]) -> Result<(Thesaurus, Vec<TableTerm>), Vec<ThesaurusError>> {
    let mut reader = TableReader::default();
    for (number, table) in tables.iter().enumerate() {
        reader.table = number;
        for (line, text) in (1..).zip(table.lines()) {
            reader.line = line;
            let trimmed = text.trim_start_matches('\u{feff}').trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let cells = split(text, '|', 1);
            // A concept may have this id too.
            let is_topic = cells.first().is_some_and(|cell| cell.text == "topic");
            if is_topic && cells.len() != COLUMNS {
                reader.read_topic(&cells);
            } else {
                reader.read_concept(&cells);
            }
        }
    }
    reader.finish()
}

/// A cell with its column in characters.
#[derive(Clone, Copy, Debug)]
struct Cell<'a> {
    text: &'a str,
    column: usize,
}

/// Splits at a separator and trims each piece, keeping its column.
fn split(text: &str, separator: char, mut column: usize) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    for piece in text.split(separator) {
        let leading = piece.chars().take_while(|c| c.is_whitespace()).count();
        cells.push(Cell {
            text: piece.trim(),
            column: column + leading,
        });
        column += piece.chars().count() + 1;
    }
    cells
}

/// What the terms of one key and one concept say together.
struct Mentions {
    languages: [bool; 2],
    /// Whether all are marked as ambiguous.
    is_ambiguous: bool,
    /// Whether one of them is the concept's label.
    is_label: bool,
}

#[derive(Default)]
struct TableReader {
    thesaurus: Thesaurus,
    phrases: BTreeMap<(String, ConceptId), Mentions>,
    /// Every term of one word.
    words: BTreeSet<String>,
    terms: Vec<TableTerm>,
    /// Id → number, and the table that contains it.
    ids: BTreeMap<String, (ConceptId, usize)>,
    errors: Vec<ThesaurusError>,
    table: usize,
    line: usize,
}

impl TableReader {
    fn finish(mut self) -> Result<(Thesaurus, Vec<TableTerm>), Vec<ThesaurusError>> {
        if self.thesaurus.concepts.len() > MAX_CONCEPTS {
            self.error(1, format!("more than {MAX_CONCEPTS} concepts; remove some"));
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        for ((key, concept), mentions) in &self.phrases {
            if mentions.is_label || !self.says_two_things(key, *concept) {
                let Mentions {
                    languages,
                    is_ambiguous,
                    ..
                } = *mentions;
                self.thesaurus
                    .push_phrase(key, *concept, is_ambiguous, languages);
            }
        }
        self.thesaurus.sort_phrases();
        self.thesaurus.known_words = self.words.into_iter().collect();
        Ok((self.thesaurus, self.terms))
    }

    /// Whether a phrase is a shorter phrase of its concept with a phrase of another one before or after it:
    /// *endovascular robot* for *robot*. Whoever asks for it means both, so it is left to the two. Labels stay.
    fn says_two_things(&self, key: &str, concept: ConceptId) -> bool {
        let names_other = |part: &str| {
            let from = (part.to_owned(), ConceptId(0));
            let named = self
                .phrases
                .range(from..)
                .take_while(|((key, _), _)| key == part);
            let mut kinds = named.filter_map(|((_, other), _)| self.thesaurus.concept(*other));
            kinds.any(|other| other.kind != ConceptKind::Word)
        };
        let is_own = |part: &str| self.phrases.contains_key(&(part.to_owned(), concept));
        let spaces = key.match_indices(' ').map(|(at, _)| key.split_at(at));
        let mut halves = spaces.map(|(before, after)| (before, after.trim_start()));
        halves.any(|(before, after)| {
            (is_own(before) && names_other(after)) || (is_own(after) && names_other(before))
        })
    }

    /// The number of a concept's id: a new one, or that of an earlier table's concept, whose terms go.
    fn number(&mut self, id: Cell<'_>) -> ConceptId {
        let next = u32::try_from(self.thesaurus.concepts.len()).unwrap_or(u32::MAX);
        let table = self.table;
        match self
            .ids
            .insert(id.text.to_owned(), (ConceptId(next), table))
        {
            None => ConceptId(next),
            Some((number, earlier)) => {
                if earlier == table {
                    self.error(id.column, format!("concept `{}` is defined twice", id.text));
                }
                self.ids.insert(id.text.to_owned(), (number, table));
                self.phrases.retain(|(_, concept), _| *concept != number);
                number
            }
        }
    }

    fn error(&mut self, column: usize, message: String) {
        self.errors.push(ThesaurusError {
            table: self.table,
            line: self.line,
            column,
            message,
        });
    }

    /// Says that a line has too few or too many columns.
    fn miscounted(&mut self, cells: &[Cell<'_>], needed: usize) {
        let message = format!(
            "{} columns where {needed} are needed; separate them with `|`, empty ones too",
            cells.len()
        );
        self.error(1, message);
    }

    /// Reads a topic, also from a line of too few columns: its concepts are no errors of their own.
    fn read_topic(&mut self, cells: &[Cell<'_>]) {
        if cells.len() != TOPIC_COLUMNS {
            self.miscounted(cells, TOPIC_COLUMNS);
        }
        let Some(id) = cells.get(1) else { return };
        let text = |at: usize| cells.get(at).map_or("", |cell| cell.text);
        if self
            .thesaurus
            .topics
            .iter()
            .any(|topic| topic.id == id.text)
        {
            self.error(id.column, format!("topic `{}` is named twice", id.text));
        }
        self.check_id(*id);
        self.thesaurus.topics.push(Topic {
            id: id.text.to_owned(),
            label: both(text(2), text(3)),
        });
        if let [_, id, fr, en] = cells
            && fr.text.is_empty()
            && en.text.is_empty()
        {
            let message = format!("topic `{}` has no label; write one in a language", id.text);
            self.error(fr.column, message);
        }
    }

    fn check_id(&mut self, id: Cell<'_>) {
        let is_fine = !id.text.is_empty()
            && id
                .text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !is_fine {
            let message = format!(
                "`{}` is no id; use lower-case letters, digits and hyphens",
                id.text
            );
            self.error(id.column, message);
        }
    }

    fn read_concept(&mut self, cells: &[Cell<'_>]) {
        let [id, kind_cell, topic_cell, fr, en, gloss_fr, gloss_en] = cells else {
            self.miscounted(cells, COLUMNS);
            // Where the columns are wrong, the first two are most often right.
            if let [id, kind, ..] = cells {
                self.check_id(*id);
                self.read_kind(*kind);
            }
            return;
        };
        self.check_id(*id);
        let number = self.number(*id);
        let kind = self.read_kind(*kind_cell);
        let topics = &self.thesaurus.topics;
        let topic = topics.iter().position(|topic| topic.id == topic_cell.text);
        if topic.is_none() && topic_cell.text != "-" {
            let message = format!(
                "no topic is called `{}`; name it above with `topic | {0} | … | …`, or write `-`",
                topic_cell.text
            );
            self.error(topic_cell.column, message);
        }
        let label_fr = self.read_terms(*fr, number, Language::Fr);
        let label_en = self.read_terms(*en, number, Language::En);
        let concept = Concept {
            id: id.text.to_owned(),
            kind: kind.unwrap_or_default(),
            topic: topic.and_then(|topic| u32::try_from(topic).ok()),
            label: both(&label_fr, &label_en),
            gloss: Label {
                fr: gloss_fr.text.to_owned(),
                en: gloss_en.text.to_owned(),
            },
        };
        match self.thesaurus.concepts.get_mut(number.0 as usize) {
            Some(earlier) => *earlier = concept,
            None => self.thesaurus.concepts.push(concept),
        }
    }

    fn read_kind(&mut self, cell: Cell<'_>) -> Option<ConceptKind> {
        let kind = ConceptKind::ALL
            .into_iter()
            .find(|kind| kind.name() == cell.text);
        if kind.is_none() {
            let names: Vec<_> = ConceptKind::ALL.iter().map(|kind| kind.name()).collect();
            let message = format!(
                "`{}` is no kind; use one of {}",
                cell.text,
                names.join(", ")
            );
            self.error(cell.column, message);
        }
        kind
    }

    /// Reads the terms of a language; returns its label.
    fn read_terms(&mut self, cell: Cell<'_>, concept: ConceptId, language: Language) -> String {
        let mut label = String::new();
        for term in split(cell.text, ';', cell.column) {
            let (text, is_ambiguous) = match term.text.strip_suffix('?') {
                Some(text) => (text.trim_end(), true),
                None => (term.text, false),
            };
            if text.is_empty() {
                continue;
            }
            let is_label = label.is_empty();
            if is_label {
                text.clone_into(&mut label);
            }
            let units = units(text);
            let words = words(text);
            let mut parts = words.iter().flat_map(|word| &word.parts);
            if !is_ambiguous && parts.all(|part| is_stop_word(&part.term)) {
                self.error(
                    term.column,
                    format!("`{text}` has no word of its own; mark an acronym with `?`"),
                );
                continue;
            }
            if let [word] = words.as_slice()
                && let [part] = word.parts.as_slice()
            {
                self.words.insert(part.term.clone());
            }
            self.terms.push(TableTerm {
                table: self.table,
                line: self.line,
                column: term.column,
                concept,
                language,
                text: text.to_owned(),
                is_ambiguous,
            });
            let language = language_index(language);
            let kept = Term {
                is_label,
                is_ambiguous,
            };
            for key in keys_of(&units) {
                self.add_phrase(key, concept, language, kept);
            }
        }
        label
    }

    fn add_phrase(&mut self, key: String, concept: ConceptId, language: usize, term: Term) {
        let mentions = self.phrases.entry((key, concept)).or_insert(Mentions {
            languages: [false; 2],
            is_ambiguous: true,
            is_label: false,
        });
        mentions.languages[language] = true;
        mentions.is_ambiguous &= term.is_ambiguous;
        mentions.is_label |= term.is_label;
    }
}

/// Makes a label whose languages fill in for each other.
fn both(fr: &str, en: &str) -> Label {
    let one = |label: &str, other: &str| if label.is_empty() { other } else { label }.to_owned();
    Label {
        fr: one(fr, en),
        en: one(en, fr),
    }
}

/// What is stored of a term beside its key.
#[derive(Clone, Copy)]
struct Term {
    is_label: bool,
    is_ambiguous: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(table: &str, place: (usize, usize), part: &str) {
        let errors = parse_thesaurus(&["", table]).unwrap_err();
        let fits = |error: &&ThesaurusError| error.message.contains(part);
        let error = errors
            .iter()
            .find(fits)
            .unwrap_or_else(|| panic!("{errors:?}"));
        assert_eq!(
            (error.table, error.line, error.column),
            (1, place.0, place.1),
            "{errors:?}"
        );
    }

    #[test]
    fn errors_have_their_place() {
        check("# title\nx | word | - | a\n", (2, 1), "4 columns where 7");
        check("é | word | - | chat | cat | |", (1, 1), "is no id");
        check("x | animal | - | chat | cat | |", (1, 5), "is no kind");
        check(
            "x | word | pets | chat | cat | |",
            (1, 12),
            "no topic is called `pets`",
        );
        check(
            "x | word | - | chat | of the | |",
            (1, 23),
            "no word of its own",
        );
        check(
            "x | word | - | a1 | a1 | |\nx | word | - | b1 | b1 | |",
            (2, 1),
            "is defined twice",
        );
        check(
            "topic | a | A | A\ntopic | a | B | B",
            (2, 9),
            "named twice",
        );
        check("topic | a | | ", (1, 13), "has no label");
    }

    #[test]
    fn an_error_hides_no_other() {
        let table = "topic | veins | Veines\nX | animal | veins | le | of; the | |\ny | beast\nE | word | - | a | b | c\n\
                     topic\nz | word | arteries | chat | cat | |\nz | word | - | chien | dog | |";
        let errors = parse_thesaurus(&[table]).unwrap_err();
        let places: Vec<_> = errors
            .iter()
            .map(|error| (error.line, error.column))
            .collect();
        let expected = [
            (1, 1),
            (2, 1),
            (2, 5),
            (2, 22),
            (2, 27),
            (2, 31),
            (3, 1),
            (3, 5),
            (4, 1),
            (4, 1),
            (5, 1),
            (6, 12),
            (7, 1),
        ];
        assert_eq!(places, expected, "{errors:?}");
    }

    #[test]
    fn labels_fill_in_for_each_other_and_later_tables_replace() {
        let topics = "topic | a | Veines | \ntopic | b | | Valves";
        let first = "x | word | - | chat; matou | cat | félin | feline\ny | word | - | | dog | |";
        let tables = [topics, first, "x | device | - | tigre | tiger | |"];
        let thesaurus = parse_thesaurus(&tables).unwrap();
        let named: Vec<_> = thesaurus
            .topics
            .iter()
            .map(|topic| (topic.label.fr.as_str(), topic.label.en.as_str()))
            .collect();
        assert_eq!(named, [("Veines", "Veines"), ("Valves", "Valves")]);
        let labels: Vec<_> = thesaurus
            .concepts
            .iter()
            .map(|concept| concept.label.fr.as_str())
            .collect();
        assert_eq!(labels, ["tigre", "dog"]);
        let keys: Vec<_> = thesaurus
            .phrases()
            .iter()
            .map(|phrase| thesaurus.key(phrase))
            .collect();
        assert!(
            !keys.contains(&"matou") && keys.contains(&"dog"),
            "{keys:?}"
        );
    }

    #[test]
    fn phrases_that_blur_a_distinction_are_left_out() {
        let table = "robot | technology | - | robot; robot endovasculaire | robot | | \n\
                     endovascular | procedure | - | endovasculaire | endovascular | | \n\
                     operation | procedure | - | opération | operation | | \n\
                     before | word | - | avant l’opération; préopératoire | preoperative | | ";
        let thesaurus = parse_thesaurus(&[table]).unwrap();
        let count = |word: &str| thesaurus.phrases_of(&crate::analysis::root(word)).count();
        let phrases = thesaurus.phrases().iter();
        let spaced: Vec<_> = phrases
            .map(|phrase| thesaurus.key(phrase))
            .filter(|key| key.contains(' '))
            .collect();
        assert_eq!(
            (spaced.as_slice(), count("operation")),
            (&["avant operation"][..], 1)
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        let table = "topic | v | Veines | Veins\npe | disease | v | embolie; EP? | embolism | caillot | clot\n\
                     b | device | - | BEST-CLI | BEST-CLI | | ";
        let mut thesaurus = parse_thesaurus(&[table]).unwrap();
        // No table gives the last of these; what is written is read back all the same.
        thesaurus.known_words = ["", "mois", "month\r"].map(str::to_owned).into();
        let bytes = thesaurus.write();
        let read = Thesaurus::open(&bytes).unwrap();
        assert_eq!(read.topics, thesaurus.topics);
        assert_eq!(read.known_words, thesaurus.known_words);
        let texts = |thesaurus: &Thesaurus| -> Vec<(String, u32, bool, [bool; 2])> {
            let phrases = thesaurus.phrases().iter();
            let text = |phrase: &crate::concepts::Phrase| {
                let key = thesaurus.key(phrase).to_owned();
                (key, phrase.concept.0, phrase.is_ambiguous, phrase.languages)
            };
            phrases.map(text).collect()
        };
        assert_eq!(texts(&read), texts(&thesaurus));
        assert_eq!(read.concepts[0].gloss, thesaurus.concepts[0].gloss);
        for length in 0..bytes.len() {
            assert!(Thesaurus::open(&bytes[..length]).is_err());
        }
    }

    #[test]
    fn what_no_table_gives_is_refused_behind_a_right_checksum() {
        let table = "x | word | - | thrombectomie 1 | | | \ny | word | - | thrombectomie 2 | | | ";
        let written = parse_thesaurus(&[table]).unwrap().write();
        let altered = |from: &str, to: &str| {
            let mut places = written.windows(from.len());
            let at = places.position(|part| part == from.as_bytes()).unwrap();
            let mut bytes = written.clone();
            bytes.splice(at..at + from.len(), to.bytes());
            crate::bytes::reseal(&mut bytes);
            Thesaurus::open(&bytes)
        };
        assert!(altered(" 2\n", " 3\n").is_ok());
        assert!(altered(" 2\n", " 0\n").is_err());
        assert!(altered(" 2\n", " 2\nx").is_err());
    }
}
