//! What stands inside the pages of a site: its style, and the script that runs before the first paint. The policy allows
//! each by its digest, and nothing else inline.

use vigie_core::bundle::Digest;

use crate::write::Files;

/// The page that has everything that any page of the site has inside.
pub use vigie_core::scripts::INDEX_PAGE as PAGE;

/// Digests of the scripts and styles inside a page, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Scripts without an address.
    pub scripts: Vec<Digest>,
    /// Styles.
    pub styles: Vec<Digest>,
}

impl Inline {
    /// Reads a page that the builder wrote: tags in lower case, and no `<` inside the value of an attribute. A page
    /// without either has none.
    pub fn of(page: &str) -> Self {
        let style = |tag: &str| tag == "<style";
        let script = |tag: &str| tag.starts_with("<script") && !tag.contains(" src=");
        Self {
            scripts: contents(page, "<script", "</script>", script),
            styles: contents(page, "<style", "</style>", style),
        }
    }

    /// Reads the first page of a site; nothing without one.
    pub fn of_site(files: &Files) -> Self {
        let page = files.get(PAGE).and_then(|page| str::from_utf8(page).ok());
        page.map(Self::of).unwrap_or_default()
    }
}

/// Digests of what stands between the tags that count.
fn contents(page: &str, open: &str, close: &str, counts: impl Fn(&str) -> bool) -> Vec<Digest> {
    let mut digests = Vec::new();
    let mut rest = page;
    while let Some((_, from)) = rest.split_once(open) {
        let Some((attributes, inside)) = from.split_once('>') else {
            break;
        };
        let Some((content, after)) = inside.split_once(close) else {
            break;
        };
        if counts(&[open, attributes].concat()) {
            digests.push(Digest::of(content.as_bytes()));
        }
        rest = after;
    }
    digests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_inside_is_found() {
        let page = "<style>a{}</style><script>b()</script><script src=\"./c.js\"></script>\
             <script type=\"module\">d()</script><p>style</p>";
        let digests = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| Digest::of(text.as_bytes()))
                .collect()
        };
        let expected = Inline {
            scripts: digests(&["b()", "d()"]),
            styles: digests(&["a{}"]),
        };
        assert_eq!(Inline::of(page), expected);
        assert_eq!(Inline::of("<p>nothing</p><style>open"), Inline::default());
    }
}
