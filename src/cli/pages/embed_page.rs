//! `embed.html`: the list alone on a page, to be shown in frames of others.
//!
//! The element stands there with the newest articles inside. `embed-frame.js` runs before the first paint: it sets the
//! colours and gives the element the attributes that the address names. Without JavaScript the articles stay, with a
//! sentence that says so.

use vigie_core::bundle::Digest;
use vigie_core::language::Language;

use crate::collect::Collection;
use crate::host::frames;
use crate::html::Html;
use crate::snippet::{self, LIMIT, Options};
use crate::write::Files;

/// The element's script; without it there is nothing to frame.
const WIDGET: &str = "widget.js";

/// The page's own script.
const SCRIPT: &str = "embed-frame.js";

/// The page's style.
const STYLE: &str = "embed.css";

/// In a frame that may not keep its origin the site's own files are those of another one; the digest can only be
/// checked where the answer may be read.
const FOR_ANY_ORIGIN: (&str, &str) = ("crossorigin", "anonymous");

/// Adds the page. An app without the element is left as it is. `policy` is the policy as a meta element.
pub(super) fn add(files: &mut Files, collection: &Collection, policy: &Html) {
    if !files.contains_key(WIDGET) {
        return;
    }
    let page = page(files, collection, policy);
    files.insert(frames::PAGE.to_owned(), page.into_bytes());
}

fn page(files: &Files, collection: &Collection, policy: &Html) -> String {
    let language = collection.site.language;
    let title = collection.site.title.in_language(language);
    let head = Html::element(
        "head",
        &[],
        &[
            Html::void("meta", &[("charset", "utf-8")]),
            policy.clone(),
            Html::void(
                "meta",
                &[
                    ("name", "viewport"),
                    ("content", "width=device-width, initial-scale=1"),
                ],
            ),
            Html::void(
                "meta",
                &[("name", "color-scheme"), ("content", "light dark")],
            ),
            Html::void("meta", &[("name", "robots"), ("content", "noindex")]),
            Html::element("title", &[], &[Html::text(title)]),
            Html::void(
                "link",
                &[
                    ("rel", "icon"),
                    ("href", "./icon.svg"),
                    ("type", "image/svg+xml"),
                ],
            ),
            // Articles open in tabs of their own, never inside the frame.
            Html::void("base", &[("target", "_blank")]),
            script(files, SCRIPT, &[]),
            style(files),
        ],
    );
    let root = [
        ("lang", language.tag()),
        ("data-allow", &collection.embed_allow.join(" ")),
    ];
    let html = Html::element("html", &root, &[head, body(files, collection)]);
    format!("<!doctype html>\n{}\n", html.as_str())
}

fn body(files: &Files, collection: &Collection) -> Html {
    let language = collection.site.language;
    let options = Options::new("./", language);
    let newest = collection.articles.iter().rev().take(LIMIT.into());
    let entries = snippet::entries(newest, &options.site);
    let list = snippet::content(&options, &collection.site.title, &entries, "");
    let element = [
        ("src", "./"),
        ("lang", language.tag()),
        // The frame itself waits until it is near; inside it there is nothing to wait for.
        ("loading", "eager"),
    ];
    let element = Html::element("vigie-articles", &element, &[list]);
    let notices = Language::ALL.map(|language| {
        let sentence = match language {
            Language::Fr => "JavaScript est désactivé : voici les articles les plus récents, sans tri ni recherche.",
            Language::En => "JavaScript is off: these are the newest articles, not filtered or searched.",
        };
        Html::element("p", &[("class", "embed__notice"), ("lang", language.tag())], &[Html::text(sentence)])
    });
    let main = [element, Html::element("noscript", &[], &notices)];
    let main = Html::element("main", &[("class", "embed")], &main);
    Html::element(
        "body",
        &[],
        &[main, script(files, WIDGET, &[("type", "module")])],
    )
}

/// Names a script of the site with its digest.
fn script(files: &Files, name: &str, attributes: &[(&str, &str)]) -> Html {
    let address = format!("./{name}");
    let digest = digest(files, name);
    let mut all = attributes.to_vec();
    all.extend([("src", address.as_str()), FOR_ANY_ORIGIN]);
    all.extend(digest.as_deref().map(|digest| ("integrity", digest)));
    Html::element("script", &all, &[])
}

fn style(files: &Files) -> Html {
    let address = format!("./{STYLE}");
    let digest = digest(files, STYLE);
    let mut all = vec![
        ("rel", "stylesheet"),
        ("href", address.as_str()),
        FOR_ANY_ORIGIN,
    ];
    all.extend(digest.as_deref().map(|digest| ("integrity", digest)));
    Html::void("link", &all)
}

fn digest(files: &Files, name: &str) -> Option<String> {
    Some(Digest::of(files.get(name)?).to_string())
}
