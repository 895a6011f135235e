//! SHA-256 digests in the notation of Subresource Integrity (W3C, *Subresource Integrity*, 2016).
//!
//! The app computes them itself while the bytes arrive: a browser that is given a digest buffers the whole
//! decompressed response, however large, before it passes on the first byte.

use std::fmt::{self, Write as _};

use super::sha256::Sha256;
use crate::json::Misfit;
use serde::Serialize;

/// Bytes of the digest that name a file: 80 bits, so that two files of a site never share a name.
pub(super) const NAME_BYTES: usize = 10;

/// A digest, stored as `sha256-<base64>`: the form that pages and `fetch` use for integrity checks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Digest(String);

impl Digest {
    /// Computes the digest of some bytes.
    ///
    /// ```
    /// use vigie_core::bundle::Digest;
    ///
    /// let digest = Digest::of(b"");
    /// assert_eq!(digest.as_str(), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    /// assert_eq!(digest.name(), "e3b0c44298fc1c149afb");
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.update(bytes);
        hasher.finish()
    }

    /// Reads an integrity of the form `sha256-<base64>`.
    pub(super) fn read(integrity: String) -> Result<Self, Misfit> {
        // 32 bytes are 43 digits of base64 and one sign of padding.
        let digits = integrity
            .strip_prefix("sha256-")
            .and_then(|digits| digits.strip_suffix('='));
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        if digits.is_some_and(|digits| digits.len() == 43 && digits.bytes().all(is_digit)) {
            return Ok(Self(integrity));
        }
        Err(Misfit::new(
            "integrity",
            "digest of the form sha256-<base64>",
        ))
    }

    /// Returns the integrity text, `sha256-<base64>`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns 20 hexadecimal digits that name a file by its content.
    pub fn name(&self) -> String {
        let mut name = String::with_capacity(2 * NAME_BYTES);
        for byte in decode(&self.0).unwrap_or_default().iter().take(NAME_BYTES) {
            let _ = write!(name, "{byte:02x}");
        }
        name
    }
}

/// A digest of bytes that come one part after the other.
///
/// ```
/// use vigie_core::bundle::{Digest, digest::Hasher};
///
/// let mut hasher = Hasher::default();
/// hasher.update(b"some ");
/// hasher.update(b"bytes");
/// assert_eq!(hasher.finish(), Digest::of(b"some bytes"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds the next part.
    pub fn update(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// Returns the digest of all parts; of no bytes where none came.
    pub fn finish(self) -> Digest {
        Digest(["sha256-", &encode(&self.0.finish())].concat())
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The digits of base64 (RFC 4648, section 4). Written out here: for 32 bytes a library brings a kilobyte and a half
/// into the browser.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes in base64.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    text
}

/// Reads the bytes of a digest.
fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut held) = (0_u32, 0);
    let mut bytes = Vec::new();
    for digit in text.strip_prefix("sha256-")?.trim_end_matches('=').bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        bits = (bits << 6 | u32::try_from(value).ok()?) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_those_of_the_standard() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fooba", "Zm9vYmE="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
        }
        assert_eq!(decode("sha256-+/9="), Some(vec![0xfb, 0xff]));
        assert_eq!((decode("sha256-a b="), decode("AAAA")), (None, None));
    }

    proptest! {
        #[test]
        fn bytes_survive(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode(&format!("sha256-{}", encode(&bytes))), Some(bytes));
        }

        #[test]
        fn parts_have_the_digest_of_the_whole(bytes in prop::collection::vec(any::<u8>(), 0..200), at: prop::sample::Index) {
            let (first, second) = bytes.split_at(at.index(bytes.len() + 1));
            let mut hasher = Hasher::default();
            hasher.update(first);
            hasher.update(second);
            prop_assert_eq!(hasher.finish(), Digest::of(&bytes));
        }
    }
}
