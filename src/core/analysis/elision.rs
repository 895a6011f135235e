//! Removes elided articles and possessive endings: `l’écran` is *écran*, `the patient’s` is *patient*.

/// French words that lose their vowel before another word, folded, without the apostrophe.
const ELIDED: [&str; 15] = [
    "l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
    "quelqu",
];

/// English endings after an apostrophe, folded.
const ENDINGS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];

/// Returns whether a folded word before an apostrophe is an elided French one.
pub(super) fn is_elided(before: &str) -> bool {
    ELIDED.contains(&before)
}

/// Returns whether a folded word after an apostrophe is an English ending.
pub(super) fn is_ending(after: &str) -> bool {
    ENDINGS.contains(&after)
}
