//! `/demo/`: what the list looks like on pages of others, with the code to copy, and a page that writes the code.
//!
//! The pages are finished files with places in them. Code and lists come from [`crate::snippet`], so that what is
//! shown is what `vigie snippet` prints. They are written only beside the element, and never kept by readers' browsers.

mod words;

use vigie_core::bundle::ENTRY;
use vigie_core::language::Language;
use vigie_core::scripts::UNKNOWN_SITE;
use vigie_view::element::{Element, element};
use vigie_view::html::Html;

use super::template::Template;
use crate::collect::Collection;
use crate::pages::digest_of;
use crate::snippet::{self, Form, Mode, Options, Shown, Theme};
use crate::write::Files;

/// Folder of the pages.
const FOLDER: &str = "demo";

/// Way from the folder to the site.
const HOME: &str = "../";

/// Articles inside the code: enough to see what they look like there.
const SHOWN_IN_CODE: usize = 2;

/// The links from each page to the others.
const LOOKS: &str = include_str!("looks.html");

/// A page: its name, its text, and the list in each of its places.
type Page = (&'static str, &'static str, fn(&str, Options) -> Options);

const PAGES: [Page; 5] = [
    ("index", include_str!("index.html"), |place, options| {
        let (limit, mode) = match place {
            "iframe" => (10, Mode::Search),
            _ => (4, Mode::List),
        };
        with(options, limit, mode)
    }),
    (
        "light",
        include_str!("light.html"),
        |place, options| match place {
            "first" => named(with(options, 4, Mode::List), "À lire", "To read"),
            _ => named(with(options, 8, Mode::Headlines), "Titres", "Titles"),
        },
    ),
    ("dark", include_str!("dark.html"), |place, options| {
        let options = Options {
            theme: Some(Theme::Dark),
            ..options
        };
        match place {
            "first" => named(with(options, 4, Mode::Cards), "Nouveautés", "News"),
            _ => named(with(options, 5, Mode::Search), "Recherche", "Search"),
        }
    }),
    (
        "old",
        include_str!("old.html"),
        |place, options| match place {
            "first" => Options {
                show: vec![Shown::Search, Shown::Date, Shown::Source, Shown::Summary],
                ..named(
                    with(options, 4, Mode::List),
                    "Revue de presse",
                    "Press review",
                )
            },
            _ => named(with(options, 6, Mode::Headlines), "En bref", "In short"),
        },
    ),
    (
        "configurator",
        include_str!("configurator.html"),
        |_, options| options,
    ),
];

/// Places of the pages that hold a list, its code, or both.
const PLACES: [(&str, Form); 6] = [
    ("element", Form::Element),
    ("iframe", Form::Iframe),
    ("static", Form::Static),
    ("first", Form::Element),
    ("second", Form::Element),
    ("live", Form::Element),
];

fn with(options: Options, limit: u8, mode: Mode) -> Options {
    Options {
        limit: Some(limit),
        mode: Some(mode),
        ..options
    }
}

/// Two lists on one page have two names.
fn named(options: Options, french: &str, english: &str) -> Options {
    let label = match options.language {
        Language::Fr => french,
        Language::En => english,
    };
    Options {
        label: Some(label.to_owned()),
        ..options
    }
}

/// Adds the pages. An app without the element is left as it is. `policy` is the policy as a meta element.
pub(super) fn add(files: &mut Files, collection: &Collection, policy: &Html) {
    if !files.contains_key("widget.js") {
        return;
    }
    for (name, source, choose) in PAGES {
        let mut page = template(source);
        page.fill("policy", policy);
        let title = collection.site.title.in_language(collection.site.language);
        page.fill_any("name", || Html::from(title));
        for (place, form) in PLACES {
            let options = choose(
                place,
                Options::new(site(collection), collection.site.language),
            );
            page.fill_any(&format!("code-{place}"), || {
                code(place, &sample(form, &options, collection))
            });
            page.fill_any(&format!("widget-{place}"), || widget(options, collection));
        }
        let feed = format!("{}bundle/{ENTRY}", site(collection));
        page.fill_any("code-feed", || code("feed", &feed));
        words::fill(&mut page);
        page.sign_links(&|address| digest(files, address));
        files.insert(format!("{FOLDER}/{name}.html"), page.into_bytes());
    }
}

/// The site's address as written in code.
fn site(collection: &Collection) -> &str {
    match collection.base_url.as_str() {
        // The page's script puts the real one there.
        "" => UNKNOWN_SITE,
        known => known,
    }
}

fn sample(form: Form, options: &Options, collection: &Collection) -> String {
    let newest = collection.articles.iter().rev().take(SHOWN_IN_CODE);
    let entries = snippet::entries(newest, &options.site);
    snippet::markup(form, options, &collection.site.title, &entries)
}

/// The list itself, which looks for the site in the folder above.
fn widget(options: Options, collection: &Collection) -> Element {
    let options = Options {
        site: HOME.to_owned(),
        ..options
    };
    let count = options.limit.unwrap_or(snippet::LIMIT);
    let newest = collection.articles.iter().rev().take(count.into());
    let entries = snippet::entries(newest, HOME);
    snippet::list_element(&options, &collection.site.title, &entries)
}

/// Code with a button that copies it. The button is drawn without its work, which a script gives it.
fn code(place: &str, text: &str) -> Element {
    let id = format!("code-{place}");
    let lines = element("code")
        .attribute("id", id.as_str())
        .child(text.trim_end());
    // It scrolls, so the keyboard must reach it.
    let lines = element("pre")
        .attribute("tabindex", "0")
        .attribute("role", "group")
        .attribute("aria-label", "Code")
        .child(lines);
    let button = element("button")
        .attribute("type", "button")
        .class("copy")
        .attribute("data-copies", id)
        .attribute("hidden", "")
        .child("Copier · ")
        .child(element("span").attribute("lang", "en").child("Copy"));
    let said = element("span").class("copied").attribute("role", "status");
    element("div")
        .class("code")
        .child(lines)
        .child(button)
        .child(said)
}

/// A page of the folder, with what all of them look like.
fn template(source: &str) -> Template {
    Template::new(source.replace("<!--vigie:looks-->", LOOKS))
}

/// The digest of a file that a page of the folder names.
fn digest(files: &Files, address: &str) -> Option<String> {
    let path = match address.strip_prefix(HOME) {
        Some(path) => path.to_owned(),
        None => format!("{FOLDER}/{}", address.trim_start_matches("./")),
    };
    digest_of(files, &path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_on_a_page_is_filled() {
        let lists = PLACES.map(|(place, _)| [format!("code-{place}"), format!("widget-{place}")]);
        let others = ["name", "code-feed"].map(str::to_owned);
        let known: Vec<String> = lists.into_iter().flatten().chain(others).collect();
        for (name, source, _) in PAGES {
            let mut page = template(source);
            page.fill("policy", &Html::default());
            words::fill(&mut page);
            for place in &known {
                page.fill_any(place, Html::default);
            }
            assert_eq!(page.first_place(), None, "{name}");
        }
    }
}
