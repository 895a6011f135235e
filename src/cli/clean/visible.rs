//! A text without its invisible characters, which maps each position back to the original text.

use vigie_core::text::is_invisible;

use crate::diagnostics::Position;

/// Joins emoji; left to [`vigie_core::text::clean`], which knows where it is allowed.
const JOINER: char = '\u{200d}';

/// A text without invisible characters; its lines are those of the original.
pub(crate) struct Visible<'a> {
    original: &'a str,
    /// What is left.
    pub(crate) text: String,
}

impl<'a> Visible<'a> {
    /// Takes the invisible characters out of a text.
    pub(crate) fn of(original: &'a str) -> Self {
        Self {
            original,
            text: original.chars().filter(|c| is_kept(*c)).collect(),
        }
    }

    /// Maps a position of the text to the original.
    pub(crate) fn original(&self, at: Position) -> Position {
        let line = self.original.split('\n').nth(at.line - 1);
        let line = line.unwrap_or_default();
        let mut kept = line.chars().enumerate().filter(|(_, c)| is_kept(*c));
        let column = kept.nth(at.column - 1);
        Position {
            line: at.line,
            column: column.map_or_else(|| line.chars().count(), |(index, _)| index) + 1,
        }
    }

    /// Returns where the first character of each line was that is taken out.
    pub(crate) fn removed(&self) -> Vec<Position> {
        let lines = self.original.split('\n').enumerate();
        let first = |(index, line): (usize, &str)| {
            let column = line.chars().position(|c| !is_kept(c))?;
            Some(Position {
                line: index + 1,
                column: column + 1,
            })
        };
        lines.filter_map(first).collect()
    }
}

/// Whether a character is seen, or holds together what is.
pub(crate) fn is_kept(character: char) -> bool {
    !is_invisible(character) || character == JOINER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_original() {
        let visible = Visible::of("a\u{202e}b\n\u{200b}\u{ad}c\nd");
        assert_eq!(visible.text, "ab\nc\nd");
        let place = |line, column| {
            let at = visible.original(Position { line, column });
            (at.line, at.column)
        };
        assert_eq!(
            [place(1, 1), place(1, 2), place(1, 3)],
            [(1, 1), (1, 3), (1, 4)]
        );
        assert_eq!(
            [place(2, 1), place(3, 1), place(3, 2)],
            [(2, 3), (3, 1), (3, 2)]
        );
        let removed: Vec<_> = visible
            .removed()
            .iter()
            .map(|at| (at.line, at.column))
            .collect();
        assert_eq!(removed, [(1, 2), (2, 1)]);
    }
}
