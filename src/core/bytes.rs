//! Binary encoding of numbers: fixed width for columns, LEB128 for lists, and a checksum.

/// Appends a number in LEB128: seven bits a byte, low bits first.
pub(crate) fn push_varint(bytes: &mut Vec<u8>, mut number: u32) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return bytes.push(low & 0x7f);
        }
        bytes.push(low | 0x80);
    }
}

/// A place in some bytes; every read is bounded and gives `None` at the end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Returns how many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    #[inline]
    /// Reads LEB128; `None` at the end and for a number over 32 bits.
    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0x0f {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// Reads text after its length in bytes.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = self.varint()?;
        std::str::from_utf8(self.take(length as usize)?).ok()
    }
}

/// Appends text after its length in bytes.
pub(crate) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_varint(
        bytes,
        u32::try_from(text.len()).expect("names are shorter than 4 GiB"),
    );
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads element `at` of a column of little-endian numbers.
pub(crate) fn column<const WIDTH: usize>(bytes: &[u8], at: usize) -> Option<[u8; WIDTH]> {
    let start = at.checked_mul(WIDTH)?;
    bytes.get(start..start.checked_add(WIDTH)?)?.try_into().ok()
}

/// A 64-bit checksum, eight bytes at a time. Each step is a bijection of the running value (xor, odd
/// factor, rotation), so a change within eight aligned bytes never goes unseen, and any other change with
/// a probability of 2⁻⁶⁴.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    /// An odd number with well-spread bits, 2⁶⁴ divided by the golden ratio.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut chunks = bytes.chunks_exact(8);
    let mut sum = bytes.len() as u64;
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("chunks of eight bytes"));
        sum = (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    }
    for byte in chunks.remainder() {
        sum = (sum ^ u64::from(*byte))
            .wrapping_mul(FACTOR)
            .rotate_left(29);
    }
    sum
}

/// Bytes before the content of a sealed buffer.
pub(crate) const SEAL_BYTES: usize = 20;

/// Puts a magic number, a version and a checksum before some content.
pub(crate) fn seal(magic: [u8; 8], version: u32, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(SEAL_BYTES + content.len());
    bytes.extend_from_slice(&magic);
    bytes.extend_from_slice(&version.to_le_bytes());
    bytes.extend_from_slice(&checksum(content).to_le_bytes());
    bytes.extend_from_slice(content);
    bytes
}

/// Puts the right checksum into a sealed buffer whose content was changed, to see what is checked behind it; a
/// shorter buffer is left as it is.
pub fn reseal(bytes: &mut [u8]) {
    if let Some((head, content)) = bytes.split_at_mut_checked(SEAL_BYTES)
        && let Some(sum) = head.last_chunk_mut()
    {
        *sum = checksum(content).to_le_bytes();
    }
}

/// Why a sealed buffer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SealError {
    /// Another magic number.
    Magic,
    /// Another version.
    Version(u32),
    /// Bytes are missing, surplus or changed.
    Damaged,
}

/// Checks the seal of a buffer and returns its content.
pub(crate) fn unseal(magic: [u8; 8], version: u32, bytes: &[u8]) -> Result<&[u8], SealError> {
    let content = bytes.strip_prefix(&magic).ok_or(SealError::Magic)?;
    let (got, content) = content.split_first_chunk().ok_or(SealError::Damaged)?;
    let got = u32::from_le_bytes(*got);
    if got != version {
        return Err(SealError::Version(got));
    }
    let (sum, content) = content.split_first_chunk().ok_or(SealError::Damaged)?;
    if checksum(content) == u64::from_le_bytes(*sum) {
        Ok(content)
    } else {
        Err(SealError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_survive(number: u32) {
            let mut bytes = Vec::new();
            push_varint(&mut bytes, number);
            prop_assert_eq!(Reader::new(&bytes).varint(), Some(number));
            bytes.pop();
            prop_assert_eq!(Reader::new(&bytes).varint(), None);
        }

        #[test]
        fn a_flipped_bit_changes_the_checksum(mut bytes in prop::collection::vec(any::<u8>(), 1..60), at: usize, bit in 0_u32..8) {
            let before = checksum(&bytes);
            let at = at % bytes.len();
            bytes[at] ^= 1_u8 << bit;
            prop_assert_ne!(checksum(&bytes), before);
        }
    }
}
