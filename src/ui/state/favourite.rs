//! One favourite, and its format in storage and in backups.
//!
//! The permalink is the key. The value contains title and day, so that an article that is no longer published can
//! still be named: `{"title":"…","date":"2026-04-01","added":"2026-04-02"}`. A value with a `version` other than 1
//! (which is the default and not written) is left unchanged.

use vigie_core::article::Article;
use vigie_core::date::Timestamp;
use vigie_core::json::{self, Json};
use vigie_core::permalink::Permalink;
use vigie_core::text::clean;

/// An article a reader wants to find again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// Which article.
    pub permalink: Permalink,
    /// Its title when it was added; may be empty.
    pub title: String,
    /// When the article was published.
    pub published: Timestamp,
    /// The day it was added, by the clock of that computer; may be empty or wrong.
    pub added: String,
    /// Whether it is stored for the next visit.
    pub is_saved: bool,
}

impl Favourite {
    /// Makes the favourite of an article, not saved yet.
    pub fn of(article: &Article) -> Self {
        Self {
            permalink: article.id.clone(),
            title: article.title.clone(),
            published: article.published,
            added: String::new(),
            is_saved: false,
        }
    }

    /// Returns what the article is called: its title, else its permalink.
    pub fn name(&self) -> &str {
        if self.title.is_empty() {
            self.permalink.as_str()
        } else {
            &self.title
        }
    }

    /// Reads a value; `None` for anything that is none.
    ///
    /// ```
    /// use vigie_core::permalink::Permalink;
    /// use vigie_ui::state::Favourite;
    ///
    /// let permalink = Permalink::parse("/papers/x").unwrap();
    /// let text = r#"{"title":"X","date":"2026-04-01","added":"2026-04-02"}"#;
    /// let favourite = Favourite::parse(permalink.clone(), text).unwrap();
    /// assert_eq!((favourite.title.as_str(), favourite.print().as_str()), ("X", text));
    /// assert_eq!(Favourite::parse(permalink, "[1,{}]"), None);
    /// ```
    pub fn parse(permalink: Permalink, text: &str) -> Option<Self> {
        let Ok(Json::Object(mut value)) = json::parse(text.as_bytes()) else {
            return None;
        };
        if !matches!(value.take("version"), Json::Null | Json::Number("1")) {
            return None;
        }
        let added = value.text_if("added").ok()?.unwrap_or_default();
        Some(Self {
            permalink,
            title: clean(&value.text("title").ok()?),
            published: Timestamp::parse(&value.text("date").ok()?)?,
            added: Timestamp::parse(&added).map_or_else(String::new, |_| added),
            is_saved: false,
        })
    }

    /// Writes the value.
    pub fn print(&self) -> String {
        let mut text = String::from("{\"title\":");
        json::push_text(&mut text, &self.title);
        // Days need no escape.
        let day = self.published.day().to_string();
        for part in [",\"date\":\"", &day, "\",\"added\":\"", &self.added, "\"}"] {
            text.push_str(part);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Option<Favourite> {
        Favourite::parse(Permalink::parse("/papers/x").unwrap(), text)
    }

    #[test]
    fn what_is_no_favourite_is_refused() {
        for text in [
            "",
            "{",
            "null",
            "[1,{}]",
            "<!doctype html>",
            "\"x\"",
            "{}",
            r#"{"title":1,"date":"2026-04-01"}"#,
            r#"{"title":"x","date":"never"}"#,
            r#"{"title":"x","date":"2026-04-01","added":{}}"#,
            r#"{"version":2,"title":"x","date":"2026-04-01"}"#,
            r#"{"version":"1","title":"x","date":"2026-04-01"}"#,
            &"a".repeat(100_000),
        ] {
            assert_eq!(parse(text), None, "{text:.40}");
        }
    }

    #[test]
    fn other_fields_and_a_wrong_clock_cost_nothing() {
        let text = r#"{"__proto__":{"x":1},"title":"a\u202eb\u0000","date":"2026-04-01","added":"yesterday","n":1}"#;
        let favourite = parse(text).unwrap();
        assert_eq!(favourite.title, "ab");
        assert_eq!(favourite.added, "");
        assert_eq!(favourite.published.day().to_string(), "2026-04-01");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            title in "\\PC{0,40}",
            days in 0_i32..40_000,
            has_day in any::<bool>(),
        ) {
            let published = vigie_core::date::Day::from_number(days).midnight();
            let favourite = Favourite {
                permalink: Permalink::parse("/papers/x").unwrap(),
                title: clean(&title),
                published,
                added: if has_day { published.day().to_string() } else { String::new() },
                is_saved: false,
            };
            prop_assert_eq!(parse(&favourite.print()), Some(favourite));
        }

        #[test]
        fn any_value_is_read_or_refused(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}
