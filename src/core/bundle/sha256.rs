//! SHA-256 (FIPS 180-4), computed incrementally.
//!
//! Implemented here because every reader downloads it: the usual library, with traits for every kind of hash, is
//! twice as large in the browser. The tests compare it with that library.

/// The first 32 bits behind the point of the square roots of the first 8 primes.
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The same of the cube roots of the first 64 primes.
const ROUNDS: [u32; 64] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

/// Bytes that are mixed at a time.
const BLOCK_BYTES: usize = 64;

/// A digest on its way.
#[derive(Clone, Debug)]
pub(super) struct Sha256 {
    state: [u32; 8],
    block: [u8; BLOCK_BYTES],
    /// Bytes of the block that have come.
    filled: usize,
    length: u64,
}

impl Default for Sha256 {
    fn default() -> Self {
        Self {
            state: START,
            block: [0; BLOCK_BYTES],
            filled: 0,
            length: 0,
        }
    }
}

impl Sha256 {
    /// Adds the next part.
    pub(super) fn update(&mut self, part: &[u8]) {
        self.length += part.len() as u64;
        let mut rest = part;
        while !rest.is_empty() {
            let room = &mut self.block[self.filled..];
            let (taken, after) = rest.split_at(room.len().min(rest.len()));
            room[..taken.len()].copy_from_slice(taken);
            rest = after;
            self.filled = (self.filled + taken.len()) % BLOCK_BYTES;
            if self.filled == 0 {
                self.mix();
            }
        }
    }

    /// Returns the digest of all parts.
    pub(super) fn finish(mut self) -> [u8; 32] {
        let bits = (self.length * 8).to_be_bytes();
        self.update(&[0x80]);
        while self.filled != BLOCK_BYTES - bits.len() {
            self.update(&[0]);
        }
        self.update(&bits);
        let mut digest = [0; 32];
        for (place, word) in digest.chunks_exact_mut(4).zip(self.state) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        digest
    }

    #[expect(clippy::many_single_char_names, reason = "the standard names them so")]
    fn mix(&mut self) {
        let turn = |word: u32, [a, b, c]: [u32; 3]| {
            word.rotate_right(a) ^ word.rotate_right(b) ^ word.rotate_right(c)
        };
        // Sixteen words of the schedule at a time: each is needed for the last time when it is replaced.
        let mut words = [0; 16];
        for (word, bytes) in words.iter_mut().zip(self.block.chunks_exact(4)) {
            *word = bytes
                .first_chunk()
                .map_or(0, |bytes| u32::from_be_bytes(*bytes));
        }
        let mut state = self.state;
        for (round, constant) in ROUNDS.iter().enumerate() {
            let at = round % 16;
            if round >= 16 {
                let (early, late) = (words[(at + 1) % 16], words[(at + 14) % 16]);
                let early = early.rotate_right(7) ^ early.rotate_right(18) ^ early >> 3;
                let late = late.rotate_right(17) ^ late.rotate_right(19) ^ late >> 10;
                words[at] = words[at]
                    .wrapping_add(early)
                    .wrapping_add(words[(at + 9) % 16])
                    .wrapping_add(late);
            }
            let [a, b, c, d, e, f, g, h] = state;
            let one = h
                .wrapping_add(turn(e, [6, 11, 25]))
                .wrapping_add(e & f ^ !e & g)
                .wrapping_add(*constant)
                .wrapping_add(words[at]);
            let two = turn(a, [2, 13, 22]).wrapping_add(a & b ^ a & c ^ b & c);
            state = [one.wrapping_add(two), a, b, c, d.wrapping_add(one), e, f, g];
        }
        for (word, mixed) in self.state.iter_mut().zip(state) {
            *word = word.wrapping_add(mixed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::Digest as _;

    proptest! {
        #[test]
        fn the_library_gives_the_same(bytes in prop::collection::vec(any::<u8>(), 0..300), at: prop::sample::Index) {
            let (first, second) = bytes.split_at(at.index(bytes.len() + 1));
            let mut digest = Sha256::default();
            digest.update(first);
            digest.update(second);
            let library: [u8; 32] = sha2::Sha256::digest(&bytes).into();
            prop_assert_eq!(digest.finish(), library);
        }
    }
}
