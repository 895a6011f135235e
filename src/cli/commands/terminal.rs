//! An output stream for people: characters that could move the cursor, hide text or reverse its direction are
//! escaped.
//!
//! Titles, names and paths come from files that may be hostile. All commands write through this module, so that
//! none has to escape by itself.

use std::io::{self, Write};

use crate::diagnostics::escape_into;

/// A stream of lines.
pub struct Terminal<'a>(pub &'a mut dyn Write);

impl Write for Terminal<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let mut escaped = String::with_capacity(text.len());
        for character in text.chars() {
            // Lines and columns are the program's own, and the joiner holds emoji together.
            if matches!(character, '\n' | '\t' | '\u{200d}') {
                escaped.push(character);
            } else {
                escape_into(character, &mut escaped);
            }
        }
        self.0.write_all(escaped.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_reaches_the_terminal() {
        let mut bytes = Vec::new();
        write!(
            Terminal(&mut bytes),
            "é\u{1b}[2J\u{202e}\r\u{9b}\t1\nx\u{2028}"
        )
        .unwrap();
        let expected = "é\\u{1b}[2J\\u{202e}\\u{d}\\u{9b}\t1\nx\\u{2028}";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
