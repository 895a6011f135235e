//! Validates the keys that have rules of their own.

use vigie_core::article::Kind;
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::markdown::Comments;
use vigie_core::permalink::{Permalink, Reserved};
use vigie_core::url::SafeUrl;

use super::fields::Fields;
use crate::check::published_day;
use crate::clean::clean_text;
use crate::diagnostics::{Code, Position, quoted};

/// How a permalink is written.
const FORM: &str =
    "write /section/slug with letters, digits and - _ . ~, such as /papers/2024-12-13-impella";

impl<'a> Fields<'a> {
    /// Returns the title; one that is invisible once cleaned is an error.
    pub(super) fn title(&mut self) -> Option<&'a str> {
        let (title, at) = self.required("title")?;
        if clean_text(title).is_empty() {
            self.error(at, Code::EmptyValue, "'title' is empty".to_owned(), "");
            return None;
        }
        Some(title)
    }

    /// Returns the summary; may be empty.
    pub(super) fn summary(&mut self) -> String {
        let Some((summary, at)) = self.text("summary") else {
            return String::new();
        };
        if Comments::of(summary).unclosed.is_some() {
            let message =
                "comment in 'summary' is not closed (no '-->'); the text after it is not shown";
            self.warning(at, Code::CommentNotClosed, message.to_owned());
        }
        summary.to_owned()
    }

    /// Returns the date.
    pub(super) fn date(&mut self) -> Option<Timestamp> {
        let (date, at) = self.required("date")?;
        if date.trim().is_empty() {
            self.error(at, Code::EmptyValue, "'date' is empty".to_owned(), "");
            return None;
        }
        let Some(published) = Timestamp::parse(date.trim()) else {
            let message = format!("'date' is not a date: {}", quoted(date));
            self.error(
                at,
                Code::NotADate,
                message,
                "write \"2024-12-13T10:13:09.000Z\"",
            );
            return None;
        };
        Some(published)
    }

    /// The day beside the date must be its UTC day, since readers see only one of them. Returns whether
    /// it is given and right.
    pub(super) fn published_day(&mut self, published: Option<Timestamp>) -> bool {
        let (Some((text, at)), Some(published)) = (self.text("publishedDate"), published) else {
            return false;
        };
        let day = published.day();
        let is_right = published_day::parse(text) == Some(day);
        if !text.trim().is_empty() && !is_right {
            let message = format!(
                "'publishedDate' {} is not the day of 'date', {day}; {day} is used",
                quoted(text)
            );
            self.warning(at, Code::WrongDay, message);
        }
        is_right
    }

    /// Returns the permalink and its place.
    pub(super) fn permalink(&mut self) -> Option<(Permalink, Position)> {
        let (text, at) = self.required("permalink")?;
        Some((self.address("permalink", text, at)?, at))
    }

    /// Returns a text as the address of an article; what cannot be one is an error.
    fn address(&mut self, key: &str, text: &str, at: Position) -> Option<Permalink> {
        let permalink = Permalink::parse(text.trim());
        let (code, problem, hint) = match permalink.as_ref().map(Permalink::reserved) {
            Some(None) => return permalink,
            Some(Some(reserved)) => (
                Code::PermalinkReserved,
                taken(reserved),
                "choose another name for it",
            ),
            None if leaves_site(text) => (Code::NotAPermalink, "leaves the site", FORM),
            None => (
                Code::NotAPermalink,
                "is not of the form /section/slug",
                FORM,
            ),
        };
        let message = format!("'{key}' {problem}: {}", quoted(text));
        self.error(at, code, message, hint);
        None
    }

    /// Returns a safe address; an unsafe one is dropped with a warning.
    pub(super) fn url(&mut self, key: &str) -> Option<SafeUrl> {
        let (text, at) = self.text(key)?;
        if text.trim().is_empty() {
            return None;
        }
        SafeUrl::parse(text)
            .map_err(|reason| {
                self.warning(
                    at,
                    Code::AddressDropped,
                    format!("'{key}' dropped: {reason}"),
                );
            })
            .ok()
    }

    /// Returns the picture's address: a remote one must be safe, a local one is judged when it is read.
    pub(super) fn image(&mut self) -> (String, Position) {
        let Some((text, at)) = self.text("imageUrl") else {
            return (String::new(), Position::START);
        };
        let is_dropped = is_remote(text.trim()) && self.url("imageUrl").is_none();
        let kept = if is_dropped { "" } else { text.trim() };
        (kept.to_owned(), at)
    }

    /// Returns the kind, if one is given.
    pub(super) fn kind(&mut self) -> Option<Kind> {
        let (name, at) = self.text("kind")?;
        let kind = Kind::from_name(&name.trim().to_lowercase());
        if kind.is_none() {
            let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            self.error(
                at,
                Code::WrongType,
                format!("'kind' is not known: {}", quoted(name)),
                &format!("write one of {}", names.join(", ")),
            );
        }
        kind
    }

    /// Returns the language, if a known one is given.
    pub(super) fn language(&mut self) -> Option<Language> {
        let (tag, at) = self.text("lang")?;
        let language = Language::from_tag(tag.trim());
        if language.is_none() && !tag.trim().is_empty() {
            self.warning(
                at,
                Code::UnknownLanguage,
                format!("'lang' is not fr or en: {}; the text decides", quoted(tag)),
            );
        }
        language
    }

    /// Returns the old addresses.
    pub(super) fn aliases(&mut self) -> Vec<Permalink> {
        let texts = self.list("aliases").into_iter();
        texts
            .filter_map(|(text, at)| self.address("aliases", text, at))
            .collect()
    }
}

/// Whether an address is one of another host, not a file of the content folder.
pub(crate) fn is_remote(address: &str) -> bool {
    address.starts_with("//")
        || address
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'))
}

/// Says why an address is reserved.
pub(crate) fn taken(reserved: Reserved) -> &'static str {
    match reserved {
        Reserved::Site => "starts with the name of a file or folder of the site",
        Reserved::Hidden => "has a part that starts with a dot, which hosts hide",
        Reserved::Device => "has a part that names a device on Windows",
    }
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

    #[test]
    fn remote_addresses_are_told_apart() {
        assert!(
            is_remote("https://a.example/x.png")
                && is_remote("//a.example/x.png")
                && is_remote("data:x")
        );
        assert!(!is_remote("img/a:b.png") && !is_remote("/x.png"));
    }
}
