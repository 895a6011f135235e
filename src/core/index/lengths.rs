//! Field lengths in one byte: exact up to 127 words, then in steps of a thirtieth.
//!
//! Ranking divides by the length of a field relative to the mean; beyond a hundred words small differences do not
//! matter. (Lucene also stores lengths in one byte.)

/// Longest length that is stored exactly.
const EXACT: u32 = 127;

/// The length in words that each byte encodes: 0 to about 8,000.
pub(super) const WORDS: [u32; 256] = words();

const fn words() -> [u32; 256] {
    let mut words = [0; 256];
    let mut code = 1;
    while code < words.len() {
        let before: u32 = words[code - 1];
        let step = if before < EXACT { 1 } else { before / 30 };
        words[code] = before + step;
        code += 1;
    }
    words
}

/// Returns the byte of a length in words: that of the longest length that is not longer.
pub(super) fn encode(words: u32) -> u8 {
    let above = WORDS.partition_point(|known| *known <= words);
    u8::try_from(above.saturating_sub(1)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact_or_close() {
        for words in 0..5_000 {
            let read = WORDS[usize::from(encode(words))];
            assert!(
                read <= words && words - read <= words / 30,
                "{words} {read}"
            );
        }
        for code in 0..=u8::MAX {
            assert_eq!(encode(WORDS[usize::from(code)]), code);
        }
    }
}
