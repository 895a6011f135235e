//! Which origins may show `embed.html` in a frame. No other page of the site may be framed.
//!
//! The list is set in `vigie.toml`. Browsers enforce it as `frame-ancestors` of the page's policy, and the script
//! of the page checks it for every message it receives. `vigie serve` only has the finished site, so the marker of
//! the site contains the list too.

use std::path::Path;

use serde_json::Value;
use vigie_core::url::SafeUrl;

use crate::read::marker;

/// The page that may be shown in a frame. A file of its own name: every static host answers for it without a rule
/// and without a redirect, which may lose the query; and what it names beside itself is in the site's folder.
pub use vigie_core::scripts::FRAME_PAGE as PAGE;

/// Its address without ending, on hosts that can.
pub const SHORT_ADDRESS: &str = "/embed";

/// The site's own pages, as an entry of the list.
pub const SELF: &str = "self";

/// What the policy of all other pages says.
pub(crate) const NOBODY: &str = "frame-ancestors 'none'";

/// Returns an entry of the list as browsers write origins: scheme, host and port in lower case, the usual port left
/// out. `None` where it is anything else: a path, a wildcard, a list of its own.
pub fn origin(given: &str) -> Option<String> {
    if given == SELF {
        return Some(given.to_owned());
    }
    let url = SafeUrl::parse(given).ok()?;
    url.host()?;
    let url = url.as_str().to_ascii_lowercase();
    let url = url.strip_suffix('/').unwrap_or(&url);
    let (scheme, authority) = url.split_once("://")?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if !authority.bytes().all(is_plain) {
        return None;
    }
    let usual = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let authority = authority.strip_suffix(usual).unwrap_or(authority);
    Some(format!("{scheme}://{authority}"))
}

/// Returns the directive for a list of valid entries.
pub fn frame_ancestors(allow: &[String]) -> String {
    if allow.is_empty() {
        return NOBODY.to_owned();
    }
    let mut directive = "frame-ancestors".to_owned();
    for origin in allow {
        directive.push(' ');
        directive.push_str(if origin == SELF { "'self'" } else { origin });
    }
    directive
}

/// Returns the policy of [`PAGE`]: that of every page, for other frames.
pub fn policy(of_pages: &str, allow: &[String]) -> String {
    of_pages.replace(NOBODY, &frame_ancestors(allow))
}

/// Whether a path that starts with a slash is the page's.
pub fn is_page(path: &str) -> bool {
    path == SHORT_ADDRESS || path.strip_prefix('/') == Some(PAGE)
}

/// Reads the list of a finished site; empty without one. What is no origin is left out, for it becomes a header.
pub fn read(site: &Path) -> Vec<String> {
    let marker = marker::read(site);
    let entries = marker.get(marker::FRAMED_BY).and_then(Value::as_array);
    let entries = entries.into_iter().flatten();
    entries
        .filter_map(|entry| origin(entry.as_str()?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        for (given, expected) in [
            (
                "https://Intranet.Example.org",
                "https://intranet.example.org",
            ),
            (
                "https://intranet.example.org/",
                "https://intranet.example.org",
            ),
            (
                "https://intranet.example.org:443",
                "https://intranet.example.org",
            ),
            ("http://10.0.0.5:8080", "http://10.0.0.5:8080"),
            ("self", "self"),
        ] {
            assert_eq!(origin(given).as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_refused() {
        for given in [
            "",
            "*",
            "https://*",
            "https://*.example.org",
            "https://a.example/path",
            "https://a.example?x",
            "https://a.example https://b.example",
            "https://a.example; script-src *",
            "https://a.example\r\nX: y",
            "https://user:secret@a.example",
            "mailto:a@b.example",
            "a.example",
            "'self'",
            "null",
            "javascript:alert(1)",
        ] {
            assert_eq!(origin(given), None, "{given:?}");
        }
    }

    #[test]
    fn only_the_list_is_added_to_the_policy() {
        let of_pages = "script-src 'self'; frame-ancestors 'none'; trusted-types vigie";
        assert_eq!(policy(of_pages, &[]), of_pages);
        let allow = ["https://a.example".to_owned(), SELF.to_owned()];
        let expected =
            "script-src 'self'; frame-ancestors https://a.example 'self'; trusted-types vigie";
        assert_eq!(policy(of_pages, &allow), expected);
    }

    #[test]
    fn a_marker_of_somebody_else_allows_nobody() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).is_empty());
        let write = |text: &str| std::fs::write(folder.path().join(marker::MARKER), text).unwrap();
        write("{\"name\":\"vigie\",\"embed\":[\"https://a.example\",\"x\\r\\ny\",7]}");
        assert_eq!(read(folder.path()), ["https://a.example"]);
        write("{\"embed\":\"https://a.example\"}");
        assert!(read(folder.path()).is_empty());
        assert!(is_page("/embed") && is_page("/embed.html"));
        assert!(!is_page("/embed.js") && !is_page("/demo/embed.html"));
    }
}
