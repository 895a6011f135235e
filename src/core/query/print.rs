//! Prints a query as text that parses to the same query, for the search box, addresses and saved searches.

use super::fields::facet_name;
use super::lexer::{goes_on_with_digits, is_keyword, is_quote};
use super::{Clause, ConceptField, Node, Occur, Query, Sort, Word};
use crate::article::FacetGroup;
use crate::date::Day;

/// Writes a query so that [`parse`](super::parse()) gives it again, apart from the spans: folded, with
/// French names of fields and `-` for what is excluded. The empty query gives the empty text. A last
/// word that is finished has a space behind it, without which it could go on; one that is not leaves
/// the parentheses around it open. A query that `parse` never gives (empty alternatives, a word to go on
/// before others) is written as near as the language allows.
///
/// ```
/// use vigie_core::query::{parse, print};
///
/// let query = parse("Sténose NOT \"Case report\" kind:vidéo sort:oldest (DCB OR ballon").query;
/// assert_eq!(print(&query), "tri:ancien stenose -\"case report\" type:video (DCB OR ballon");
/// assert_eq!(print(&parse("stent ").query), "stent ");
/// ```
pub fn print(query: &Query) -> String {
    let mut text = String::new();
    if let Some(sort) = query.sort {
        // First, because the last word may have to stay last.
        text.push_str(match sort {
            Sort::Relevance => "tri:pertinence",
            Sort::Newest => "tri:date",
            Sort::Oldest => "tri:ancien",
        });
    }
    match &query.clauses[..] {
        [clause] if clause.occur == Occur::Must => match &clause.node {
            Node::Any(alternatives)
                if alternatives.len() > 1 && list_name(alternatives).is_none() =>
            {
                push_alternatives(&mut text, alternatives);
            }
            _ => push_clauses(&mut text, query),
        },
        _ => push_clauses(&mut text, query),
    }
    if let Some(word) = last_word(query) {
        if word.is_prefix && !word.has_star {
            text.truncate(text.trim_end_matches(')').len());
        } else if !word.is_prefix && !text.ends_with(')') {
            text.push(' ');
        }
    }
    text
}

/// Returns the word that ends the text, but for parentheses.
fn last_word(query: &Query) -> Option<&Word> {
    let mut node = &query.clauses.last()?.node;
    loop {
        node = match node {
            Node::Word(word) => return Some(word),
            Node::Title(inside) => inside,
            Node::Any(alternatives) => &alternatives.last()?.clauses.last()?.node,
            _ => return None,
        };
    }
}

fn push_alternatives(text: &mut String, alternatives: &[Query]) {
    for (number, alternative) in alternatives.iter().enumerate() {
        if number > 0 {
            text.push_str(" OR");
        }
        push_clauses(text, alternative);
    }
}

fn push_clauses(text: &mut String, query: &Query) {
    for Clause { occur, node, .. } in &query.clauses {
        let before = text.len();
        if !text.is_empty() && !text.ends_with('(') {
            text.push(' ');
        }
        if *occur == Occur::MustNot {
            text.push('-');
        }
        push_node(text, node);
        let (written, pushed) = text.split_at(before);
        let last = written
            .rsplit(|c: char| !c.is_ascii_digit())
            .next()
            .unwrap_or_default();
        if goes_on_with_digits(last, pushed.trim_start()) {
            // Two numbers, not the groups of one.
            text.insert(before, ',');
        }
    }
}

fn push_node(text: &mut String, node: &Node) {
    match node {
        Node::Title(inside) => {
            text.push_str("titre:");
            match &**inside {
                Node::Any(alternatives) => push_values(text, alternatives),
                node => push_value(text, node),
            }
        }
        Node::Any(alternatives) => {
            if let Some(name) = list_name(alternatives) {
                text.push_str(name);
                push_values(text, alternatives);
            } else {
                text.push('(');
                push_alternatives(text, alternatives);
                text.push(')');
            }
        }
        Node::Word(word) => {
            let start = text.len();
            push_word(text, word);
            if text.get(start..).is_some_and(is_keyword) {
                // The word `OR` is no operator behind a point.
                text.insert(start, '.');
            }
        }
        Node::Exact(_) | Node::Phrase(_) => push_value(text, node),
        Node::Nothing => text.push('?'),
        Node::Facet(group, _) => {
            text.push_str(facet_name(*group));
            push_value(text, node);
        }
        Node::Concept(kind, _) => {
            text.push_str(match kind {
                ConceptField::Company => "société:",
                ConceptField::Trial => "essai:",
            });
            push_value(text, node);
        }
        Node::Days(..) | Node::Recent(_) => {
            text.push_str("date:");
            push_value(text, node);
        }
    }
}

/// Returns the field whose values these alternatives are, if one field can write them. Parentheses would
/// mean the same, but there may be no level left for them.
fn list_name(alternatives: &[Query]) -> Option<&'static str> {
    let nodes = alternatives.iter().map(|query| match &query.clauses[..] {
        [clause] if clause.occur == Occur::Must => Some(&clause.node),
        _ => None,
    });
    let nodes: Vec<_> = nodes.collect::<Option<_>>()?;
    let is_date = |node: &&Node| matches!(node, Node::Days(..) | Node::Recent(_));
    match &nodes[..] {
        [_, _, ..] if nodes.iter().all(is_date) => Some("date:"),
        [Node::Facet(one, ids), Node::Facet(other, more)]
            if one != other && is_state(*one, ids) && is_state(*other, more) =>
        {
            Some(facet_name(FacetGroup::Quality))
        }
        _ => None,
    }
}

/// Returns whether `is:` writes these values.
fn is_state(group: FacetGroup, ids: &[String]) -> bool {
    group == FacetGroup::Quality || (group == FacetGroup::Kind && ids == ["sponsored"])
}

fn push_values(text: &mut String, alternatives: &[Query]) {
    let clauses = alternatives.iter().flat_map(|query| &query.clauses);
    for (number, clause) in clauses.enumerate() {
        if number > 0 {
            text.push(',');
        }
        push_value(text, &clause.node);
    }
}

/// Writes the values of a field.
fn push_value(text: &mut String, node: &Node) {
    match node {
        Node::Word(word) => push_word(text, word),
        Node::Exact(word) => {
            text.push('=');
            push_word(text, word);
        }
        Node::Phrase(phrase) => {
            text.push('"');
            push_terms(text, phrase.terms.iter(), ' ');
            text.push('"');
        }
        Node::Facet(_, ids) => text.push_str(&ids.join(",")),
        Node::Concept(_, names) => {
            for (number, name) in names.iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                push_name(text, name);
            }
        }
        Node::Days(first, last) => {
            push_day(text, *first);
            text.push_str("..");
            push_day(text, *last);
        }
        Node::Recent(days) => {
            text.push_str(&days.to_string());
            text.push('j');
        }
        // No field has them as values.
        Node::Title(_) | Node::Any(_) | Node::Nothing => {}
    }
}

fn push_day(text: &mut String, day: Option<Day>) {
    if let Some(day) = day {
        text.push_str(&day.to_string());
    }
}

/// Writes a name between the quotes it does not hold itself.
fn push_name(text: &mut String, name: &str) {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '-');
    let (opening, closing) = if is_plain {
        ("", "")
    } else if name.contains(|c| is_quote(c) && c != '«') {
        ("«", "»")
    } else {
        ("\"", "\"")
    };
    for part in [opening, name, closing] {
        text.push_str(part);
    }
}

fn push_word(text: &mut String, word: &Word) {
    let start = text.len();
    push_terms(text, word.parts.iter().map(|(term, _)| term), '-');
    if word.is_capital
        && let Some(written) = text.get_mut(start..)
    {
        written.make_ascii_uppercase();
    }
    if word.has_star {
        text.push('*');
    }
}

fn push_terms<'t>(text: &mut String, terms: impl Iterator<Item = &'t String>, between: char) {
    for (number, term) in terms.enumerate() {
        if number > 0 {
            text.push(between);
        }
        // The modifier letter folds to an apostrophe, which would split the word.
        text.extend(term.chars().map(|c| if c == '\'' { 'ʼ' } else { c }));
        if term.ends_with('.') {
            // Cut to the longest term within a number: one digit more, which is cut again, keeps the point.
            text.push('0');
        }
    }
}
