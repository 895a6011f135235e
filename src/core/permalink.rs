//! The address of an article inside the site: `/section/slug`, and nothing else.
//!
//! A permalink is the identity of an article, a path on a static host and a part of every address a
//! reader shares. So its form is exact: two segments of unreserved characters. Nothing in it can leave
//! the site, name another scheme or need an escape.

use std::fmt;

use serde::Serialize;

/// Longest permalink accepted, in bytes; longer ones do not survive proxies and mail programs.
const MAX_BYTES: usize = 512;

/// Longest slug made from a text, in bytes, before a digest is added.
const MAX_SLUG_BYTES: usize = 80;

/// A lower-case word for URLs: `a-z`, `0-9` and single hyphens inside. May be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug from any text: accents dropped, everything else that is not a letter or digit of
    /// ASCII becomes one hyphen. A text without such letters gives the empty slug. Idempotent.
    ///
    /// ```
    /// use vigie_core::permalink::Slug;
    ///
    /// assert_eq!(Slug::new("L’Œdème aigu : 3 points").as_str(), "l-oedeme-aigu-3-points");
    /// ```
    pub fn new(text: &str) -> Self {
        let mut slug = String::with_capacity(text.len());
        for folded in text.chars().flat_map(crate::analysis::fold_char) {
            if folded.is_ascii_alphanumeric() {
                slug.push(folded.to_ascii_lowercase());
            } else if !crate::analysis::is_mark(folded) && !slug.is_empty() && !slug.ends_with('-')
            {
                slug.push('-');
            }
        }
        while slug.ends_with('-') {
            slug.pop();
        }
        Self(slug)
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A checked address `/section/slug`. Ordered as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Permalink(String);

impl Permalink {
    /// Checks `/section/slug`: two non-empty segments of `A-Z a-z 0-9 - _ . ~`, none of them `.` or
    /// `..`, at most 512 bytes in all. One slash at the end is dropped. `None` for anything else.
    ///
    /// ```
    /// use vigie_core::permalink::Permalink;
    ///
    /// let permalink = Permalink::parse("/papers/2024-12-13-impella").unwrap();
    /// assert_eq!((permalink.section(), permalink.slug()), ("papers", "2024-12-13-impella"));
    /// assert_eq!(Permalink::parse("/papers/../../etc/passwd"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        let (section, slug) = text.strip_prefix('/')?.split_once('/')?;
        let whole = text.len() <= MAX_BYTES && is_segment(section) && is_segment(slug);
        whole.then(|| Self(text.to_owned()))
    }

    /// Makes a permalink for an item of somebody else's feed from its `id`, which may be any text:
    /// the text itself where it is a permalink, else `/items/` with a readable slug and a 64-bit
    /// FNV-1a digest of the whole id, so that two ids practically never meet.
    pub fn from_foreign_id(id: &str) -> Self {
        if let Some(permalink) = Self::parse(id) {
            return permalink;
        }
        let readable: String = Slug::new(id).0.chars().take(MAX_SLUG_BYTES).collect();
        let digest = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(format!("/items/{readable}-{digest:016x}"))
    }

    /// Returns the whole path, with its leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path without its leading slash, to be joined to the site's folder.
    pub fn relative(&self) -> &str {
        self.0.trim_start_matches('/')
    }

    /// Returns the first segment: the section the article belongs to.
    pub fn section(&self) -> &str {
        self.relative().split('/').next().unwrap_or_default()
    }

    /// Returns the last segment.
    pub fn slug(&self) -> &str {
        self.relative().split('/').nth(1).unwrap_or_default()
    }
}

impl From<Permalink> for String {
    fn from(permalink: Permalink) -> Self {
        permalink.0
    }
}

impl fmt::Display for Permalink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_segment(segment: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    !matches!(segment, "" | "." | "..") && segment.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn permalinks_that_leave_the_site_are_refused() {
        let hostile = [
            "",
            "/",
            "//",
            "//host/x",
            "papers/x",
            "/papers",
            "/papers/",
            "/papers//",
            "/papers/..",
            "/../x",
            "/papers/x/y",
            "/papers/%2e%2e",
            "/papers/a\\b",
            "javascript:/x/y",
            "/papers/a b",
            "/papers/a\0",
            "/papers/a\n",
            "/papers/é",
            "/papers/x?y",
            "/papers/x#y",
        ];
        for text in hostile {
            assert_eq!(Permalink::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_permalinks_of_the_wild_are_kept() {
        let text = "/clearecondl/2024-12-02-ge-healthcare-announces-510k-submission-designed-to-";
        assert_eq!(Permalink::parse(text).unwrap().as_str(), text);
        assert_eq!(
            Permalink::parse("/papers/x/").unwrap().as_str(),
            "/papers/x"
        );
    }

    #[test]
    fn foreign_ids_become_distinct_permalinks() {
        let (a, b) = (
            Permalink::from_foreign_id("https://a.org/?p=1"),
            Permalink::from_foreign_id("https://a.org/&p=1"),
        );
        assert_ne!(a, b);
        assert_eq!(a.section(), "items");
        assert_eq!(Permalink::parse(a.as_str()), Some(a));
    }

    proptest! {
        #[test]
        fn slugs_are_idempotent(text in ".{0,60}") {
            let slug = Slug::new(&text);
            prop_assert_eq!(Slug::new(slug.as_str()), slug);
        }

        #[test]
        fn what_parses_is_two_plain_segments(text in "[/a.%é\\\\-]{0,12}") {
            if let Some(permalink) = Permalink::parse(&text) {
                prop_assert_eq!(format!("/{}/{}", permalink.section(), permalink.slug()), permalink.to_string());
                prop_assert!(![".", ".."].contains(&permalink.slug()), "{}", permalink);
            }
        }
    }
}
