//! Days and numbers as each language writes them: Unicode CLDR 46 for `fr-FR` and `en-GB`, English as Europe writes it,
//! the day before the month.
//!
//! A browser's `Intl` gives the same texts, but loads the data of a language first: a hundred milliseconds on a slow
//! computer, just when the page is about to be drawn. Pages that are written before have no browser at all.

use crate::date::Day;
use crate::language::Language;

/// The months, in short and in full.
const FRENCH: [(&str, &str); 12] = [
    ("janv.", "janvier"),
    ("févr.", "février"),
    ("mars", "mars"),
    ("avr.", "avril"),
    ("mai", "mai"),
    ("juin", "juin"),
    ("juil.", "juillet"),
    ("août", "août"),
    ("sept.", "septembre"),
    ("oct.", "octobre"),
    ("nov.", "novembre"),
    ("déc.", "décembre"),
];
const ENGLISH: [(&str, &str); 12] = [
    ("Jan", "January"),
    ("Feb", "February"),
    ("Mar", "March"),
    ("Apr", "April"),
    ("May", "May"),
    ("Jun", "June"),
    ("Jul", "July"),
    ("Aug", "August"),
    ("Sept", "September"),
    ("Oct", "October"),
    ("Nov", "November"),
    ("Dec", "December"),
];

/// Writes a day in short: `13 déc. 2024`, `13 Dec 2024`.
pub fn short_date(day: Day, language: Language) -> String {
    date(day, month(day, language).0)
}

/// Writes a day in full: `13 décembre 2024`, `13 December 2024`.
pub fn long_date(day: Day, language: Language) -> String {
    date(day, month(day, language).1)
}

fn month(day: Day, language: Language) -> (&'static str, &'static str) {
    let names = match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    };
    let (_, month, _) = day.civil();
    names.get(month as usize - 1).copied().unwrap_or_default()
}

fn date(day: Day, month: &str) -> String {
    let (year, _, number) = day.civil();
    [&number.to_string(), " ", month, " ", &year.to_string()].concat()
}

/// Writes a number with the separator of thousands: `2 787` with a narrow no-break space, `2,787`.
pub fn number(number: u32, language: Language) -> String {
    let separator = match language {
        Language::Fr => '\u{202f}',
        Language::En => ',',
    };
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_follow_the_language() {
        let day = Day::from_civil(2024, 12, 1).unwrap();
        assert_eq!(short_date(day, Language::Fr), "1 déc. 2024");
        assert_eq!(short_date(day, Language::En), "1 Dec 2024");
        assert_eq!(long_date(day, Language::Fr), "1 décembre 2024");
        assert_eq!(long_date(day, Language::En), "1 December 2024");
        assert_eq!(number(2787, Language::Fr), "2\u{202f}787");
        assert_eq!(number(1_234_567, Language::En), "1,234,567");
        assert_eq!(number(0, Language::Fr), "0");
    }
}
