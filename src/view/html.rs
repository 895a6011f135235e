//! Writing: [`Element`] values become HTML, as a page is published that the app will draw again.
//!
//! What follows signals is asked once. Every text and every value is escaped, so no markup can be made from
//! them, and what a parser makes of the text is the tree it was written from (HTML Standard, "Serialising HTML
//! fragments" and "Tokenization"). Two things HTML cannot hold: the character U+0000, which becomes U+FFFD, and
//! text inside `script` or `style`, which is left out. Listeners have no form in a text.
//!
//! ```
//! use vigie_view::element::element;
//! use vigie_view::html::Html;
//!
//! let link = element("a").attribute("href", "./?q=a&b").child("<b>");
//! assert_eq!(Html::from(link).as_str(), "<a href=\"./?q=a&amp;b\">&lt;b&gt;</a>");
//! ```

use crate::element::{Child, Element, Live};
use crate::signals::{Owner, untrack};

/// Elements that have no content and no closing tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose text a parser does not read as text.
const RAW: [&str; 2] = ["script", "style"];

/// Elements at whose begin a parser skips a line break.
const PREFORMATTED: [&str; 3] = ["listing", "pre", "textarea"];

/// A piece of markup. It is only made from elements and texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Writes content with the signals that it makes for itself; they end with the writing.
    pub fn draw(content: impl FnOnce() -> Vec<Child>) -> Self {
        let owner = Owner::new();
        let html = owner.with(|| Self::from(untrack(content)));
        owner.cleanup();
        html
    }

    /// Returns the markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn child(&mut self, child: Child) {
        match child {
            Child::Text(text) => self.text(&text),
            Child::Element(element) => self.element(element),
            Child::Live(content) => self.children(content()),
            Child::Keyed(keyed) => {
                for key in (keyed.keys)() {
                    self.element((keyed.item)(&key));
                }
            }
        }
    }

    fn children(&mut self, children: Vec<Child>) {
        for child in children {
            self.child(child);
        }
    }

    fn element(&mut self, element: Element) {
        let tag = element.tag;
        self.open(tag, &attributes(&element));
        if VOID.contains(&tag) {
            return;
        }
        let start = self.0.len();
        if !RAW.contains(&tag) {
            match content(&element) {
                Some(text) => self.text(&text),
                None => self.children(element.children),
            }
        }
        if PREFORMATTED.contains(&tag) && self.0.as_bytes().get(start) == Some(&b'\n') {
            self.0.insert(start, '\n');
        }
        for part in ["</", tag, ">"] {
            self.0.push_str(part);
        }
    }

    fn open(&mut self, tag: &str, attributes: &[(&str, String)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            for part in [" ", name, "=\""] {
                self.0.push_str(part);
            }
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // A parser takes it for a line feed.
                '\r' => self.0.push_str("&#13;"),
                '\0' => self.0.push(char::REPLACEMENT_CHARACTER),
                _ => self.0.push(character),
            }
        }
    }
}

impl<T: Into<Child>> From<T> for Html {
    fn from(child: T) -> Self {
        let mut html = Self::default();
        html.child(child.into());
        html
    }
}

impl From<Vec<Child>> for Html {
    fn from(children: Vec<Child>) -> Self {
        let mut html = Self::default();
        // What changes later is written as it is now.
        untrack(|| html.children(children));
        html
    }
}

/// The attributes as they are now, each once: as in a browser, the last value wins, at the position of the first.
fn attributes(element: &Element) -> Vec<(&'static str, String)> {
    let mut attributes: Vec<(&'static str, Option<String>)> = Vec::new();
    let mut set = |name, value| match attributes.iter_mut().find(|(known, _)| *known == name) {
        Some((_, before)) => *before = value,
        None => attributes.push((name, value)),
    };
    for (name, value) in &element.attributes {
        set(*name, Some(value.clone()));
    }
    for live in &element.live {
        match live {
            Live::Attribute(name, value) => set(*name, value()),
            Live::TextProperty(name, value) if has_attribute(element.tag, name) => {
                set(*name, Some(value()).filter(|value| !value.is_empty()));
            }
            Live::FlagProperty(name, is_set) if has_attribute(element.tag, name) => {
                set(*name, is_set().then(String::new));
            }
            Live::TextProperty(..) | Live::FlagProperty(..) | Live::Text(_) => {}
        }
    }
    let written = attributes.into_iter();
    written
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Whether HTML has an attribute for what a property is at first.
fn has_attribute(tag: &str, property: &str) -> bool {
    matches!(
        (tag, property),
        ("input", "value" | "checked") | ("option", "selected")
    )
}

/// The text that is the whole content, if there is one.
fn content(element: &Element) -> Option<String> {
    element.live.iter().rev().find_map(|live| match live {
        Live::Text(text) => Some(text()),
        Live::TextProperty("value", value) if element.tag == "textarea" => Some(value()),
        Live::Attribute(..) | Live::TextProperty(..) | Live::FlagProperty(..) => None,
    })
}
