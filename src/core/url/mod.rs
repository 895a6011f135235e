//! `SafeUrl`: the only way to get a link.
//!
//! Four schemes may leave the page: `http`, `https`, `mailto`, `tel`. A browser drops tabs, newlines and
//! leading controls from an address before it looks at the scheme, so the text is cleaned the same way
//! first (WHATWG URL Standard, "basic URL parser", steps 1 to 3) and judged after. The result is the
//! cleaned text with every character escaped that could end an attribute or confuse a reader, so a
//! `SafeUrl` is plain ASCII. The full parser of the standard would cost the browser more than 100 KB of
//! tables; the tests hold this one to it.

mod punycode;

use std::fmt::{self, Write as _};

use serde::Serialize;

/// Longest address accepted, in bytes after escaping.
const MAX_BYTES: usize = 2_048;

/// An absolute address with one of four schemes: printable ASCII without spaces, quotes or brackets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct SafeUrl(String);

/// Why an address was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlError {
    /// No scheme: empty, relative, or not an address at all.
    NotAbsolute,
    /// A scheme that may run code, read files or open other programs; lower case.
    Scheme(String),
    /// An `http` or `https` address without a host name or IPv4 address. Bare IPv6 addresses are refused
    /// too: no publication has one.
    Host,
    /// A name or password before the host, the usual disguise of a false one.
    Credentials,
    /// More than 2,048 bytes.
    TooLong,
}

impl SafeUrl {
    /// Judges an address as a browser would read it.
    ///
    /// ```
    /// use vigie_core::url::{SafeUrl, UrlError};
    ///
    /// let url = SafeUrl::parse(" https://Example.org/é?q=1 ").unwrap();
    /// assert_eq!((url.as_str(), url.host()), ("https://example.org/%C3%A9?q=1", Some("example.org")));
    /// let refused = SafeUrl::parse("java\tscript:alert(1)");
    /// assert_eq!(refused, Err(UrlError::Scheme("javascript".to_owned())));
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the address is not absolute, is too long, has a scheme that is not allowed, no valid host, or
    /// credentials.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let trimmed = text.trim_matches(|c: char| c <= ' ');
        let cleaned: String = trimmed
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        let (scheme, rest) = split_scheme(&cleaned).ok_or(UrlError::NotAbsolute)?;
        let url = match scheme.as_str() {
            "http" | "https" => web_address(&scheme, rest)?,
            "mailto" | "tel" if rest.is_empty() || rest.starts_with(['/', '\\']) => {
                return Err(UrlError::NotAbsolute);
            }
            "mailto" | "tel" => format!("{scheme}:{}", escape(rest)),
            _ => return Err(UrlError::Scheme(scheme)),
        };
        if url.len() > MAX_BYTES {
            Err(UrlError::TooLong)
        } else {
            Ok(Self(url))
        }
    }

    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the host of an `http` or `https` address, in lower case and punycode, without the port.
    pub fn host(&self) -> Option<&str> {
        if !self.0.starts_with("http") {
            return None;
        }
        let (_, rest) = self.0.split_once(':')?;
        let rest = rest.strip_prefix("//")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        authority.split(':').next()
    }
}

impl From<SafeUrl> for String {
    fn from(url: SafeUrl) -> Self {
        url.0
    }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAbsolute => f.write_str("not an absolute address"),
            Self::Scheme(scheme) => write!(f, "scheme '{scheme}' is not allowed"),
            Self::Host => f.write_str("no valid host"),
            Self::Credentials => f.write_str("names and passwords in addresses are not allowed"),
            Self::TooLong => write!(f, "longer than {MAX_BYTES} bytes"),
        }
    }
}

impl std::error::Error for UrlError {}

/// Splits `scheme:rest`, the scheme in lower case.
fn split_scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let continues = bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (starts && continues).then(|| (scheme.to_ascii_lowercase(), rest))
}

fn web_address(scheme: &str, rest: &str) -> Result<String, UrlError> {
    // Browsers take a backslash for a slash here; an address that needs that is not a plain one.
    let rest = rest.strip_prefix("//").ok_or(UrlError::Host)?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if authority.contains('@') {
        return Err(UrlError::Credentials);
    }
    let (host, port) = split_port(authority)?;
    let host = normalise_host(host).ok_or(UrlError::Host)?;
    let slash = if tail.starts_with(['/', '\\']) {
        ""
    } else {
        "/"
    };
    Ok(format!("{scheme}://{host}{port}{slash}{}", escape(tail)))
}

/// Splits `host:port`; the port keeps its colon and is empty when absent.
fn split_port(authority: &str) -> Result<(&str, String), UrlError> {
    let colon = authority.rfind(':');
    let Some((host, port)) = colon.and_then(|at| authority.split_at_checked(at)) else {
        return Ok((authority, String::new()));
    };
    match port.trim_start_matches(':') {
        "" => Ok((host, String::new())),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number: u16 = digits.parse().map_err(|_| UrlError::Host)?;
            Ok((host, format!(":{number}")))
        }
        _ => Err(UrlError::Host),
    }
}

/// Lower-cases a host and encodes its foreign labels; `None` where a character has no place in a host.
fn normalise_host(host: &str) -> Option<String> {
    let mut labels = Vec::new();
    let host: String = host.chars().map(lower_case).collect();
    for label in host.split('.') {
        // No label is encoded twice.
        let is_twice = !label.is_ascii() && label.starts_with("xn--");
        if is_twice || !label.chars().all(is_host_letter) {
            return None;
        }
        labels.push(if label.is_ascii() {
            label.to_owned()
        } else {
            punycode::encode(label)?
        });
    }
    let dots = labels.iter().rev().skip(1).any(String::is_empty);
    // A last label of digits makes a browser read the host as a number, with a dot behind it or without; only
    // dotted IPv4 is meant.
    let last = labels.iter().rfind(|label| !label.is_empty())?;
    let numeric = last.starts_with("0x") || last.bytes().all(|byte| byte.is_ascii_digit());
    let host = labels.join(".");
    if numeric && !is_ipv4(&labels) {
        return None;
    }
    (!dots).then_some(host)
}

/// Lower case of a character of a host, for the letters [`is_host_letter`] knows.
fn lower_case(character: char) -> char {
    match character {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(character) + 32).unwrap_or(character),
        'Œ' => 'œ',
        _ => character.to_ascii_lowercase(),
    }
}

/// Letters of host names: ASCII, and the accented letters of western Europe. Names in other scripts are
/// written in punycode, where no letter can pass for another.
fn is_host_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '-' | '_' | 'ß'..='ö' | 'ø'..='ÿ' | 'œ')
}

/// Four numbers from 0 to 255 without leading zeros, which browsers would read as octal.
fn is_ipv4(labels: &[String]) -> bool {
    let is_octet = |label: &String| {
        label
            .parse::<u8>()
            .is_ok_and(|octet| octet.to_string() == *label)
    };
    labels.len() == 4 && labels.iter().all(is_octet)
}

/// Escapes everything but the characters RFC 3986 allows, keeping escapes that are there. A backslash
/// becomes a slash as in browsers.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push('/'),
            '%' | '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '$' | '&' | '('
            | ')' | '*' | '+' | ',' | ';' | '=' => escaped.push(character),
            _ if character.is_ascii_alphanumeric() => escaped.push(character),
            _ => {
                let mut buffer = [0; 4];
                for byte in character.encode_utf8(&mut buffer).bytes() {
                    let _ = write!(escaped, "%{byte:02X}");
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, UrlError>) {
        assert_eq!(
            SafeUrl::parse(text).map(|url| url.0),
            expected.map(str::to_owned),
            "{text:?}"
        );
    }

    #[test]
    fn plain_addresses_are_kept() {
        check("https://a.org/x?y=1&z=2#w", Ok("https://a.org/x?y=1&z=2#w"));
        check("HTTP://A.ORG:8080", Ok("http://a.org:8080/"));
        check("mailto:a@b.org", Ok("mailto:a@b.org"));
        check("tel:+33%201", Ok("tel:+33%201"));
        check("https://192.168.0.1/x", Ok("https://192.168.0.1/x"));
        check(
            "https://bücher.example/",
            Ok("https://xn--bcher-kva.example/"),
        );
    }

    #[test]
    fn schemes_off_the_list_are_refused_in_any_disguise() {
        for text in [
            "javascript:x",
            "JaVaScRiPt:x",
            "\u{1}javascript:x",
            "java\nscript:x",
            " \tjavascript\r:x",
        ] {
            check(text, Err(UrlError::Scheme("javascript".to_owned())));
        }
        for scheme in [
            "data",
            "vbscript",
            "file",
            "blob",
            "ftp",
            "intent",
            "view-source",
        ] {
            check(
                &format!("{scheme}:x"),
                Err(UrlError::Scheme(scheme.to_owned())),
            );
        }
        check("t3_1h5mwq7", Err(UrlError::NotAbsolute));
        check("//host/x", Err(UrlError::NotAbsolute));
        check("", Err(UrlError::NotAbsolute));
    }

    #[test]
    fn false_hosts_are_refused() {
        check("https:///x", Err(UrlError::Host));
        check("https:x", Err(UrlError::Host));
        check("https://good.org@evil.org/", Err(UrlError::Credentials));
        check("https://a b.org/", Err(UrlError::Host));
        check("https://a.org:99999/", Err(UrlError::Host));
        check("https://1234567/", Err(UrlError::Host));
        check("https://192.168.0.01/", Err(UrlError::Host));
        check("https://192.168.", Err(UrlError::Host));
        check("https://192.168.0.1./", Err(UrlError::Host));
        check("https://./", Err(UrlError::Host));
        check("https://xn--bücher.example/", Err(UrlError::Host));
        check("https://[::1]/", Err(UrlError::Host));
        check("https://аpple.example/", Err(UrlError::Host));
        check(
            &format!("https://a.org/{}", "x".repeat(3000)),
            Err(UrlError::TooLong),
        );
    }

    #[test]
    fn quotes_and_brackets_are_escaped() {
        check(
            "https://a.org/\"><script>'`",
            Ok("https://a.org/%22%3E%3Cscript%3E%27%60"),
        );
        check("https://a.org/\u{202e}x", Ok("https://a.org/%E2%80%AEx"));
    }

    proptest! {
        #[test]
        fn the_url_standard_agrees_on_scheme_and_host(
            text in "[ \\t\\n]{0,1}(https?|HTTPS|javascript|data|mailto|tel|ftp)?[:/\\\\\\t@]{0,4}[a-zA-Z0-9.:@é\\[\\]-]{0,16}[/?#\\\\]{0,2}[a-z<>\"'%é ]{0,8}"
        ) {
            if let Ok(safe) = SafeUrl::parse(&text) {
                let standard = url::Url::parse(safe.as_str()).expect("a safe address is an address");
                prop_assert!(["http", "https", "mailto", "tel"].contains(&standard.scheme()));
                prop_assert_eq!(standard.host_str(), safe.host());
                prop_assert!(safe.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(!safe.as_str().contains(['"', '\'', '<', '>', '`', '\\']));
                let original = url::Url::parse(&text).expect("the standard reads what we accept");
                prop_assert_eq!(original.scheme(), standard.scheme());
                prop_assert_eq!(original.host_str(), standard.host_str());
                prop_assert_eq!(SafeUrl::parse(safe.as_str()), Ok(safe.clone()));
            }
        }
    }
}
