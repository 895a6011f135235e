//! Parses dates as people write them: `13 décembre 2024`, `1er mai 2025`, `2024-12-13`.

use vigie_core::date::Day;

/// French months without accents.
const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// Parses a day in French words or as `YYYY-MM-DD`; `None` for anything else.
pub fn parse(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Some(day) = Day::parse(text) {
        return Some(day);
    }
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let day = day.strip_suffix("er").unwrap_or(day).parse().ok()?;
    let month = month
        .to_lowercase()
        .replace(['é', 'è'], "e")
        .replace('û', "u");
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Day::from_civil(year.parse().ok()?, u32::try_from(month).ok()?, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_days_and_iso_days_are_read() {
        let day = |text| parse(text).map(|day| day.to_string());
        assert_eq!(day("13 décembre 2024").as_deref(), Some("2024-12-13"));
        assert_eq!(day("1er Août 2025").as_deref(), Some("2025-08-01"));
        assert_eq!(day("2025-02-28").as_deref(), Some("2025-02-28"));
        for text in [
            "",
            "31 février 2024",
            "13 December 2024",
            "13/12/2024",
            "1 mai 2025 x",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
