//! The pages that explain how to search, one in each language. They are files of their own and need no
//! script, so that their texts do not weigh on the app.

use std::fmt::Write as _;

use vigie_core::language::Language;
use vigie_core::messages::help::{Help, HelpSection, help};
use vigie_core::messages::messages;

use crate::collect::Collection;
use crate::html::Html;

/// Address of the site's folder, beside which the pages lie.
const HOME: &str = "./";

/// Draws the page of a language.
pub(super) fn help_page(collection: &Collection, language: Language) -> Html {
    let help = help(language);
    let title = Html::element("h1", &[("id", "content")], &[Html::text(help.title)]);
    let mut content = vec![title];
    for paragraph in help.introduction {
        content.push(Html::element("p", &[], &[Html::text(paragraph)]));
    }
    content.extend(help.sections.iter().map(|part| section(part, help)));
    let home = [("href", HOME), ("class", "button button--primary")];
    let home = Html::element("a", &home, &[Html::text(help.back)]);
    content.push(Html::element("p", &[], &[home]));
    let page = Html::element("div", &[("class", "help-page")], &content);
    let mut frame = header(collection, language);
    frame.push(&Html::element("main", &[("class", "site-main")], &[page]));
    frame
}

/// The name of the site, and the page in the other language.
fn header(collection: &Collection, language: Language) -> Html {
    let name = collection.site.title.in_language(language);
    let home = Html::element("a", &[("href", HOME)], &[Html::text(name)]);
    let title = Html::element("p", &[("class", "site-header__title")], &[home]);
    let own = messages(language);
    let others = Language::ALL.into_iter().filter(|other| *other != language);
    let links: Vec<Html> = others
        .map(|other| {
            let link = [
                ("class", "site-header__language"),
                ("href", messages(other).syntax_page),
                ("lang", own.other_language_tag),
                ("hreflang", own.other_language_tag),
            ];
            Html::element("a", &link, &[Html::text(own.other_language)])
        })
        .collect();
    let tools = Html::element("div", &[("class", "site-header__tools")], &links);
    Html::element("header", &[("class", "site-header")], &[title, tools])
}

/// A table of examples; each is a link that searches.
fn section(section: &HelpSection, help: &Help) -> Html {
    let cell = |name: &str, attributes: &[(&str, &str)], content: Html| {
        Html::element(name, attributes, &[content])
    };
    let head =
        [help.write, help.means].map(|name| cell("th", &[("scope", "col")], Html::text(name)));
    let rows: Vec<Html> = section
        .examples
        .iter()
        .map(|(query, means)| {
            let code = Html::element("code", &[], &[Html::text(query)]);
            let link = Html::element("a", &[("href", &address(query))], &[code]);
            Html::element(
                "tr",
                &[],
                &[cell("td", &[], link), cell("td", &[], Html::text(means))],
            )
        })
        .collect();
    let head = Html::element("thead", &[], &[Html::element("tr", &[], &head)]);
    let table = Html::element("table", &[], &[head, Html::element("tbody", &[], &rows)]);
    let title = Html::element("h2", &[], &[Html::text(section.title)]);
    Html::element("section", &[], &[title, table])
}

/// The address that asks a query.
fn address(query: &str) -> String {
    let mut address = format!("{HOME}?q=");
    for byte in query.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            address.push(char::from(byte));
        } else if byte == b' ' {
            address.push('+');
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_addresses() {
        assert_eq!(address("\"ep\" =a b"), "./?q=%22ep%22+%3Da+b");
    }
}
