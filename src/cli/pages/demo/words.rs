//! What the page that writes the code offers: attributes, words and limits as [`vigie_core::widget`] defines them.

use vigie_core::widget::{
    ATTRIBUTES, Attribute, Choice, HEADING_LEVELS, Images, Keys, LIMIT, Loading, MAX_LIMIT, Mode,
    More, Open, Shown, Storage, Theme, UrlState,
};
use vigie_view::element::{Child, Element, element};

use crate::pages::template::Template;

/// Fills the places of the form that a page has.
pub(super) fn fill(page: &mut Template) {
    page.fill_any("attributes", attributes);
    page.fill_any("limit", limit);
    page.fill_any("words-heading-level", levels);
    page.fill_any("words-show", boxes);
    for (name, options) in [
        ("mode", options::<Mode> as fn() -> Vec<Child>),
        ("more", options::<More>),
        ("theme", options::<Theme>),
        ("images", options::<Images>),
        ("open", options::<Open>),
        ("url-state", options::<UrlState>),
        ("keys", options::<Keys>),
        ("storage", options::<Storage>),
        ("loading", options::<Loading>),
    ] {
        page.fill_any(&format!("words-{name}"), options);
    }
}

/// What the page's script must know of the attributes.
fn attributes() -> Element {
    let names = |is_meant: fn(&Attribute) -> bool| -> String {
        let meant = ATTRIBUTES.iter().filter(|attribute| is_meant(attribute));
        let names: Vec<_> = meant.map(|attribute| attribute.name).collect();
        names.join(" ")
    };
    element("template")
        .attribute("id", "attributes")
        .attribute("data-all", names(|_| true))
        .attribute(
            "data-not-in-frames",
            names(|attribute| !attribute.is_for_frames),
        )
        .attribute("data-at-start", names(|attribute| attribute.is_read_once))
}

/// The options of a list.
fn options<T: Choice>() -> Vec<Child> {
    let values = T::ALL.iter().map(|value| {
        let (word, [french, english]) = (value.word(), value.labels());
        let text = if french.is_empty() {
            word.to_owned()
        } else {
            format!("{word} – {french} / {english}")
        };
        option(word, text).into()
    });
    values.collect()
}

fn levels() -> Vec<Child> {
    let (least, most) = HEADING_LEVELS;
    let levels = (least..=most).map(|level| level.to_string());
    levels
        .map(|level| option(&level, level.clone()).into())
        .collect()
}

fn option(value: &str, text: String) -> Element {
    element("option").attribute("value", value).child(text)
}

fn limit() -> Element {
    element("input")
        .attribute("id", "f-limit")
        .attribute("name", "limit")
        .attribute("type", "number")
        .attribute("min", "1")
        .attribute("max", MAX_LIMIT.to_string())
        .attribute("placeholder", LIMIT.to_string())
        .attribute("autocomplete", "off")
}

/// A box for each part that can be shown.
fn boxes() -> Vec<Child> {
    let labels = Shown::ALL.iter().flat_map(|part| -> [Child; 2] {
        let (word, [french, english]) = (part.word(), part.labels());
        let input = element("input")
            .attribute("type", "checkbox")
            .attribute("name", "show")
            .attribute("value", word);
        let label = element("label")
            .child(input)
            .child(" ")
            .child(element("code").child(word))
            .child(format!(" {french} "))
            .child(element("span").attribute("lang", "en").child(english));
        [label.into(), "\n".into()]
    });
    labels.collect()
}
