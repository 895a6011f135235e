//! Days and numbers formatted as by a browser's `Intl`, so that nothing changes when the app takes over (Unicode
//! CLDR 46: `dateStyle: "medium"` and `"decimal"` of `fr-FR` and `en-GB`).

use vigie_core::date::Day;
use vigie_core::language::Language;

const FRENCH: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];
const ENGLISH: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
];

/// Writes a day in short: `13 déc. 2024`, `13 Dec 2024`.
pub(crate) fn short_date(day: Day, language: Language) -> String {
    let (year, month, number) = day.civil();
    let names = match language {
        Language::Fr => FRENCH,
        Language::En => ENGLISH,
    };
    let month = names.get(month as usize - 1).copied().unwrap_or_default();
    format!("{number} {month} {year}")
}

/// Writes a number with the separator of thousands: a narrow no-break space in French, a comma in English.
pub(crate) fn number(number: usize, language: Language) -> String {
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
        assert_eq!(number(2787, Language::Fr), "2\u{202f}787");
        assert_eq!(number(1_234_567, Language::En), "1,234,567");
        assert_eq!(number(0, Language::Fr), "0");
    }
}
