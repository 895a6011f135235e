//! Markup that cannot be broken by what it holds: text and attribute values are escaped when they enter.
//! [`dates`] writes days and numbers as the browser would.

pub(crate) mod dates;

use vigie_core::language::Language;

/// A piece of markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html(String);

impl Html {
    /// Makes a text.
    pub(crate) fn text(text: &str) -> Self {
        let mut html = Self::default();
        html.push_escaped(text);
        html
    }

    /// Makes an element. Name and attribute names come from this program, values and content from anywhere.
    pub(crate) fn element(name: &str, attributes: &[(&str, &str)], content: &[Self]) -> Self {
        let mut html = Self::void(name, attributes);
        for part in content {
            html.0.push_str(&part.0);
        }
        html.0.push_str("</");
        html.0.push_str(name);
        html.0.push('>');
        html
    }

    /// Makes an element that has no content, such as `img`.
    pub(crate) fn void(name: &str, attributes: &[(&str, &str)]) -> Self {
        let mut html = Self(format!("<{name}"));
        for (name, value) in attributes {
            html.0.push(' ');
            html.0.push_str(name);
            html.0.push_str("=\"");
            html.push_escaped(value);
            html.0.push('"');
        }
        html.0.push('>');
        html
    }

    /// Appends a piece.
    pub(crate) fn push(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Returns the markup.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn push_escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                _ => self.0.push(character),
            }
        }
    }
}

/// Returns the `lang` attribute of a text in another language than the page's.
pub(crate) fn foreign(language: Language, page: Language) -> Option<(&'static str, &'static str)> {
    (language != page).then(|| ("lang", language.tag()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_enters_is_escaped() {
        let html = Html::element(
            "p",
            &[("title", "\"><script>")],
            &[Html::text("<b>'&'</b>")],
        );
        let expected =
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&#39;&amp;&#39;&lt;/b&gt;</p>";
        assert_eq!(html.as_str(), expected);
    }
}
