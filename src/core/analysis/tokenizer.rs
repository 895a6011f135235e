//! Tokenizer: finds words and the parts that belong together.
//!
//! A hyphenated word is split and joined: `drug-coated` is found as *drug*, as *coated* and as *drugcoated*;
//! `510(k)` also as *510k*; `Y-90` also as *y90*; `U.S.` also as *us*. [`number`] parses numbers. Zero-width
//! characters belong to the word around them.

use std::ops::Range;

use super::elision::{is_elided, is_ending};
use super::folding::{fold_char, is_mark};
use super::greek;
use super::number;
use crate::text::is_invisible;

/// Maximum length of a term, in bytes; the rest of a longer word is dropped, so that one damaged text cannot
/// swell the dictionary.
const MAX_TERM_BYTES: usize = 64;

/// One term at one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded term.
    pub term: String,
    /// Number of the word in the text, from 0. A joined form has the number of its first part.
    pub position: u32,
    /// Bytes of the source text that the term covers, on character boundaries.
    pub span: Range<usize>,
}

/// A word as written: one part, or several that hyphens tie together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The parts, at least one.
    pub parts: Vec<Part>,
    /// All parts written as one, where there is more than one.
    pub joined: Option<String>,
}

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The folded term.
    pub term: String,
    /// Bytes of the source text, on character borders.
    pub span: Range<usize>,
}

impl Word {
    /// Whether its parts are groups of three digits with a space between them.
    fn is_spaced_number(&self, text: &str) -> bool {
        match self.parts.as_slice() {
            [first, second, ..] => number::goes_on(text, std::slice::from_ref(first), second),
            _ => false,
        }
    }

    /// Returns the bytes of the source text from the first part to the last.
    pub fn span(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |part| part.span.start);
        let end = self.parts.last().map_or(start, |part| part.span.end);
        start..end
    }
}

/// Splits a text into terms with their positions and spans.
///
/// ```
/// let terms: Vec<_> =
///     vigie_core::analysis::tokens("L’Impella 5.5, drug-coated").into_iter().map(|token| token.term).collect();
/// assert_eq!(terms, ["impella", "5.5", "drug", "coated", "drugcoated"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    for word in words(text) {
        let (first, span) = (position, word.span());
        for part in word.parts {
            tokens.push(Token {
                term: part.term,
                position,
                span: part.span,
            });
            position += 1;
        }
        if let Some(term) = word.joined {
            tokens.push(Token {
                term,
                position: first,
                span,
            });
        }
    }
    tokens
}

/// Splits a text into words. A text without letters and digits has none.
pub fn words(text: &str) -> Vec<Word> {
    let atoms = atoms(text);
    let mut words: Vec<Word> = Vec::with_capacity(atoms.len());
    let mut tied = false;
    for (number, atom) in atoms.iter().enumerate() {
        let before = number
            .checked_sub(1)
            .and_then(|previous| atoms.get(previous));
        let after = atoms.get(number + 1);
        let left = before.map_or(Tie::None, |before| tie(text, before, atom));
        let right = after.map_or(Tie::None, |after| tie(text, atom, after));
        let drops_itself = (right == Tie::Apostrophe && is_elided(&atom.term))
            || (left == Tie::Apostrophe
                && is_ending(&atom.term)
                && before.is_some_and(|before| !is_elided(&before.term)));
        if drops_itself {
            // `l’anti-aldostérone` keeps its hyphen; `patient’s-eye` loses it with the ending.
            tied = false;
            continue;
        }
        let joins = match words.last() {
            Some(word) if tied && left == Tie::Join => !word.is_spaced_number(text),
            Some(word) if tied && right != Tie::Join => number::goes_on(text, &word.parts, atom),
            _ => false,
        };
        match words.last_mut().filter(|_| joins) {
            Some(word) => word.parts.push(atom.clone()),
            None => words.push(Word {
                parts: vec![atom.clone()],
                joined: None,
            }),
        }
        tied = true;
    }
    for word in &mut words {
        if word.parts.len() > 1 {
            let whole: String = word.parts.iter().map(|part| part.term.as_str()).collect();
            word.joined = Some(shorten(whole));
        }
    }
    words
}

/// How two neighbouring atoms hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    None,
    Apostrophe,
    Join,
}

fn tie(text: &str, left: &Part, right: &Part) -> Tie {
    let between = text
        .get(left.span.end..right.span.start)
        .unwrap_or_default();
    let folded: String = between.chars().take(3).flat_map(fold_char).collect();
    let is_letter =
        |part: &Part| matches!(part.term.as_bytes(), [letter] if letter.is_ascii_lowercase());
    match folded.as_str() {
        "'" => Tie::Apostrophe,
        "-" => Tie::Join,
        "." if is_letter(left) && is_letter(right) => Tie::Join,
        "(" if right.term.chars().count() == 1
            && text
                .get(right.span.end..)
                .is_some_and(|rest| rest.starts_with(')'))
            && left.term.chars().all(|c| c.is_ascii_digit()) =>
        {
            Tie::Join
        }
        _ => Tie::None,
    }
}

/// Runs of letters and digits, folded.
fn atoms(text: &str) -> Vec<Part> {
    let mut atoms = Vec::new();
    let mut current: Option<Part> = None;
    let mut before = None;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (start, mut end) = (at, at + character.len_utf8());
        let rest = text.get(end..).unwrap_or_default();
        let belongs = match &current {
            Some(_) if is_mark(character) || is_invisible(character) => true,
            Some(atom) if character == '.' => {
                rest.starts_with(|c: char| c.is_ascii_digit())
                    && atom.term.ends_with(|c: char| c.is_ascii_digit())
            }
            _ => is_word_character(character),
        };
        if belongs {
            let is_new = current.is_none();
            let atom = current.get_or_insert_with(|| Part {
                term: String::new(),
                span: start..start,
            });
            if let Some((value, length)) = is_new.then(|| number::grouped(text, start)).flatten() {
                atom.term = value;
                end = start + length;
            } else if let Some(name) = greek::name_of(character, before, rest.chars().next()) {
                atom.term.push_str(name);
            } else {
                atom.term.extend(fold_char(character));
            }
            atom.span.end = end;
        } else {
            atoms.extend(current.take());
        }
        before = Some(character);
        at = end;
    }
    atoms.extend(current);
    // A letter whose folding is empty leaves an empty term; it is no word.
    atoms.retain(|atom| !atom.term.is_empty());
    for atom in &mut atoms {
        atom.term = shorten(std::mem::take(&mut atom.term));
    }
    atoms
}

fn is_word_character(character: char) -> bool {
    // Fractions such as ½ are numbers to Unicode but fold to signs; they stay out of terms.
    character.is_alphanumeric() && !matches!(character, '¼' | '½' | '¾')
}

fn shorten(mut term: String) -> String {
    if term.len() > MAX_TERM_BYTES {
        let end = (0..=MAX_TERM_BYTES)
            .rev()
            .find(|end| term.is_char_boundary(*end));
        term.truncate(end.unwrap_or_default());
    }
    term
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let terms: Vec<_> = tokens(text).into_iter().map(|token| token.term).collect();
        assert_eq!(terms, expected, "{text}");
    }

    #[test]
    fn apostrophes_leave_the_word() {
        check(
            "l’écran d'accueil jusqu’à lorsqu'il",
            &["ecran", "accueil", "a", "il"],
        );
        check("the patient’s and don't", &["the", "patient", "and", "don"]);
        check("O'Connor", &["o", "connor"]);
        check(
            "l’anti-inflammatoire",
            &["anti", "inflammatoire", "antiinflammatoire"],
        );
    }

    #[test]
    fn hyphens_split_and_join() {
        check("BEST-CLI", &["best", "cli", "bestcli"]);
        check("below‑the‐knee", &["below", "the", "knee", "belowtheknee"]);
        check("510(k) Y-90", &["510", "k", "510k", "y", "90", "y90"]);
        check("drug - coated (k)", &["drug", "coated", "k"]);
    }

    #[test]
    fn numbers_keep_their_point() {
        check("Impella 5.5. Then 3.", &["impella", "5.5", "then", "3"]);
        check("½ dose", &["dose"]);
    }

    #[test]
    fn numbers_meet_however_they_are_written() {
        check("2,5 mm; 5,5 or 5.5", &["2.5", "mm", "5.5", "or", "5.5"]);
        check("1250 1,250", &["1250", "1250"]);
        for space in ['\u{a0}', '\u{202f}', '\u{2009}'] {
            check(&format!("1{space}250 patients"), &["1250", "patients"]);
        }
        check("12 345 678", &["12", "345", "678", "12345678"]);
        check("1,2,3 and 1,25,3", &["1", "2", "3", "and", "1", "25", "3"]);
        check("in 2024 100 of 12", &["in", "2024", "100", "of", "12"]);
        check("phase 3 150-day", &["phase", "3", "150", "day", "150day"]);
        check("0,125 and 1,250.5", &["0.125", "and", "1250.5"]);
        check("1,250mg", &["1250mg"]);
    }

    #[test]
    fn letters_with_points_are_one_word_too() {
        check(
            "the U.S. and e.g. Dr. A",
            &["the", "u", "s", "us", "and", "e", "g", "eg", "dr", "a"],
        );
        check("in vivo.A b", &["in", "vivo", "a", "b"]);
    }

    #[test]
    fn greek_letters_beside_latin_ones_have_their_names() {
        check("β-blocker", &["beta", "blocker", "betablocker"]);
        check(
            "TNFα, Ω-3, 5 µg",
            &["tnfalpha", "omega", "3", "omega3", "5", "μg"],
        );
        check("καρδιά", &["καρδιά"]);
    }

    #[test]
    fn what_has_no_width_stays_in_its_word() {
        check("car\u{ad}dio\u{200b}logue \u{feff}x", &["cardiologue", "x"]);
    }

    #[test]
    fn spans_point_into_the_source() {
        let text = "œ e\u{301}cran 🫀 Straße";
        let spans: Vec<_> = tokens(text)
            .iter()
            .map(|token| text.get(token.span.clone()).unwrap().to_owned())
            .collect();
        assert_eq!(spans, ["œ", "e\u{301}cran", "Straße"]);
    }

    proptest! {
        #[test]
        fn spans_are_ordered_disjoint_and_cover_every_letter(text in "[a-cÉœß1½'’.()e\u{301} 🫀-]{0,30}|\\PC{0,30}") {
            let mut end = 0;
            let mut covered = vec![false; text.len()];
            for word in words(&text) {
                for part in &word.parts {
                    prop_assert!(part.span.start >= end && text.get(part.span.clone()).is_some());
                    end = part.span.end;
                    covered[part.span.clone()].fill(true);
                }
            }
            let kept = words(&text);
            for (at, character) in text.char_indices().filter(|(_, c)| is_word_character(*c)) {
                let folds = fold_char(character).next().is_some();
                let near_apostrophe = text.contains(['\'', '’', '‘', 'ʼ', '′']);
                prop_assert!(covered[at] || near_apostrophe || !folds, "{:?} of {:?}: {:?}", character, text, kept);
            }
        }
    }
}
