//! Concepts: the table that a librarian edits, and its binary form.

use vigie_cli::check::concepts::rules;
use vigie_core::concepts::{Thesaurus, parse_terms, units};
use vigie_core::index::reseal;
use vigie_core::language::Language;

use super::places;

/// A text with words, acronyms and numbers, for phrases to be found in.
const TEXT: &str =
    "L’embolie pulmonaire (EP) of type A, a no-reflow, Y-90 and drug-coated balloons";

/// Any bytes behind a right checksum are refused, or are a table that reads the same once written.
pub(super) fn wire(data: &[u8]) {
    let mut bytes = Thesaurus::default().write();
    bytes.truncate(20);
    bytes.extend_from_slice(data);
    reseal(&mut bytes);
    let Ok(thesaurus) = Thesaurus::open(&bytes) else {
        return;
    };
    check_thesaurus(&thesaurus);
    let again = Thesaurus::open(&thesaurus.write());
    assert_eq!(again.as_ref(), Ok(&thesaurus));
}

/// A table is refused with a place for every error, or gives concepts whose terms stand where they are said to.
pub(super) fn table(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (thesaurus, terms) = match parse_terms(&[&text]) {
        Ok(parsed) => parsed,
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                places::check_place(&text, error.line, error.column);
            }
            return;
        }
    };
    check_thesaurus(&thesaurus);
    let keys = |thesaurus: &Thesaurus| -> Vec<String> {
        let phrases = thesaurus.phrases().iter();
        phrases
            .map(|phrase| thesaurus.key(phrase).to_owned())
            .collect()
    };
    let again = Thesaurus::open(&thesaurus.write()).expect("what is written is opened");
    assert_eq!(keys(&again), keys(&thesaurus));
    assert_eq!(
        (again.topics, again.known_words),
        (thesaurus.topics.clone(), thesaurus.known_words.clone())
    );
    for term in &terms {
        let line = text.lines().nth(term.line - 1).unwrap_or_default();
        let rest: String = line.chars().skip(term.column - 1).collect();
        assert!(rest.starts_with(&term.text), "{term:?} in {line:?}");
    }
    let common = |_: Language, word: &str| word.len() == 4;
    let breaches = rules::check("concepts.txt", &thesaurus, &terms, &common);
    places::check(&text, &breaches);
}

#[track_caller]
fn check_thesaurus(thesaurus: &Thesaurus) {
    let phrases = thesaurus.phrases();
    assert!(phrases.is_sorted_by_key(|phrase| thesaurus.key(phrase)));
    for phrase in phrases {
        assert!(thesaurus.concept(phrase.concept).is_some());
    }
    for (id, concept) in thesaurus.iter() {
        assert_eq!(thesaurus.topic(id).is_some(), concept.topic.is_some());
    }
    let units = units(TEXT);
    let mut end = 0;
    for found in thesaurus.matches(&units) {
        assert!(end <= found.units.start && found.units.start < found.units.end);
        assert!(!found.concepts().is_empty());
        end = found.units.end;
    }
    assert!(end <= units.len());
}
