//! The concepts of a collection: the project's own table, and the publisher's.

use std::collections::BTreeSet;
use std::path::Path;

use vigie_core::concepts::{Thesaurus, parse_terms, parse_thesaurus};
use vigie_core::language::Language;

use crate::concept_rules;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Position};
use crate::source::ReadError;

/// Name of the publisher's table in the content folder. Its concepts are added; one with the id of a
/// built-in concept takes its place.
pub const FILE: &str = "concepts.txt";

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
pub fn breaches(content: &Path) -> Vec<Diagnostic> {
    let own = std::fs::read_to_string(content.join(FILE)).unwrap_or_default();
    let Ok((thesaurus, mut terms)) = parse_terms(&[BUILT_IN, &own]) else {
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
    concept_rules::check(path, &thesaurus, &terms, &common)
}

/// Reads the concepts: the built-in ones unless the settings leave them out, then those of the publisher.
/// Errors in the publisher's table are findings.
pub fn read(
    content: &Path,
    config: &Config,
) -> Result<Result<Thesaurus, Vec<Diagnostic>>, ReadError> {
    let path = content.join(FILE);
    let own = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(reason) => return Err(ReadError { path, reason }),
    };
    let Ok(own) = std::str::from_utf8(&own) else {
        let error = Diagnostic::error(FILE, Position::START, "E050", "not valid UTF-8");
        return Ok(Err(vec![error]));
    };
    let built_in = if config.concepts.builtin {
        BUILT_IN
    } else {
        ""
    };
    let parsed = parse_thesaurus(&[built_in, own]).map(|mut thesaurus| {
        let known = &mut thesaurus.known_words;
        let common = Language::ALL.into_iter().flat_map(common_words);
        known.extend(common.map(str::to_owned));
        known.sort_unstable();
        known.dedup();
        thesaurus
    });
    Ok(parsed.map_err(|errors| {
        let finding = |error: vigie_core::concepts::ThesaurusError| {
            let at = Position {
                line: error.line,
                column: error.column,
            };
            Diagnostic::error(FILE, at, "E090", error.message.replace('`', "'"))
        };
        errors.into_iter().map(finding).collect()
    }))
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
        let found = breaches(Path::new("/nowhere"));
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
