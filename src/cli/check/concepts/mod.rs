//! The concepts of a collection: the built-in table and the publisher's own. [`rules`] checks the rules that every
//! table must follow.

pub mod rules;

use std::collections::BTreeSet;

use vigie_core::concepts::{Thesaurus, parse_terms, parse_thesaurus};
use vigie_core::language::Language;

use crate::check::config::Config;
use crate::check::document;
use crate::clean::Visible;
use crate::diagnostics::{Code, Diagnostic, Position};
use crate::read::{self, Root};

/// Name of the publisher's table in the content folder. Its concepts are added; one with the id of a
/// built-in concept takes its place.
pub const FILE: &str = read::CONCEPTS;

/// The project's own table.
const BUILT_IN: &str = include_str!("concepts.txt");

/// Common words of French and English: none of them is a typing error.
const COMMON_WORDS: [&str; 2] = [
    include_str!("common_words/fr.txt"),
    include_str!("common_words/en.txt"),
];

/// Iterates the common words of a language, folded and in order.
fn common_words(language: Language) -> impl Iterator<Item = &'static str> {
    let [fr, en] = COMMON_WORDS;
    let text = match language {
        Language::Fr => fr,
        Language::En => en,
    };
    text.lines().filter(|line| !line.starts_with('#'))
}

/// Returns what breaks the rules of a table: in the publisher's own, or in the built-in one where there is none.
/// Nothing of a table with errors.
pub fn breaches(own: &str) -> Vec<Diagnostic> {
    let Ok((thesaurus, mut terms)) = parse_terms(&[BUILT_IN, own]) else {
        return Vec::new();
    };
    let of_own = usize::from(!own.is_empty());
    terms.retain(|term| term.table == of_own);
    let [fr, en]: [BTreeSet<&str>; 2] =
        Language::ALL.map(|language| common_words(language).collect());
    let common = |language, word: &str| match language {
        Language::Fr => fr.contains(word),
        Language::En => en.contains(word),
    };
    let path = if own.is_empty() {
        "the built-in table"
    } else {
        FILE
    };
    rules::check(path, &thesaurus, &terms, &common)
}

/// Reads the publisher's table; empty where there is none, and where it cannot be read, which is added to
/// `diagnostics`.
pub fn read(content: &Root, max_bytes: u64, diagnostics: &mut Vec<Diagnostic>) -> String {
    match content.settings(FILE, max_bytes) {
        Ok(bytes) => {
            let bytes = bytes.unwrap_or_default();
            document::decode(FILE, &bytes, diagnostics).into_owned()
        }
        Err(error) => {
            diagnostics.push(error);
            String::new()
        }
    }
}

/// Puts the concepts together: the built-in ones unless the settings leave them out, then those of the publisher.
/// What is wrong in the publisher's table is added to `diagnostics`; a table with errors gives no concepts.
pub fn unite(own: &str, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Thesaurus {
    let own = Visible::of(own.trim_start_matches('\u{feff}'));
    // Labels and glosses are read by people, as the texts of articles are.
    diagnostics.extend(own.removed().into_iter().map(|at| {
        let message = "invisible characters in this line are removed";
        Diagnostic::new(FILE, at, Code::InvisibleRemoved, message)
    }));
    let built_in = if config.concepts.builtin {
        BUILT_IN
    } else {
        ""
    };
    let mut thesaurus = match parse_thesaurus(&[built_in, &own.text]) {
        Ok(thesaurus) => thesaurus,
        Err(errors) => {
            diagnostics.extend(errors.into_iter().map(|error| {
                let at = own.original(Position {
                    line: error.line,
                    column: error.column,
                });
                Diagnostic::new(
                    FILE,
                    at,
                    Code::WrongConcepts,
                    error.message.replace('`', "'"),
                )
            }));
            return Thesaurus::default();
        }
    };
    let known = &mut thesaurus.known_words;
    let common = Language::ALL.into_iter().flat_map(common_words);
    known.extend(common.map(str::to_owned));
    known.sort_unstable();
    known.dedup();
    thesaurus
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_has_no_error() {
        let thesaurus = parse_thesaurus(&[BUILT_IN]).unwrap();
        assert!(
            thesaurus.concepts.len() >= 300,
            "{}",
            thesaurus.concepts.len()
        );
    }

    #[test]
    fn the_built_in_table_keeps_its_rules() {
        let found = breaches("");
        let found: Vec<String> = found
            .iter()
            .filter(|one| {
                !EXCEPTIONS
                    .iter()
                    .any(|term| one.message.starts_with(&format!("`{term}`")))
            })
            .map(|one| format!("{}: {}", one.at.map_or(0, |at| at.line), one.message))
            .collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    /// What breaks a rule with a reason: the only word that news has for *goutte* and *douleur*, and that readers
    /// have for coffee.
    const EXCEPTIONS: [&str; 3] = ["gout", "pain", "café"];
}
