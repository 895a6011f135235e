//! Onsets: every possible beginning of the words related to a given word.
//!
//! [`spelling`](super::spelling()) and [`root`](super::root) change a few letters near the beginning
//! (*haemorrhage*, *hémorragie*; *function*, *fonction*). This module inverts those rules: from the beginning of a
//! key to the beginnings of the words that may have it.

use super::cognate::may_follow_double;
use super::ending::{find, is_plain, is_vowel};
use super::spelling::OE_PARTS;

/// Longest beginning: five letters leave a handful of terms to look at.
const LONGEST: usize = 5;

/// Maximum number of beginnings for one key; a shorter beginning is taken rather than more of them.
const MOST: usize = 6;

/// Interchangeable beginnings.
#[rustfmt::skip]
const ALIKE: [(&str, &str); 19] = [
    ("artif", "artef"), ("rythm", "rhyt"), ("leuc", "leuk"), ("cine", "kine"), ("gray", "grey"),
    ("sulf", "sulph"), ("skept", "scept"), ("mold", "mould"), ("funct", "fonct"),
    ("junct", "jonct"), ("punct", "ponct"), ("unct", "onct"), ("aneur", "anevr"),
    ("medic", "medec"), ("umbil", "ombil"), ("hospi", "hopit"), ("neur", "nevr"),
    ("reimb", "rembo"), ("treat", "trait"),
];

/// Beginnings that change after so many letters: *author*, *autorisation*; *mechanical*, *mécanique*;
/// *prosthesis*, *prothèse*; *vein*, *venous*.
const CHANGING_AT_START: [(&str, usize); 5] =
    [("aut", 3), ("mec", 3), ("pro", 3), ("vein", 2), ("ven", 2)];

/// Parts that change after their first letter: *color*, *colour*; *center*, *centre*.
const CHANGING_INSIDE: [(&str, usize); 5] =
    [("or", 1), ("ter", 1), ("ber", 1), ("der", 1), ("fer", 1)];

/// Returns the beginnings of all words that have one of the keys of `term`: its root, its English and its
/// French stem, given here without their open ends. `term` has one of the beginnings itself.
pub(super) fn onsets(term: &str, stem: &str, [root, english, french]: [&str; 3]) -> Vec<String> {
    if !is_plain(term) || term.len() == 1 {
        return vec![term.to_owned()];
    }
    let mut onsets: Vec<String> = Vec::new();
    for (key, is_root) in [(root, true), (english, false)] {
        let sure = sure_beginning(key);
        add(&mut onsets, variants(key, sure.len(), is_root));
        for (one, other) in ALIKE {
            for (one, other) in [(one, other), (other, one)] {
                if sure.starts_with(one) || one.starts_with(sure) {
                    add(&mut onsets, vec![other.to_owned()]);
                }
            }
        }
    }
    // No rule changes the beginning of a French stem.
    add(&mut onsets, vec![beginning(french).to_owned()]);
    // Of `die` the participle is `dying`.
    if let Some(start) = stem.strip_suffix("ie")
        && start.len() == 1
    {
        add(&mut onsets, vec![start.to_owned() + "y"]);
    }
    if !onsets.iter().any(|onset| term.starts_with(onset.as_str())) {
        onsets.push(term.to_owned());
    }
    onsets
}

fn add(onsets: &mut Vec<String>, more: Vec<String>) {
    for onset in more {
        if !onsets.iter().any(|known| onset.starts_with(known.as_str())) {
            onsets.retain(|known| !known.starts_with(onset.as_str()));
            onsets.push(onset);
        }
    }
}

/// Up to [`LONGEST`] letters.
fn beginning(key: &str) -> &str {
    key.get(..LONGEST).unwrap_or(key)
}

/// The part of that which its words have but for [`variants`] and [`ALIKE`].
fn sure_beginning(key: &str) -> &str {
    let mut sure = key;
    for (part, keep) in CHANGING_AT_START {
        if sure.starts_with(part) {
            sure = sure.get(..keep).unwrap_or(sure);
        }
    }
    for (part, keep) in CHANGING_INSIDE {
        if let Some(at) = find(sure, part)
            && at >= 2
            && !sure.starts_with("inter")
        {
            sure = sure.get(..at + keep).unwrap_or(sure);
        }
    }
    beginning(sure)
}

/// All ways to write the first letters of a key: `length` of them, or as many as have no more than
/// [`MOST`] ways.
fn variants(key: &str, length: usize, is_root: bool) -> Vec<String> {
    for shorter in (3..=length).rev() {
        let ways = ways_to_write(key, shorter, is_root);
        if ways.len() <= MOST {
            return ways;
        }
    }
    ways_to_write(key, length.min(2), is_root)
}

/// `ae` and `oe` for `e`; in a root also consonants doubled and `rrh` after a vowel, `y` and `z` further
/// inside.
fn ways_to_write(key: &str, length: usize, is_root: bool) -> Vec<String> {
    let letters = key.as_bytes();
    let mut done = vec![String::new()];
    for (at, letter) in letters.iter().enumerate().take(length) {
        let single = [*letter];
        let double = [*letter; 2];
        let after_vowel = at > 0 && is_vowel(letters[at - 1]);
        let mut ways: Vec<&[u8]> = vec![&single];
        match letter {
            b'e' => {
                ways.push(b"ae");
                if has_oe(key, at) {
                    ways.push(b"oe");
                }
            }
            b'i' if is_root && at >= 3 => ways.push(b"y"),
            _ => {}
        }
        // Of the last letter one is enough: the double begins with it.
        let doubles = is_root && after_vowel && !is_vowel(*letter) && at + 1 < length;
        if doubles
            && letters
                .get(at + 1)
                .is_some_and(|next| may_follow_double(*next))
        {
            ways.push(&double);
            if *letter == b'r' {
                ways.push(b"rrh");
            }
        }
        if is_root && *letter == b's' && at >= 3 {
            ways.push(b"z");
        }
        let mut longer = Vec::with_capacity(done.len() * ways.len());
        for start in &done {
            for way in &ways {
                longer.push(extended(start, way));
            }
        }
        done = longer;
    }
    done
}

fn extended(start: &str, way: &[u8]) -> String {
    let mut onset = start.to_owned();
    onset.extend(way.iter().map(|byte| char::from(*byte)));
    onset
}

/// Returns whether an `e` may have been written `oe`.
fn has_oe(key: &str, at: usize) -> bool {
    at == 0
        || OE_PARTS.iter().any(|part| {
            let before = find(part, "oe").unwrap_or(0);
            let start = at.checked_sub(before).and_then(|start| key.get(start..));
            let written =
                [part.get(..before), part.get(before + 1..)].map(Option::unwrap_or_default);
            start.is_some_and(|rest| {
                rest.strip_prefix(written[0])
                    .is_some_and(|rest| rest.starts_with(written[1]))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, expected: &str) {
        let found = onsets(key, key, [key; 3]);
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn a_beginning_is_as_long_as_is_safe() {
        check("thrombectom", "throm");
        check("stent", "stent staent");
        check("pci", "pci");
        check("y90", "y90");
        check("a", "a");
    }

    #[test]
    fn every_way_to_write_it_is_there() {
        check("hemoragi", "hemo hemmo haemo haemmo");
        check("aritmi", "aritm arritm arrhitm");
        check("edem", "ed aed oed");
        check("functional", "funct fonct");
    }

    #[test]
    fn what_changes_inside_ends_it() {
        check("center", "cent caent");
        check("centerlin", "cent caent");
        check("colorectal", "colo collo");
    }
}
