//! YAML as front matter uses it: a mapping of texts and lists, each with its place in the file.
//!
//! What the format does not use is refused rather than interpreted: anchors, aliases, tags, merge keys,
//! keys given twice, deep nesting. Scalars are texts whatever they look like, so that the tag `NO` stays
//! Norway and a date stays what was typed. Events come from `saphyr-parser`, which is pulled one by one:
//! nothing is built before it is judged.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::diagnostics::{Diagnostic, Position, shown};
use crate::document::FRONT_MATTER_OFFSET;

/// Deepest nesting, the outer mapping included.
const MAX_DEPTH: usize = 4;

/// Most keys, texts and lists in one front matter.
const MAX_NODES: usize = 2_000;

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
        }
    }
}

/// Reads the front matter of a file. Keys given twice are added to `diagnostics` and the first one counts;
/// any other error ends the reading. An empty front matter is an empty mapping.
pub fn parse(
    path: &str,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Entry>, Diagnostic> {
    let mut reader = Reader {
        path,
        parser: Parser::new_from_str(text),
        nodes: 0,
        diagnostics,
    };
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) => {}
            Event::StreamEnd | Event::DocumentEnd => return Ok(Vec::new()),
            Event::MappingStart(anchor, ref tag) => {
                reader.plain(anchor, tag.is_some(), &span)?;
                let entries = reader.mapping(1)?;
                reader.end()?;
                return Ok(entries);
            }
            _ => return Err(reader.error(&span, "E013", "front matter must be a mapping")),
        }
    }
}

struct Reader<'a, 'input> {
    path: &'a str,
    parser: Parser<'input, saphyr_parser::StrInput<'input>>,
    nodes: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'input> Reader<'_, 'input> {
    fn next(&mut self) -> Result<(Event<'input>, Span), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.syntax(&error)),
            // The parser ends with `StreamEnd`, which every caller takes as the end.
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = position(error.marker().line(), error.marker().col());
        if error.info().contains("unknown anchor") {
            return refused(self.path, at, "YAML aliases are");
        }
        if error.info().contains("recursion limit") {
            return Diagnostic::error(self.path, at, "E012", too_deep());
        }
        let diagnostic = Diagnostic::error(self.path, at, "E010", shown(error.info()));
        if error.info().contains("quoted scalar") {
            return diagnostic.with_hint(
                "look for a quote that is not closed, or an escape that YAML does not know",
            );
        }
        if error.info().contains("mapping values") {
            return diagnostic.with_hint("put the value in double quotes");
        }
        diagnostic
    }

    fn error(&self, span: &Span, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(self.path, place(span), code, message)
    }

    /// Refuses anchors and tags, and counts the node.
    fn plain(&mut self, anchor: usize, tagged: bool, span: &Span) -> Result<(), Diagnostic> {
        self.nodes += 1;
        if anchor != 0 {
            return Err(refused(self.path, place(span), "YAML anchors are"));
        }
        if tagged {
            return Err(refused(self.path, place(span), "YAML tags are"));
        }
        if self.nodes > MAX_NODES {
            return Err(self.error(span, "E012", format!("more than {MAX_NODES} YAML values")));
        }
        Ok(())
    }

    fn node(&mut self, event: Event<'input>, span: Span, depth: usize) -> Result<Node, Diagnostic> {
        if depth > MAX_DEPTH && matches!(event, Event::SequenceStart(..) | Event::MappingStart(..))
        {
            return Err(self.error(&span, "E012", too_deep()));
        }
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.plain(anchor, tag.is_some(), &span)?;
                match text.as_ref() {
                    "" | "~" | "null" if style == ScalarStyle::Plain => Value::Null,
                    _ => Value::Text(text.into_owned()),
                }
            }
            Event::SequenceStart(anchor, tag) => {
                self.plain(anchor, tag.is_some(), &span)?;
                Value::List(self.list(depth)?)
            }
            Event::MappingStart(anchor, tag) => {
                self.plain(anchor, tag.is_some(), &span)?;
                Value::Mapping(self.mapping(depth)?)
            }
            Event::Alias(_) => return Err(refused(self.path, place(&span), "YAML aliases are")),
            _ => return Err(self.error(&span, "E010", "value expected")),
        };
        Ok(Node {
            at: place(&span),
            value,
        })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Diagnostic> {
        let mut nodes = Vec::new();
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::SequenceEnd | Event::StreamEnd => return Ok(nodes),
                _ => nodes.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Vec<Entry>, Diagnostic> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => return Ok(entries),
                Event::Scalar(key, _, anchor, tag) => {
                    self.plain(anchor, tag.is_some(), &span)?;
                    key.into_owned()
                }
                Event::Alias(_) => {
                    return Err(refused(self.path, place(&span), "YAML aliases are"));
                }
                _ => return Err(self.error(&span, "E010", "keys must be words")),
            };
            if key == "<<" {
                return Err(refused(self.path, place(&span), "YAML merge keys are"));
            }
            let (event, value_span) = self.next()?;
            let node = self.node(event, value_span, depth + 1)?;
            match entries.iter().find(|entry| entry.key == key) {
                Some(first) => {
                    let message = format!(
                        "'{}' is given twice (first at line {})",
                        shown(&key),
                        first.at.line
                    );
                    self.diagnostics
                        .push(self.error(&span, "E011", message).with_hint("remove one"));
                }
                None => entries.push(Entry {
                    key,
                    at: place(&span),
                    node,
                }),
            }
        }
    }

    /// Makes sure that nothing follows the mapping.
    fn end(&mut self) -> Result<(), Diagnostic> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::DocumentEnd => {}
                Event::StreamEnd => return Ok(()),
                _ => {
                    return Err(self.error(
                        &span,
                        "E010",
                        "front matter must be one YAML document",
                    ));
                }
            }
        }
    }
}

fn too_deep() -> String {
    format!("nested deeper than {MAX_DEPTH} levels")
}

fn refused(path: &str, at: Position, what: &str) -> Diagnostic {
    Diagnostic::error(path, at, "E012", format!("{what} not part of the format"))
        .with_hint("write the value out")
}

fn place(span: &Span) -> Position {
    position(span.start.line(), span.start.col())
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

    #[track_caller]
    fn check(text: &str, code: &str, line: usize, column: usize) {
        let mut diagnostics = Vec::new();
        let end = parse("a.md", text, &mut diagnostics);
        let found: Vec<_> = diagnostics
            .iter()
            .chain(end.as_ref().err())
            .map(|found| (found.code, found.at))
            .collect();
        assert_eq!(
            found,
            [(code, Some(Position { line, column }))],
            "{text}\n{diagnostics:?} {end:?}"
        );
    }

    #[test]
    fn scalars_are_texts_whatever_they_look_like() {
        let entries = parse(
            "a.md",
            "a: NO\nb: 2024-12-13\nc: 'null'\nd: ~\ne:\n",
            &mut Vec::new(),
        )
        .unwrap();
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
    fn broken_yaml_is_refused_in_its_place() {
        check("title: a: b: c\n", "E010", 2, 9);
        check("- a\n", "E013", 2, 1);
        check("word\n", "E013", 2, 1);
        check("[a]: b\n", "E010", 2, 1);
    }

    #[test]
    fn a_bomb_of_brackets_ends_at_once() {
        let text = format!("a: {}", "[".repeat(40_000));
        assert_eq!(
            parse("a.md", &text, &mut Vec::new()).unwrap_err().code,
            "E012"
        );
    }
}
