//! Resolves the path of a request inside the folder of a site.
//!
//! A path is split, then decoded, then checked, once and in this order, so that hidden files, parent folders and
//! encoded separators are detected however they are written. Links are resolved before a file is opened, and only
//! regular files inside the folder are served.

use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::write::compress::EXTENSIONS;

/// Longest path that is looked at, in bytes: as long as an address inside the site may be.
const MAX_PATH: usize = 2_048;

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A regular file of the site.
    File(PathBuf),
    /// A folder that was named without its slash: the address with it, relative to the one asked for.
    Folder(String),
    /// Nothing that is published.
    Nowhere,
    /// The path is longer than any of a site.
    TooLong,
}

/// Finds what the path of a request names in a site whose folder is `root`, a path without links. The
/// query is the page's own, and may be long: it holds what a reader asks.
pub(super) fn find(root: &Path, path: &str, query: Option<&str>) -> Place {
    if path.len() > MAX_PATH {
        return Place::TooLong;
    }
    locate(root, path, query).unwrap_or(Place::Nowhere)
}

fn locate(root: &Path, path: &str, query: Option<&str>) -> Option<Place> {
    let relative = path.strip_prefix('/')?;
    let (folders, last) = relative.rsplit_once('/').unwrap_or(("", relative));
    let mut file = root.to_owned();
    // Two slashes name a host for a browser that follows an address made of them.
    for segment in folders.split('/').filter(|_| relative.contains('/')) {
        file.push(name(segment)?);
    }
    if last.is_empty() {
        file.push("index.html");
        return is_published(root, &file).then_some(Place::File(file));
    }
    file.push(name(last)?);
    let target = inside(root, &file)?;
    if !target.is_dir() {
        return is_published(root, &file).then_some(Place::File(file));
    }
    // Relative, and with a dot before it, the address can name neither a host nor a scheme.
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Some(Place::Folder(format!("./{last}/{query}")))
}

/// Decodes a segment; `None` if no file of a site has this name.
fn name(segment: &str) -> Option<String> {
    let name = percent_decode_str(segment).decode_utf8().ok()?;
    let is_odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
    let is_fine = !name.is_empty() && !name.starts_with('.') && !name.contains(is_odd);
    is_fine.then(|| name.into_owned())
}

/// Follows links; `None` if there is nothing, or what there is lies outside or is hidden.
fn inside(root: &Path, file: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(file).ok()?;
    let mut names = real.strip_prefix(root).ok()?.iter();
    let is_hidden = names.any(|name| name.to_string_lossy().starts_with('.'));
    (!is_hidden).then_some(real)
}

/// Whether a file may be sent, and every compressed one that may be sent for it.
fn is_published(root: &Path, file: &Path) -> bool {
    let is_regular = |file: &Path| inside(root, file).is_some_and(|real| real.is_file());
    let copies = EXTENSIONS.map(|ending| {
        let mut copy = file.as_os_str().to_owned();
        copy.push(".");
        copy.push(ending);
        PathBuf::from(copy)
    });
    let is_absent = |file: &PathBuf| fs::symlink_metadata(file).is_err();
    is_regular(file)
        && copies
            .iter()
            .all(|copy| is_absent(copy) || is_regular(copy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        for (path, text) in [
            ("site/index.html", "home"),
            ("site/demo/index.html", "demo"),
            ("site/a b.js", "script"),
            ("site/é.js", "script"),
            ("site/.htaccess", "hidden"),
            ("site/.git/config", "hidden"),
            ("site/bundle/articles.json", "{}"),
            ("secret.txt", "secret"),
            ("outside/index.html", "secret"),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink("../secret.txt", root.join("link.txt")).unwrap();
            symlink("../outside", root.join("away")).unwrap();
            symlink(".htaccess", root.join("unhidden")).unwrap();
            symlink("index.html", root.join("same.html")).unwrap();
            symlink("../secret.txt", root.join("twin.js.br")).unwrap();
            fs::write(root.join("twin.js"), "script").unwrap();
            symlink("loop", root.join("loop")).unwrap();
        }
        #[cfg(target_os = "linux")]
        {
            rustix::fs::mknodat(
                rustix::fs::CWD,
                root.join("pipe"),
                rustix::fs::FileType::Fifo,
                rustix::fs::Mode::RUSR,
                0,
            )
            .unwrap();
        }
        folder
    }

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        let folder = site();
        let root = fs::canonicalize(folder.path().join("site")).unwrap();
        let found = find(&root, path, None);
        let expected = expected.map_or(Place::Nowhere, |file| Place::File(root.join(file)));
        assert_eq!(found, expected, "{path:?}");
    }

    #[test]
    fn files_are_found_however_they_are_escaped() {
        check("/", Some("index.html"));
        check("/demo/", Some("demo/index.html"));
        check("/a%20b.js", Some("a b.js"));
        check("/%C3%A9.js", Some("é.js"));
        check("/%69ndex.html", Some("index.html"));
        #[cfg(unix)]
        check("/same.html", Some("same.html"));
    }

    #[test]
    fn what_is_hidden_or_outside_is_nowhere() {
        for path in [
            "",
            "*",
            "/.htaccess",
            "/%2ehtaccess",
            "/%2Ehtaccess",
            "/%252ehtaccess",
            "/demo/../.htaccess",
            "/demo/%2e%2e/.htaccess",
            "/demo/%2E./index.html",
            "/%2e/index.html",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/..\\secret.txt",
            "/demo%2findex.html",
            "/%2egit/config",
            "/index.html%00",
            "/index.html%0a",
            "/%ff",
            "/index.html/",
            "/index.html/x",
            "/bundle/",
            "/link.txt",
            "/away/",
            "/away/index.html",
            "/unhidden",
            "/twin.js",
            "/pipe",
            "/loop",
            "/c:/x",
        ] {
            check(path, None);
        }
        check(&format!("/{}", "a".repeat(400)), None);
    }

    #[test]
    fn no_address_of_two_slashes_leads_anywhere() {
        for path in [
            "//demo",
            "//demo/",
            "///demo",
            "/%2fdemo",
            "/%2f/demo",
            "/\\demo",
            "/%5cdemo",
            "/%5c/demo",
            "/%09/demo",
            "//demo/..",
            "/demo//",
            "/demo//index.html",
        ] {
            check(path, None);
        }
    }

    #[test]
    fn a_folder_is_named_with_its_slash() {
        let folder = site();
        let root = fs::canonicalize(folder.path().join("site")).unwrap();
        let expected = Place::Folder("./demo/?a=//x".to_owned());
        assert_eq!(find(&root, "/demo", Some("a=//x")), expected);
        assert_eq!(find(&root, "/away", None), Place::Nowhere);
    }

    #[test]
    fn paths_longer_than_any_of_a_site_are_refused() {
        let root = Path::new("/nowhere");
        assert_eq!(
            find(root, &format!("/{}", "a".repeat(2_048)), None),
            Place::TooLong
        );
        assert_eq!(find(root, "/", Some(&"q".repeat(9_000))), Place::Nowhere);
        assert_eq!(find(root, &"/a".repeat(1_024), None), Place::Nowhere);
    }

    proptest! {
        #[test]
        fn whatever_is_found_is_shown_and_inside(path in "(/|//|%2f|%5c|\\.|\\.\\.|%2e|%00|%25|demo|index\\.html|htaccess|away|link\\.txt|:|\\\\){0,6}") {
            let folder = site();
            let root = fs::canonicalize(folder.path().join("site")).unwrap();
            match find(&root, &path, None) {
                Place::File(file) => {
                    let real = fs::canonicalize(file).unwrap();
                    let relative = real.strip_prefix(&root).unwrap();
                    prop_assert!(!relative.to_string_lossy().contains("/.") && !relative.starts_with(".htaccess"));
                }
                Place::Folder(address) => prop_assert!(address.starts_with("./") && !address.contains("//")),
                Place::Nowhere | Place::TooLong => {}
            }
        }
    }
}
