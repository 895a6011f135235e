//! Reads the entries of one file by key and type. A value of the wrong type is an error at its position.

use super::keys::{is_known, is_near};
use crate::check::yaml::{Entry, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Position, shown};

/// Maximum number of values of one list.
const MAX_VALUES: usize = 1_000;

/// The entries of one file, and where findings about them go.
pub(super) struct Fields<'a> {
    /// Path of the file.
    pub(super) path: &'a str,
    /// Its entries, each key once.
    pub(super) entries: &'a [Entry],
    /// Findings so far.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    fn node(&self, key: &str) -> Option<&'a Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// Adds an error; the hint may be empty.
    pub(super) fn error(&mut self, at: Position, code: Code, message: String, hint: &str) {
        self.diagnostics
            .push(Diagnostic::new(self.path, at, code, message).with_hint(hint));
    }

    /// Adds a warning.
    pub(super) fn warning(&mut self, at: Position, code: Code, message: String) {
        self.diagnostics
            .push(Diagnostic::new(self.path, at, code, message));
    }

    /// Returns a text and its place; nothing where the key is missing, empty or of another type.
    pub(super) fn text(&mut self, key: &str) -> Option<(&'a str, Position)> {
        let node = self.node(key)?;
        match &node.value {
            Value::Text(text) => Some((text, node.at)),
            Value::Null | Value::Unreadable => None,
            other => {
                let message = format!("'{key}' must be a string, not {}", other.type_name());
                // Read twice by some callers: said once.
                if !self
                    .diagnostics
                    .iter()
                    .any(|known| known.at == Some(node.at) && known.message == message)
                {
                    self.error(
                        node.at,
                        Code::WrongType,
                        message,
                        "put the value in double quotes",
                    );
                }
                None
            }
        }
    }

    /// Returns a text that may be missing.
    pub(super) fn owned(&mut self, key: &str) -> String {
        self.text(key)
            .map(|(text, _)| text.to_owned())
            .unwrap_or_default()
    }

    /// Returns a text that must be there.
    pub(super) fn required(&mut self, key: &str) -> Option<(&'a str, Position)> {
        let Some(node) = self.node(key) else {
            let hint = self.similar(key);
            self.error(
                Position::START,
                Code::KeyMissing,
                format!("'{key}' is missing"),
                &hint,
            );
            return None;
        };
        if node.value == Value::Null {
            return Some(("", node.at));
        }
        self.text(key)
    }

    /// Proposes a key that is nearly the missing one.
    fn similar(&self, key: &str) -> String {
        let near = self
            .entries
            .iter()
            .find(|entry| !is_known(&entry.key) && is_near(&entry.key, key));
        near.map(|entry| {
            format!(
                "did you mean '{}' (line {})?",
                shown(&entry.key),
                entry.at.line
            )
        })
        .unwrap_or_default()
    }

    /// Returns the texts of a list and their places; nothing where the key is missing or of another type.
    pub(super) fn list(&mut self, key: &str) -> Vec<(&'a str, Position)> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let hint = "write [\"France\"]";
        let items = match &node.value {
            Value::Null | Value::Unreadable => return Vec::new(),
            Value::List(items) => items,
            other => {
                let message = format!(
                    "'{key}' must be a list of strings, not {}",
                    other.type_name()
                );
                self.error(node.at, Code::WrongType, message, hint);
                return Vec::new();
            }
        };
        if items.len() > MAX_VALUES {
            self.error(
                node.at,
                Code::WrongType,
                format!("'{key}' has more than {MAX_VALUES} values"),
                "",
            );
        }
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Text(text) => texts.push((text.as_str(), item.at)),
                Value::Null | Value::Unreadable => {}
                other => {
                    let message = format!(
                        "'{key}' must be a list of strings, not of {}",
                        other.type_name()
                    );
                    self.error(item.at, Code::WrongType, message, hint);
                }
            }
        }
        texts
    }
}
