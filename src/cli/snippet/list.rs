//! The articles inside a snippet: real links that can be followed without a script.

use vigie_core::article::Article;
use vigie_core::date::Day;
use vigie_core::language::{Label, Language};
use vigie_core::messages::format::short_date;
use vigie_view::element::{Child, Element, element};
use vigie_view::search_params::SearchParams;

use super::{Options, words};

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
pub(super) fn block(options: &Options, title: &Label, entries: &[Entry], class: &str) -> Element {
    element("div")
        .class(class)
        .attribute("lang", options.language.tag())
        .child("\n")
        .children(content(options, title, entries, "  "))
}

/// Draws list and link to the site, each on lines of their own.
pub(crate) fn content(
    options: &Options,
    title: &Label,
    entries: &[Entry],
    indent: &str,
) -> Vec<Child> {
    let language = options.language;
    let list = if entries.is_empty() {
        element("p").child(words(language).none)
    } else {
        let items = entries.iter().flat_map(|entry| -> [Child; 3] {
            [
                format!("{indent}  ").into(),
                item(entry, language).into(),
                "\n".into(),
            ]
        });
        element("ul").child("\n").children(items).child(indent)
    };
    vec![
        indent.into(),
        list.into(),
        format!("\n{indent}").into(),
        element("p").child(way_on(options, title)).into(),
        "\n".into(),
    ]
}

fn item(entry: &Entry, language: Language) -> Element {
    let foreign = (entry.language != language).then(|| entry.language.tag());
    let link = element("a")
        .attribute("href", entry.address.as_str())
        .attribute("rel", "noopener noreferrer")
        .attribute("referrerpolicy", "no-referrer")
        .attribute_if("lang", foreign)
        .child(entry.title.as_str());
    let date = element("time")
        .attribute("datetime", entry.day.to_string())
        .child(short_date(entry.day, language));
    element("li").child(link).child(" ").child(date)
}

/// The same search on the site.
fn way_on(options: &Options, title: &Label) -> Element {
    let language = options.language;
    let words = words(language);
    let params = SearchParams {
        query: options.query.clone(),
        ..SearchParams::default()
    };
    let mut sentence = format!("{} – {}", words.all, title.in_language(language));
    if !options.query.is_empty() {
        let [opening, closing] = words.quotes;
        sentence = format!("{sentence}{opening}{}{closing}", options.query);
    }
    element("a")
        .attribute("href", [&options.site, &*params.address()].concat())
        .child(sentence)
}
