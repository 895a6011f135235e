//! Static pages made of the app's `index.html`: the first page with its cards, `404.html`, and the help.
//!
//! The first page can be read before the app has started, and without it. All of them are drawn from
//! `vigie_view`, the first page from the app's own components, so that nothing moves when the app takes over.
//! [`first_page`] holds the cards, [`embed_page`] the list for frames of others, [`demo`] how to embed it,
//! [`help_page`] how to search, [`template`] finds the places in `index.html`, [`style`] joins the style sheets,
//! [`web_manifest`] makes the site installable, [`widget`] names the files of the embeddable list.

mod demo;
mod embed_page;
mod first_page;
mod help_page;
mod style;
mod template;
mod web_manifest;
mod widget;

use vigie_core::bundle::{Digest, ENTRY, SEARCH_STEMS};
use vigie_core::language::Language;
use vigie_core::messages::help::help;
use vigie_core::messages::messages;
use vigie_core::scripts::{BUNDLE_FOLDER, INDEX_PAGE, NOT_FOUND_PAGE};
use vigie_view::element::{Child, Element, element};
use vigie_view::html::Html;

use crate::collect::Collection;
use crate::host::headers::content_security_policy;
use crate::host::inline::Inline;
use crate::write::Files;
use template::Template;
use web_manifest::Colours;

/// What the starting script loads when it is needed: the program beside the app, and what works without any program.
/// The widget's program, which it loads to index the feed of another tool, has other names each time.
const MODULES: [&str; 4] = [
    "vigie-device.js",
    "vigie-device_bg.wasm",
    "device.js",
    "favourites.js",
];

/// The script that runs before the first paint.
const EARLY: &str = "early.js";

/// Way from an article's address, `/section/slug`, to the site's folder.
const UP: &str = "../";

/// Deepest address, in folders below the site's, from which the page for unknown addresses finds the site.
const MAX_DEPTH: usize = 16;

/// Returns what the files of an app lack for a site: their first page, or something that it must have.
pub fn lack(files: &Files) -> Option<String> {
    let page = files
        .get(INDEX_PAGE)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    match page {
        Some(page) => {
            let lack = Template::new(page.to_owned()).lack();
            lack.map(|lack| format!("{INDEX_PAGE} has no `{lack}`"))
        }
        None => Some(format!("no {INDEX_PAGE} that is text")),
    }
}

/// Finishes the pages of a whole site. Called before compression, with every file of app and bundle. An app
/// without `index.html`, or with one that is no text, is left as it is.
pub fn finish(files: &mut Files, collection: &Collection) {
    let Some(source) = files
        .get(INDEX_PAGE)
        .and_then(|bytes| String::from_utf8(bytes.clone()).ok())
    else {
        return;
    };
    let mut template = Template::new(source);
    let style = style::join(files, &mut template);
    widget::finish(files);
    sign(files, &mut template);
    let colours = Colours::find(files);
    web_manifest::add(files, collection, colours.as_ref());
    template.set_language(collection.site.language);
    template.set_title(collection.site.title.in_language(collection.site.language));
    // Pages that are not first, or do not know where they are, name style and script as files.
    let mut other = template.clone();
    template.set_boot_attribute("data-search", &files_of_search(files));
    if !put_inside(files, &mut template, style.as_deref()) {
        name_style(files, &mut template, style.as_deref());
    }
    let inline = template.inline();
    for page in [&mut template, &mut other] {
        page.fill("policy", &policy(&inline).into());
    }
    let mut head = head(collection);
    head.extend(web_manifest::head(files, colours.as_ref()));
    let head = Html::from(head);
    for page in [&mut template, &mut other] {
        page.fill("head", &head);
    }
    name_style(files, &mut other, style.as_deref());
    for language in Language::ALL {
        let mut page = other.clone();
        page.remove_app();
        page.set_language(language);
        page.set_title(help(language).title);
        page.fill("app", &help_page::help_page(collection, language));
        files.insert(messages(language).syntax_page.to_owned(), page.into_bytes());
    }
    embed_page::add(files, collection, policy(&inline));
    demo::add(files, collection, &policy(&inline).into());
    let mut not_found = other.clone();
    template.fill("app", &first_page::first_page(collection));
    not_found.move_links(UP);
    // Addresses above the root of a host are the root's, so for most sites these are few files.
    let deeper = (2..=MAX_DEPTH).map(|depth| UP.repeat(depth));
    let depths: Vec<String> = std::iter::once("./".to_owned()).chain(deeper).collect();
    not_found.repeat_boot(UP, &depths);
    not_found.fill("app", &first_page::opening(collection, UP));
    not_found.set_silent_notice(&silent_notice());
    files.insert(INDEX_PAGE.to_owned(), template.into_bytes());
    files.insert(NOT_FOUND_PAGE.to_owned(), not_found.into_bytes());
}

/// Puts style and first script inside the first page, and returns whether it was done.
fn put_inside(files: &Files, template: &mut Template, style: Option<&str>) -> bool {
    let text = |file: &str| files.get(file).and_then(|bytes| str::from_utf8(bytes).ok());
    let (Some(style), Some(script)) = (style.and_then(text), text(EARLY)) else {
        return false;
    };
    template.put_inside(style, script, &format!("./{EARLY}"))
}

/// The files that a search takes, as the starting script reads them.
fn files_of_search(files: &Files) -> String {
    let is_one = |path: &&str| {
        let name = path.strip_prefix(BUNDLE_FOLDER);
        let stem = name.and_then(|name| name.split('.').next());
        stem.is_some_and(|stem| SEARCH_STEMS.contains(&stem))
    };
    let found: Vec<&str> = files.keys().map(String::as_str).filter(is_one).collect();
    found.join(" ")
}

/// Names the style as a file, with its digest.
fn name_style(files: &Files, template: &mut Template, style: Option<&str>) {
    if let Some(style) = style
        && let Some(digest) = digest_of(files, style)
    {
        template.add_stylesheet(&format!("./{style}"), &digest);
    }
}

/// What the page for unknown addresses says when neither script nor style has come.
fn silent_notice() -> Html {
    let lines = [
        (
            Language::Fr,
            "Cette page n’existe pas, ou le site dont elle fait partie ne répond pas.",
            "Accueil du serveur",
        ),
        (
            Language::En,
            "This page does not exist, or the site it belongs to does not answer.",
            "First page of the server",
        ),
    ];
    let lines = lines.map(|(language, sentence, home)| {
        let link = element("a").attribute("href", "/").child(home);
        element("p")
            .class("boot-notice__silent")
            .attribute("lang", language.tag())
            .child(sentence)
            .child(" ")
            .child(link)
    });
    let notice = element("div")
        .attribute("id", "boot-notice")
        .class("boot-notice")
        .attribute("role", "status");
    notice.children(lines).into()
}

/// The digest of a file of the site; `None` without it.
fn digest_of(files: &Files, path: &str) -> Option<String> {
    Some(Digest::of(files.get(path)?).to_string())
}

/// Gives every file that runs its digest, so that the browser refuses altered ones.
fn sign(files: &Files, template: &mut Template) {
    let digest = |file: &str| digest_of(files, file.trim_start_matches("./"));
    for (name, signature) in [
        ("data-js", "data-js-integrity"),
        ("data-wasm", "data-wasm-integrity"),
    ] {
        if let Some(digest) = template.boot_attribute(name).and_then(|file| digest(&file)) {
            template.set_boot_attribute(signature, &digest);
        }
    }
    let widget = widget::program(files);
    let names = MODULES.into_iter().chain(widget.iter().copied());
    let signed = names.map(|name| digest(name).map(|digest| format!("{name} {digest}")));
    let modules = signed.flatten().collect::<Vec<_>>().join(" ");
    template.set_boot_attribute("data-modules", &modules);
    template.sign_links(&digest);
}

/// The policy as a meta element, for hosts that set no headers. `frame-ancestors` only works as a header.
fn policy(inline: &Inline) -> Element {
    let policy = content_security_policy(inline);
    let directives = policy
        .split("; ")
        .filter(|directive| !directive.starts_with("frame-ancestors"));
    let content = directives.collect::<Vec<_>>().join("; ");
    element("meta")
        .attribute("http-equiv", "Content-Security-Policy")
        .attribute("content", content)
}

fn head(collection: &Collection) -> Vec<Child> {
    let language = collection.site.language;
    let description = collection.site.description.in_language(language);
    let feed = format!("./{BUNDLE_FOLDER}{ENTRY}");
    let title = collection.site.title.in_language(language);
    let mut head = Vec::new();
    if !description.is_empty() {
        let meta = element("meta")
            .attribute("name", "description")
            .attribute("content", description);
        head.push(meta.into());
    }
    let link = element("link")
        .attribute("rel", "alternate")
        .attribute("type", "application/feed+json")
        .attribute("title", title)
        .attribute("href", feed);
    head.push(link.into());
    head
}
