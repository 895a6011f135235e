//! English stems: *consistent*, *consisted* and *consistency* are one.
//!
//! The algorithm is Porter2, the English stemmer of the Snowball project (M. F. Porter, *The English
//! (Porter2) stemming algorithm*, 2001, with the corrections published since, up to Snowball 3). Steps
//! keep their published numbers. `y` that begins a word or follows a vowel is a consonant; it is written
//! `Y` while the steps run.

use super::ending::{Rewrite, is_plain, replace_end, rewrite_end};

/// Words the rules would get wrong, and their stems.
#[rustfmt::skip]
const EXCEPTIONS: [Rewrite; 15] = [
    ("skis", "ski"), ("skies", "sky"), ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"),
    ("early", "earli"), ("only", "onli"), ("singly", "singl"), ("sky", "sky"), ("news", "news"),
    ("howe", "howe"), ("atlas", "atlas"), ("cosmos", "cosmos"), ("bias", "bias"),
    ("andes", "andes"),
];

/// Words with a last syllable that only looks like an ending, without it.
const NOT_PRESENT_PARTICIPLES: [&str; 6] = ["inn", "out", "cann", "herr", "earr", "even"];

/// Beginnings after which the first region starts, whatever their vowels: they keep *general* apart from
/// *generous*, *university* from *universe*.
const BEGINNINGS: [&str; 9] = [
    "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter",
];

#[rustfmt::skip]
const STEP_2: [Rewrite; 22] = [
    ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"),
    ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"),
    ("fulli", "ful"), ("ogist", "og"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
    ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
];

const STEP_3: [Rewrite; 9] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("alize", "al"),
    ("ative", ""),
    ("icate", "ic"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ness", ""),
    ("ful", ""),
];

const STEP_4: [&str; 18] = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic",
];

/// Returns the stem of a folded English word. A term with anything but the letters a to z is returned
/// unchanged, as is one of up to two letters.
///
/// ```
/// use vigie_core::analysis::english_stem;
/// assert_eq!(english_stem("consistency"), english_stem("consisted"));
/// assert_ne!(english_stem("general"), english_stem("generation"));
/// assert_eq!(english_stem("y90"), "y90");
/// ```
pub fn english_stem(term: &str) -> String {
    if term.len() < 3 || !is_plain(term) {
        return term.to_owned();
    }
    if let Some((_, stem)) = EXCEPTIONS.iter().find(|(word, _)| *word == term) {
        return (*stem).to_owned();
    }
    let mut word = mark_consonant_y(term);
    let (first, second) = regions(word.as_bytes());
    plural(&mut word);
    participle(&mut word, first);
    final_y(&mut word);
    step_2(&mut word, first);
    step_3(&mut word, first, second);
    step_4(&mut word, second);
    step_5(&mut word, first, second);
    word.make_ascii_lowercase();
    word
}

/// Returns how many letters at the end of a stem its words may not have: *possibility* has no `bl`, *happy*
/// no `i`.
pub(super) fn english_open_end(stem: &str) -> usize {
    let has_bl = ["bl", "ble", "bli"].iter().any(|end| stem.ends_with(end));
    if has_bl { 2 } else { 1 }
}

fn mark_consonant_y(term: &str) -> String {
    let mut after_vowel = true;
    let marked = |letter| {
        let letter = if letter == 'y' && after_vowel {
            'Y'
        } else {
            letter
        };
        after_vowel = is_vowel(letter as u8);
        letter
    };
    term.chars().map(marked).collect()
}

fn is_vowel(letter: u8) -> bool {
    super::ending::is_vowel(letter)
}

/// Where the regions R1 and R2 start: after the first consonant that follows a vowel, and the same again.
fn regions(word: &[u8]) -> (usize, usize) {
    let after_pair = |from: usize| {
        (from + 1..word.len())
            .find(|at| is_vowel(word[at - 1]) && !is_vowel(word[*at]))
            .map_or(word.len(), |at| at + 1)
    };
    let first = BEGINNINGS
        .iter()
        .find(|beginning| word.starts_with(beginning.as_bytes()))
        .map_or_else(|| after_pair(0), |beginning| beginning.len());
    (first, after_pair(first))
}

fn has_vowel(letters: &[u8]) -> bool {
    letters.iter().any(|letter| is_vowel(*letter))
}

/// Returns whether a word ends in a short syllable, as *hop* and *at* do.
fn ends_short(word: &[u8]) -> bool {
    match word {
        b"past" => true,
        [vowel, last] => is_vowel(*vowel) && !is_vowel(*last),
        [.., before, vowel, last] => {
            !is_vowel(*before)
                && is_vowel(*vowel)
                && !is_vowel(*last)
                && !matches!(last, b'w' | b'x' | b'Y')
        }
        _ => false,
    }
}

/// Step 1a.
fn plural(word: &mut String) {
    let letters = word.as_bytes();
    match letters {
        [.., b's', b's', b'e', b's'] => replace_end(word, 2, ""),
        [.., b'i', b'e', b'd' | b's'] => {
            let cut = if letters.len() > 4 { 2 } else { 1 };
            replace_end(word, cut, "");
        }
        [.., b'u' | b's', b's'] => {}
        [stem @ .., _, b's'] if has_vowel(stem) => replace_end(word, 1, ""),
        _ => {}
    }
}

/// Step 1b.
fn participle(word: &mut String, first: usize) {
    for ending in ["eedly", "eed"] {
        if let Some(stem) = word.strip_suffix(ending) {
            if stem.len() >= first && !matches!(stem, "succ" | "proc" | "exc") {
                replace_end(word, ending.len(), "ee");
            }
            return;
        }
    }
    for ending in ["ingly", "edly", "ing", "ed"] {
        let Some(stem) = word.strip_suffix(ending) else {
            continue;
        };
        let letters = stem.as_bytes();
        if ending == "ing" {
            if NOT_PRESENT_PARTICIPLES.contains(&stem) {
                return;
            }
            if let [consonant, b'y'] = letters
                && !is_vowel(*consonant)
            {
                replace_end(word, 4, "ie");
                return;
            }
        }
        if has_vowel(letters) {
            word.truncate(stem.len());
            repair(word, first);
        }
        return;
    }
}

/// Gives back the `e` of *hope* and takes the second `p` of *hopp*.
fn repair(word: &mut String, first: usize) {
    if ["at", "bl", "iz"].iter().any(|end| word.ends_with(end)) {
        word.push('e');
        return;
    }
    match word.as_bytes() {
        [b'a' | b'e' | b'o', last, twin] if last == twin => {}
        [.., last, twin]
            if last == twin
                && matches!(
                    last,
                    b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't'
                ) =>
        {
            word.pop();
        }
        letters if letters.len() == first && ends_short(letters) => word.push('e'),
        _ => {}
    }
}

/// Step 1c.
fn final_y(word: &mut String) {
    if let [_, .., before, b'y' | b'Y'] = word.as_bytes()
        && !is_vowel(*before)
    {
        replace_end(word, 1, "i");
    }
}

/// Finds the longest ending of a table, then asks for the region: a shorter ending is never tried.
fn rewrite_longest(word: &mut String, region: usize, table: &[Rewrite]) -> bool {
    let longest = table.iter().find(|(ending, _)| word.ends_with(ending));
    longest.is_some_and(|pair| {
        rewrite_end(word, region, std::slice::from_ref(pair));
        true
    })
}

fn step_2(word: &mut String, first: usize) {
    if rewrite_longest(word, first, &STEP_2) {
        return;
    }
    let length = word.len();
    match word.as_bytes() {
        [.., b'b', b'l', b'i'] if length >= first + 3 => replace_end(word, 1, "e"),
        [.., b'l', b'o', b'g', b'i'] if length >= first + 3 => replace_end(word, 1, ""),
        [.., before, b'l', b'i'] if length >= first + 2 && b"cdeghkmnrt".contains(before) => {
            replace_end(word, 2, "");
        }
        _ => {}
    }
}

fn step_3(word: &mut String, first: usize, second: usize) {
    let region = if word.ends_with("ative") {
        second
    } else {
        first
    };
    rewrite_longest(word, region, &STEP_3);
}

fn step_4(word: &mut String, second: usize) {
    let Some(stem) = STEP_4.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let stands = *ending != "ion" || stem.ends_with(['s', 't']);
        Some(if stands { stem.len() } else { usize::MAX })
    }) else {
        return;
    };
    if stem >= second {
        word.truncate(stem);
    }
}

fn step_5(word: &mut String, first: usize, second: usize) {
    let drops = match word.as_bytes() {
        [stem @ .., b'e'] => stem.len() >= second || (stem.len() >= first && !ends_short(stem)),
        [stem @ .., b'l'] => stem.len() >= second && stem.ends_with(b"l"),
        _ => false,
    };
    if drops {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(stem: &str, words: &str) {
        for word in words.split(' ') {
            assert_eq!(english_stem(word), stem, "{word}");
        }
    }

    #[test]
    fn the_published_examples_hold() {
        check(
            "consist",
            "consist consisted consisting consists consistency",
        );
        check("consist", "consistent consistently");
        check("consol", "consolation consolations consoling");
        check("knack", "knack knacks");
        check("knackeri", "knackeries");
        check("knave", "knave knaves");
        check("knaveri", "knavery");
        check("kneel", "kneel kneeled kneeling kneels");
        check("knit", "knit knits knitted knitting");
        check("hope", "hope hoped hopes hoping");
        check("hop", "hop hopped hopping hops");
        check("tie", "tie ties tied tying");
        check("gap", "gap gaps");
        check("gas", "gas");
        check("cri", "cry cries cried");
        check("say", "say says saying");
        check("by", "by");
        check("enjoy", "enjoy enjoyed enjoying");
        check("luxuri", "luxury luxuries luxuriant");
        check("falli", "fally");
    }

    #[test]
    fn words_the_corrections_keep_apart_stay_apart() {
        check("general", "general generally");
        check("generat", "generate generation generator");
        check("generous", "generous generously");
        check("communic", "communicate communication");
        check("communiti", "community communities");
        check("univers", "universe universes");
        check("universal", "universal");
        check("universiti", "university universities");
        check("past", "past");
        check("paste", "paste pasted");
        check("succeed", "succeed succeeds");
        check("news", "news");
        check("even", "even");
        check("evening", "evening evenings");
        check("sky", "sky skies");
        check("add", "add added");
        check("radiolog", "radiology radiologist radiological");
    }

    #[test]
    fn what_is_not_plain_letters_is_kept() {
        check("y90", "y90");
        check("5.5", "5.5");
        check("\u{3b1}-blocker", "\u{3b1}-blocker");
        check("", "");
        check("is", "is");
    }

    proptest! {
        /// `family` builds its beginnings on this: nothing but the very end of a stem is new.
        #[test]
        fn a_stem_keeps_the_beginning(
            start in "[a-z]{1,6}",
            end in "(s|ies|ying|ed|ing|ation|biliti?y?|ization|enc?y|ational|e|y|eed|ogist|sses)?",
        ) {
            let term = start + &end;
            let stem = english_stem(&term);
            let shared = stem.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
            prop_assert!(shared + english_open_end(&stem) >= stem.len() || term.ends_with("ying"));
            prop_assert!(stem.len() <= term.len() + 1, "{} {}", term, stem);
        }

        #[test]
        fn any_term_has_a_stem(term in "\\PC{0,12}|[aeilsty]{0,8}") {
            prop_assert!(!english_stem(&term).is_empty() || term.is_empty());
        }
    }
}
