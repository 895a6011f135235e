//! Written HTML means what was written: a parser that is not ours gets the elements back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vigie_view::element::{Child, Element, element};
use vigie_view::html::Html;

use crate::support::{HOSTILE, Node, parsed, push_text};

/// Elements that a parser nests in each other as they are written.
const TAGS: [&str; 9] = [
    "div", "section", "article", "span", "label", "code", "pre", "textarea", "img",
];

const ATTRIBUTES: [&str; 4] = ["class", "title", "href", "data-id"];

/// How a part of an element is said: at once, or by something that follows signals.
#[derive(Clone, Copy, Debug)]
enum Way {
    Fixed,
    Live,
    Keyed,
}

/// An element to write.
#[derive(Clone, Debug)]
enum Plan {
    Text(String),
    Element {
        tag: &'static str,
        attributes: BTreeMap<&'static str, String>,
        children: Vec<Plan>,
        way: Way,
    },
}

impl Plan {
    fn build(&self) -> Child {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Element {
                tag,
                attributes,
                children,
                way,
            } => {
                let mut drawn = element(tag);
                for (name, value) in attributes {
                    let value = value.clone();
                    drawn = match way {
                        Way::Fixed | Way::Keyed => drawn.attribute(name, value),
                        // What follows signals has the last word.
                        Way::Live => drawn
                            .attribute(name, "before")
                            .live_attribute(name, move || Some(value.clone())),
                    };
                }
                let children = children.clone();
                match way {
                    Way::Fixed => drawn.children(children.iter().map(Self::build)),
                    Way::Live => drawn.live(move || children.iter().map(Self::build).collect()),
                    Way::Keyed => {
                        let keys = (0..children.len()).map(|at| at.to_string()).collect();
                        keyed(drawn, keys, children)
                    }
                }
                .into()
            }
        }
    }

    /// What a parser must find.
    fn expect(&self, nodes: &mut Vec<Node>) {
        match self {
            Self::Text(text) => push_text(nodes, &text.replace('\0', "\u{fffd}")),
            Self::Element {
                tag,
                attributes,
                children,
                way,
            } => {
                let attributes = attributes.iter();
                let attributes = attributes
                    .map(|(name, value)| ((*name).to_owned(), value.replace('\0', "\u{fffd}")));
                let mut inside = Vec::new();
                for child in children {
                    match way {
                        Way::Fixed | Way::Live => child.expect(&mut inside),
                        Way::Keyed => {
                            let mut content = Vec::new();
                            child.expect(&mut content);
                            inside.push(Node::Element("span".to_owned(), BTreeMap::new(), content));
                        }
                    }
                }
                nodes.push(Node::Element(
                    (*tag).to_owned(),
                    attributes.collect(),
                    inside,
                ));
            }
        }
    }
}

fn keyed(drawn: Element, keys: Vec<String>, children: Vec<Plan>) -> Element {
    drawn.keyed(
        move || keys.clone(),
        move |key| element("span").child(children[key.parse::<usize>().unwrap()].build()),
    )
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\r\\n\\t \u{0}\u{a0}<>&\"'=/!a-z;#-]{0,12}",
        Just(HOSTILE.to_owned()),
        prop::sample::select(vec![
            "</pre>", "&amp", "&#13;", "&notin;", "\n\n", "<!--", "]]>"
        ])
        .prop_map(str::to_owned),
    ]
}

fn plans() -> impl Strategy<Value = Plan> {
    texts()
        .prop_map(Plan::Text)
        .prop_recursive(5, 40, 5, |inner| {
            let attributes =
                prop::collection::btree_map(prop::sample::select(&ATTRIBUTES[..]), texts(), 0..3);
            let way = prop::sample::select(vec![Way::Fixed, Way::Live, Way::Keyed]);
            let parts = (
                prop::sample::select(&TAGS[..]),
                attributes,
                prop::collection::vec(inner, 0..5),
                way,
            );
            parts.prop_map(|(tag, attributes, children, way)| {
                let is_text = |child: &Plan| matches!(child, Plan::Text(_));
                let (children, way) = match tag {
                    "img" => (Vec::new(), way),
                    // Nothing but text, and no item of a list.
                    "textarea" => (children.into_iter().filter(is_text).collect(), Way::Fixed),
                    _ => (children, way),
                };
                Plan::Element {
                    tag,
                    attributes,
                    children,
                    way,
                }
            })
        })
}

proptest! {
    #[test]
    fn a_parser_finds_what_was_written(plans in prop::collection::vec(plans(), 0..4)) {
        // In an element of their own: at the very begin of a text a parser takes one character for a byte order mark.
        let plan = Plan::Element { tag: "div", attributes: BTreeMap::new(), children: plans, way: Way::Fixed };
        let html = Html::from(plan.build());
        let mut expected = Vec::new();
        plan.expect(&mut expected);
        prop_assert_eq!(parsed(html.as_str()), expected, "{}", html.as_str());
        prop_assert_eq!(Html::from(plan.build()), html);
    }
}

#[track_caller]
fn check(content: impl Into<Child>, html: &str) {
    assert_eq!(Html::from(content).as_str(), html);
}

#[test]
fn what_enters_is_escaped() {
    let content = element("p")
        .attribute("title", "\"><script>")
        .child("<b>'&'</b>");
    check(
        content,
        "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;'&amp;'&lt;/b&gt;</p>",
    );
}

#[test]
fn properties_become_the_attributes_that_html_has_for_them() {
    let input = |is_on| {
        element("input")
            .text_property("value", || "a\"".to_owned())
            .flag_property("checked", move || is_on)
    };
    check(input(true), "<input value=\"a&quot;\" checked=\"\">");
    check(input(false), "<input value=\"a&quot;\">");
    check(
        element("input").text_property("value", String::new),
        "<input>",
    );
    check(
        element("option").flag_property("selected", || true),
        "<option selected=\"\"></option>",
    );
    check(
        element("textarea").text_property("value", || "<a>".to_owned()),
        "<textarea>&lt;a&gt;</textarea>",
    );
    // A select has the value of its chosen option, and no attribute.
    check(
        element("select").text_property("value", || "a".to_owned()),
        "<select></select>",
    );
}

#[test]
fn the_last_value_of_an_attribute_counts() {
    let link = element("a")
        .attribute("rel", "next")
        .attribute("href", "./")
        .attribute("rel", "noopener");
    check(link, "<a rel=\"noopener\" href=\"./\"></a>");
    let gone = element("a")
        .attribute("href", "./")
        .live_attribute("href", || None);
    check(gone, "<a></a>");
}

#[test]
fn a_live_text_is_the_whole_content() {
    check(
        element("p").live_text(|| "<now>".to_owned()),
        "<p>&lt;now&gt;</p>",
    );
}

#[test]
fn lists_are_written_in_their_order() {
    let list = element("ol").keyed(
        || ["b", "a"].map(str::to_owned).to_vec(),
        |key| element("li").child(key),
    );
    check(list, "<ol><li>b</li><li>a</li></ol>");
}

#[test]
fn no_text_can_run() {
    check(element("script").child("alert(1)"), "<script></script>");
    check(
        element("style").live_text(|| "</style>".to_owned()),
        "<style></style>",
    );
}
