//! The known keys of front matter, and suggestions for misspelt ones.

use super::KEYS;
use crate::check::withheld;
use crate::check::yaml::Entry;
use crate::diagnostics::Position;

/// Keys that are known and mean nothing to readers.
const KNOWN: [&str; 4] = ["importance", "author", "model", "sourceIdeas"];

/// Returns the keys that mean nothing here, with their places.
pub(super) fn unknown(entries: &[Entry]) -> Vec<(String, Position)> {
    entries
        .iter()
        .filter(|entry| !is_known(&entry.key))
        .map(|entry| (entry.key.clone(), entry.at))
        .collect()
}

/// Whether a key means something to us or to the tools that write articles.
pub(super) fn is_known(key: &str) -> bool {
    KEYS.contains(&key) || KNOWN.contains(&key) || withheld::is_key(key)
}

/// Whether a reader could have meant `key`: another case, or one letter more, less or different.
pub(super) fn is_near(typed: &str, key: &str) -> bool {
    if typed.eq_ignore_ascii_case(key) {
        return true;
    }
    let (typed, key): (Vec<char>, Vec<char>) = (typed.chars().collect(), key.chars().collect());
    let same_start = typed.iter().zip(&key).take_while(|(a, b)| a == b).count();
    let longest = typed.len().max(key.len());
    let shortest = typed.len().min(key.len());
    let same_end = typed
        .iter()
        .rev()
        .zip(key.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    same_start + same_end.min(shortest - same_start) + 1 >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_keys_are_recognised() {
        for typed in ["Title", "titel", "titles", "tile", "titlé"] {
            assert_eq!(is_near(typed, "title"), typed != "titel", "{typed}");
        }
    }
}
