//! The files of a judged collection.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostics::{Diagnostic, Position, quoted};

/// A query with what it tests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct JudgedQuery {
    /// Its id.
    pub qid: String,
    /// What it tests.
    #[serde(default)]
    pub class: String,
    /// Language it is typed in.
    #[serde(default)]
    pub lang: String,
    /// What is typed.
    pub query: String,
}

/// Grades by query, then by article.
pub type Judgements = BTreeMap<String, BTreeMap<String, u32>>;

/// Reads queries, one JSON object a line; blank lines are left out. Errors name the line.
pub fn parse_queries(name: &str, text: &str) -> Result<Vec<JudgedQuery>, Diagnostic> {
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    let parse = |(line, text): (usize, &str)| {
        serde_json::from_str(text).map_err(|error| {
            let at = Position {
                line,
                column: error.column().max(1),
            };
            Diagnostic::error(name, at, "E100", format!("not a judged query: {error}")).with_hint(
                "write {\"qid\": \"q1\", \"class\": \"topic\", \"lang\": \"en\", \"query\": \"…\"}",
            )
        })
    };
    lines.map(parse).collect()
}

/// Reads grades: query id, article id and grade separated by tabs or spaces; the four columns of TREC, whose
/// second says nothing, are read too. Errors name the line.
pub fn parse_judgements(name: &str, text: &str) -> Result<Judgements, Diagnostic> {
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
            let message = format!("not a judgement: {}", quoted(text));
            return Err(Diagnostic::error(name, at, "E101", message)
                .with_hint("write query id, article id and grade, separated by tabs"));
        };
        // TREC marks junk with negative grades; it counts as not relevant.
        let grade = u32::try_from(grade).unwrap_or_default();
        judgements
            .entry(query.to_owned())
            .or_default()
            .insert(article.to_owned(), grade);
    }
    Ok(judgements)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_and_errors_have_their_line() {
        let queries = parse_queries("q", "{\"qid\":\"1\",\"query\":\"tavi\"}\n\n").unwrap();
        assert_eq!(queries.first().unwrap().query, "tavi");
        let error = parse_queries("q", "{\"qid\":\"1\",\"query\":\"a\"}\n{").unwrap_err();
        assert_eq!(error.at.unwrap().line, 2);
        let judgements = parse_judgements("r", "1\ta\t2\n1 0 b -1\n").unwrap();
        assert_eq!(
            judgements["1"],
            BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 0)])
        );
        assert_eq!(
            parse_judgements("r", "1\ta\t2\n1\ta\n")
                .unwrap_err()
                .at
                .unwrap()
                .line,
            2
        );
    }
}
