//! `manifest.webmanifest`: what a browser needs to install the site as an app, and the tags that go with it.
//!
//! Every address in it is relative, so that one build works under any path. Colours are those of the style sheet,
//! names those of the publisher; icons and pictures are listed if the app has them.

use serde_json::{Map, Value, json};
use vigie_core::language::Language;
use vigie_view::element::{Child, element};

use crate::collect::Collection;
use crate::collect::images;
use crate::write::Files;

/// Name of the file.
const MANIFEST: &str = "manifest.webmanifest";

/// Longest name under an icon, in characters: what phones show without cutting it.
const MAX_SHORT_NAME: usize = 12;

/// The icons: address, sizes, type, purpose. Maskable ones are filled to the edge, for systems that cut a shape.
const ICONS: [(&str, &str, &str, &str); 5] = [
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icons/192.png", "192x192", "image/png", "any"),
    ("icons/512.png", "512x512", "image/png", "any"),
    ("icons/maskable-192.png", "192x192", "image/png", "maskable"),
    ("icons/maskable-512.png", "512x512", "image/png", "maskable"),
];

/// The icon of a home screen that knows no manifest.
const TOUCH_ICON: &str = "icons/touch-180.png";

/// Pictures for the dialog of the installation, and the form of screen they are of.
const SCREENSHOTS: [(&str, &str); 2] = [
    ("screenshots/wide.webp", "wide"),
    ("screenshots/narrow.webp", "narrow"),
];

/// The colour of the page, by theme, as the style sheet has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colours {
    light: String,
    dark: String,
}

impl Colours {
    /// Reads them from the style sheets among some files; `None` if they have none.
    pub(super) fn find(files: &Files) -> Option<Self> {
        let is_sheet = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| end == "css");
        let sheets = files.iter().filter(|(path, _)| is_sheet(path));
        sheets
            .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
            .find_map(Self::read)
    }

    fn read(sheet: &str) -> Option<Self> {
        let colour = |part: &str| {
            let (_, after) = part.split_once("--page:")?;
            let (value, _) = after.split_once(';')?;
            Some(value.trim().to_owned())
        };
        let (_, dark) = sheet.split_once("prefers-color-scheme: dark")?;
        Some(Self {
            light: colour(sheet)?,
            dark: colour(dark)?,
        })
    }
}

/// Writes the file, once the style sheets have been joined.
pub(super) fn add(files: &mut Files, collection: &Collection, colours: Option<&Colours>) {
    let manifest = manifest(files, collection, colours);
    files.insert(MANIFEST.to_owned(), format!("{manifest}\n").into_bytes());
}

/// The tags of every page's head: the file, the colours of the browser's frame, the icon of a home screen.
pub(super) fn head(files: &Files, colours: Option<&Colours>) -> Vec<Child> {
    let link = |rel: &str, file: &str| {
        element("link")
            .attribute("rel", rel)
            .attribute("href", format!("./{file}"))
    };
    // With the reader's cookies: an intranet may ask for them even here.
    let manifest = link("manifest", MANIFEST).attribute("crossorigin", "use-credentials");
    let mut head = vec![manifest.into()];
    if let Some(Colours { light, dark }) = colours {
        for (theme, colour) in [("light", light), ("dark", dark)] {
            let meta = element("meta")
                .attribute("name", "theme-color")
                .attribute("media", format!("(prefers-color-scheme: {theme})"))
                .attribute("content", colour.as_str());
            head.push(meta.into());
        }
    }
    if files.contains_key(TOUCH_ICON) {
        head.push(link("apple-touch-icon", TOUCH_ICON).into());
    }
    head
}

fn manifest(files: &Files, collection: &Collection, colours: Option<&Colours>) -> Value {
    let site = &collection.site;
    let language = site.language;
    let title = site.title.in_language(language);
    let mut manifest = Map::new();
    let mut set = |name: &str, value: Value| {
        manifest.insert(name.to_owned(), value);
    };
    // The identity is the path on the host. Where that is not known, browsers take the address of the start.
    if let Some(path) = crate::host::path_of(&collection.base_url) {
        set("id", json!(path));
    }
    set("name", json!(title));
    if let Some(short) = short_name(title) {
        set("short_name", json!(short));
    }
    let description = site.description.in_language(language);
    if !description.is_empty() {
        set("description", json!(description));
    }
    set("lang", json!(language.tag()));
    set("dir", json!("ltr"));
    set("start_url", json!("./"));
    set("scope", json!("./"));
    set("display", json!("standalone"));
    set("categories", json!(["medical", "news"]));
    if let Some(Colours { light, .. }) = colours {
        set("theme_color", json!(light));
        set("background_color", json!(light));
    }
    let icons = ICONS.iter().filter(|(file, ..)| files.contains_key(*file));
    let icons = icons.map(|(file, sizes, kind, purpose)| {
        json!({ "src": format!("./{file}"), "sizes": sizes, "type": kind, "purpose": purpose })
    });
    set("icons", icons.collect());
    set("shortcuts", shortcuts(files, language));
    set("screenshots", screenshots(files, language));
    Value::Object(manifest)
}

/// Ways into the app from its icon: the newest articles, the search box.
fn shortcuts(files: &Files, language: Language) -> Value {
    let [latest, search] = match language {
        Language::Fr => ["Derniers articles", "Rechercher"],
        Language::En => ["Latest articles", "Search"],
    };
    let icon = ICONS.iter().find(|(file, ..)| file.ends_with("/192.png"));
    let icons: Vec<Value> = icon
        .filter(|(file, ..)| files.contains_key(*file))
        .map(|(file, sizes, kind, _)| json!({ "src": format!("./{file}"), "sizes": sizes, "type": kind }))
        .into_iter()
        .collect();
    json!([
        { "name": latest, "url": "./", "icons": icons },
        { "name": search, "url": "./#search", "icons": icons },
    ])
}

fn screenshots(files: &Files, language: Language) -> Value {
    let label = match language {
        Language::Fr => "Recherche et articles",
        Language::En => "Search and articles",
    };
    let listed = SCREENSHOTS.iter().filter_map(|(file, form)| {
        let (width, height) = images::size(files.get(*file)?)?;
        Some(json!({
            "src": format!("./{file}"),
            "sizes": format!("{width}x{height}"),
            "type": "image/webp",
            "form_factor": form,
            "label": label,
        }))
    });
    listed.collect()
}

/// The part of a title before its first mark, else its first word, if that fits under an icon.
fn short_name(title: &str) -> Option<&str> {
    let part = title.split([':', '–', '—', '|', ',', '(']).next()?.trim();
    let fits = |text: &&str| !text.is_empty() && text.chars().count() <= MAX_SHORT_NAME;
    let first_word = title.split_whitespace().next();
    Some(part).filter(fits).or(first_word.filter(fits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_view::html::Html;

    fn files() -> Files {
        let sheet = ":root { --page: #fefefe; } @media (prefers-color-scheme: dark) { :root { --page: #010101; } }";
        [
            ("a.css", sheet),
            ("icon.svg", "<svg/>"),
            ("icons/512.png", ""),
        ]
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .into()
    }

    #[test]
    fn colours_are_those_of_the_page_in_both_themes() {
        let found = Colours::find(&files()).unwrap();
        assert_eq!((&*found.light, &*found.dark), ("#fefefe", "#010101"));
        let head = Html::from(head(&files(), Some(&found)));
        for part in [
            "content=\"#fefefe\"",
            "content=\"#010101\"",
            "(prefers-color-scheme: dark)",
        ] {
            assert!(head.as_str().contains(part), "{}", head.as_str());
        }
        assert_eq!(Colours::find(&Files::new()), None);
    }

    #[test]
    fn only_icons_that_are_there_are_listed() {
        let files = files();
        let manifest = manifest(
            &files,
            &Collection::default(),
            Colours::find(&files).as_ref(),
        );
        let icons: Vec<&str> = manifest["icons"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|icon| icon["src"].as_str())
            .collect();
        assert_eq!(icons, ["./icon.svg", "./icons/512.png"]);
        assert_eq!(manifest["theme_color"], "#fefefe");
        assert_eq!(
            manifest.get("id"),
            None,
            "an address that is not known is no identity"
        );
    }

    #[test]
    fn short_names_are_whole_words() {
        assert_eq!(short_name("Vigie : la veille"), Some("Vigie"));
        assert_eq!(short_name("Veille imagerie et robotique"), Some("Veille"));
        assert_eq!(short_name("Gastroentérologie"), None);
        assert_eq!(short_name(""), None);
    }
}
