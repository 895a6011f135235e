//! What the page that writes the code offers: attributes, words and limits as [`vigie_core::widget`] defines them.

use vigie_core::widget::{
    ATTRIBUTES, Attribute, Choice, HEADING_LEVELS, Images, Keys, LIMIT, Loading, MAX_LIMIT, Mode,
    More, Open, Shown, Storage, Theme, UrlState,
};

use crate::html::Html;
use crate::pages::template::Template;

/// Fills every place of the form.
pub(super) fn fill(page: &mut Template) {
    page.fill("attributes", &attributes());
    page.fill("limit", &limit());
    page.fill("words-heading-level", &levels());
    page.fill("words-show", &boxes());
    for (name, options) in [
        ("mode", options::<Mode>()),
        ("more", options::<More>()),
        ("theme", options::<Theme>()),
        ("images", options::<Images>()),
        ("open", options::<Open>()),
        ("url-state", options::<UrlState>()),
        ("keys", options::<Keys>()),
        ("storage", options::<Storage>()),
        ("loading", options::<Loading>()),
    ] {
        page.fill(&format!("words-{name}"), &options);
    }
}

/// What the page's script must know of the attributes.
fn attributes() -> Html {
    let names = |is_meant: fn(&Attribute) -> bool| -> String {
        let meant = ATTRIBUTES.iter().filter(|attribute| is_meant(attribute));
        let names: Vec<_> = meant.map(|attribute| attribute.name).collect();
        names.join(" ")
    };
    let all = names(|_| true);
    let not_in_frames = names(|attribute| !attribute.is_for_frames);
    let at_start = names(|attribute| attribute.is_read_once);
    let data = [
        ("id", "attributes"),
        ("data-all", &*all),
        ("data-not-in-frames", &not_in_frames),
        ("data-at-start", &at_start),
    ];
    Html::element("template", &data, &[])
}

/// The options of a list.
fn options<T: Choice>() -> Html {
    let mut options = Html::default();
    for value in T::ALL {
        let (word, [french, english]) = (value.word(), value.labels());
        let text = if french.is_empty() {
            word.to_owned()
        } else {
            format!("{word} – {french} / {english}")
        };
        options.push(&Html::element(
            "option",
            &[("value", word)],
            &[Html::text(&text)],
        ));
    }
    options
}

fn levels() -> Html {
    let (least, most) = HEADING_LEVELS;
    let mut options = Html::default();
    for level in least..=most {
        let level = level.to_string();
        options.push(&Html::element(
            "option",
            &[("value", &level)],
            &[Html::text(&level)],
        ));
    }
    options
}

fn limit() -> Html {
    let (most, usual) = (MAX_LIMIT.to_string(), LIMIT.to_string());
    let input = [
        ("id", "f-limit"),
        ("name", "limit"),
        ("type", "number"),
        ("min", "1"),
        ("max", &most),
        ("placeholder", &usual),
        ("autocomplete", "off"),
    ];
    Html::void("input", &input)
}

/// A box for each part that can be shown.
fn boxes() -> Html {
    let mut boxes = Html::default();
    for part in Shown::ALL {
        let (word, [french, english]) = (part.word(), part.labels());
        let input = [("type", "checkbox"), ("name", "show"), ("value", word)];
        let content = [
            Html::void("input", &input),
            Html::text(" "),
            Html::element("code", &[], &[Html::text(word)]),
            Html::text(&format!(" {french} ")),
            Html::element("span", &[("lang", "en")], &[Html::text(english)]),
        ];
        boxes.push(&Html::element("label", &[], &content));
        boxes.push(&Html::text("\n"));
    }
    boxes
}
