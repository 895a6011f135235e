//! The subset of YAML that front matter uses: a mapping of strings and lists, each with its position in the file.
//!
//! Everything else is rejected rather than interpreted: anchors, aliases, tags, merge keys, duplicate keys, deep
//! nesting. Scalars are always strings, so that the tag `NO` remains Norway and a date is not reformatted. Events
//! are pulled from `saphyr-parser` one by one, so that nothing is built before it is checked.
//!
//! This module defines the values and handles text that is not YAML; [`reader`] turns events into values.

mod reader;

use std::borrow::Cow;

use crate::check::document::FRONT_MATTER_OFFSET;
use crate::diagnostics::{Code, Diagnostic, Position, shown};
use reader::read;

/// Key that takes in the entries of another mapping.
const MERGE: &str = "<<";

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it starts.
    pub at: Position,
    /// What it is.
    pub value: Value,
}

/// What a value can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, quoted or not.
    Text(String),
    /// Nothing at all, `~` or `null`.
    Null,
    /// A list of values.
    List(Vec<Node>),
    /// A mapping in the order of the file.
    Mapping(Vec<Entry>),
    /// Something that could not be read; it has been named.
    Unreadable,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key starts.
    pub at: Position,
    /// Its value.
    pub node: Node,
}

impl Value {
    /// Names the type for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Null => "nothing",
            Self::List(_) => "a list",
            Self::Mapping(_) => "a mapping",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Reads the front matter of a file. Everything that is found is added to `diagnostics`. Of a key given twice the
/// first counts. Where the whole is no YAML, its entries are read one by one, so that one broken line does not hide
/// the others. An empty front matter is an empty mapping.
pub fn parse(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let text = &with_whole_lines(text);
    let mut found = Vec::new();
    let whole = match read(path, text, 0, &mut found) {
        Ok(entries) => {
            diagnostics.append(&mut found);
            return entries;
        }
        Err(error) => error,
    };
    found.clear();
    let mut entries: Vec<Entry> = Vec::new();
    let mut is_named = false;
    for piece in pieces(text) {
        let read = read(path, piece.text, piece.line, &mut found).unwrap_or_else(|error| {
            is_named = true;
            found.push(error);
            piece.unreadable().into_iter().collect()
        });
        for entry in read {
            add(path, &mut entries, entry, &mut found);
        }
    }
    if !is_named {
        found.push(whole);
    }
    diagnostics.append(&mut found);
    entries
}

/// The lines of one entry: that of its key, and those that belong to it.
struct Piece<'a> {
    text: &'a str,
    /// Lines before it.
    line: usize,
}

impl Piece<'_> {
    /// The entry of a piece that cannot be read; none where it has no key.
    fn unreadable(&self) -> Option<Entry> {
        let at = position(self.line + 1, 0);
        let key = key(self.text).filter(|key| *key != MERGE)?;
        Some(Entry {
            key: key.to_owned(),
            at,
            node: Node {
                at,
                value: Value::Unreadable,
            },
        })
    }
}

/// Cuts a text where a line starts with a key.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut starts = vec![(0, 0)];
    let mut offset = 0;
    for (line, one) in text.split_inclusive('\n').enumerate() {
        if line > 0 && key(one).is_some() {
            starts.push((offset, line));
        }
        offset += one.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let cut = |((start, line), end): ((usize, usize), usize)| Piece {
        text: text.get(start..end).unwrap_or_default(),
        line,
    };
    starts.into_iter().zip(ends).map(cut).collect()
}

/// Returns the key a line starts with: a word, perhaps in quotes, and a colon.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_followed = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_key = key == MERGE || (!key.is_empty() && key.chars().all(is_word));
    (is_followed && is_key).then_some(key)
}

/// Adds an entry, unless its key has one.
fn add(path: &str, entries: &mut Vec<Entry>, entry: Entry, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = entries.iter().find(|known| known.key == entry.key) else {
        entries.push(entry);
        return;
    };
    let message = format!(
        "'{}' is given twice (first at line {})",
        shown(&entry.key),
        first.at.line
    );
    diagnostics
        .push(Diagnostic::new(path, entry.at, Code::KeyTwice, message).with_hint("remove one"));
}

/// Replaces a lone carriage return by a space: to YAML it ends a line, to every editor and to the other
/// findings of the file it does not.
fn with_whole_lines(text: &str) -> Cow<'_, str> {
    let is_alone = |(at, _): &(usize, &str)| !text.get(at + 1..).unwrap_or("").starts_with('\n');
    if !text.match_indices('\r').any(|found| is_alone(&found)) {
        return Cow::Borrowed(text);
    }
    let lines = text.split("\r\n").map(|line| line.replace('\r', " "));
    Cow::Owned(lines.collect::<Vec<_>>().join("\r\n"))
}

/// The parser counts lines from one and columns from zero.
fn position(line: usize, column: usize) -> Position {
    Position {
        line: line + FRONT_MATTER_OFFSET,
        column: column + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<(&'static str, usize, usize)> {
        let mut found = Vec::new();
        parse("a.md", text, &mut found);
        let place = |one: &Diagnostic| {
            (
                one.code.name(),
                one.at.unwrap().line,
                one.at.unwrap().column,
            )
        };
        found.iter().map(place).collect()
    }

    #[track_caller]
    fn check(text: &str, code: &str, line: usize, column: usize) {
        assert_eq!(findings(text), [(code, line, column)], "{text}");
    }

    #[test]
    fn scalars_are_texts_whatever_they_look_like() {
        let entries = parse(
            "a.md",
            "a: NO\nb: 2024-12-13\nc: 'null'\nd: ~\ne:\n",
            &mut Vec::new(),
        );
        let values: Vec<_> = entries.into_iter().map(|entry| entry.node.value).collect();
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            values,
            [
                text("NO"),
                text("2024-12-13"),
                text("null"),
                Value::Null,
                Value::Null
            ]
        );
    }

    #[test]
    fn what_the_format_does_not_use_is_refused_in_its_place() {
        check("a: &x b\n", "E012", 2, 4);
        check("a: b\nc: *x\n", "E012", 3, 4);
        check("a: !!str b\n", "E012", 2, 4);
        check("<<: b\n", "E012", 2, 1);
        check("a: [[[[x]]]]\n", "E012", 2, 7);
        check(&format!("a: [{}]\n", "x,".repeat(2_001)), "E012", 2, 3_999);
        check("a: b\nc: d\na: e\n", "E011", 4, 1);
    }

    #[test]
    fn everything_the_format_does_not_use_is_named() {
        assert_eq!(
            findings("a: [&x b, !!str c, *x]\nd: &y e\n<<: *y\nf: g\n"),
            [
                ("E012", 2, 5),
                ("E012", 2, 11),
                ("E012", 2, 20),
                ("E012", 3, 4),
                ("E012", 4, 5),
                ("E012", 4, 1)
            ]
        );
        let mut found = Vec::new();
        let keys: Vec<String> = parse("a.md", "a: b\n<<: *y\nf: g\n", &mut found)
            .into_iter()
            .map(|entry| entry.key)
            .collect();
        assert_eq!(
            (keys.concat().as_str(), found.len()),
            ("af", 1),
            "{found:?}"
        );
    }

    #[test]
    fn broken_yaml_is_refused_in_its_place() {
        check("title: a: b: c\n", "E010", 2, 9);
        check("- a\n", "E013", 2, 1);
        check("word\n", "E013", 2, 1);
        check("[a]: b\n", "E010", 2, 1);
    }

    #[test]
    fn a_carriage_return_alone_ends_no_line() {
        check("a: b\rc\r\nd: e: f\n", "E010", 3, 5);
        let entries = parse("a.md", "a: b\rc\r\nd: e\r\n", &mut Vec::new());
        let text = |text: &str| Value::Text(text.to_owned());
        let values: Vec<_> = entries.into_iter().map(|entry| entry.node.value).collect();
        assert_eq!(values, [text("b c"), text("e")]);
    }

    #[test]
    fn a_bomb_of_brackets_ends_at_once() {
        let bomb = format!("a: {}\nb: c\nb: d\n", "[".repeat(40_000));
        let codes: Vec<_> = findings(&bomb).iter().map(|one| one.0).collect();
        assert!(codes == ["E012"] || codes == ["E012", "E011"], "{codes:?}");
    }

    #[test]
    fn one_broken_line_does_not_hide_the_others() {
        let text =
            "title: a: b\nsummary: 'it's'\ntags: [x, y]\nsource: *x\n\"lang\": fr\nkind: &a b\n";
        let mut found = Vec::new();
        let entries = parse("a.md", text, &mut found);
        let places: Vec<_> = found
            .iter()
            .map(|one| (one.code.name(), one.at.unwrap().line))
            .collect();
        assert_eq!(places, [("E010", 2), ("E010", 3), ("E012", 5), ("E012", 7)]);
        let keys: Vec<_> = entries
            .iter()
            .map(|entry| (entry.key.as_str(), entry.node.value == Value::Unreadable))
            .collect();
        assert_eq!(
            keys,
            [
                ("title", true),
                ("summary", true),
                ("tags", false),
                ("source", true),
                ("lang", false),
                ("kind", false)
            ]
        );
    }

    #[test]
    fn a_quote_that_is_not_closed_ends_with_its_entry() {
        let text = "title: \"open\ndate: 2025-01-02\ntags: [a\nsummary: >\n  a: b\n\n  c\n";
        let mut found = Vec::new();
        let entries = parse("a.md", text, &mut found);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(entries.len(), 4, "{entries:?}");
        assert!(matches!(&entries[1].node.value, Value::Text(date) if date == "2025-01-02"));
        assert!(matches!(&entries[3].node.value, Value::Text(text) if text == "a: b\nc\n"));
    }
}
