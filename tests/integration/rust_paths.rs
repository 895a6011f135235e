//! Finds the modules that Rust code refers to, without a parser: words and punctuation are enough for paths.
//!
//! Comments and strings are skipped. Items under `#[cfg(test)]` are recognised, whatever follows them.

/// Names that follow the crate's root in paths, and whether a test names them. `depth` counts the modules from the
/// root to the file.
pub(crate) fn paths(code: &str, depth: usize) -> Vec<(String, bool)> {
    let tokens = tokens(code);
    let of_tests = test_tokens(&tokens);
    let mut found = Vec::new();
    // Of each open brace, whether a module stands in it.
    let mut braces = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            "{" => braces.push(at >= 2 && tokens[at - 2] == "mod"),
            "}" => {
                braces.pop();
            }
            "crate" if tokens.get(at + 1) == Some(&"::") => {
                let heads = heads(&tokens[at + 2..]).into_iter();
                found.extend(heads.map(|head| (head, of_tests[at])));
            }
            "super" => {
                let inside = braces.iter().filter(|is_module| **is_module).count();
                let mut supers = 1;
                while tokens[at + 1..].starts_with(&["::", "super"]) {
                    supers += 1;
                    at += 2;
                }
                if supers == depth + inside && tokens.get(at + 1) == Some(&"::") {
                    let heads = heads(&tokens[at + 2..]).into_iter();
                    found.extend(heads.map(|head| (head, of_tests[at])));
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// First names of a path: one, or several in braces.
fn heads(tokens: &[&str]) -> Vec<String> {
    if tokens.first() != Some(&"{") {
        return tokens
            .iter()
            .take(1)
            .map(|name| (*name).to_owned())
            .collect();
    }
    let mut heads = Vec::new();
    let mut depth = 0;
    for pair in tokens.windows(2) {
        match pair[0] {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(pair[0], "{" | ",") && pair[1] != "}" {
            heads.push(pair[1].to_owned());
        }
    }
    heads
}

/// Modules that a file declares in files of their own, and whether only tests have them.
pub(crate) fn declared(code: &str) -> Vec<(String, bool)> {
    let tokens = tokens(code);
    let of_tests = test_tokens(&tokens);
    let declarations = tokens.windows(3).zip(of_tests);
    declarations
        .filter(|(window, _)| window[0] == "mod" && window[2] == ";")
        .map(|(window, is_test)| (window[1].to_owned(), is_test))
        .collect()
}

/// For each token, whether it stands in an item that only tests have.
fn test_tokens(tokens: &[&str]) -> Vec<bool> {
    let mut of_tests = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let is_for_tests = tokens[at..].starts_with(&["#", "[", "cfg", "(", "test", ")"])
            || tokens[at..].starts_with(&["#", "[", "cfg", "(", "all", "(", "test", ","]);
        if !is_for_tests {
            at += 1;
            continue;
        }
        // The item ends with its braces, or with a semicolon outside any.
        let (mut depth, mut end) = (0, at);
        while let Some(token) = tokens.get(end) {
            match *token {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(*token, "}" | ";") {
                break;
            }
            end += 1;
        }
        let end = (end + 1).min(tokens.len());
        of_tests[at..end].fill(true);
        at = end;
    }
    of_tests
}

/// Words and signs of some code, without comments, texts and characters.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (length, is_code) = if let Some(length) = passed_over(rest) {
            (length, false)
        } else if word > 0 {
            (word, true)
        } else if rest.starts_with("::") {
            (2, true)
        } else {
            (first.len_utf8(), !first.is_whitespace())
        };
        let (token, after) = rest.split_at(length);
        tokens.extend(is_code.then_some(token));
        rest = after;
    }
    tokens
}

/// Returns the length of the comment, text or character that some code starts with; `None` for anything else.
fn passed_over(code: &str) -> Option<usize> {
    let until = |start: usize, end: &str| {
        let found = code.get(start..).and_then(|rest| rest.find(end));
        Some(found.map_or(code.len(), |at| start + at + end.len()))
    };
    if code.starts_with("//") {
        return Some(code.find('\n').unwrap_or(code.len()));
    }
    if code.starts_with("/*") {
        return until(2, "*/");
    }
    if let Some(raw) = code.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw.trim_start_matches('#').starts_with('"') {
            return until(hashes + 2, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    if let Some(text) = code.strip_prefix('"') {
        let mut is_escaped = false;
        let end = text.find(|c: char| {
            let ends = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            ends
        });
        return Some(end.map_or(code.len(), |end| end + 2));
    }
    let character = code.strip_prefix('\'')?;
    if character.starts_with('\\') {
        return until(3, "'");
    }
    // A lifetime has no second mark.
    let length = character.chars().next()?.len_utf8();
    let is_closed = character.get(length..)?.starts_with('\'');
    Some(if is_closed { length + 2 } else { 1 })
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let code = r##"
        //! [`crate::comment`]
        use crate::{one, two::{deep, deeper}, Three};
        fn a() -> crate::four { '"'; "crate::text"; r#"crate::raw "# ; super::super::five::x() }
        #[cfg(test)]
        mod tests { fn b() { crate::six::y(); { } } }
        #[cfg(all(test, unix))]
        use crate::seven;
        mod inline { use super::super::super::eight; use super::nine; }
        fn c<'a>(x: &'a str) { crate::ten::z() }
    "##;
    let (mut used, mut tested) = (Vec::new(), Vec::new());
    for (name, is_test) in paths(code, 2) {
        if is_test { &mut tested } else { &mut used }.push(name);
    }
    assert_eq!(
        used,
        ["one", "two", "Three", "four", "five", "eight", "ten"]
    );
    assert_eq!(tested, ["six", "seven"]);
}
