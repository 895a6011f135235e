//! Replacement of word endings: the one operation that all stemmers here provide tables for.

/// An ending and its replacement.
pub(super) type Rewrite = (&'static str, &'static str);

/// Replaces the first ending of `table` that `word` has, when at least `least` letters stay before it.
/// Returns whether it did. Longer endings come first in a table.
pub(super) fn rewrite_end(word: &mut String, least: usize, table: &[Rewrite]) -> bool {
    let last = word.as_bytes().last().copied();
    for (ending, replacement) in table {
        // Nearly every ending is out by its last letter; the empty one fits all.
        let fits = ending.is_empty() || ending.as_bytes().last().copied() == last;
        if fits && word.len() >= least + ending.len() && word.ends_with(ending) {
            replace_end(word, ending.len(), replacement);
            return true;
        }
    }
    false
}

/// Replaces the last `cut` bytes, which the caller has seen to be ASCII letters.
pub(super) fn replace_end(word: &mut String, cut: usize, replacement: &str) {
    word.truncate(word.len().saturating_sub(cut));
    word.push_str(replacement);
}

/// Returns how many letters at the end of a result of [`rewrite_end`] its word may not have had.
pub(super) fn open_end(result: &str, table: &[Rewrite]) -> usize {
    let opens = table.iter().map(|(ending, replacement)| {
        let same = ending
            .bytes()
            .zip(replacement.bytes())
            .take_while(|(one, other)| one == other);
        let open = replacement.len() - same.count();
        if result.ends_with(replacement) {
            open
        } else {
            0
        }
    });
    opens.max().unwrap_or(0)
}

/// Returns where `part` starts. Terms are short: looking at every place beats preparing a search, in time
/// and in size.
pub(super) fn find(word: &str, part: &str) -> Option<usize> {
    let first = part.as_bytes().first()?;
    let mut places = word.bytes().enumerate().filter(|(_, byte)| byte == first);
    places
        .find(|(at, _)| word.as_bytes()[*at..].starts_with(part.as_bytes()))
        .map(|(at, _)| at)
}

/// Replaces the first of each part of `table` that `word` has, in any position.
pub(super) fn rewrite_parts(word: &mut String, table: &[Rewrite]) {
    let mut present = letter_set(word);
    for (part, replacement) in table {
        // Nearly every part has a letter that the word has not.
        if letter_set(part) & !present == 0
            && let Some(at) = find(word, part)
        {
            replace_part(word, at, part.len(), replacement);
            present = letter_set(word);
        }
    }
}

/// The letters of a word, one bit each; other characters share bits.
fn letter_set(word: &str) -> u32 {
    word.bytes().fold(0, |set, byte| set | 1 << (byte & 31))
}

/// Replaces `length` letters from `at` on. The standard library's own way brings a kilobyte of code.
pub(super) fn replace_part(word: &mut String, at: usize, length: usize, replacement: &str) {
    let rest = word.get(at + length..).unwrap_or_default().to_owned();
    word.truncate(at);
    word.push_str(replacement);
    word.push_str(&rest);
}

/// Returns whether a term consists of folded letters only. Digits, signs and other scripts have no
/// endings to take off.
pub(super) fn is_plain(term: &str) -> bool {
    term.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Returns whether a letter is a vowel; `y` counts as one.
pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_ending_that_leaves_enough_is_replaced() {
        let table = [("osis", "os"), ("is", "")];
        let mut word = "stenosis".to_owned();
        assert!(rewrite_end(&mut word, 3, &table));
        assert_eq!(word, "stenos");
        let mut word = "osis".to_owned();
        assert!(rewrite_end(&mut word, 2, &table));
        assert_eq!(word, "os");
        assert!(!rewrite_end(&mut word, 2, &table));
    }
}
