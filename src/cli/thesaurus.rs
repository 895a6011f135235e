//! The concepts of a collection: the project's own table, and the publisher's.

use std::path::Path;

use vigie_core::concepts::{Thesaurus, parse_thesaurus};

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

/// Iterates the common words of both languages, folded.
fn common_words() -> impl Iterator<Item = &'static str> {
    let lines = COMMON_WORDS.into_iter().flat_map(str::lines);
    lines.filter(|line| !line.starts_with('#'))
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
        known.extend(common_words().map(str::to_owned));
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
}
