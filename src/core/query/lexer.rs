//! Splits the query text: runs without a space, quoted strings, operators.
//!
//! The lexer knows nothing about meaning. Every step looks ahead a bounded number of characters or consumes what it
//! looked at, so a text is read in linear time.

use std::ops::Range;

use crate::analysis;

/// Words between two alternatives. Only in capitals: « or » and “not” are words of the texts.
pub(super) const ALTERNATIVE: [&str; 2] = ["OR", "OU"];

/// Words before what is excluded.
pub(super) const EXCLUSION: [&str; 2] = ["NOT", "SAUF"];

/// A place in the typed text, always on a character border.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// Bytes read so far.
    pub(super) at: usize,
}

/// The text between quotes.
pub(super) struct Quoted {
    /// Bytes between the quotes.
    pub(super) inner: Range<usize>,
    /// Whether the closing quote is there.
    pub(super) is_closed: bool,
}

impl<'t> Cursor<'t> {
    /// Returns what is not read yet.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Returns the next character, `None` at the end.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Reads a character if it is the next one.
    pub(super) fn eat(&mut self, expected: char) -> bool {
        let is_next = self.peek() == Some(expected);
        if is_next {
            self.at += expected.len_utf8();
        }
        is_next
    }

    /// Reads white space, and what is nothing by itself: characters without width, marks without a letter.
    pub(super) fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches(is_blank).len();
    }

    /// Returns the bytes up to white space, a quote, `|`, a parenthesis or `stop`; empty where one is
    /// next. `510(k)` and `1 250` stay whole, as the tokenizer has them.
    pub(super) fn run(&self, stop: char) -> Range<usize> {
        let rest = self.rest();
        let (mut after_digit, mut inside) = (false, false);
        for (at, character) in rest.char_indices() {
            let is_tied = match character {
                '(' => after_digit && is_letter_in_parentheses(rest.get(at..).unwrap_or_default()),
                ')' => inside,
                _ if is_border(character) => {
                    let after = rest.get(at + character.len_utf8()..).unwrap_or_default();
                    divides_groups(character)
                        && goes_on_with_digits(rest.get(..at).unwrap_or_default(), after)
                }
                _ => true,
            };
            // Most runs end at white space, which a number may hold.
            if !is_tied || (character == stop && stop != ' ') {
                return self.at..self.at + at;
            }
            inside = (character == '(') || (inside && character != ')');
            after_digit = character.is_ascii_digit();
        }
        self.at..self.text.len()
    }

    /// Reads from a quote to the one that closes it, or to the end; `None`, without reading, where the
    /// next character opens no quote.
    pub(super) fn quoted(&mut self) -> Option<Quoted> {
        let opening = self.peek().filter(|next| is_quote(*next))?;
        self.at += opening.len_utf8();
        let closes = |character| match opening {
            '«' => character == '»',
            _ => is_quote(character) && character != '«',
        };
        let start = self.at;
        let closing = self.rest().char_indices().find(|(_, next)| closes(*next));
        let end = closing.map_or(self.text.len(), |(at, _)| start + at);
        self.at = closing.map_or(end, |(_, character)| end + character.len_utf8());
        Some(Quoted {
            inner: start..end,
            is_closed: closing.is_some(),
        })
    }

    /// Returns the length of the operator that is next as a whole word, if it is one of these.
    pub(super) fn keyword(&self, keywords: [&str; 2]) -> Option<usize> {
        let is_next = |keyword: &&str| {
            let after = self.rest().strip_prefix(keyword);
            after.is_some_and(|after| after.chars().next().is_none_or(is_border))
        };
        keywords.into_iter().find(is_next).map(str::len)
    }

    /// Returns whether the next character is a `-` that excludes: first of its item, with something
    /// directly behind it. Dashes, arrows and hyphens are none.
    pub(super) fn is_minus(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let is_first = before
            .chars()
            .next_back()
            .is_none_or(|before| is_blank(before) || matches!(before, '(' | '|'));
        let mut next = self.rest().chars();
        let has_operand = next.next() == Some('-')
            && next.next().is_some_and(|after| {
                !after.is_whitespace() && !matches!(after, '-' | '>' | ')' | '|')
            });
        is_first && has_operand
    }

    /// Returns the position of the colon if only letters precede it, as in the name of a field.
    pub(super) fn colon(&self) -> Option<usize> {
        let rest = self.rest();
        let is_letter = |c: char| c.is_alphabetic() || analysis::is_mark(c);
        let name = rest.find(|character| !is_letter(character))?;
        let has_colon = rest.get(name..).is_some_and(|rest| rest.starts_with(':'));
        (name > 0 && has_colon).then_some(self.at + name)
    }
}

/// Returns whether a text is an operator.
pub(super) fn is_keyword(text: &str) -> bool {
    ALTERNATIVE.contains(&text) || EXCLUSION.contains(&text)
}

/// Returns whether a character opens a quote. Keyboards and word processors disagree on which of the
/// double ones opens and which closes, so any of them does either.
pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«')
}

/// Returns whether a run ends before this character.
fn is_border(character: char) -> bool {
    character.is_whitespace() || is_quote(character) || matches!(character, '»' | '|' | '(' | ')')
}

/// Returns whether a character is white space, or folds to nothing.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || analysis::fold_char(character).next().is_none()
}

/// Returns whether a space may separate the groups of a number.
fn divides_groups(character: char) -> bool {
    character == ' ' || analysis::is_number_space(character)
}

/// Returns whether a run of one to three digits, or of groups of them, is followed by one more group: the
/// number `1 250`.
pub(super) fn goes_on_with_digits(run: &str, after: &str) -> bool {
    let mut groups = run.trim_start_matches('=').split(divides_groups);
    let end = after.find(|character: char| !character.is_alphanumeric());
    let next = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
    groups.next().is_some_and(analysis::is_first_group)
        && groups.all(analysis::is_group)
        && analysis::is_group(next)
}

/// Returns whether a text starts as the `(k)` of `510(k)` does.
fn is_letter_in_parentheses(text: &str) -> bool {
    let mut characters = text.chars().skip(1);
    characters.next().is_some_and(char::is_alphanumeric) && characters.next() == Some(')')
}

#[cfg(test)]
mod tests {
    use super::super::shape::{check, check_with_notices};
    use super::Cursor;

    #[test]
    fn every_pair_of_quotes_makes_a_phrase() {
        for text in [
            "\"Case report\"",
            "“Case report”",
            "« Case report »",
            "„Case report“",
        ] {
            check(text, "\"case report\"");
        }
        check("\"a «b\" c", "\"a b\" c");
        check("«a \"b» c", "\"a b\" c");
    }

    #[test]
    fn an_unclosed_quote_holds_until_the_end() {
        check_with_notices(
            "stent \"case rep",
            "stent \"case rep\"",
            &["UnclosedQuote \""],
        );
        check_with_notices("«a » b « c", "\"a\" b \"c\"", &["UnclosedQuote «"]);
    }

    #[test]
    fn what_closes_nothing_is_skipped() {
        check("a » b ", "a b");
        check_with_notices("-» b ", "b", &["StrayOperator -"]);
    }

    #[test]
    fn only_whole_words_in_capitals_are_operators() {
        check("stent or ou not sauf ", "stent or ou not sauf");
        check("ORA NOTE OR, ", "ora^ note^ or^");
        check("a OU(b) ", "(a | (b))");
    }

    #[test]
    fn a_hyphen_excludes_only_before_an_item() {
        check("stent -coronaire ", "stent -coronaire");
        check("drug-coated ", "drug+coated");
        check("a - b -- c -> d ", "a b c d");
        check("\"a\"-b (c)-d ", "\"a\" b (c) d");
        check("(-a|-b) ", "(-a | -b)");
        check("–a ", "a");
    }

    #[test]
    fn the_groups_of_a_number_are_one_word() {
        check("1 250 patients ", "1+250 patients");
        check("1\u{202f}250 -12 345 ", "1250 -12+345");
        check(
            "2 5 in 2024 100 0 125 7 1234 ",
            "2 5 in 2024 100 0 125 7 1234",
        );
        check("2,5 mm ", "2.5 mm");
    }

    #[test]
    fn what_has_no_width_is_nothing() {
        check("\u{200b}-ste\u{ad}nt \u{feff} ", "-stent");
    }

    #[test]
    fn runs_keep_a_letter_in_parentheses_behind_a_number() {
        let run = |text| Cursor { text, at: 0 }.run(' ').end;
        assert_eq!(run("510(k)-cleared b"), 14);
        assert_eq!(run("510(kb)"), 3);
        assert_eq!(run("a(k)"), 1);
        assert_eq!(run("5(k"), 1);
        check("(510(k)) ", "(510+k)");
    }
}
