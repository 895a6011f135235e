//! The seal of the entry: a checksum of the document inside the document.
//!
//! All other files of a bundle are named by their digest in the entry, but no file contains the digest of the entry
//! itself. Its `_vigie` object therefore begins with sixteen hexadecimal digits, the checksum of all bytes of the
//! document except these digits. It detects accidents, such as a flipped bit or a truncated file; it is not a
//! signature.
//!
//! The seal does not depend on the format version: it is checked before anything is parsed.

use super::error::BundleError;
use crate::bytes::checksum;

/// The text before the digits. With its brace, so that no text inside the document looks the same, and a
/// changed bit of it leaves no JSON or no manifest that can be read.
const OPENING: &[u8] = b"{\"checksum\":\"";

/// Digits a document carries until it is sealed.
pub(super) const BLANK: &str = "0000000000000000";

/// Puts the right checksum into a document that carries digits in its place; a document without any is left as
/// it is.
///
/// ```
/// let mut entry = br#"{"_vigie":{"checksum":"0000000000000000"}}"#.to_vec();
/// vigie_core::bundle::seal(&mut entry);
/// assert_eq!(&entry, br#"{"_vigie":{"checksum":"9e459c0d6d6c0055"}}"#);
/// ```
pub fn seal(document: &mut [u8]) {
    if let Some((sum, at)) = sum(document)
        && let Some(place) = document.get_mut(at..at + BLANK.len())
    {
        place.copy_from_slice(&digits(sum));
    }
}

/// Largest document that is looked through for a seal; an entry is hardly ever larger than a hundredth of it.
const MAX_BYTES: usize = 8 << 20;

/// Checks the seal of a document and returns whether it has one.
pub(super) fn check(document: &[u8]) -> Result<bool, BundleError> {
    match (document.len() <= MAX_BYTES)
        .then(|| sum(document))
        .flatten()
    {
        None => Ok(false),
        Some((sum, at)) if document.get(at..at + BLANK.len()) == Some(&digits(sum)) => Ok(true),
        Some(_) => Err(BundleError::Altered),
    }
}

/// The checksum a document should carry, and where; `None` for a document without seal.
fn sum(document: &[u8]) -> Option<(u64, usize)> {
    let found = document
        .windows(OPENING.len())
        .position(|window| window == OPENING)?;
    let at = found + OPENING.len();
    let mut signed = document.to_vec();
    signed.drain(at..document.len().min(at + BLANK.len()));
    Some((checksum(&signed), at))
}

fn digits(mut sum: u64) -> [u8; BLANK.len()] {
    let mut digits = [0; BLANK.len()];
    for digit in digits.iter_mut().rev() {
        let [low, ..] = sum.to_le_bytes();
        *digit = match low & 15 {
            low @ 0..10 => b'0' + low,
            low => b'a' - 10 + low,
        };
        sum >>= 4;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sealed() -> Vec<u8> {
        let mut document =
            format!("{{\"_vigie\":{{\"checksum\":\"{BLANK}\",\"a\":1}}}}").into_bytes();
        seal(&mut document);
        document
    }

    #[test]
    fn a_sealed_document_is_known_and_a_foreign_one_let_through() {
        assert_eq!(check(&sealed()), Ok(true));
        assert_eq!(check(b"{\"items\":[]}"), Ok(false));
        assert_eq!(check(b"{\"text\":\"{\\\"checksum\\\":\\\"x\"}"), Ok(false));
        assert_eq!(check(b""), Ok(false));
    }

    #[test]
    fn the_digits_are_those_of_the_number() {
        assert_eq!(&digits(0x0123_4567_89ab_cdef), b"0123456789abcdef");
    }

    #[test]
    fn a_document_that_ends_inside_its_seal_is_refused() {
        let document = sealed();
        let digits = document
            .windows(3)
            .position(|window| window == b"m\":")
            .unwrap()
            + 4;
        for end in digits..digits + BLANK.len() {
            assert_eq!(check(&document[..end]), Err(BundleError::Altered), "{end}");
        }
    }

    proptest! {
        #[test]
        fn a_flipped_bit_breaks_seal_or_opening(at: prop::sample::Index, bit in 0_u32..8) {
            let mut document = sealed();
            let at = at.index(document.len());
            document[at] ^= 1_u8 << bit;
            prop_assert_ne!(check(&document), Ok(true));
        }
    }
}
