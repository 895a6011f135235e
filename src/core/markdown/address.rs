//! An address inside the site: an article, a part of one, a list, a published file.

use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::permalink::Permalink;

/// Longest address accepted, in bytes after escaping.
const MAX_BYTES: usize = 2_048;

/// An address relative to the site's folder, such as `papers/a#methods`, `?q=stent` or
/// `bundle/files/guide.pdf`. It is printable ASCII without quotes, has no scheme and no way up, so joined to
/// the folder it never leaves the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct SiteAddress(String);

impl SiteAddress {
    /// Makes the address of an article, or of the heading with this id in it; empty for the whole article.
    ///
    /// ```
    /// use vigie_core::markdown::SiteAddress;
    /// use vigie_core::permalink::Permalink;
    ///
    /// let permalink = Permalink::parse("/papers/a").unwrap();
    /// let address = SiteAddress::article(&permalink, "méthodes");
    /// assert_eq!(address.as_str(), "papers/a#m%C3%A9thodes");
    /// assert_eq!(SiteAddress::parse("../x"), None);
    /// ```
    pub fn article(permalink: &Permalink, heading: &str) -> Self {
        let mark = if heading.is_empty() { "" } else { "#" };
        Self(format!(
            "{}{mark}{}",
            permalink.relative(),
            escaped(heading)
        ))
    }

    /// Makes the address of the list that a query asks for, given as written after `?`; the whole list
    /// where it is empty.
    pub fn list(query: &str) -> Self {
        let mark = if query.is_empty() { "" } else { "?" };
        Self(format!("{mark}{}", escaped(query)))
    }

    /// Reads an address; `None` for what is no plain path of the site, is no printable ASCII, or is too long.
    pub fn parse(text: &str) -> Option<Self> {
        let end = text.find(['?', '#']).unwrap_or(text.len());
        let (path, rest) = text.split_at_checked(end)?;
        let is_segment = |segment: &str| {
            !segment.is_empty()
                && !segment.starts_with('.')
                && segment
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
        };
        let whole = text.len() <= MAX_BYTES
            && (path.is_empty() || path.split('/').all(is_segment))
            && rest.bytes().all(is_plain);
        whole.then(|| Self(text.to_owned()))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<SiteAddress> for String {
    fn from(address: SiteAddress) -> Self {
        address.0
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a byte is allowed in a query or a fragment.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\"'<>`\\^{|}".contains(&byte)
}

/// Escapes what is not allowed in a query or a fragment, and preserves existing escapes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_plain(byte) && byte != b'#' {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_that_leave_the_site_are_refused() {
        for text in [
            "/x",
            "//host/x",
            "a//b",
            "a/../b",
            "..",
            "a/.env",
            "javascript:x",
            "a b",
            "a?\"",
            "a#é",
            "https://a.example/",
        ] {
            assert_eq!(SiteAddress::parse(text), None, "{text}");
        }
        for text in [
            "",
            "?q=a+b&tag=c",
            "papers/a",
            "papers/a#b",
            "bundle/files/a/b.pdf",
        ] {
            assert!(SiteAddress::parse(text).is_some(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_is_read_back(text in "\\PC{0,40}") {
            let permalink = Permalink::parse("/papers/a").expect("a permalink");
            for address in [SiteAddress::article(&permalink, &text), SiteAddress::list(&text)] {
                prop_assert_eq!(SiteAddress::parse(address.as_str()), Some(address));
            }
        }
    }
}
