//! The files of a site: their sizes, raw and on the wire, and their roles.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::failure::{Failure, cannot};
use crate::tree;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shipped {
    /// Where it is, below the site, with `/` between folders.
    pub(super) path: String,
    /// What it is for.
    pub(super) role: Role,
    /// How large it is.
    pub(super) size: Size,
}

/// Bytes of one or several files; a form that is not shipped weighs as much as the raw one, since that is what a reader
/// then downloads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Size {
    pub(super) raw: u64,
    pub(super) gzip: u64,
    pub(super) brotli: u64,
}

impl Size {
    pub(super) const fn new(raw: u64, gzip: u64, brotli: u64) -> Self {
        Self { raw, gzip, brotli }
    }

    /// Adds up the sizes of several files.
    pub(super) fn sum<'a>(files: impl IntoIterator<Item = &'a Shipped>) -> Self {
        let add = |sum: Self, Shipped { size, .. }: &Shipped| {
            Self::new(
                sum.raw + size.raw,
                sum.gzip + size.gzip,
                sum.brotli + size.brotli,
            )
        };
        files.into_iter().fold(Self::default(), add)
    }
}

/// What a file is for, in the order a reader's browser asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The page itself.
    Page,
    /// Styles of the page.
    Style,
    /// Plain scripts that start the app.
    Boot,
    /// The app: WebAssembly and its glue.
    App,
    /// The bundle's entry, with the newest cards.
    Entry,
    /// The prebuilt index.
    Index,
    /// The thesaurus.
    Concepts,
    /// Cards by month.
    Cards,
    /// Bodies by month.
    Bodies,
    /// The program that is loaded beside the app once there is something to read.
    Device,
    /// Service worker, later scripts, icon, manifest, pages of their own: what else works offline.
    Shell,
    /// Mirrored images, cached for offline use only if the reader wants.
    Image,
    /// The script that pages of others name.
    Element,
    /// The script that pages name which hold a frame.
    Embed,
    /// The embeddable list itself.
    Widget,
    /// Anything else: what the system shows of an installed app, schema, notes.
    Other,
}

/// Lists the files of a site, those of one role together.
pub(super) fn survey(site: &Path) -> Result<Vec<Shipped>, Failure> {
    let mut sizes = BTreeMap::new();
    for path in tree::files(site)? {
        let file = site.join(&path);
        let metadata = fs::metadata(&file).map_err(cannot("measure", &file))?;
        sizes.insert(path.to_string_lossy().replace('\\', "/"), metadata.len());
    }
    if !sizes.contains_key("index.html") {
        let what = format!("there is no site in `{}`", site.display());
        return Err(Failure::new(what).remedy("name a folder that `cargo xtask build --out` wrote"));
    }
    Ok(classify(&sizes))
}

/// Whether the page shows cards before any script runs.
pub(super) fn has_static_cards(site: &Path) -> Result<bool, Failure> {
    let page = site.join("index.html");
    let text = fs::read_to_string(&page).map_err(cannot("read", &page))?;
    Ok(text.contains("<article"))
}

/// Combines each file with its compressed forms, and determines its role.
fn classify(sizes: &BTreeMap<String, u64>) -> Vec<Shipped> {
    let is_form = |path: &str| {
        let original = path
            .strip_suffix(".br")
            .or_else(|| path.strip_suffix(".gz"));
        original.is_some_and(|original| sizes.contains_key(original))
    };
    let mut files = Vec::new();
    for (path, &raw) in sizes.iter().filter(|(path, _)| !is_form(path)) {
        let form = |suffix| sizes.get(&format!("{path}{suffix}")).copied();
        files.push(Shipped {
            path: path.clone(),
            role: role(path, sizes),
            size: Size::new(raw, form(".gz").unwrap_or(raw), form(".br").unwrap_or(raw)),
        });
    }
    files.sort_by(|a, b| (a.role, &a.path).cmp(&(b.role, &b.path)));
    files
}

fn role(path: &str, all: &BTreeMap<String, u64>) -> Role {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match (folder, path, extension) {
        ("bundle", ..) => bundle_role(folder, name),
        _ if folder.starts_with("bundle/") => bundle_role(folder, name),
        ("icons" | "screenshots" | "demo", ..) | (_, "sw-kill.js", _) => Role::Other,
        (_, "widget.js", _) => Role::Element,
        (_, "embed.js", _) => Role::Embed,
        // The page in frames of others: no reader of the site loads it.
        _ if path.starts_with("embed") => Role::Other,
        // Its style is no program, and no page of ours has it.
        (_, _, "css") if name.starts_with("widget") => Role::Other,
        _ if name.starts_with("widget") => Role::Widget,
        _ if name.starts_with("vigie-device") => Role::Device,
        (_, "index.html", _) => Role::Page,
        // Loaded once there is something to read, or when a reader asks.
        (_, "sw.js" | "device.js" | "favourites.js", _)
        | (_, _, "html" | "webmanifest" | "png" | "svg" | "ico" | "woff2") => Role::Shell,
        (_, _, "css") => Role::Style,
        (_, _, "wasm") => Role::App,
        // Glue is named after its WebAssembly; snippets are imported by glue.
        (_, _, "js") if folder.starts_with("snippets") => Role::App,
        (_, _, "js") if all.contains_key(&format!("{stem}_bg.wasm")) => Role::App,
        (_, _, "js") => Role::Boot,
        _ => Role::Other,
    }
}

/// The bundle's own names say what its files are for.
fn bundle_role(folder: &str, name: &str) -> Role {
    match folder {
        "bundle/cards" => Role::Cards,
        "bundle/bodies" => Role::Bodies,
        "bundle/images" => Role::Image,
        _ if name == "articles.json" => Role::Entry,
        _ if name.starts_with("search.") => Role::Index,
        _ if name.starts_with("concepts.") => Role::Concepts,
        _ => Role::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(paths: &[&str]) -> Vec<Shipped> {
        let sizes = paths
            .iter()
            .zip(1..)
            .map(|(path, size)| ((*path).to_owned(), size));
        classify(&sizes.collect())
    }

    #[track_caller]
    fn check(paths: &[&str], expected: Role) {
        for file in site(paths) {
            assert_eq!(file.role, expected, "{}", file.path);
        }
    }

    #[test]
    fn every_file_is_for_something() {
        check(&["index.html"], Role::Page);
        check(&["styles-0a1b.css"], Role::Style);
        check(&["boot.js"], Role::Boot);
        check(
            &[
                "app-0a1b_bg.wasm",
                "app-0a1b.js",
                "snippets/host/inline0.js",
            ],
            Role::App,
        );
        check(
            &["sw.js", "manifest.webmanifest", "favicon.svg", "404.html"],
            Role::Shell,
        );
        check(&["widget-0a1b.wasm", "widget-0a1b.js"], Role::Widget);
        check(&["vigie-device_bg.wasm", "vigie-device.js"], Role::Device);
        check(&["widget.js"], Role::Element);
        check(&["embed.js"], Role::Embed);
        check(
            &[
                "widget-0a1b.css",
                "embed.html",
                "embed-frame.js",
                "embed.css",
                "demo/demo.css",
            ],
            Role::Other,
        );
        check(&["bundle/articles.json"], Role::Entry);
        check(&["bundle/search.0a1b.idx"], Role::Index);
        check(&["bundle/concepts.0a1b.json"], Role::Concepts);
        check(&["bundle/cards/2026-04.0a1b.json"], Role::Cards);
        check(&["bundle/bodies/2026-04.0a1b.json"], Role::Bodies);
        check(&["bundle/images/0a1b.webp"], Role::Image);
        check(
            &[
                "icons/192.png",
                "screenshots/wide.webp",
                "bundle/schema.json",
            ],
            Role::Other,
        );
    }

    #[test]
    fn compressed_forms_belong_to_their_file() {
        let files = site(&["boot.js", "boot.js.br", "boot.js.gz"]);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].size, Size::new(1, 3, 2));
    }

    #[test]
    fn a_file_without_compressed_forms_travels_as_it_is() {
        let files = site(&["a.png", "notes.gz"]);
        assert_eq!(
            files.len(),
            2,
            "an archive of its own is no form of another file"
        );
        assert_eq!(files[0].size, Size::new(1, 1, 1));
    }
}
