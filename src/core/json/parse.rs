//! The parser: from bytes to a [`Json`] value.

use std::borrow::Cow;

use super::{Json, Object};

/// How deep values may nest, so that a hostile document cannot exhaust the stack.
const MAX_DEPTH: usize = 128;

/// Maximum number of values of a document. Each takes ten times the room here that `{},` takes in the file.
const MAX_VALUES: usize = 1 << 20;

/// Where a document stops being JSON; 1-based, a column counts bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line of the first error.
    pub line: usize,
    /// Column of the first error.
    pub column: usize,
}

/// Reads a document of UTF-8 without byte order mark. Refuses everything that RFC 8259 does not allow, values
/// nested deeper than 128 levels, and more than a million of them.
///
/// ```
/// use vigie_core::json::{SyntaxError, Json, parse};
///
/// assert_eq!(parse(b"[1e3, true]"), Ok(Json::List(vec![Json::Number("1e3"), Json::Flag(true)])));
/// assert_eq!(parse(b"{\n]"), Err(SyntaxError { line: 2, column: 1 }));
/// ```
///
/// # Errors
///
/// Returns the position of the first byte that is not valid JSON or exceeds a limit.
pub fn parse(bytes: &[u8]) -> Result<Json<'_>, SyntaxError> {
    let text = std::str::from_utf8(bytes).map_err(|error| place(bytes, error.valid_up_to()))?;
    let mut parser = Parser {
        text,
        at: 0,
        left: MAX_VALUES,
    };
    let value = parser.value(0);
    match (value, parser.token()) {
        (Some(value), None) => Ok(value),
        _ => Err(place(bytes, parser.at)),
    }
}

/// Returns the line and column of a byte.
pub fn place(bytes: &[u8], at: usize) -> SyntaxError {
    let read = bytes.get(..=at).unwrap_or(bytes);
    let mut broken = SyntaxError { line: 1, column: 0 };
    for (number, byte) in read.iter().enumerate() {
        broken.column += 1;
        if *byte == b'\n' && number < at {
            broken = SyntaxError {
                line: broken.line + 1,
                column: 0,
            };
        }
    }
    broken
}

/// Reads from left to right. Every method returns `None` where the document is broken, and leaves `at`
/// there.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// How many values may still come.
    left: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space and returns the byte after it without taking it.
    fn token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Takes a byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        self.left = self.left.checked_sub(1)?;
        match self.token()? {
            b'"' => self.string().map(Json::Text),
            b'{' => self.object(depth + 1).map(Json::Object),
            b'[' => self.list(depth + 1).map(Json::List),
            b'-' | b'0'..=b'9' => self.number().map(Json::Number),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            b'n' => self.word("null", Json::Null),
            _ => None,
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        let rest = self.text.get(self.at..)?;
        rest.starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    fn object(&mut self, depth: usize) -> Option<Object<'a>> {
        let mut fields = Vec::new();
        self.open(depth)?;
        if self.token()? != b'}' {
            loop {
                if self.token()? != b'"' {
                    return None;
                }
                let name = self.string()?;
                self.token()?;
                if !self.take(b':') {
                    return None;
                }
                fields.push((name, self.value(depth)?));
                self.token()?;
                if !self.take(b',') {
                    break;
                }
            }
        }
        self.take(b'}').then_some(Object(fields))
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Json<'a>>> {
        let mut values = Vec::new();
        self.open(depth)?;
        if self.token()? != b']' {
            loop {
                values.push(self.value(depth)?);
                self.token()?;
                if !self.take(b',') {
                    break;
                }
            }
        }
        self.take(b']').then_some(values)
    }

    /// Takes an opening bracket, unless it is one too many.
    fn open(&mut self, depth: usize) -> Option<()> {
        (depth < MAX_DEPTH).then(|| self.at += 1)
    }

    fn number(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        self.text.get(start..self.at)
    }

    /// Takes one digit or more.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let plain = self.plain()?;
        if self.take(b'"') {
            return Some(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        while !self.take(b'"') {
            if !self.take(b'\\') {
                return None;
            }
            text.push(self.escape()?);
            text.push_str(self.plain()?);
        }
        Some(Cow::Owned(text))
    }

    /// Takes the text up to the next quote, backslash or control character.
    fn plain(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let ends = |byte: u8| matches!(byte, b'"' | b'\\' | ..b' ');
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length)
    }

    fn escape(&mut self) -> Option<char> {
        let letter = self.peek()?;
        let meant = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            _ => return None,
        };
        self.at += 1;
        Some(meant)
    }

    /// Takes four digits, or twice four for a surrogate pair.
    fn code_point(&mut self) -> Option<char> {
        let unit = self.unit()?;
        if !(0xd800..0xdc00).contains(&unit) {
            return Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let after = self.at;
        if self.take(b'\\') && self.take(b'u') {
            let low = self.unit()?;
            if (0xdc00..0xe000).contains(&low) {
                return char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
            }
        }
        self.at = after;
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// The same value as the parser of everybody else would give it.
    fn as_value(json: &Json<'_>) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Flag(flag) => Value::Bool(*flag),
            Json::Number(number) => serde_json::from_str(number).unwrap(),
            Json::Text(text) => Value::String(text.to_string()),
            Json::List(values) => values.iter().map(as_value).collect(),
            Json::Object(Object(fields)) => {
                let fields = fields.iter();
                Value::Object(
                    fields
                        .map(|(name, value)| (name.to_string(), as_value(value)))
                        .collect(),
                )
            }
        }
    }

    #[track_caller]
    fn check(document: &[u8]) {
        let (ours, theirs) = (
            parse(document),
            serde_json::from_slice::<Value>(document).ok(),
        );
        let shown = String::from_utf8_lossy(document);
        assert_eq!(ours.as_ref().ok().map(as_value), theirs, "{shown}");
    }

    #[test]
    fn the_corners_of_the_grammar_are_read_as_elsewhere() {
        let documents = [
            "",
            " ",
            "nul",
            "nulls",
            "null",
            " true\n",
            "false,",
            "[",
            "[]",
            "[ ]",
            "[,]",
            "[1,]",
            "[1 2]",
            "{",
            "{}",
            "{ }",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1 \"b\":2}",
            "[}",
            "{]",
            "0",
            "-0",
            "01",
            "-",
            "1.",
            "1.5",
            ".5",
            "+1",
            "1e",
            "1e5",
            "1E+5",
            "1e-5",
            "1e+",
            "1x",
            "18446744073709551616",
            "\"",
            "\"a",
            "\"a\"b",
            "\"\u{7f}\u{80}é🫀\"",
            "\"\t\"",
            "\"\u{0}\"",
            r#""\"\\\/\b\f\n\r\t""#,
            r#""\x""#,
            r#""\u00e9\u0041""#,
            r#""\u00g0""#,
            r#""\u12""#,
            r#""\+041""#,
            r#""\u+041""#,
            r#""\ud83e\udec0""#,
            "\u{feff}1",
            "/**/1",
            "'a'",
            "NaN",
            "\u{a0}1",
            "{\"\":{\"a\":[null]}}",
        ];
        for document in documents {
            check(document.as_bytes());
        }
        check(b"\"\xff\"");
        check(b"[1]\0");
    }

    #[test]
    fn half_a_pair_is_replaced() {
        for (document, expected) in [
            (r#""a\ud83e""#, "a\u{fffd}"),
            (r#""\udec0b""#, "\u{fffd}b"),
            (r#""\ud83e\n""#, "\u{fffd}\n"),
            (r#""\ud83e\ud83e\udec0""#, "\u{fffd}🫀"),
        ] {
            assert_eq!(parse(document.as_bytes()), Ok(Json::Text(expected.into())));
        }
    }

    #[test]
    fn nesting_ends_where_the_stack_is_safe() {
        for levels in [126, 127, 128, 129, 100_000] {
            let document = "[".repeat(levels) + &"]".repeat(levels);
            check(document.as_bytes());
        }
        assert!(parse("{\"a\":".repeat(100_000).as_bytes()).is_err());
    }

    #[test]
    fn a_document_has_at_most_a_million_values() {
        let document = |count: usize| format!("[{}0]", "0,".repeat(count - 2));
        assert!(parse(document(MAX_VALUES).as_bytes()).is_ok());
        assert!(parse(document(MAX_VALUES + 1).as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_elsewhere(document in r#"[{}\[\]":,0-3.eE+\\unrtfalse \n-]{0,24}"#) {
            // Half pairs are the one difference.
            if !document.to_lowercase().contains("\\ud") && !document.contains('e') {
                check(document.as_bytes());
            }
        }

        #[test]
        fn any_value_survives(texts in prop::collection::vec(".{0,8}", 0..5), number: i64, flag: bool) {
            let value = serde_json::json!({ "texts": texts, "n": [number, flag], "": null });
            check(&serde_json::to_vec(&value).unwrap());
            check(&serde_json::to_vec_pretty(&value).unwrap());
        }
    }
}
