//! The address of an article inside the site: `/section/slug`, and nothing else.
//!
//! A permalink is the identity of an article, a path on a static host and a part of every address a reader shares.
//! Its form is therefore strict: two segments of unreserved characters. It cannot leave the site, name another
//! scheme or need escaping. [`reserved`] lists the addresses of this form that are not available for articles.

mod reserved;

use std::fmt;

use serde::Serialize;

pub use reserved::{ENDINGS, FOLDERS, Reserved};

/// Longest permalink accepted, in bytes; longer ones do not survive proxies and mail programs.
const MAX_BYTES: usize = 512;

/// Longest slug made from a text, in bytes, before a digest is added.
const MAX_SLUG_BYTES: usize = 80;

/// A lower-case word for URLs: letters and digits of any script, and single hyphens inside. May be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug from any text: accents dropped, signs that distinguish names spelled out, everything
    /// else that is neither letter nor digit becomes one hyphen. A text of such characters alone gives the
    /// empty slug. Idempotent.
    ///
    /// ```
    /// use vigie_core::permalink::Slug;
    ///
    /// assert_eq!(Slug::new("L’Œdème aigu : 3 points").as_str(), "l-oedeme-aigu-3-points");
    /// assert_eq!(Slug::new("HER2+").as_str(), "her2plus");
    /// assert_eq!(Slug::new("循環器").as_str(), "循環器");
    /// ```
    pub fn new(text: &str) -> Self {
        let mut slug = String::with_capacity(text.len());
        let folded: Vec<char> = text
            .chars()
            .flat_map(crate::analysis::fold_char)
            .filter(|folded| !crate::analysis::is_mark(*folded))
            .collect();
        for (at, character) in folded.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| folded.get(at)).copied();
            let after = folded.get(at + 1).copied();
            if is_letter(*character) {
                slug.push(*character);
                continue;
            }
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if let Some(word) = sign_word(*character, before, after) {
                // A sign belongs to the word next to it: who asks for `c` does not ask for `c++`.
                let stands_at = *character == '%' || before.is_some_and(|c| !c.is_whitespace());
                if stands_at {
                    slug.truncate(slug.trim_end_matches('-').len());
                }
                slug.push_str(word);
                if word != "dot" {
                    slug.push('-');
                }
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

/// Whether a folded character is allowed in a slug as it is. Of other scripts all characters are but spaces,
/// punctuation and the marks of trade: scripts differ too much in what they call a letter.
fn is_letter(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' => matches!(character, 'µ' | '±'),
        '\u{2000}'..='\u{206f}'
        | '\u{2122}'
        | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}'
        | '\u{3030}'
        | '\u{30fb}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' => false,
        _ => !character.is_whitespace() && !character.is_control(),
    }
}

/// Returns the word for a sign that distinguishes names: `C++` from `C#`, `HER2+` from `HER2-`, `<65` from
/// `>65`. Between spaces, and as hyphen, apostrophe or hash of a keyword, signs only divide words.
fn sign_word(sign: char, before: Option<char>, after: Option<char>) -> Option<&'static str> {
    let ends = |next: Option<char>| next.is_none_or(|next| !is_letter(next) && next != '-');
    let divides = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
    match sign {
        '%' => Some("percent"),
        _ if divides => None,
        '+' => Some("plus"),
        '#' if before.is_some_and(is_letter) && ends(after) => Some("sharp"),
        '*' if before.is_some_and(is_letter) && ends(after) => Some("star"),
        // After a word and before none, or before a number that nothing precedes.
        '-' if before.is_some_and(|before| is_letter(before) || before == '(') && ends(after) => {
            Some("minus")
        }
        '-' if before.is_none() && after.is_some_and(|after| after.is_ascii_digit()) => {
            Some("minus")
        }
        '<' => Some("below"),
        '>' => Some("above"),
        '=' => Some("equals"),
        '.' if before.is_none() && after.is_some_and(is_letter) => Some("dot"),
        _ => None,
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

    /// Makes a permalink for an item of a foreign feed from its `id`, which may be any text:
    /// the text itself where it is a permalink that articles may have, else `/items/` with a readable slug and a 64-bit
    /// FNV-1a digest of the whole id, so that two ids practically never meet.
    pub fn from_foreign_id(id: &str) -> Self {
        if let Some(permalink) = Self::parse(id).filter(Self::is_free) {
            return permalink;
        }
        let slug = Slug::new(id).0;
        let ascii = slug.chars().filter(char::is_ascii);
        let readable: String = ascii.take(MAX_SLUG_BYTES).collect();
        let digest = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(format!("/items/{readable}-{digest:016x}"))
    }

    /// Whether it is plainly no address of a file of the site: less exact than [`Self::reserved`], and smaller.
    fn is_free(&self) -> bool {
        let section = self.section();
        let names = reserved::FOLDERS.iter().chain(&reserved::NAMES);
        !section.contains(['.', '~'])
            && !self.slug().starts_with('.')
            && names
                .copied()
                .all(|name| !section.eq_ignore_ascii_case(name))
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

    #[test]
    fn signs_and_scripts_tell_names_apart() {
        let names = [
            "HER2",
            "HER2+",
            "HER2-",
            "HER2 low",
            "C",
            "C++",
            "C#",
            "F#",
            ".NET",
            "NET",
            "<65",
            ">65",
            "≥65",
            "≤65",
            "65",
            "65 %",
            "A*",
            "α",
            "β",
            "循環器",
            "循環",
            "Кардиология",
            "🫀",
            "1/2",
            "-80 °C",
            "80 °C",
        ];
        let slugs: std::collections::BTreeSet<_> = names.map(Slug::new).into();
        assert_eq!(slugs.len(), names.len(), "{slugs:?}");
        for slug in slugs {
            assert!(
                !slug.as_str().is_empty() && Slug::new(slug.as_str()) == slug,
                "{slug}"
            );
        }
    }

    #[test]
    fn what_only_divides_words_makes_no_difference() {
        for (a, b) in [
            ("TCT MD", "tct-md"),
            (
                "SIR — IR Quarterly (news/podcast)",
                "sir ir quarterly news podcast",
            ),
            ("510(k)", "510 k"),
            ("Abords & Dialyse", "abords-dialyse"),
            ("Impella™", "IMPELLA"),
            ("HER2(+)", "HER2+"),
            ("C++", "cplusplus"),
            ("C#", "csharp"),
            (".NET", "dotnet"),
            ("65 %", "65%"),
            ("HER2−", "HER2-"),
            ("#stent", "stent"),
            ("valve-in-valve", "Valve in valve"),
            ("Foo - bar", "foo bar"),
        ] {
            assert_eq!(Slug::new(a), Slug::new(b), "{a}");
        }
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
