//! Reads a field with its values: `source:vascular,"TCT MD"`.

use super::fields::{Field, sort_value, value_node};
use super::lexer::is_quote;
use super::parse::{Parser, must};
use super::terms::words_in;
use super::{Clause, Node, NoticeReason, Query};

impl Parser<'_> {
    /// Reads the name of a field and its colon; `None`, without reading, where no field's name is next.
    pub(super) fn field_name(&mut self) -> Option<Field> {
        let colon = self.cursor.colon()?;
        let text = self.cursor.text;
        let name = text.get(self.cursor.at..colon)?;
        let after = text.get(colon + 1..)?.chars().next();
        let Some(field) = Field::from_name(name) else {
            // Hours, addresses and headlines are no fields.
            if after.is_some_and(|after| after.is_alphanumeric() || is_quote(after)) {
                self.report(self.cursor.at..colon, NoticeReason::UnknownField);
            }
            return None;
        };
        // `Trial: results` is a headline; `source: ` waits for its value.
        let starts_with_capital = name.starts_with(crate::analysis::is_upper_case);
        if starts_with_capital && after.is_some_and(char::is_whitespace) {
            return None;
        }
        Some(field)
    }

    /// Reads the values of a field, with its name; `None` if there is none to be met.
    pub(super) fn field(&mut self, field: Field) -> Option<Node> {
        let name = self.cursor.at;
        self.cursor.at = self.cursor.colon()? + 1;
        let colon = self.cursor.at;
        let mut values: Vec<Clause> = Vec::new();
        let mut has_value = false;
        loop {
            let start = self.cursor.at;
            let node = self.value(field);
            let span = start..self.cursor.at;
            has_value |= !span.is_empty();
            match node {
                Ok(Some(node)) => add_value(&mut values, must(node, span)),
                Err(reason) if !span.is_empty() => self.report(span, reason),
                Ok(None) | Err(_) => {}
            }
            if self.is_full || !self.cursor.eat(',') {
                break;
            }
        }
        if !has_value {
            self.report(name..colon, NoticeReason::EmptyField);
        }
        let node = if values.len() > 1 {
            Node::Any(values.into_iter().map(alternative).collect())
        } else {
            values.pop()?.node
        };
        Some(match field {
            Field::Title => Node::Title(Box::new(node)),
            _ => node,
        })
    }

    /// Reads one value. `None` where it does not fit or is an order; an error where it has no meaning.
    fn value(&mut self, field: Field) -> Result<Option<Node>, NoticeReason> {
        let start = self.cursor.at;
        let quoted = self.quoted();
        let is_quoted = quoted.is_some();
        let inner = quoted.unwrap_or_else(|| self.cursor.run(','));
        if !is_quoted {
            self.cursor.at = inner.end;
        }
        let value = self.cursor.text.get(inner.clone()).unwrap_or_default();
        match field {
            Field::Title => {
                let node = if is_quoted {
                    self.phrase_of(words_in(self.cursor.text, inner))
                } else {
                    self.whole_run(inner)
                };
                match node {
                    None if !self.is_full => Err(NoticeReason::BadValue),
                    node => Ok(node),
                }
            }
            Field::Sort => {
                self.sort = Some(sort_value(value).ok_or(NoticeReason::BadValue)?);
                Ok(None)
            }
            _ => {
                let node = value_node(field, value)?;
                Ok(self.makes_room(1, start).then_some(node))
            }
        }
    }
}

fn alternative(clause: Clause) -> Query {
    Query {
        clauses: vec![clause],
        sort: None,
    }
}

/// Adds a value to those of the same field: ids of one facet are in one node, each once.
fn add_value(values: &mut Vec<Clause>, mut value: Clause) {
    for held in values.iter_mut() {
        let (held, more) = match (&mut held.node, &mut value.node) {
            (Node::Facet(group, held), Node::Facet(other, more)) if group == other => (held, more),
            (Node::Concept(_, held), Node::Concept(_, more)) => (held, more),
            _ => continue,
        };
        more.retain(|id| !held.contains(id));
        held.append(more);
        return;
    }
    values.push(value);
}

#[cfg(test)]
mod tests {
    use super::super::shape::{check, check_with_notices};

    #[test]
    fn values_are_separated_by_commas_and_may_be_quoted() {
        check(
            "source:vascular,\"TCT MD\",«L’Œil» x ",
            "Source:vascular,tct-md,l-oeil x",
        );
        check("source:a,A,,b, c ", "Source:a,b c");
        check("tag:510(k) (tag:b) ", "Tag:510-k (Tag:b)");
        check_with_notices("tag:\"a b", "Tag:a-b", &["UnclosedQuote \""]);
    }

    #[test]
    fn titles_take_words_and_phrases() {
        check("titre:EVAR ", "Title:evar^");
        check(
            "titre:thromb*,\"case report\",=EP,sten",
            "Title:(thromb* | \"case report\" | =ep^ | sten~)",
        );
        check_with_notices("titre:… a ", "a", &["BadValue …"]);
    }

    #[test]
    fn unknown_names_are_ordinary_words() {
        check_with_notices("foo:bar ", "foo bar", &["UnknownField foo"]);
        check_with_notices("-foo:\"a b\" ", "-foo \"a b\"", &["UnknownField foo"]);
    }

    #[test]
    fn hours_addresses_and_headlines_are_no_fields() {
        check("10:30 https://a.org ", "10 30 https a org");
        check("Trial: results foo: a :b ", "trial results foo a b");
        check("essai : a ", "essai a");
        check("a,source:b ", "a source b");
    }

    #[test]
    fn a_field_without_value_is_reported() {
        check_with_notices("source:", "", &["EmptyField source:"]);
        check_with_notices("Source:", "", &["EmptyField Source:"]);
        check_with_notices("-source: a ", "a", &["EmptyField source:"]);
        check_with_notices("titre:(a) ", "(a)", &["EmptyField titre:"]);
        check_with_notices("tri:,", "", &["EmptyField tri:"]);
    }

    #[test]
    fn the_last_order_counts() {
        check("(tri:date a) sort:oldest ", "Oldest (a)");
        check("a OR b Tri:PERTINENCE ", "Relevance (a | b)");
        check_with_notices("tri:x a ", "a", &["BadValue x"]);
    }
}
