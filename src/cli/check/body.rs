//! Warns where a body is nested too deeply or too long, so that it will not be shown as written.

use vigie_core::markdown::{self, Comments, Cuts, MAX_DEPTH, MAX_NODES};

use super::document::Document;
use crate::clean::Visible;
use crate::diagnostics::{self, Code, Diagnostic, Position};

/// Says what of a body will not be drawn as written.
pub fn warnings(path: &str, document: &Document) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    let mut warn = |code: Code, line: usize, column: usize, message: String| {
        let at = Position {
            line: document.body_line + line,
            column,
        };
        warnings.push(Diagnostic::new(path, at, code, message));
    };
    if let Some(offset) = document.body.find('\0') {
        let at = Position::of_byte(document.body.as_bytes(), offset);
        warn(
            Code::ControlRemoved,
            at.line - 1,
            at.column,
            "control character U+0000 in the body is removed".to_owned(),
        );
    }
    let comments = Comments::of(&document.body);
    if let Some(offset) = comments.unclosed {
        let at = Position::of_byte(document.body.as_bytes(), offset);
        warn(
            Code::CommentNotClosed,
            at.line - 1,
            at.column,
            "comment is not closed (no '-->'); what follows is not shown".to_owned(),
        );
    }
    let blanked = comments.blanked_in(&document.body);
    let shown = Visible::of(&blanked);
    let Cuts { flat, end } = markdown::cuts(&shown.text);
    let place = |at| shown.original(Position::of_byte(shown.text.as_bytes(), at));
    if let [first, rest @ ..] = flat.as_slice() {
        let more = match rest.len() {
            0 => String::new(),
            more => format!(" and in {} below", diagnostics::counted(more, "place")),
        };
        let at = place(*first);
        let message = format!(
            "nested deeper than {MAX_DEPTH} elements, counting two for each level of a list; flattened here{more}"
        );
        warn(Code::BodyCut, at.line - 1, at.column, message);
    }
    if let Some(end) = end {
        let at = place(end);
        let message = format!(
            "body has more than {MAX_NODES} parts (paragraphs, cells, links, text runs); the rest is not shown"
        );
        warn(Code::BodyCut, at.line - 1, at.column, message);
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_warnings(body: &str, expected: &[(usize, usize, &str)]) {
        let document = Document {
            front_matter: String::new(),
            body: body.to_owned(),
            body_line: 3,
        };
        let found = warnings("a.md", &document);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, (line, column, part)) in found.iter().zip(expected) {
            let at = found.at.unwrap();
            assert_eq!((at.line, at.column), (*line, *column), "{found:?}");
            assert!(found.message.contains(part), "{part}: {found:?}");
        }
    }

    #[test]
    fn bodies_that_cannot_be_drawn_whole_are_named() {
        check_warnings("a\0", &[(3, 2, "U+0000")]);
        check_warnings("a <!-- b", &[(3, 3, "not closed")]);
        check_warnings("a <!-- b --> `<!--`", &[]);
        let cells = "| a | b |\n|---|---|\n".to_owned() + &"| a | b |\n".repeat(4_000);
        check_warnings(&cells, &[(2_503, 1, "more than 20000 parts")]);
        check_warnings(&"| a | b |\n|---|---|\n".repeat(1_000), &[]);
    }

    #[test]
    fn every_level_that_is_cut_is_named_with_the_one_limit() {
        let deep = format!("nested deeper than {MAX_DEPTH} elements");
        check_warnings(&format!("{} x", ">".repeat(MAX_DEPTH)), &[]);
        for levels in [MAX_DEPTH + 1, 64, 65, 1_000] {
            let body = format!("a\n\n{} x", ">".repeat(levels));
            check_warnings(&body, &[(5, MAX_DEPTH + 1, &deep)]);
        }
        let lines = (0..30).map(|level| "  ".repeat(level) + "- x");
        let list = lines.collect::<Vec<_>>().join(
            "
",
        );
        check_warnings(&list, &[(27, 49, &deep)]);
        check_warnings(&format!("{}{}", "- ".repeat(24), "-".repeat(80)), &[]);
        check_warnings(
            &"> ".repeat(60).replace("> > >", "\u{200b}> > >"),
            &[(3, 97 + 17, &deep)],
        );
        let twice = format!("{0} x\n\ny <!--\n--> z\n\n{0} x", ">".repeat(60));
        check_warnings(&twice, &[(3, 49, "flattened here and in 1 place below")]);
        check_warnings(&format!("```\n{} x\n```", ">".repeat(100)), &[]);
    }
}
