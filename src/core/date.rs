//! Points in time as Unix seconds, and UTC days.
//!
//! News carries an instant; readers see a day. The day is always the UTC day, so that a card shows the
//! same date in Paris, in Fort-de-France and in the publisher's own `publishedDate`. The calendar
//! arithmetic is ours because a date library costs the browser more than these lines: it follows
//! Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms* (2013).

use std::fmt;

/// Seconds in a day; UTC days have no other length in Unix time.
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// An instant, in seconds since 1970-01-01T00:00:00Z. Fractions of a second are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A UTC calendar day, counted from 1970-01-01. Years run from 0 to 9999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Timestamp {
    /// Wraps Unix seconds.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Returns Unix seconds.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// Parses an RFC 3339 date-time (`2024-12-13T10:13:09.000Z`, `2024-12-13 10:13:09+01:00`) or a bare
    /// day (`2024-12-13`, midnight UTC). Returns `None` for anything else, impossible days included;
    /// the leap second `:60` counts as `:59`.
    ///
    /// ```
    /// use vigie_core::date::Timestamp;
    ///
    /// let published = Timestamp::parse("2024-12-13T00:30:00+01:00").unwrap();
    /// assert_eq!(published.to_string(), "2024-12-12T23:30:00Z");
    /// assert_eq!(Timestamp::parse("13/12/2024"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let day = Day::parse(text.get(..10)?)?;
        let midnight = i64::from(day.0) * DAY_SECONDS;
        if bytes.len() == 10 {
            return Some(Self(midnight));
        }
        if !matches!(bytes[10], b'T' | b't' | b' ') {
            return None;
        }
        let (hour, minute) = clock(bytes.get(11..16)?)?;
        let second = match bytes.get(16..19)? {
            [b':', tens, units] => two_digits(*tens, *units)
                .filter(|second| *second <= 60)?
                .min(59),
            _ => return None,
        };
        let mut rest = bytes.get(19..)?;
        if let [b'.', fraction @ ..] = rest {
            let digits = fraction
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            if digits == 0 {
                return None;
            }
            rest = &fraction[digits..];
        }
        let offset = match rest {
            [b'Z' | b'z'] => 0,
            [sign @ (b'+' | b'-'), zone @ ..] => {
                let (hours, minutes) = clock(zone)?;
                let seconds = hours * 3600 + minutes * 60;
                if *sign == b'+' { seconds } else { -seconds }
            }
            _ => return None,
        };
        Some(Self(midnight + hour * 3600 + minute * 60 + second - offset))
    }

    /// Returns the UTC day that holds this instant.
    pub fn day(self) -> Day {
        let days = self.0.div_euclid(DAY_SECONDS);
        // Clamped to years 0 to 9999, which every parsed instant already keeps but for its offset.
        let days = days.clamp(i64::from(Day::MIN.0), i64::from(Day::MAX.0));
        Day(i32::try_from(days).unwrap_or_default())
    }
}

/// Writes RFC 3339 in UTC, without fractions: `2024-12-13T10:13:09Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(DAY_SECONDS);
        let (hour, minute) = (second / 3600, second / 60 % 60);
        write!(
            f,
            "{}T{hour:02}:{minute:02}:{:02}Z",
            self.day(),
            second % 60
        )
    }
}

impl Day {
    /// The first day that can be written: 0000-01-01.
    pub const MIN: Self = Self(-719_528);
    /// The last day that can be written: 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// Makes a day from its civil parts; `None` if there is no such day.
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(0..=9999).contains(&year) || day == 0 || day > days_in_month(year, month)? {
            return None;
        }
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        // Both are at most 12 and 31.
        let (month, day) = (month.cast_signed(), day.cast_signed());
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Returns year, month (1 to 12) and day of the month (1 to 31).
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month.cast_unsigned(), day.cast_unsigned())
    }

    /// Parses `YYYY-MM-DD`; `None` for anything else and for impossible days.
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        let year = two_digits(*y1, *y2)? * 100 + two_digits(*y3, *y4)?;
        let (month, day) = (two_digits(*m1, *m2)?, two_digits(*d1, *d2)?);
        // Two digits each: in range of every integer type.
        Self::from_civil(
            i32::try_from(year).ok()?,
            u32::try_from(month).ok()?,
            u32::try_from(day).ok()?,
        )
    }

    /// Returns days since 1970-01-01, negative before it.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Wraps days since 1970-01-01, clamped to the years 0 to 9999.
    pub fn from_number(days: i32) -> Self {
        Self(days.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Returns the year, 0 to 9999.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// Returns the first instant of the day.
    pub fn midnight(self) -> Timestamp {
        Timestamp(i64::from(self.0) * DAY_SECONDS)
    }

    /// Returns the month as `YYYY-MM`, the name of its shard.
    pub fn month(self) -> String {
        let (year, month, _) = self.civil();
        format!("{year:04}-{month:02}")
    }
}

/// Writes `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

fn days_in_month(year: i32, month: u32) -> Option<u32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

/// Reads `HH:MM` within a day.
fn clock(bytes: &[u8]) -> Option<(i64, i64)> {
    let [h1, h2, b':', m1, m2] = bytes else {
        return None;
    };
    let (hour, minute) = (two_digits(*h1, *h2)?, two_digits(*m1, *m2)?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn two_digits(tens: u8, units: u8) -> Option<i64> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(units)?)
}

/// Returns the latest of the dates of some articles, given newest first. One that is later than `now`, when they were
/// published, says nothing about how fresh they are, and counts only where there is no other. `None` without any.
///
/// ```
/// use vigie_core::date::{Timestamp, latest};
///
/// let [late, newest, now] =
///     ["2099-01-01", "2026-04-28", "2026-11-27"].map(|day| Timestamp::parse(day).unwrap());
/// assert_eq!(latest([late, newest], now), Some(newest));
/// assert_eq!(latest([late], now), Some(late));
/// assert_eq!(latest([], now), None);
/// ```
pub fn latest(
    newest_first: impl IntoIterator<Item = Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    let mut dates = newest_first.into_iter();
    let newest = dates.next()?;
    let passed = std::iter::once(newest)
        .chain(dates)
        .find(|date| *date <= now);
    Some(passed.unwrap_or(newest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            Timestamp::parse(text)
                .map(|time| time.to_string())
                .as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn instants_of_rfc_3339_parse_to_utc() {
        check("2024-12-13T10:13:09.000Z", Some("2024-12-13T10:13:09Z"));
        check("2024-12-13t10:13:09z", Some("2024-12-13T10:13:09Z"));
        check("2024-12-13 10:13:09+02:00", Some("2024-12-13T08:13:09Z"));
        check("2024-02-29", Some("2024-02-29T00:00:00Z"));
        check("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59Z"));
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "2024",
            "2023-02-29",
            "2024-13-01",
            "2024-01-00",
            "13/12/2024",
        ] {
            check(text, None);
        }
        for text in [
            "2024-12-13T",
            "2024-12-13T24:00:00Z",
            "2024-12-13T10:13:09",
            "2024-12-13T10:13:09.Z",
        ] {
            check(text, None);
        }
        check("2024-12-1é", None);
    }

    proptest! {
        #[test]
        fn every_day_survives_its_text(number in Day::MIN.0..=Day::MAX.0) {
            let day = Day(number);
            prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
        }

        #[test]
        fn any_text_parses_without_panic(text in ".{0,40}") {
            let _ = Timestamp::parse(&text);
        }
    }
}
