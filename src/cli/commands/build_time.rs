//! The build time of a bundle: `SOURCE_DATE_EPOCH`, which makes builds reproducible, or else the system clock.
//!
//! A browser offers a publication to its reader if it is later than the current one. A publication dated in the
//! future would be later than all that follow, so no build is dated later than the system clock.
//! <https://reproducible-builds.org/specs/source-date-epoch/>

use std::time::{SystemTime, UNIX_EPOCH};

use vigie_core::date::Timestamp;

use crate::diagnostics::{Code, Diagnostic};

/// The variable of the environment, in seconds since 1970.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Returns the time of this build, in whole seconds, and a warning if the environment asks for an impossible one.
pub fn build_time() -> (Timestamp, Option<Diagnostic>) {
    let clock = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs());
    let clock = Timestamp::from_unix_seconds(i64::try_from(clock).unwrap_or(i64::MAX));
    let given = std::env::var_os(VARIABLE);
    let given = given.as_ref().map(|given| given.to_string_lossy());
    choose(given.as_deref(), clock)
}

fn choose(given: Option<&str>, clock: Timestamp) -> (Timestamp, Option<Diagnostic>) {
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return (clock, None);
    };
    let warning = |message: &str, hint: &str| {
        let message = format!("\"{given}\" {message}; the bundle is dated {clock}");
        Some(Diagnostic::new(VARIABLE, None, Code::WrongBuildTime, message).with_hint(hint))
    };
    let Ok(seconds) = given.parse::<u32>() else {
        let hint = "write the number of seconds since 1970, in digits";
        return (clock, warning("is not a time", hint));
    };
    let time = Timestamp::from_unix_seconds(i64::from(seconds));
    if time > clock {
        let hint =
            "with a date in the future, readers would treat every later publication as older";
        return (clock, warning("lies in the future", hint));
    }
    (time, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: Option<&str>, expected: &str, warns: bool) {
        let clock = Timestamp::parse("2026-04-01T12:00:00Z").unwrap();
        let (time, warning) = choose(given, clock);
        assert_eq!(time.to_string(), expected);
        assert_eq!(warning.is_some(), warns, "{warning:?}");
    }

    #[test]
    fn no_build_is_dated_after_the_clock() {
        let clock = "2026-04-01T12:00:00Z";
        check(None, clock, false);
        check(Some(""), clock, false);
        check(Some("0"), "1970-01-01T00:00:00Z", false);
        check(Some("1775044800"), clock, false);
        check(Some("1775044801"), clock, true);
        check(Some("4102444799"), clock, true);
        check(Some("99999999999999999999"), clock, true);
        check(Some("yesterday"), clock, true);
        check(Some("-1"), clock, true);
    }
}
