//! Articles to draw, a parser to look with, a hand that clicks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use html5ever::tendril::TendrilSink as _;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use vigie_core::article::{Also, Article, Image, Kind};
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;
use vigie_view::element::{Child, Element};
use vigie_view::event::Event;
use vigie_view::html::Html;

/// What a hostile publisher may write anywhere.
pub(crate) const HOSTILE: &str = "\"><script>alert('1')</script>&amp;<!-- \u{202e}]]>\r\n\0</p>";

/// An article with nothing but what each has.
pub(crate) fn bare() -> Article {
    Article {
        id: Permalink::parse("/papers/bare").unwrap(),
        title: "Bare".to_owned(),
        summary: String::new(),
        published: Timestamp::parse("2025-01-02").unwrap(),
        url: None,
        source: String::new(),
        kind: Kind::News,
        language: Language::En,
        tags: Vec::new(),
        topics: Vec::new(),
        image: None,
        truncated: false,
        has_body: false,
        also: Vec::new(),
        aliases: Vec::new(),
    }
}

/// An article as most are.
pub(crate) fn usual() -> Article {
    Article {
        id: Permalink::parse("/papers/usual").unwrap(),
        title: "Thrombectomy for large strokes".to_owned(),
        summary: "A trial of 352 patients.".to_owned(),
        url: SafeUrl::parse("https://journal.example/usual").ok(),
        source: "The Journal".to_owned(),
        topics: vec!["stroke".to_owned(), "trials".to_owned()],
        ..bare()
    }
}

/// An article with everything, of which every text is hostile.
pub(crate) fn extreme() -> Article {
    let url = || SafeUrl::parse("https://a.example/?q=%22&b='c'").ok();
    Article {
        title: HOSTILE.to_owned(),
        summary: HOSTILE.to_owned(),
        url: url(),
        source: HOSTILE.to_owned(),
        kind: Kind::Sponsored,
        topics: ["one", "two", "three", "four"].map(str::to_owned).to_vec(),
        image: Some(Image {
            file: "images/0123.webp".to_owned(),
            credit: HOSTILE.to_owned(),
        }),
        truncated: true,
        also: vec![Also {
            source: String::new(),
            url: url().unwrap(),
        }],
        ..bare()
    }
}

/// A node as a parser found it. Neighbouring texts are one, and empty ones none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// An element: name, attributes, content.
    Element(String, BTreeMap<String, String>, Vec<Node>),
    /// A text.
    Text(String),
}

/// Parses markup as a browser would that finds it in a `div`.
pub(crate) fn parsed(html: &str) -> Vec<Node> {
    let name = QualName::new(None, ns!(html), local_name!("div"));
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            // What stands in a <noscript> counts.
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let dom = parse_fragment(RcDom::default(), options, name, vec![], false).one(html);
    let errors = dom.errors.borrow();
    assert!(
        errors
            .iter()
            .all(|error| error.contains("Invalid numeric character reference")),
        "{errors:?}: {html}"
    );
    // A fragment is parsed into an <html> of its own.
    let root = dom.document.children.borrow()[0].clone();
    children(&root)
}

fn children(node: &Handle) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => push_text(&mut nodes, &contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let attributes = attrs
                    .iter()
                    .map(|attr| (attr.name.local.to_string(), attr.value.to_string()));
                let name: &LocalName = &name.local;
                nodes.push(Node::Element(
                    name.to_string(),
                    attributes.collect(),
                    children(child),
                ));
            }
            other => panic!("nothing but elements and texts is written: {other:?}"),
        }
    }
    nodes
}

/// Appends a text to the nodes before it.
pub(crate) fn push_text(nodes: &mut Vec<Node>, text: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => nodes.push(Node::Text(text.to_owned())),
    }
}

/// Draws content with signals of its own, and outlines what a parser makes of it.
pub(crate) fn outline(content: impl FnOnce() -> Element) -> String {
    let html = Html::draw(|| vec![content().into()]);
    let mut text = String::new();
    for node in parsed(html.as_str()) {
        write(&mut text, &node, 0);
    }
    text
}

fn write(text: &mut String, node: &Node, depth: usize) {
    text.push_str(&"  ".repeat(depth));
    match node {
        Node::Text(content) => writeln!(text, "{content:?}").unwrap(),
        Node::Element(name, attributes, children) => {
            text.push_str(name);
            if let Some(class) = attributes.get("class") {
                write!(text, ".{}", class.replace(' ', ".")).unwrap();
            }
            for (name, value) in attributes.iter().filter(|(name, _)| *name != "class") {
                write!(text, " {name}={value:?}").unwrap();
            }
            if let [Node::Text(content)] = children.as_slice() {
                return writeln!(text, " {content:?}").unwrap();
            }
            text.push('\n');
            for child in children {
                write(text, child, depth + 1);
            }
        }
    }
}

/// Calls what an element calls on an event, and returns what it asks for.
pub(crate) fn send(element: &mut Element, name: &str, mut event: Event) -> Event {
    let listeners = element.listeners.iter_mut();
    let listeners: Vec<_> = listeners.filter(|(event, _)| *event == name).collect();
    assert!(
        !listeners.is_empty(),
        "<{}> does not listen to {name}",
        element.tag
    );
    for (_, listener) in listeners {
        listener(&mut event);
    }
    event
}

/// Finds the element with a class, also in what is drawn now of what changes.
pub(crate) fn find(element: Element, class: &str) -> Option<Element> {
    let mut attributes = element.attributes.iter();
    if attributes.any(|(name, value)| *name == "class" && value.split(' ').any(|one| one == class))
    {
        return Some(element);
    }
    find_in(element.children, class)
}

fn find_in(children: Vec<Child>, class: &str) -> Option<Element> {
    children.into_iter().find_map(|child| match child {
        Child::Text(_) => None,
        Child::Element(element) => find(element, class),
        Child::Live(content) => find_in(content(), class),
        Child::Keyed(keyed) => (keyed.keys)()
            .iter()
            .find_map(|key| find((keyed.item)(key), class)),
    })
}
