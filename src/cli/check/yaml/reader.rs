//! Builds one YAML mapping from the events of the parser.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{Entry, MERGE, Node, Value, add, position};
use crate::diagnostics::{Code, Diagnostic, Position, shown};

/// Deepest nesting, the outer mapping included.
const MAX_DEPTH: usize = 4;

/// Maximum number of keys, texts and lists in one front matter.
const MAX_NODES: usize = 2_000;

/// Reads a mapping that starts some lines into the front matter; the first error but for keys given twice ends
/// the reading.
pub(super) fn read(
    path: &str,
    text: &str,
    line: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Entry>, Diagnostic> {
    let mut reader = Reader {
        path,
        line,
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
            _ => {
                return Err(reader.error(
                    &span,
                    Code::NotAMapping,
                    "front matter must be a mapping",
                ));
            }
        }
    }
}

struct Reader<'a, 'input> {
    path: &'a str,
    /// Lines of the front matter before the text.
    line: usize,
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
        let at = position(self.line + error.marker().line(), error.marker().col());
        if error.info().contains("unknown anchor") {
            return refused(self.path, at, "YAML aliases are");
        }
        if error.info().contains("recursion limit") {
            return Diagnostic::new(self.path, at, Code::YamlNotSupported, too_deep());
        }
        let diagnostic = Diagnostic::new(self.path, at, Code::YamlSyntax, shown(error.info()));
        if error.info().contains("quoted scalar") {
            return diagnostic
                .with_hint("look for an unclosed quote, or an escape that YAML does not have");
        }
        if error.info().contains("mapping values") {
            return diagnostic.with_hint("put the value in double quotes");
        }
        diagnostic
    }

    fn place(&self, span: &Span) -> Position {
        position(self.line + span.start.line(), span.start.col())
    }

    fn error(&self, span: &Span, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.path, self.place(span), code, message)
    }

    /// Names anchors and tags, and counts the node.
    fn plain(&mut self, anchor: usize, tagged: bool, span: &Span) -> Result<(), Diagnostic> {
        self.nodes += 1;
        if anchor != 0 {
            self.refuse(span, "YAML anchors are");
        }
        if tagged {
            self.refuse(span, "YAML tags are");
        }
        if self.nodes > MAX_NODES {
            return Err(self.error(
                span,
                Code::YamlNotSupported,
                format!("more than {MAX_NODES} YAML values"),
            ));
        }
        Ok(())
    }

    /// Reports valid YAML that the format does not allow; parsing continues.
    fn refuse(&mut self, span: &Span, what: &str) {
        self.diagnostics
            .push(refused(self.path, self.place(span), what));
    }

    fn node(&mut self, event: Event<'input>, span: Span, depth: usize) -> Result<Node, Diagnostic> {
        if depth > MAX_DEPTH && matches!(event, Event::SequenceStart(..) | Event::MappingStart(..))
        {
            return Err(self.error(&span, Code::YamlNotSupported, too_deep()));
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
            Event::Alias(_) => {
                self.refuse(&span, "YAML aliases are");
                Value::Unreadable
            }
            _ => return Err(self.error(&span, Code::YamlSyntax, "value expected")),
        };
        Ok(Node {
            at: self.place(&span),
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
                    return Err(refused(self.path, self.place(&span), "YAML aliases are"));
                }
                _ => return Err(self.error(&span, Code::YamlSyntax, "keys must be words")),
            };
            let (event, value_span) = self.next()?;
            let node = self.node(event, value_span, depth + 1)?;
            if key == MERGE {
                self.refuse(&span, "YAML merge keys are");
                continue;
            }
            let entry = Entry {
                key,
                at: self.place(&span),
                node,
            };
            add(self.path, &mut entries, entry, self.diagnostics);
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
                        Code::YamlSyntax,
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
    Diagnostic::new(
        path,
        at,
        Code::YamlNotSupported,
        format!("{what} not part of the format"),
    )
    .with_hint("write the value out")
}
