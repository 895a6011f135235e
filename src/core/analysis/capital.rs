//! Acronyms: words written in capitals mean more than their letters.

use super::folding::{fold_char, is_mark};

/// Returns whether a word as written is an acronym: two letters or digits or more, at least one of them a
/// capital, and none a small letter. Letters without a Latin base have no case here.
///
/// ```
/// use vigie_core::analysis::is_capital;
///
/// assert!(is_capital("EP") && is_capital("Y90"));
/// assert!(!is_capital("Ep") && !is_capital("A") && !is_capital("510"));
/// ```
pub fn is_capital(written: &str) -> bool {
    let is_small = |character: char| {
        fold_char(character).any(|folded| folded.is_ascii_alphabetic()) && !is_upper_case(character)
    };
    let letters = written
        .chars()
        .filter(|character| character.is_alphanumeric() && !is_mark(*character));
    letters.count() > 1 && written.chars().any(is_upper_case) && !written.chars().any(is_small)
}

/// Returns whether a letter is a capital of French or English. Others begin no acronym that the texts
/// use, and the table of Unicode would cost the browser more than they are worth.
pub fn is_upper_case(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'À'..='Þ' | 'Œ' | 'Ÿ')
}
