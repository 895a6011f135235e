//! From YAML values to checked front matter: every key has a type, every error a place.

use vigie_core::article::Kind;
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::permalink::Permalink;
use vigie_core::text;
use vigie_core::url::SafeUrl;

use crate::diagnostics::{Diagnostic, Position, quoted, shown};
use crate::draft::FrontMatter;
use crate::published_day;
use crate::yaml::{Entry, Node, Value};

/// Keys that are read.
const READ: [&str; 13] = [
    "title",
    "date",
    "publishedDate",
    "summary",
    "sourceUrl",
    "tags",
    "permalink",
    "imageUrl",
    "imageCredit",
    "kind",
    "lang",
    "source",
    "aliases",
];

/// Keys that are known and mean nothing to readers.
const KNOWN: [&str; 4] = ["importance", "author", "model", "sourceIdeas"];

/// Most tags of one article.
const MAX_TAGS: usize = 1_000;

/// Seconds a date may lie ahead: clocks and time zones differ by less than a day.
const FUTURE_TOLERANCE: i64 = 86_400;

/// Checks the entries of one file. All findings are added to `diagnostics`; `None` if one is an error.
pub fn check(
    path: &str,
    entries: &[Entry],
    now: Timestamp,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FrontMatter> {
    let mut fields = Fields {
        path,
        entries,
        diagnostics,
    };
    let title = fields.title();
    let published = fields.date(now);
    let permalink = fields.permalink();
    let day_is_right = fields.published_day(published);
    let source_url = fields
        .text("sourceUrl")
        .map(|(text, _)| text.to_owned())
        .unwrap_or_default();
    let url = fields.url("sourceUrl");
    let (image, image_at) = fields.image();
    let front = FrontMatter {
        title: title?.to_owned(),
        published: published?,
        permalink_at: permalink.as_ref()?.1,
        permalink: permalink?.0,
        day_is_right,
        summary: fields.owned("summary"),
        source_url,
        url,
        tags: fields
            .list("tags")
            .into_iter()
            .map(|(tag, _)| tag.to_owned())
            .collect(),
        image,
        image_at,
        credit: fields.owned("imageCredit"),
        kind: fields.kind(),
        language: fields.language(),
        source: fields.owned("source"),
        aliases: fields.aliases(),
        unknown: unknown(entries),
    };
    let is_wrong = crate::diagnostics::has_errors(fields.diagnostics);
    (!is_wrong).then_some(front)
}

struct Fields<'a> {
    path: &'a str,
    entries: &'a [Entry],
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    fn node(&self, key: &str) -> Option<&'a Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    fn error(&mut self, at: Position, code: &'static str, message: String, hint: &str) {
        self.diagnostics
            .push(Diagnostic::error(self.path, at, code, message).with_hint(hint));
    }

    fn warning(&mut self, at: Position, code: &'static str, message: String) {
        self.diagnostics
            .push(Diagnostic::warning(self.path, at, code, message));
    }

    /// Returns a text and its place; nothing where the key is missing, empty or of another type.
    fn text(&mut self, key: &str) -> Option<(&'a str, Position)> {
        let node = self.node(key)?;
        match &node.value {
            Value::Text(text) => Some((text, node.at)),
            Value::Null => None,
            other => {
                let message = format!("'{key}' must be a string, not {}", other.type_name());
                // Read twice by some callers: said once.
                if !self
                    .diagnostics
                    .iter()
                    .any(|known| known.at == Some(node.at) && known.message == message)
                {
                    self.error(node.at, "E021", message, "put the value in double quotes");
                }
                None
            }
        }
    }

    fn owned(&mut self, key: &str) -> String {
        self.text(key)
            .map(|(text, _)| text.to_owned())
            .unwrap_or_default()
    }

    /// Returns a text that must be there.
    fn required(&mut self, key: &str) -> Option<(&'a str, Position)> {
        let Some(node) = self.node(key) else {
            let hint = self.similar(key);
            self.error(
                Position::START,
                "E020",
                format!("'{key}' is missing"),
                &hint,
            );
            return None;
        };
        if node.value == Value::Null {
            return Some(("", node.at));
        }
        self.text(key)
    }

    /// Proposes a key that is nearly the missing one.
    fn similar(&self, key: &str) -> String {
        let near = self
            .entries
            .iter()
            .find(|entry| !is_known(&entry.key) && is_near(&entry.key, key));
        near.map(|entry| {
            format!(
                "did you mean '{}' (line {})?",
                shown(&entry.key),
                entry.at.line
            )
        })
        .unwrap_or_default()
    }

    fn title(&mut self) -> Option<&'a str> {
        let (title, at) = self.required("title")?;
        if text::clean(&text::decode_entities(title)).is_empty() {
            self.error(at, "E022", "'title' is empty".to_owned(), "");
            return None;
        }
        Some(title)
    }

    fn date(&mut self, now: Timestamp) -> Option<Timestamp> {
        let (date, at) = self.required("date")?;
        if date.trim().is_empty() {
            self.error(at, "E022", "'date' is empty".to_owned(), "");
            return None;
        }
        let Some(published) = Timestamp::parse(date.trim()) else {
            let message = format!("'date' is not a date: {}", quoted(date));
            self.error(at, "E030", message, "write \"2024-12-13T10:13:09.000Z\"");
            return None;
        };
        if published.unix_seconds() > now.unix_seconds().saturating_add(FUTURE_TOLERANCE) {
            self.warning(
                at,
                "W004",
                format!("'date' lies in the future: {}; kept", quoted(date)),
            );
        }
        Some(published)
    }

    /// The day beside the date must be its UTC day, since readers see only one of them. Returns whether
    /// it is given and right.
    fn published_day(&mut self, published: Option<Timestamp>) -> bool {
        let (Some((text, at)), Some(published)) = (self.text("publishedDate"), published) else {
            return false;
        };
        let day = published.day();
        let is_right = published_day::parse(text) == Some(day);
        if !text.trim().is_empty() && !is_right {
            let message = format!(
                "'publishedDate' {} is not the day of 'date', {day}; {day} is published",
                quoted(text)
            );
            self.warning(at, "V115", message);
        }
        is_right
    }

    fn permalink(&mut self) -> Option<(Permalink, Position)> {
        let (text, at) = self.required("permalink")?;
        let permalink = Permalink::parse(text.trim());
        if permalink.is_none() {
            let problem = if leaves_site(text) {
                "leaves the site"
            } else {
                "is not of the form /section/slug"
            };
            let hint = "write /section/slug with letters, digits and - _ . ~, such as /papers/2024-12-13-impella";
            self.error(
                at,
                "E040",
                format!("'permalink' {problem}: {}", quoted(text)),
                hint,
            );
        }
        permalink.map(|permalink| (permalink, at))
    }

    /// Returns a safe address; an unsafe one is dropped with a warning.
    fn url(&mut self, key: &str) -> Option<SafeUrl> {
        let (text, at) = self.text(key)?;
        if text.trim().is_empty() {
            return None;
        }
        SafeUrl::parse(text)
            .map_err(|reason| self.warning(at, "W002", format!("'{key}' dropped: {reason}")))
            .ok()
    }

    /// Returns the picture's address: a remote one must be safe, a local one is judged when it is read.
    fn image(&mut self) -> (String, Position) {
        let Some((text, at)) = self.text("imageUrl") else {
            return (String::new(), Position::START);
        };
        let has_scheme = text
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'));
        let is_dropped =
            (has_scheme || text.trim_start().starts_with("//")) && self.url("imageUrl").is_none();
        (
            if is_dropped {
                String::new()
            } else {
                text.trim().to_owned()
            },
            at,
        )
    }

    fn list(&mut self, key: &str) -> Vec<(&'a str, Position)> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let hint = "write [\"France\"]";
        let items = match &node.value {
            Value::Null => return Vec::new(),
            Value::List(items) => items,
            other => {
                let message = format!(
                    "'{key}' must be a list of strings, not {}",
                    other.type_name()
                );
                self.error(node.at, "E021", message, hint);
                return Vec::new();
            }
        };
        if items.len() > MAX_TAGS {
            self.error(
                node.at,
                "E021",
                format!("'{key}' has more than {MAX_TAGS} values"),
                "",
            );
        }
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Text(text) => texts.push((text.as_str(), item.at)),
                Value::Null => {}
                other => {
                    let message = format!(
                        "'{key}' must be a list of strings, not of {}",
                        other.type_name()
                    );
                    self.error(item.at, "E021", message, hint);
                }
            }
        }
        texts
    }

    fn kind(&mut self) -> Option<Kind> {
        let (name, at) = self.text("kind")?;
        let kind = Kind::from_name(&name.trim().to_lowercase());
        if kind.is_none() {
            let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            self.error(
                at,
                "E021",
                format!("'kind' is not known: {}", quoted(name)),
                &format!("write one of {}", names.join(", ")),
            );
        }
        kind
    }

    fn language(&mut self) -> Option<Language> {
        let (tag, at) = self.text("lang")?;
        let language = Language::from_tag(tag.trim());
        if language.is_none() && !tag.trim().is_empty() {
            self.warning(
                at,
                "W005",
                format!("'lang' is not fr or en: {}; the text decides", quoted(tag)),
            );
        }
        language
    }

    fn aliases(&mut self) -> Vec<Permalink> {
        let texts = self.list("aliases");
        let mut aliases = Vec::with_capacity(texts.len());
        for (text, at) in texts {
            match Permalink::parse(text.trim()) {
                Some(alias) => aliases.push(alias),
                None => self.error(
                    at,
                    "E040",
                    format!("'aliases' holds no permalink: {}", quoted(text)),
                    "write /section/slug",
                ),
            }
        }
        aliases
    }
}

fn unknown(entries: &[Entry]) -> Vec<(String, Position)> {
    entries
        .iter()
        .filter(|entry| !is_known(&entry.key))
        .map(|entry| (entry.key.clone(), entry.at))
        .collect()
}

fn is_known(key: &str) -> bool {
    READ.contains(&key) || KNOWN.contains(&key)
}

/// Whether a reader could have meant `key`: another case, or one letter more, less or different.
fn is_near(typed: &str, key: &str) -> bool {
    if typed.eq_ignore_ascii_case(key) {
        return true;
    }
    let (typed, key): (Vec<char>, Vec<char>) = (typed.chars().collect(), key.chars().collect());
    let same_start = typed.iter().zip(&key).take_while(|(a, b)| a == b).count();
    let longest = typed.len().max(key.len());
    let shortest = typed.len().min(key.len());
    let same_end = typed
        .iter()
        .rev()
        .zip(key.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    same_start + same_end.min(shortest - same_start) + 1 >= longest
}

/// Whether an address that is no permalink tries to leave the site's folder.
fn leaves_site(permalink: &str) -> bool {
    let lower = permalink.to_lowercase();
    lower.contains("..")
        || lower.contains("%2e")
        || lower.contains('\\')
        || lower.contains(':')
        || lower.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::FRONT_MATTER_OFFSET;

    const GOOD: &str = "title: T\ndate: 2025-01-02\npermalink: /papers/x\n";

    #[track_caller]
    fn findings(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let entries = crate::yaml::parse("a.md", text, &mut found).unwrap();
        check(
            "a.md",
            &entries,
            Timestamp::from_unix_seconds(1_800_000_000),
            &mut found,
        );
        found
            .iter()
            .map(|found| {
                let at = found.at.unwrap();
                format!(
                    "{}:{} {} {}",
                    at.line - FRONT_MATTER_OFFSET.min(at.line - 1),
                    at.column,
                    found.code,
                    found.message
                )
            })
            .collect()
    }

    #[test]
    fn good_front_matter_has_no_findings() {
        assert_eq!(
            findings(&format!(
                "{GOOD}tags: [NO, on]\nimportance: ''\nimageUrl: ../a/b.png\n"
            )),
            [""; 0]
        );
    }

    #[test]
    fn every_required_key_is_named_when_missing() {
        assert_eq!(
            findings("Title: x\n"),
            [
                "1:1 E020 'title' is missing",
                "1:1 E020 'date' is missing",
                "1:1 E020 'permalink' is missing"
            ]
        );
    }

    #[test]
    fn wrong_values_are_named_in_their_place() {
        assert_eq!(
            findings(&format!("{GOOD}tags: France\n")),
            ["4:7 E021 'tags' must be a list of strings, not a string"]
        );
        assert_eq!(
            findings(&format!("{GOOD}summary: [a]\n")),
            ["4:10 E021 'summary' must be a string, not a list"]
        );
        assert_eq!(
            findings("title: \"\u{200b}\"\ndate: 13/12/2024\npermalink: /a/../b\n"),
            [
                "1:8 E022 'title' is empty",
                "2:7 E030 'date' is not a date: \"13/12/2024\"",
                "3:12 E040 'permalink' leaves the site: \"/a/../b\""
            ]
        );
    }

    #[test]
    fn unsafe_addresses_are_dropped_with_a_warning() {
        assert_eq!(
            findings(&format!(
                "{GOOD}sourceUrl: \"java\\tscript:x\"\nimageUrl: 'data:x'\n"
            )),
            [
                "4:12 W002 'sourceUrl' dropped: scheme 'javascript' is not allowed",
                "5:11 W002 'imageUrl' dropped: scheme 'data' is not allowed"
            ]
        );
    }

    #[test]
    fn another_day_than_that_of_the_date_is_a_warning() {
        assert_eq!(
            findings(&format!("{GOOD}publishedDate: 2 janvier 2025\n")),
            [""; 0]
        );
        assert!(
            findings(&format!("{GOOD}publishedDate: 3 janvier 2025\n"))[0].starts_with("4:16 V115")
        );
    }

    #[test]
    fn near_keys_are_recognised() {
        for typed in ["Title", "titel", "titles", "tile", "titlé"] {
            assert_eq!(is_near(typed, "title"), typed != "titel", "{typed}");
        }
    }
}
