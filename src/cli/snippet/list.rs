//! The articles inside a snippet: real links that can be followed without a script.

use std::fmt::Write as _;

use vigie_core::article::Article;
use vigie_core::date::Day;
use vigie_core::language::{Label, Language};

use super::{Options, words};
use crate::html::dates::short_date;
use crate::html::{Html, foreign};

/// One article of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Where it can be read: its source, else its page on the site.
    pub address: String,
    /// Language of the title.
    pub language: Language,
    /// Day of publication.
    pub day: Day,
}

/// Makes the entries of articles in their order.
pub fn entries<'a>(articles: impl IntoIterator<Item = &'a Article>, site: &str) -> Vec<Entry> {
    let entry = |article: &Article| Entry {
        title: article.title.clone(),
        address: match &article.url {
            Some(url) => url.as_str().to_owned(),
            None => format!("{site}{}", article.id.relative()),
        },
        language: article.language,
        day: article.published.day(),
    };
    articles.into_iter().map(entry).collect()
}

/// Draws the list in an element of its own, which says its language and can be styled.
pub(super) fn block(
    options: &Options,
    title: &Label,
    entries: &[Entry],
    indent: &str,
    class: &str,
) -> Html {
    let mut inside = Html::text("\n");
    inside.push(&content(options, title, entries, &format!("{indent}  ")));
    inside.push(&Html::text(indent));
    let attributes = [("class", class), ("lang", options.language.tag())];
    Html::element("div", &attributes, &[inside])
}

/// Draws list and link to the site, each on lines of their own.
pub(crate) fn content(options: &Options, title: &Label, entries: &[Entry], indent: &str) -> Html {
    let language = options.language;
    let mut html = Html::text(indent);
    if entries.is_empty() {
        html.push(&Html::element(
            "p",
            &[],
            &[Html::text(words(language).none)],
        ));
    } else {
        let mut items = Html::text("\n");
        for entry in entries {
            items.push(&Html::text(&format!("{indent}  ")));
            items.push(&item(entry, language));
            items.push(&Html::text("\n"));
        }
        items.push(&Html::text(indent));
        html.push(&Html::element("ul", &[], &[items]));
    }
    html.push(&Html::text(&format!("\n{indent}")));
    html.push(&Html::element("p", &[], &[way_on(options, title)]));
    html.push(&Html::text("\n"));
    html
}

fn item(entry: &Entry, language: Language) -> Html {
    let mut attributes = vec![
        ("href", entry.address.as_str()),
        ("rel", "noopener noreferrer"),
        ("referrerpolicy", "no-referrer"),
    ];
    attributes.extend(foreign(entry.language, language));
    let link = Html::element("a", &attributes, &[Html::text(&entry.title)]);
    let date = Html::element(
        "time",
        &[("datetime", &entry.day.to_string())],
        &[Html::text(&short_date(entry.day, language))],
    );
    Html::element("li", &[], &[link, Html::text(" "), date])
}

/// The same search on the site.
fn way_on(options: &Options, title: &Label) -> Html {
    let language = options.language;
    let words = words(language);
    let mut address = options.site.clone();
    let mut sentence = format!("{} – {}", words.all, title.in_language(language));
    if !options.query.is_empty() {
        let [opening, closing] = words.quotes;
        address.push_str("?q=");
        address.push_str(&encode(&options.query));
        sentence = format!("{sentence}{opening}{}{closing}", options.query);
    }
    Html::element("a", &[("href", &address)], &[Html::text(&sentence)])
}

/// Writes a value for the query of an address.
pub(super) fn encode(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                text.push(char::from(byte));
            }
            b' ' => text.push('+'),
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}
