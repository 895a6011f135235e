//! Compares the English stemmer with another implementation of Snowball's Porter2, `rust-stemmers`, on the common
//! words of the builder, the words of the sample, and every combination of stems and endings.
//!
//! That crate implements the algorithm as it was before Snowball 3. The rules that have changed since are listed,
//! and the words they affect are left out.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use vigie_core::analysis::{english_stem, tokens};

/// Beginnings of the first region that were added: *university* is no *universe*.
const BEGINNINGS: [&str; 6] = ["past", "univers", "later", "emerg", "organ", "inter"];

/// Returns whether a rule that has changed concerns a word.
fn is_of_changed_rule(word: &str) -> bool {
    let is_doubled = |pair: &str| {
        // *added* becomes *add* and no longer *ad*.
        let mut letters = word.chars();
        let first = letters.next().filter(|first| "aeo".contains(*first));
        first.is_some() && letters.as_str().starts_with(pair)
    };
    BEGINNINGS.iter().any(|begin| word.starts_with(begin))
        // *radiologist* becomes *radiolog*.
        || word.contains("ogist")
        // *dying* becomes *die*, *evening* stays.
        || word.get(1..).is_some_and(|rest| rest.starts_with("ying"))
        || word.starts_with("evening")
        || ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"].into_iter().any(is_doubled)
}

/// Endings that some step of the algorithm knows.
const ENDINGS: [&str; 39] = [
    "", "s", "es", "ies", "ied", "sses", "ss", "us", "ed", "edly", "eed", "eedly", "ing", "ingly",
    "y", "ly", "ally", "ational", "tional", "ization", "izer", "ator", "alism", "ality", "fulness",
    "ousness", "iveness", "ivity", "bility", "bly", "fully", "less", "lessly", "ative", "alize",
    "icate", "ness", "ement", "ion",
];

#[track_caller]
fn check(word: &str) -> Result<(), String> {
    let theirs = Stemmer::create(Algorithm::English);
    let (ours, theirs) = (english_stem(word), theirs.stem(word).into_owned());
    if ours == theirs || is_of_changed_rule(word) {
        Ok(())
    } else {
        Err(format!("{word}: {ours}, {theirs} elsewhere"))
    }
}

fn is_plain(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[test]
fn english_words_have_the_stems_of_porter2() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts =
        vec![std::fs::read_to_string(here.join("check/concepts/common_words/en.txt")).unwrap()];
    for entry in std::fs::read_dir(here.join("../../examples/articles")).unwrap() {
        for file in std::fs::read_dir(entry.unwrap().path())
            .into_iter()
            .flatten()
        {
            texts.push(std::fs::read_to_string(file.unwrap().path()).unwrap_or_default());
        }
    }
    let words: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| tokens(text))
        .map(|token| token.term)
        .filter(|term| is_plain(term))
        .collect();
    assert!(words.len() > 3_000, "{}", words.len());
    let wrong: Vec<String> = words.iter().filter_map(|word| check(word).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn any_word_has_the_stem_of_porter2(
        stem in "[a-z]{1,3}([aeiouy][bcdfghklmnprstvwxyz]{1,2}){0,3}",
        endings in prop::collection::vec(prop::sample::select(ENDINGS.to_vec()), 0..3),
    ) {
        let word = format!("{stem}{}", endings.concat());
        if is_plain(&word) {
            prop_assert_eq!(check(&word), Ok(()));
        }
    }
}
