//! `embed.html`: the list alone on a page, to be shown in frames of others.
//!
//! The page contains the element with the newest articles inside. `embed-frame.js` runs before the first paint: it sets the
//! colours and gives the element the attributes that the address names. Without JavaScript the articles stay, with a
//! sentence that says so.

use vigie_core::language::Language;
use vigie_view::element::{Element, element};
use vigie_view::html::Html;

use crate::collect::Collection;
use crate::host::frames;
use crate::pages::digest_of;
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
pub(super) fn add(files: &mut Files, collection: &Collection, policy: Element) {
    if !files.contains_key(WIDGET) {
        return;
    }
    let page = page(files, collection, policy);
    files.insert(frames::PAGE.to_owned(), page.into_bytes());
}

fn page(files: &Files, collection: &Collection, policy: Element) -> String {
    let language = collection.site.language;
    let title = collection.site.title.in_language(language);
    let meta = |name, content| {
        element("meta")
            .attribute("name", name)
            .attribute("content", content)
    };
    let icon = element("link")
        .attribute("rel", "icon")
        .attribute("href", "./icon.svg")
        .attribute("type", "image/svg+xml");
    let head = element("head")
        .child(element("meta").attribute("charset", "utf-8"))
        .child(policy)
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("color-scheme", "light dark"))
        .child(meta("robots", "noindex"))
        .child(element("title").child(title))
        .child(icon)
        // Articles open in tabs of their own, never inside the frame.
        .child(element("base").attribute("target", "_blank"))
        .child(script(files, SCRIPT, element("script")))
        .child(style(files));
    let html = element("html")
        .attribute("lang", language.tag())
        .attribute("data-allow", collection.embed_allow.join(" "))
        .child(head)
        .child(body(files, collection));
    format!("<!doctype html>\n{}\n", Html::from(html).as_str())
}

fn body(files: &Files, collection: &Collection) -> Element {
    let language = collection.site.language;
    let options = Options::new("./", language);
    let newest = collection.articles.iter().rev().take(LIMIT.into());
    let entries = snippet::entries(newest, &options.site);
    let list = element("vigie-articles")
        .attribute("src", "./")
        .attribute("lang", language.tag())
        // The frame itself waits until it is near; inside it there is nothing to wait for.
        .attribute("loading", "eager")
        .children(snippet::content(
            &options,
            &collection.site.title,
            &entries,
            "",
        ));
    let notices = Language::ALL.map(|language| {
        let sentence = match language {
            Language::Fr => "JavaScript est désactivé : voici les articles les plus récents, sans tri ni recherche.",
            Language::En => "JavaScript is off: these are the newest articles, not filtered or searched.",
        };
        element("p")
            .class("embed__notice")
            .attribute("lang", language.tag())
            .child(sentence)
    });
    let main = element("main")
        .class("embed")
        .child(list)
        .child(element("noscript").children(notices));
    let module = element("script").attribute("type", "module");
    element("body")
        .child(main)
        .child(script(files, WIDGET, module))
}

/// Names a script of the site with its digest.
fn script(files: &Files, name: &str, script: Element) -> Element {
    signed(script.attribute("src", format!("./{name}")), files, name)
}

fn style(files: &Files) -> Element {
    let link = element("link").attribute("rel", "stylesheet");
    signed(link.attribute("href", format!("./{STYLE}")), files, STYLE)
}

fn signed(element: Element, files: &Files, name: &str) -> Element {
    let (crossorigin, anonymous) = FOR_ANY_ORIGIN;
    let digest = digest_of(files, name);
    element
        .attribute(crossorigin, anonymous)
        .attribute_if("integrity", digest)
}
