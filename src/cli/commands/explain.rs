//! `vigie explain`: how a query is understood, and why the best articles rank as they do.

use std::fmt::Write as _;
use std::io::Write;

use vigie_core::analysis::{Family, is_capital, is_stop_word, root, tokens};
use vigie_core::query;

use super::arguments::SearchArgs;
use super::refuse;
use super::search::Session;
use crate::Exit;

/// Runs the command.
pub fn run(args: &SearchArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    match Session::open(args) {
        Ok(session) => {
            let hits = session.hits(args.top);
            let mut text = tokens_of(&args.query);
            let _ = writeln!(
                text,
                "read as: {}",
                query::print(&query::parse(&args.query).query).trim_end()
            );
            text += &session.readings(&hits);
            for obstacle in &hits.obstacles {
                let typed = obstacle.span.clone().and_then(|span| args.query.get(span));
                let _ = writeln!(
                    text,
                    "without \"{}\": {} articles; alone: {}",
                    typed.unwrap_or("the filters"),
                    obstacle.without,
                    obstacle.alone
                );
            }
            text += &session.list(&hits, true);
            // A closed stream has no one left to tell.
            let _ = write!(stdout, "{text}");
            Exit::Success
        }
        Err((exit, found)) => refuse(exit, &found, stderr),
    }
}

/// A line for each term: what it is reduced to, and where relatives are looked for.
fn tokens_of(typed: &str) -> String {
    let mut text = String::new();
    for token in tokens(typed) {
        let written = typed.get(token.span).unwrap_or_default();
        let ignored = if is_stop_word(&token.term) && !is_capital(written) {
            ", stop word"
        } else {
            ""
        };
        let family = Family::of(&token.term);
        let _ = writeln!(
            text,
            "{}: root {}, relatives under {}{ignored}",
            token.term,
            root(&token.term),
            family.onsets().join("…, ") + "…"
        );
    }
    text
}
