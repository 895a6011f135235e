//! A table of the settings, read key by key: every value of the wrong type and every unknown key is reported at its
//! position. Texts that readers will see are cleaned like those of articles.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization as _;
use vigie_core::language::{Label, Language};
use vigie_core::text::{clean, is_invisible};

use super::{FILE, Text};
use crate::diagnostics::{Code, Diagnostic, Position, quoted, shown};

/// A value and the byte of the file it starts at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    /// The value.
    pub(super) value: T,
    /// Where it starts.
    pub(super) at: usize,
}

/// The text of the file, and what was found in it.
pub(super) struct Findings<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Findings so far.
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Starts without any.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    /// Adds an error; the hint may be empty.
    pub(super) fn error(&mut self, at: usize, message: impl Into<String>, hint: &str) {
        let at = Position::of_byte(self.text.as_bytes(), at);
        let error = Diagnostic::new(FILE, at, Code::WrongSettings, message).with_hint(hint);
        self.found.push(error);
    }

    /// Cleans a text for readers: what cannot be seen goes with a warning, and something must be left.
    fn shown(&mut self, key: &str, text: Placed<&str>) -> Option<String> {
        let cleaned: String = clean(text.value).nfc().collect();
        let hidden = |text: &str| text.chars().filter(|c| is_invisible(*c)).count();
        if hidden(text.value) > hidden(&cleaned) {
            let at = Position::of_byte(self.text.as_bytes(), text.at);
            let message = format!(
                "'{key}' contains invisible characters, which are removed: {}",
                quoted(text.value)
            );
            self.found
                .push(Diagnostic::new(FILE, at, Code::InvisibleRemoved, message));
        }
        if cleaned.is_empty() {
            self.error(text.at, format!("'{key}' is empty"), "");
            return None;
        }
        Some(cleaned)
    }
}

/// A table, and the keys that were asked for.
#[derive(Default)]
pub(super) struct Table<'a> {
    entries: Vec<(Placed<&'a str>, Placed<&'a DeValue<'a>>)>,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// Makes a table of what was parsed.
    pub(super) fn new(table: &'a DeTable<'a>) -> Self {
        let entries = table.iter().map(|(key, value)| {
            let name = Placed {
                value: key.get_ref().as_ref(),
                at: key.span().start,
            };
            (name, placed(value))
        });
        Self {
            entries: entries.collect(),
            known: Vec::new(),
        }
    }

    /// Every key with its value, for tables whose keys are names.
    pub(super) fn entries(&self) -> &[(Placed<&'a str>, Placed<&'a DeValue<'a>>)] {
        &self.entries
    }

    fn value(&mut self, key: &'static str) -> Option<Placed<&'a DeValue<'a>>> {
        self.known.push(key);
        let entry = self.entries.iter().find(|(known, _)| known.value == key);
        entry.map(|(_, value)| *value)
    }

    /// Returns a table of this one; an empty one where it is missing or something else.
    pub(super) fn table(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Self {
        let found = self.value(key).and_then(|value| match value.value {
            DeValue::Table(table) => Some(table),
            _ => wrong(key, &value, "a table", findings),
        });
        found.map_or_else(Self::default, Self::new)
    }

    /// Returns a text as it is written.
    pub(super) fn string(
        &mut self,
        key: &'static str,
        findings: &mut Findings<'_>,
    ) -> Option<Placed<&'a str>> {
        let value = self.value(key)?;
        string(key, &value, findings)
    }

    /// Returns a text for readers, one for both languages or one for each.
    pub(super) fn label(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<Text> {
        let value = self.value(key)?;
        label(key, &value, findings)
    }

    /// Returns a switch.
    pub(super) fn flag(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.value.as_bool();
        flag.or_else(|| wrong(key, &value, "true or false", findings))
    }

    /// Returns a number of one or more.
    pub(super) fn count<T: std::str::FromStr>(
        &mut self,
        key: &'static str,
        findings: &mut Findings<'_>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let number = value.value.as_integer();
        let number = number.filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse().ok());
        number.or_else(|| wrong(key, &value, "a whole number above 0", findings))
    }

    /// Returns the texts of a list; those that are none are named.
    pub(super) fn strings(
        &mut self,
        key: &'static str,
        findings: &mut Findings<'_>,
    ) -> Option<Vec<Placed<&'a str>>> {
        let value = self.value(key)?;
        let DeValue::Array(values) = value.value else {
            return wrong(key, &value, "a list of texts", findings);
        };
        let texts = values.iter().map(placed);
        Some(
            texts
                .filter_map(|text| string(key, &text, findings))
                .collect(),
        )
    }

    /// Reports unknown keys.
    pub(super) fn finish(self, findings: &mut Findings<'_>) {
        for (key, _) in &self.entries {
            if self.known.contains(&key.value) {
                continue;
            }
            let known: Vec<String> = self.known.iter().map(|key| format!("'{key}'")).collect();
            let message = format!(
                "unknown field '{}', expected one of {}",
                shown(key.value),
                known.join(", ")
            );
            findings.error(key.at, message, "");
        }
    }
}

fn placed<'a>(value: &'a Spanned<DeValue<'a>>) -> Placed<&'a DeValue<'a>> {
    Placed {
        value: value.get_ref(),
        at: value.span().start,
    }
}

/// Names a value of the wrong type.
fn wrong<T>(
    key: &str,
    value: &Placed<&DeValue<'_>>,
    expected: &str,
    findings: &mut Findings<'_>,
) -> Option<T> {
    let found = match value.value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    };
    let message = format!("expected {expected} for '{key}', found {found}");
    findings.error(value.at, message, "");
    None
}

fn string<'a>(
    key: &str,
    value: &Placed<&'a DeValue<'a>>,
    findings: &mut Findings<'_>,
) -> Option<Placed<&'a str>> {
    match value.value {
        DeValue::String(text) => Some(Placed {
            value: text,
            at: value.at,
        }),
        _ => wrong(key, value, "a text", findings),
    }
}

/// Reads a text for readers.
pub(super) fn name(
    key: &str,
    value: &Placed<&DeValue<'_>>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let text = string(key, value, findings)?;
    findings.shown(key, text)
}

/// Reads a text for readers, one for both languages or one for each.
pub(super) fn label(
    key: &str,
    value: &Placed<&DeValue<'_>>,
    findings: &mut Findings<'_>,
) -> Option<Text> {
    let table = match value.value {
        DeValue::String(_) => return name(key, value, findings).map(Text::Same),
        DeValue::Table(table) => table,
        _ => {
            return wrong(
                key,
                value,
                "a text, or { fr = \"…\", en = \"…\" },",
                findings,
            );
        }
    };
    let mut table = Table::new(table);
    let [fr, en] = Language::ALL.map(|language| {
        let tag = language.tag();
        let Some(text) = table.value(tag) else {
            findings.error(value.at, format!("'{key}' lacks '{tag}'"), "");
            return None;
        };
        name(&format!("{key}.{tag}"), &text, findings)
    });
    table.finish(findings);
    Some(Text::Each(Label { fr: fr?, en: en? }))
}
