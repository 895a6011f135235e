//! The part of a long text that matches best, as byte ranges of that text.

use std::ops::Range;

use crate::analysis;

/// A window of a text with what is marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Bytes of the window, on word borders.
    pub window: Range<usize>,
    /// Bytes to mark, within the window, in order, disjoint.
    pub marks: Vec<Range<usize>>,
}

/// Returns the window of at most `window_chars` characters that holds most marks, the first of equals; it
/// starts and ends with a word. Without marks the beginning of the text; all of a short text. `marks` are in
/// order and disjoint.
///
/// ```
/// let text = "A long beginning, then the stent.";
/// let snippet = vigie_core::search::snippet(text, &[27..32], 12);
/// assert_eq!(&text[snippet.window], "the stent");
/// ```
pub fn snippet(text: &str, marks: &[Range<usize>], window_chars: usize) -> Snippet {
    if text.chars().count() <= window_chars {
        return Snippet {
            window: 0..text.len(),
            marks: marks.to_vec(),
        };
    }
    let words: Vec<Range<usize>> = analysis::words(text)
        .iter()
        .map(analysis::Word::span)
        .collect();
    let mut best = (0, 0..0);
    let mut end = 0;
    for (first, word) in words.iter().enumerate() {
        let fits = |range: &Range<usize>| {
            let window = text.get(word.start..range.end).unwrap_or_default();
            window.chars().count() <= window_chars
        };
        end = end.max(first);
        while words.get(end).is_some_and(fits) {
            end += 1;
        }
        let Some(last) = end.checked_sub(1).and_then(|last| words.get(last)) else {
            continue;
        };
        let window = word.start..last.end.max(word.start);
        let held = marks
            .iter()
            .filter(|mark| window.start <= mark.start && mark.end <= window.end)
            .count();
        if held > best.0 || best.1.is_empty() {
            best = (held, window);
        }
    }
    let (_, window) = best;
    let marks = marks
        .iter()
        .filter(|mark| window.start <= mark.start && mark.end <= window.end);
    Snippet {
        marks: marks.cloned().collect(),
        window,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_window_goes_where_the_marks_are() {
        let text = "one two three four five six";
        let window = |marks: &[Range<usize>]| text.get(snippet(text, marks, 13).window).unwrap();
        assert_eq!(window(&[]), "one two three");
        assert_eq!(window(&[19..23, 24..27]), "four five six");
        let whole = 0..5;
        assert_eq!(
            snippet("short", std::slice::from_ref(&whole), 13).marks,
            std::slice::from_ref(&whole)
        );
    }

    proptest! {
        #[test]
        fn windows_are_short_and_hold_their_marks(text in "[aœé -]{0,40}", window_chars in 0_usize..20) {
            let marks: Vec<_> = analysis::words(&text).iter().step_by(2).map(analysis::Word::span).collect();
            let snippet = snippet(&text, &marks, window_chars);
            let window = text.get(snippet.window.clone()).unwrap();
            prop_assert!(window.chars().count() <= window_chars || snippet.window.len() == text.len());
            for mark in snippet.marks {
                prop_assert!(snippet.window.start <= mark.start && mark.end <= snippet.window.end);
            }
        }
    }
}
