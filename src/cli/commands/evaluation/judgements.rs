//! Reads the query and judgement files of a test collection.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Position, quoted};

/// A query with what it tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedQuery {
    /// Its id.
    pub qid: String,
    /// What it tests; may be empty.
    pub class: String,
    /// Language it is typed in; may be empty.
    pub lang: String,
    /// What is typed.
    pub query: String,
}

/// Grades by query, then by article.
pub type Judgements = BTreeMap<String, BTreeMap<String, u32>>;

/// How a query is written.
const QUERY: &str =
    "write {\"qid\": \"q1\", \"class\": \"topic\", \"lang\": \"en\", \"query\": \"…\"}";

/// Reads queries, one JSON object a line; blank lines are left out. Every error is added to `found` with its line.
pub fn parse_queries(name: &str, text: &str, found: &mut Vec<Diagnostic>) -> Vec<JudgedQuery> {
    let mut queries = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let mut error = |column: usize, reason: String| {
            let at = Position {
                line,
                column: column.max(1),
            };
            let message = format!("invalid query line: {reason}");
            found.push(Diagnostic::new(name, at, Code::WrongQuery, message).with_hint(QUERY));
        };
        let object = match serde_json::from_str(text) {
            Ok(Value::Object(object)) => object,
            Ok(_) => {
                error(1, "not a JSON object".to_owned());
                continue;
            }
            Err(reason) => {
                error(reason.column(), reason.to_string());
                continue;
            }
        };
        let [qid, class, lang, query] = ["qid", "class", "lang", "query"].map(|key| {
            let is_needed = key == "qid" || key == "query";
            match object.get(key) {
                Some(Value::String(text)) => return Some(text.clone()),
                None if !is_needed => return Some(String::new()),
                None => error(1, format!("'{key}' is missing")),
                Some(_) => {
                    let key = format!("\"{key}\"");
                    let before = text.split(&key).next().unwrap_or_default();
                    error(before.chars().count() + 1, format!("{key} is not a string"));
                }
            }
            None
        });
        if let (Some(qid), Some(class), Some(lang), Some(query)) = (qid, class, lang, query) {
            queries.push(JudgedQuery {
                qid,
                class,
                lang,
                query,
            });
        }
    }
    queries
}

/// Reads grades: query id, article id and grade separated by tabs or spaces; the four columns of TREC, whose
/// second says nothing, are read too. Every error is added to `found` with its line.
pub fn parse_judgements(name: &str, text: &str, found: &mut Vec<Diagnostic>) -> Judgements {
    let mut judgements = Judgements::new();
    for (line, text) in (1..).zip(text.lines()) {
        let columns: Vec<&str> = text.split_whitespace().collect();
        let (query, article, grade) = match columns.as_slice() {
            [] => continue,
            [query, article, grade] | [query, _, article, grade] => (*query, *article, *grade),
            _ => ("", "", ""),
        };
        let Ok(grade) = grade.parse::<i32>() else {
            let at = Position { line, column: 1 };
            let message = format!("invalid relevance judgement: {}", quoted(text));
            let hint = "write query id, article id and grade, separated by tabs";
            found.push(Diagnostic::new(name, at, Code::WrongJudgement, message).with_hint(hint));
            continue;
        };
        // TREC marks junk with negative grades; it counts as not relevant.
        let grade = u32::try_from(grade).unwrap_or_default();
        judgements
            .entry(query.to_owned())
            .or_default()
            .insert(article.to_owned(), grade);
    }
    judgements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read() {
        let mut found = Vec::new();
        let queries = parse_queries("q", "{\"qid\":\"1\",\"query\":\"tavi\"}\n\n", &mut found);
        assert_eq!(queries.first().unwrap().query, "tavi");
        let judgements = parse_judgements("r", "1\ta\t2\n1 0 b -1\n", &mut found);
        assert_eq!(
            judgements["1"],
            BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 0)])
        );
        assert_eq!(found, []);
    }

    #[test]
    fn every_wrong_line_is_named() {
        let mut found = Vec::new();
        let text =
            "{\"qid\":1,\"query\":[]}\n{\n{\"qid\":\"1\",\"query\":\"a\"}\n[]\n{\"class\":2}\n";
        assert_eq!(parse_queries("q", text, &mut found).len(), 1);
        assert_eq!(
            parse_judgements("r", "1\ta\t2\n1\ta\n\n1 a x\n", &mut found).len(),
            1
        );
        let places: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.code.name(),
                    one.at.unwrap().line,
                    one.at.unwrap().column,
                )
            })
            .collect();
        let expected = [
            ("E100", 1, 2),
            ("E100", 1, 10),
            ("E100", 2, 1),
            ("E100", 4, 1),
            ("E100", 5, 1),
            ("E100", 5, 2),
            ("E100", 5, 1),
            ("E101", 2, 1),
            ("E101", 4, 1),
        ];
        assert_eq!(places, expected, "{found:?}");
    }
}
