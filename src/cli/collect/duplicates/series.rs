//! What distinguishes the parts of a series: numbers, months, quarters, names of parts.
//!
//! Two titles that differ only in such a word are two stories, however similar their summaries are.

use std::collections::BTreeSet;

use vigie_core::analysis::{fold_char, is_mark};

/// Numbers in words, in both languages, by their value.
const NUMBERS: [&[&str]; 13] = [
    &["zero"],
    &["one", "first", "un", "une", "premier", "premiere"],
    &["two", "second", "deux", "deuxieme", "seconde"],
    &["three", "third", "trois", "troisieme"],
    &["four", "fourth", "quatre", "quatrieme"],
    &["five", "fifth", "cinq", "cinquieme"],
    &["six", "sixth", "sixieme"],
    &["seven", "seventh", "sept", "septieme"],
    &["eight", "eighth", "huit", "huitieme"],
    &["nine", "ninth", "neuf", "neuvieme"],
    &["ten", "tenth", "dix", "dixieme"],
    &["eleven", "eleventh", "onze", "onzieme"],
    &["twelve", "twelfth", "douze", "douzieme"],
];

/// Months, quarters and seasons, days of the week, in the languages of western Europe. Those that are
/// ordinary words too are written with a capital, and count only so.
const TIMES: &[&[&str]] = &[
    &[
        "january", "janvier", "januar", "januari", "enero", "gennaio", "janeiro", "Jan",
    ],
    &[
        "february",
        "fevrier",
        "februar",
        "februari",
        "febrero",
        "febbraio",
        "fevereiro",
        "Feb",
    ],
    &[
        "March", "Mars", "maerz", "Maerz", "Marz", "marzo", "marco", "maart",
    ],
    &["april", "avril", "abril", "aprile", "Apr"],
    &["May", "Mai", "mayo", "maggio", "maio", "mei"],
    &["june", "juin", "juni", "junio", "giugno", "junho", "Jun"],
    &["july", "juillet", "juli", "julio", "luglio", "julho", "Jul"],
    &["August", "aout", "agosto", "augustus", "Aug"],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "Sep",
        "Sept",
    ],
    &[
        "october", "octobre", "oktober", "octubre", "ottobre", "outubro", "Oct", "Okt",
    ],
    &["november", "novembre", "noviembre", "novembro", "Nov"],
    &[
        "december",
        "decembre",
        "dezember",
        "diciembre",
        "dicembre",
        "dezembro",
        "Dec",
        "Dez",
    ],
    &["Spring", "printemps"],
    &["summer", "Ete"],
    &["autumn", "automne", "Fall"],
    &["winter", "hiver"],
    &["monday", "lundi"],
    &["tuesday", "mardi"],
    &["wednesday", "mercredi"],
    &["thursday", "jeudi"],
    &["friday", "vendredi"],
    &["saturday", "samedi"],
    &["sunday", "dimanche"],
];

/// Words that a letter or number of a part follows.
const PARTS: [&str; 30] = [
    "part", "parts", "partie", "teil", "parte", "deel", "volume", "vol", "tome", "issue", "numero",
    "no", "nr", "number", "episode", "chapter", "chapitre", "section", "session", "season",
    "saison", "week", "semaine", "day", "jour", "edition", "step", "lesson", "appendix", "annexe",
];

/// Returns the words of a text, folded, without signs.
pub(super) fn words(text: &str) -> Vec<String> {
    split(text).map(fold).collect()
}

/// Whether two titles name different parts of a series. A year that only one of them gives is no part where
/// it is one of `years`, those the articles are of: `TCT 2024: Results` is the story of `Results`.
pub(super) fn are_parts(a: &str, b: &str, years: &[i32]) -> bool {
    let (a, b) = (markers(a), markers(b));
    let of_year = |marker: &&String| years.iter().any(|year| year.to_string() == **marker);
    let only_a: Vec<&String> = a.difference(&b).collect();
    let only_b: Vec<&String> = b.difference(&a).collect();
    if years.is_empty() || (!only_a.is_empty() && !only_b.is_empty()) {
        return !only_a.is_empty() && !only_b.is_empty();
    }
    !only_a.iter().chain(&only_b).all(of_year)
}

/// Whether each of two texts names times or parts that the other does not.
pub(super) fn differ(a: &str, b: &str) -> bool {
    are_parts(a, b, &[])
}

/// Whether two titles are one formula filled with different words: `Interview with Anna`, `Interview with
/// Bob`. Another spelling of a word is none.
pub(super) fn is_one_formula(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        let not_there = these.iter().filter(|word| !those.contains(word));
        not_there.cloned().collect()
    };
    let (only_a, only_b) = (only(&a, &b), only(&b, &a));
    let is_spelled_alike = |word: &String| only_b.iter().any(|other| are_alike(word, other));
    !only_a.is_empty() && !only_b.is_empty() && !only_a.iter().all(is_spelled_alike)
}

/// Whether two words share most of their beginning.
fn are_alike(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    shared * 2 >= longest && shared >= 2
}

/// Returns what a title says of its part, in a form that both languages share.
fn markers(title: &str) -> BTreeSet<String> {
    let mut markers = BTreeSet::new();
    let mut before = String::new();
    for word in split(title) {
        let folded = fold(word);
        let follows_part = PARTS.contains(&before.as_str());
        if let Some(marker) = marker(word, &folded, follows_part) {
            markers.insert(marker);
        }
        before = folded;
    }
    markers
}

fn marker(word: &str, folded: &str, follows_part: bool) -> Option<String> {
    if word.contains(|c: char| c.is_numeric()) {
        let digits = folded.trim_start_matches('0');
        return Some(if digits.is_empty() { folded } else { digits }.to_owned());
    }
    if let Some(value) = roman(word, follows_part) {
        return Some(value.to_string());
    }
    if let Some(value) = NUMBERS.iter().position(|names| names.contains(&folded)) {
        return Some(value.to_string());
    }
    let is_capital = word.starts_with(char::is_uppercase);
    let time = TIMES.iter().position(|names| {
        names.iter().any(|name| {
            let needs_capital = name.starts_with(char::is_uppercase);
            folded == name.to_lowercase() && (is_capital || !needs_capital)
        })
    });
    if let Some(time) = time {
        return Some(format!("time {time}"));
    }
    let is_letter = folded.chars().count() == 1;
    (is_letter && follows_part).then(|| format!("part {folded}"))
}

/// Reads a Roman numeral in capitals; `I`, `V` and `X` alone are numerals behind the word for a part only.
fn roman(word: &str, follows_part: bool) -> Option<u32> {
    if word.len() == 1 && !follows_part {
        return None;
    }
    let mut value = 0;
    let mut largest = 0;
    for letter in word.chars().rev() {
        let digit = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => return None,
        };
        if digit < largest {
            value -= digit.min(value);
        } else {
            value += digit;
            largest = digit;
        }
    }
    Some(value)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
}

fn fold(word: &str) -> String {
    word.chars().flat_map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_issues_are_told_apart() {
        for (a, b) in [
            ("Highlights, part 1", "Highlights, part 2"),
            ("Highlights", "Highlights, part II"),
            ("Part A: basics", "Part B: basics"),
            ("Part I", "Part V"),
            ("Newsletter January 2025", "Newsletter February 2025"),
            ("Lettre de mars", "Lettre d’Août"),
            ("News of May", "News of June"),
            ("Report Q1", "Report Q2"),
            ("First steps", "Second steps"),
            ("Première partie", "Deuxième partie"),
            ("Review 2023", "Review 2024"),
            ("2024年1月号", "2024年2月号"),
            ("Announcing 1.29.1", "Announcing 1.29.2"),
            ("Week one", "Week twelve"),
            ("Volume III", "Volume IV"),
        ] {
            assert!(are_parts(a, b, &[2024]), "{a} | {b}");
            assert!(are_parts(b, a, &[2024]), "{b} | {a}");
        }
    }

    #[test]
    fn one_story_in_other_words_has_no_parts() {
        for (a, b) in [
            ("12-month results", "Twelve-month results"),
            ("TCT 2024: Results of SPIRARE II", "Results of SPIRARE II"),
            ("Phase 2 trial", "Phase II trial"),
            ("Statins may help", "Statins may well help"),
            ("We march on", "We may march on"),
            ("Type V", "Type"),
        ] {
            assert!(!are_parts(a, b, &[2024]), "{a} | {b}");
        }
    }

    #[test]
    fn a_formula_is_no_other_spelling() {
        assert!(is_one_formula("Interview with Anna", "Interview with Bob"));
        assert!(is_one_formula(
            "The state of care: Norway",
            "The state of care: Sweden"
        ));
        assert!(!is_one_formula(
            "CMS finalises coverage",
            "CMS finalizes coverage"
        ));
        assert!(!is_one_formula(
            "A announces FDA clearance",
            "A announces US FDA clearance"
        ));
        assert!(!is_one_formula("The same", "The same"));
    }
}
