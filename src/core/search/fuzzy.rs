//! Finds terms within a typing error of a word, by walking the dictionary with the edit distance table.
//!
//! The first letter must match: it is rarely mistyped, and requiring it leaves a twentieth of the dictionary.

use crate::analysis::Distance;
use crate::index::{Index, TermId};

/// Returns the terms at the least distance from a word that is at most `max`, with that distance, which is 0
/// for the word itself only. None for the empty word.
pub(super) fn nearest<'a>(index: &'a Index, word: &str, max: u8) -> Vec<(TermId, &'a str, u8)> {
    let Some(first) = word.chars().next() else {
        return Vec::new();
    };
    let mut table = Distance::new(word, max);
    let mut buffer = [0; 4];
    let initial = first.encode_utf8(&mut buffer);
    let mut near: Vec<(TermId, &str, u8)> = Vec::new();
    for (id, term) in index
        .terms_from(initial)
        .take_while(|(_, term)| term.starts_with(first))
    {
        if let Some(distance) = table.to(term).filter(|distance| *distance > 0) {
            near.push((id, term, distance));
        }
    }
    let least = near.iter().map(|(_, _, distance)| *distance).min();
    near.retain(|(_, _, distance)| Some(*distance) == least);
    near
}
