//! SHA-256 digests in the notation of Subresource Integrity (W3C, *Subresource Integrity*, 2016).

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::json::Misfit;

/// Bytes of the digest that name a file: 80 bits, so that two files of a site never share a name.
const NAME_BYTES: usize = 10;

/// A digest, kept as `sha256-<base64>`: the form `fetch` takes to refuse altered bytes.
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
        Self(format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes))))
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

fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.strip_prefix("sha256-")?).ok()
}
