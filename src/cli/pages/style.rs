//! One style sheet instead of several: fewer requests before the first paint, better compressed. What is written for
//! those who read the sources is left out.

use vigie_core::bundle::Digest;

use super::template::Template;
use crate::write::Files;

/// Joins the style sheets that the page names, in their order, into one file named by its content, and takes them out of
/// the page. Returns the name of the file; `None` for a page that names none.
pub(super) fn join(files: &mut Files, template: &mut Template) -> Option<String> {
    let names = template.take_stylesheets();
    let mut joined = Vec::new();
    for name in &names {
        if let Some(bytes) = files.remove(name.trim_start_matches("./")) {
            add(&mut joined, &bytes);
        }
    }
    if joined.is_empty() {
        return None;
    }
    let digest = Digest::of(&joined);
    let name = format!("style-{}.css", digest.name());
    template.set_boot_attribute("data-css", &name);
    template.set_boot_attribute("data-css-integrity", digest.as_str());
    files.insert(name.clone(), joined);
    Some(name)
}

/// Adds a sheet without its comments to one that begins.
pub(super) fn add(joined: &mut Vec<u8>, sheet: &[u8]) {
    let (mut rest, mut quote) = (sheet, None);
    while let Some((&byte, after)) = rest.split_first() {
        if quote.is_none() && rest.starts_with(b"/*") {
            let end = rest.windows(2).skip(2).position(|pair| pair == b"*/");
            rest = end.map_or(&[], |end| rest.get(end + 4..).unwrap_or_default());
            continue;
        }
        if quote == Some(byte) {
            quote = None;
        } else if quote.is_none() && matches!(byte, b'"' | b'\'') {
            quote = Some(byte);
        }
        // A line that held nothing but a comment goes with it.
        let is_line_start = joined.is_empty() || joined.ends_with(b"\n");
        if !(byte.is_ascii_whitespace() && is_line_start) {
            joined.push(byte);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_what_looks_like_one_in_a_string_stays() {
        let mut joined = Vec::new();
        add(&mut joined, b"/* Head. */\n@layer a {\n  /* one */\n  .b::after {\n    content: \"/* \\' */\"; /* two */\n  }\n}\n");
        add(&mut joined, b".c { color: red; }\n/* never ends");
        let expected =
            "@layer a {\n.b::after {\ncontent: \"/* \\' */\"; \n}\n}\n.c { color: red; }\n";
        assert_eq!(String::from_utf8(joined).unwrap(), expected);
    }
}
