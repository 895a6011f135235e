//! The pages that explain how to search, one in each language. They are files of their own and need no
//! script, so that their texts do not weigh on the app.

use vigie_core::language::Language;
use vigie_core::messages::help::{Help, HelpSection, help};
use vigie_core::messages::messages;
use vigie_view::components::{SiteHeader, layout};
use vigie_view::element::{Child, Element, element};
use vigie_view::html::Html;
use vigie_view::search_params::SearchParams;

use crate::collect::Collection;

/// Address of the site's folder, beside which the pages lie.
const HOME: &str = "./";

/// Draws the page of a language.
pub(super) fn help_page(collection: &Collection, language: Language) -> Html {
    let help = help(language);
    let title = element("h1").attribute("id", "content").child(help.title);
    let introduction = help.introduction.iter();
    let home = element("a")
        .attribute("href", HOME)
        .class("button button--primary");
    let page = element("div")
        .class("help-page")
        .child(title)
        .children(introduction.map(|paragraph| element("p").child(*paragraph)))
        .children(help.sections.iter().map(|part| section(part, help)))
        .child(element("p").child(home.child(help.back)));
    Html::from(vec![
        header(collection, language).into(),
        layout::site_main().child(page).into(),
    ])
}

/// The name of the site, and the page in the other language.
fn header(collection: &Collection, language: Language) -> Element {
    let name = collection.site.title.in_language(language);
    let own = messages(language);
    let others = Language::ALL.into_iter().filter(|other| *other != language);
    let links = others.map(|other| {
        element("a")
            .class(SiteHeader::LANGUAGE_CLASS)
            .attribute("href", messages(other).syntax_page)
            .attribute("lang", own.other_language_tag)
            .attribute("hreflang", own.other_language_tag)
            .child(own.other_language)
    });
    SiteHeader::with_tools(element("a").attribute("href", HOME).child(name), links)
}

/// A table of examples; each is a link that searches.
fn section(section: &HelpSection, help: &Help) -> Element {
    let head =
        [help.write, help.means].map(|name| element("th").attribute("scope", "col").child(name));
    let row = |cells: [Child; 2]| {
        element("tr").children(cells.map(|content| element("td").child(content)))
    };
    let rows = section.examples.iter().map(|(query, means)| {
        let link = element("a").attribute("href", address(query));
        let link = link.child(element("code").child(*query));
        row([link.into(), (*means).into()])
    });
    let table = element("table")
        .child(element("thead").child(element("tr").children(head)))
        .child(element("tbody").children(rows));
    element("section")
        .child(element("h2").child(section.title))
        .child(table)
}

/// The address that asks a query.
fn address(query: &str) -> String {
    let params = SearchParams {
        query: query.to_owned(),
        ..SearchParams::default()
    };
    [HOME, &params.address()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_addresses() {
        assert_eq!(address("\"ep\" =a b"), "./?q=%22ep%22+%3Da+b");
    }
}
