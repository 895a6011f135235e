//! Whether front matter withholds its article: drafts, articles dated in the future, and expired articles.
//!
//! Keys are compared without case, `-` and `_`, because each authoring tool spells them differently. Reasons that
//! the file name gives are checked before the file is read: see [`crate::read::withheld`].

use vigie_core::date::Timestamp;

use super::published_day;
use super::yaml::{Entry, Value};
use crate::diagnostics::{Code, Diagnostic, quoted};
use crate::read::withheld::Reason;

/// Seconds a date may lie ahead: clocks and time zones differ by less than a day.
const FUTURE_TOLERANCE: i64 = 86_400;

/// Keys whose `true` keeps an article back.
const DRAFT: [&str; 3] = ["draft", "private", "hidden"];

/// Keys whose `false` keeps an article back. As a date they are the day of publication.
const PUBLISHED: [&str; 2] = ["published", "publish"];

/// Keys of the day of publication beside `date`.
const PUBLISH_DATE: [&str; 2] = ["publishdate", "pubdate"];

/// Keys of the day from which an article is not shown any more.
const EXPIRY: [&str; 7] = [
    "expirydate",
    "expires",
    "expiry",
    "expirationdate",
    "expiration",
    "unpublishdate",
    "unpublishon",
];

/// Values of `status` that keep an article back.
const STATUS: [&str; 6] = [
    "draft",
    "private",
    "pending",
    "hidden",
    "trash",
    "unpublished",
];

/// Judges a file by its front matter: every reason there is. A value that cannot be read is an error: it may
/// be meant to keep the article back.
pub fn by_front_matter(
    path: &str,
    entries: &[Entry],
    now: Timestamp,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for entry in entries {
        match reason(entry, now) {
            Ok(reason) => reasons.extend(reason),
            Err(expected) => {
                let message = format!("'{}' is not {expected}", entry.key);
                let value = match &entry.node.value {
                    Value::Text(text) => format!(": {}", quoted(text)),
                    other => format!(": {}", other.type_name()),
                };
                let hint = "the build stops because the article may not be meant for publication";
                diagnostics.push(
                    Diagnostic::new(
                        path,
                        entry.node.at,
                        Code::UnclearPublication,
                        message + &value,
                    )
                    .with_hint(hint),
                );
            }
        }
    }
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

/// Whether a key says when an article is published.
pub fn is_key(key: &str) -> bool {
    let key = folded(key);
    let key = key.as_str();
    DRAFT.contains(&key)
        || PUBLISHED.contains(&key)
        || PUBLISH_DATE.contains(&key)
        || EXPIRY.contains(&key)
        || key == "status"
}

fn folded(key: &str) -> String {
    key.to_lowercase().replace(['-', '_'], "")
}

/// Returns why one entry keeps its article back, if it does; what was expected where it cannot be read.
fn reason(entry: &Entry, now: Timestamp) -> Result<Option<Reason>, &'static str> {
    let key = folded(&entry.key);
    let key = key.as_str();
    if key != "date" && !is_key(key) {
        return Ok(None);
    }
    let text = match &entry.node.value {
        Value::Text(text) => text.trim(),
        Value::Null | Value::Unreadable => return Ok(None),
        // Not a word about publication: what `status` is to others does not matter here.
        _ if key == "date" || key == "status" => return Ok(None),
        _ if EXPIRY.contains(&key) => return Err("a date"),
        _ => return Err("true or false"),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let future = |published: Timestamp| {
        let latest = now.unix_seconds().saturating_add(FUTURE_TOLERANCE);
        (published.unix_seconds() > latest).then_some(Reason::Future)
    };
    if key == "status" {
        let is_withheld = STATUS.contains(&text.to_lowercase().as_str());
        return Ok(is_withheld.then_some(Reason::Draft));
    }
    if key == "date" || PUBLISH_DATE.contains(&key) {
        // A date that cannot be read is judged where it is asked for.
        return Ok(date(text).and_then(future));
    }
    if EXPIRY.contains(&key) {
        return match (date(text), switch(text)) {
            (Some(expiry), _) => Ok((expiry <= now).then_some(Reason::Expired)),
            (None, Some(false)) => Ok(None),
            (None, _) => Err("a date"),
        };
    }
    match switch(text) {
        Some(is_on) if DRAFT.contains(&key) => Ok(is_on.then_some(Reason::Draft)),
        Some(is_on) => Ok((!is_on).then_some(Reason::Unpublished)),
        None if PUBLISHED.contains(&key) && text.contains(|c: char| c.is_ascii_digit()) => {
            Ok(date(text).and_then(future))
        }
        None => Err("true or false"),
    }
}

/// Reads a switch, as the versions of YAML write them.
fn switch(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" | "oui" | "vrai" => Some(true),
        "false" | "no" | "n" | "off" | "0" | "non" | "faux" | "never" | "none" => Some(false),
        _ => None,
    }
}

/// Reads a moment: RFC 3339, a day, or both with a space and without zone, seconds or minutes.
fn date(text: &str) -> Option<Timestamp> {
    if let Some(day) = published_day::parse(text) {
        return Some(day.midnight());
    }
    let (day, clock) = text.split_once(['T', 't', ' '])?;
    let clock: String = clock.split_whitespace().collect();
    let forms = ["", "Z", ":00Z", ":00:00Z"];
    forms
        .iter()
        .find_map(|end| Timestamp::parse(&format!("{day}T{clock}{end}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 January 2026.
    const NOW: i64 = 1_767_225_600;

    #[track_caller]
    fn check(line: &str, expected: Result<Option<Reason>, &str>) {
        let entries = crate::check::yaml::parse("a.md", line, &mut Vec::new());
        let now = Timestamp::from_unix_seconds(NOW);
        assert_eq!(reason(&entries[0], now), expected, "{line}");
    }

    #[test]
    fn drafts_say_so_in_many_words() {
        for line in [
            "draft: true",
            "draft: \"true\"",
            "Draft: YES",
            "status: draft",
            "Status: Private",
            "hidden: on",
        ] {
            check(line, Ok(Some(Reason::Draft)));
        }
        for line in ["published: false", "publish: no", "published: \"False\""] {
            check(line, Ok(Some(Reason::Unpublished)));
        }
        for line in [
            "draft: false",
            "draft:",
            "draft: ''",
            "published: true",
            "published: 2025-01-02",
            "status: published",
            "status: [a]",
            "title: draft",
        ] {
            check(line, Ok(None));
        }
    }

    #[test]
    fn dates_ahead_and_past_expiry_keep_back() {
        for line in [
            "date: 2026-01-02T00:00:01Z",
            "date: 2099-01-02",
            "publishDate: 2099-01-02 10:00",
            "published: 2099-01-02",
        ] {
            check(line, Ok(Some(Reason::Future)));
        }
        for line in [
            "expiryDate: 2020-01-01",
            "expires: 2026-01-01T00:00:00Z",
            "unpublish_date: 2025-12-31 10:00:00",
            "expiry-date: \"31 décembre 2025\"",
        ] {
            check(line, Ok(Some(Reason::Expired)));
        }
        for line in [
            "date: 2026-01-02",
            "date: nonsense",
            "expiryDate: 2026-01-02",
            "expires: never",
            "expiryDate:",
        ] {
            check(line, Ok(None));
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        check("draft: perhaps", Err("true or false"));
        check("published: flase", Err("true or false"));
        check("draft: [true]", Err("true or false"));
        check("expiryDate: soon", Err("a date"));
    }
}
