//! The number of typing errors between two words: the Damerau–Levenshtein table.
//!
//! Insertion, deletion, substitution and transposition of neighbouring letters count as one error each (F. Damerau,
//! *A technique for computer detection and correction of spelling errors*, 1964; the variant that edits no letter
//! twice). Consecutive terms share the rows of their common prefix, and a row that exceeds the limit rules out all
//! terms with that prefix: over sorted terms this does what an automaton over a trie does.

/// Longest word that is corrected, in letters; longer ones are no words.
const MAX_LETTERS: usize = 32;

/// A distance beyond every limit.
const FAR: u8 = u8::MAX;

/// One row of the table: distances of all beginnings of the word to a beginning of the term.
type Row = [u8; MAX_LETTERS + 1];

/// Returns how many errors are forgiven in a word that no text has: as in any word, and one in four letters.
pub(crate) fn forgiven_if_absent(word: &str) -> u8 {
    let has_four_letters = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    forgiven(word).max(u8::from(has_four_letters))
}

/// Returns how many errors are forgiven in a word: none in short words and numbers, which are another word
/// with every letter; one from 5 letters; two from 9.
pub(crate) fn forgiven(word: &str) -> u8 {
    if word.len() > MAX_LETTERS || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match word.chars().count() {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// The table for one word.
pub(crate) struct Distance<'a> {
    word: &'a [u8],
    max: u8,
    rows: Vec<Row>,
    term: Vec<u8>,
    /// Length of the beginning that no term can recover from.
    dead: usize,
}

impl<'a> Distance<'a> {
    /// Makes the table. `word` has at most [`MAX_LETTERS`] bytes; the rest would be ignored.
    pub(crate) fn new(word: &'a str, max: u8) -> Self {
        let word = word.as_bytes();
        let word = word.get(..MAX_LETTERS).unwrap_or(word);
        let mut first = [FAR; MAX_LETTERS + 1];
        for (distance, cell) in (0..).zip(&mut first) {
            *cell = distance;
        }
        Self {
            word,
            max,
            rows: vec![first],
            term: Vec::new(),
            dead: usize::MAX,
        }
    }

    /// Returns the distance to a term if it is at most the largest forgiven. Terms that come in order are
    /// cheapest.
    pub(crate) fn to(&mut self, term: &str) -> Option<u8> {
        let term = term.as_bytes();
        let shared = self
            .term
            .iter()
            .zip(term)
            .take_while(|(a, b)| a == b)
            .count();
        if shared >= self.dead {
            return None;
        }
        self.dead = usize::MAX;
        self.term.truncate(shared);
        self.rows.truncate(shared + 1);
        for byte in term.get(shared..).unwrap_or_default() {
            self.push(*byte);
            if self.is_hopeless() {
                self.dead = self.term.len();
                return None;
            }
        }
        let distance = self.rows.last().map_or(u8::MAX, |row| row[self.word.len()]);
        (distance <= self.max).then_some(distance)
    }

    /// Adds the row of one more byte. Cells further from the diagonal than the largest forgiven distance are
    /// beyond it anyway, and are not computed.
    fn push(&mut self, byte: u8) {
        let depth = self.term.len();
        let last = self.rows[depth];
        let mut row = [FAR; MAX_LETTERS + 1];
        let reach = usize::from(self.max) + 1;
        let first = (depth + 1).saturating_sub(reach);
        if first == 0 {
            row[0] = last[0].saturating_add(1);
        }
        let end = self.word.len().min(depth + 1 + reach);
        for at in first.saturating_sub(1)..end {
            let letter = self.word[at];
            let substituted = last[at].saturating_add(u8::from(letter != byte));
            let mut best = substituted
                .min(last[at + 1].saturating_add(1))
                .min(row[at].saturating_add(1));
            if at > 0 && depth > 0 && self.word[at - 1] == byte && self.term[depth - 1] == letter {
                best = best.min(self.rows[depth - 1][at - 1].saturating_add(1));
            }
            row[at + 1] = best;
        }
        self.term.push(byte);
        self.rows.push(row);
    }

    /// Whether no term with this beginning can be near: neither from the last row nor, by an exchange, from
    /// the one before.
    fn is_hopeless(&self) -> bool {
        let least = |row: Option<&Row>| {
            let row = row.and_then(|row| row.get(..=self.word.len()));
            row.and_then(|row| row.iter().min().copied())
                .unwrap_or(u8::MAX)
        };
        let before = self
            .rows
            .len()
            .checked_sub(2)
            .and_then(|at| self.rows.get(at));
        least(self.rows.last()) > self.max && least(before).saturating_add(1) > self.max
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The whole table, as textbooks have it.
    fn textbook(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut best = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_textbook(word in "[a-c]{0,8}", terms in prop::collection::btree_set("[a-c]{0,9}", 0..30), max in 0_u8..3) {
            let mut table = Distance::new(&word, max);
            for term in terms {
                let expected = textbook(word.as_bytes(), term.as_bytes());
                let expected = u8::try_from(expected).ok().filter(|distance| *distance <= max);
                prop_assert_eq!(table.to(&term), expected, "{} {}", word, term);
            }
        }
    }
}
