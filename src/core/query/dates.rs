//! Dates a reader types, as UTC days: `2025`, `2025-03`, `2025-03-14`, ranges of them, and `30j`.
//!
//! A bound holds at the precision typed and is always included: `avant:2026` goes up to 2026-12-31,
//! `après:2025-03` starts at 2025-03-01.

use super::Node;
use crate::date::Day;

/// Longest rolling duration in days, ten thousand years: all that [`Day`] can write.
const MAX_RECENT_DAYS: u32 = 3_650_000;

/// Which side of a date is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// From its first day on.
    After,
    /// Up to its last day.
    Before,
    /// Between its first and its last day.
    Within,
}

/// Reads the value of a date field. `None` for what is no date, for days that do not exist, for empty
/// or endless durations, and for a range or duration where the side makes no sense of it.
pub(super) fn date_node(side: Side, value: &str) -> Option<Node> {
    if side != Side::Before
        && let Some(days) = duration(value)
    {
        return Some(Node::Recent(days));
    }
    if side == Side::Within
        && let Some(at) = value.as_bytes().windows(2).position(|pair| pair == b"..")
        && let (Some(one), Some(other)) = (value.get(..at), value.get(at + 2..))
    {
        return range(one, other);
    }
    let (first, last) = period(value)?;
    Some(match side {
        Side::After => Node::Days(Some(first), None),
        Side::Before => Node::Days(None, Some(last)),
        Side::Within => Node::Days(Some(first), Some(last)),
    })
}

/// Reads both ends of a range; one may be open. Ends in the wrong order are exchanged, since a range
/// without days would empty the list without a word.
fn range(one: &str, other: &str) -> Option<Node> {
    if one.is_empty() {
        return Some(Node::Days(None, Some(period(other)?.1)));
    }
    let (first, last) = period(one)?;
    if other.is_empty() {
        return Some(Node::Days(Some(first), None));
    }
    let (other_first, other_last) = period(other)?;
    Some(Node::Days(
        Some(first.min(other_first)),
        Some(last.max(other_last)),
    ))
}

/// Returns first and last day of a year, a month or a day.
fn period(text: &str) -> Option<(Day, Day)> {
    let complete = |end: &str| Day::parse(&[text, end].concat());
    match text.len() {
        4 => Some((complete("-01-01")?, complete("-12-31")?)),
        7 => {
            let last = ["-31", "-30", "-29", "-28"].into_iter().find_map(complete);
            Some((complete("-01")?, last?))
        }
        10 => complete("").map(|day| (day, day)),
        _ => None,
    }
}

/// Reads `30j`, `30d`, `3s`, `3w`, `6m`, `2a`, `2y` as days; a month has 30, a year 365.
fn duration(text: &str) -> Option<u32> {
    let (unit, count) = text.as_bytes().split_last()?;
    let unit = match unit.to_ascii_lowercase() {
        b'j' | b'd' => 1,
        b's' | b'w' => 7,
        b'm' => 30,
        b'a' | b'y' => 365,
        _ => return None,
    };
    let mut days = u32::from(!count.is_empty()) * unit;
    let mut number = 0_u32;
    for byte in count {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number = number.checked_mul(10)?.checked_add(digit)?;
        days = number.checked_mul(unit)?;
    }
    (1..=MAX_RECENT_DAYS).contains(&days).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::super::shape::{check, check_with_notices};

    #[test]
    fn bounds_hold_at_the_precision_typed() {
        check("après:2025-03 ", "2025-03-01..");
        check("avant:2026 ", "..2026-12-31");
        check("avant:2024-02 ", "..2024-02-29");
        check("date:2025-06 ", "2025-06-01..2025-06-30");
        check("date:2025-06-05 ", "2025-06-05..2025-06-05");
    }

    #[test]
    fn ranges_include_both_ends_in_any_order() {
        check("date:2025-03..2025-06 ", "2025-03-01..2025-06-30");
        check("date:2025..2024-02 ", "2024-02-01..2025-12-31");
        check("date:2025-03.. ", "2025-03-01..");
        check("date:..2025-03 ", "..2025-03-31");
        check(
            "date:2023,2025 ",
            "(2023-01-01..2023-12-31 | 2025-01-01..2025-12-31)",
        );
    }

    #[test]
    fn durations_count_days() {
        check("date:30j since:30D depuis:6m ", "last 30 last 30 last 180");
        check(
            "date:2a date:2y date:3s date:3w ",
            "last 730 last 730 last 21 last 21",
        );
    }

    #[test]
    fn what_is_no_date_is_reported_and_ignored() {
        for value in [
            "x",
            "25",
            "2025-3",
            "2025-02-30",
            "2025-13",
            "..",
            "2025..x",
            "x..2025",
            "0j",
            "j",
            "+3j",
            "30",
            "3650001j",
            "99999999999j",
            "20é5",
            "é",
            "30j..",
        ] {
            check_with_notices(
                &format!("a date:{value} "),
                "a",
                &[&format!("BadDate {value}")],
            );
        }
        check_with_notices(
            "après:2024..2025 avant:30j ",
            "",
            &["BadDate 2024..2025", "BadDate 30j"],
        );
    }
}
