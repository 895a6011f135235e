//! Addresses of the form `/section/slug` that articles cannot have: a host would answer them with a file of the
//! site, or with an error, instead of the page that opens articles.

use super::Permalink;

/// Folders of a site.
pub const FOLDERS: [&str; 4] = ["bundle", "demo", "icons", "screenshots"];

/// Other names in the root of a site: the short address of the page for frames, settings of hosts.
pub(super) const NAMES: [&str; 3] = ["_headers", "_redirects", "embed"];

/// Endings of the files in the root of a site. Their names change with the version, and many hold a digest.
pub const ENDINGS: [&str; 12] = [
    "br",
    "config",
    "css",
    "example",
    "gz",
    "html",
    "idx",
    "js",
    "json",
    "svg",
    "wasm",
    "webmanifest",
];

/// Names that Windows keeps for devices, with any ending; those with a number count from 0 to 9.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names of devices that a number follows.
const PORTS: [&str; 2] = ["com", "lpt"];

/// Why an address is reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// Its first segment is a folder or a file of the site itself.
    Site,
    /// A segment starts with a dot: hosts hide it.
    Hidden,
    /// A segment names a device on Windows, where hosts have no other answer for it.
    Device,
}

impl Permalink {
    /// Returns why the address is reserved; `None` where it is free. Case does not count, nor do dots
    /// at the end of a segment: to some hosts they are the same.
    ///
    /// ```
    /// use vigie_core::permalink::{Permalink, Reserved};
    ///
    /// let reserved = |text| Permalink::parse(text).unwrap().reserved();
    /// assert_eq!(reserved("/Bundle/articles.json"), Some(Reserved::Site));
    /// assert_eq!(reserved("/.well-known/x"), Some(Reserved::Hidden));
    /// assert_eq!(reserved("/papers/articles.json"), None);
    /// ```
    pub fn reserved(&self) -> Option<Reserved> {
        let segments = [self.section(), self.slug()];
        if segments.iter().any(|segment| segment.starts_with('.')) {
            return Some(Reserved::Hidden);
        }
        let [section, slug] = segments.map(plain);
        if is_of_site(&section) {
            return Some(Reserved::Site);
        }
        (is_device(&section) || is_device(&slug)).then_some(Reserved::Device)
    }
}

/// A segment as hosts that fold names compare it.
fn plain(segment: &str) -> String {
    segment.trim_end_matches('.').to_ascii_lowercase()
}

fn is_of_site(section: &str) -> bool {
    let ending = section.rsplit_once('.').map(|(_, ending)| ending);
    FOLDERS.contains(&section)
        || NAMES.contains(&section)
        || ending.is_some_and(|ending| ENDINGS.contains(&ending))
        || FOLDERS.iter().any(|folder| is_short(section, folder))
}

/// Whether a name is the short one, as in `screen~1`, that Windows gives to a long one.
fn is_short(name: &str, long: &str) -> bool {
    name.split_once('~').is_some_and(|(start, number)| {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        !start.is_empty() && long.starts_with(start) && is_number
    })
}

fn is_device(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default();
    let is_port = |port: &str| {
        let number = name.strip_prefix(port);
        number.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    DEVICES.contains(&name) || PORTS.iter().any(|port| is_port(port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Reserved>) {
        let permalink = Permalink::parse(text).unwrap();
        assert_eq!(permalink.reserved(), expected, "{text}");
        // No file of the site is written for the items of a foreign feed, so names of devices are none there.
        let foreign = Permalink::from_foreign_id(text);
        let is_kept = matches!(expected, None | Some(Reserved::Device));
        assert!(
            !is_kept || foreign == permalink || text.contains(['.', '~']),
            "{foreign}"
        );
        assert!(is_kept || foreign.section() == "items", "{foreign}");
    }

    #[test]
    fn what_the_site_holds_is_no_address_of_an_article() {
        for text in [
            "/bundle/articles.json",
            "/BUNDLE/cards",
            "/Bundle./x",
            "/demo/index.html",
            "/icons/192.png",
            "/screenshots/x",
            "/SCREEN~1/wide.webp",
            "/sw.js/x",
            "/App-0123456789abcdef_bg.WASM/x",
            "/index.html.br/x",
            "/web.config/x",
            "/_Headers/x",
            "/embed/x",
        ] {
            check(text, Some(Reserved::Site));
        }
    }

    #[test]
    fn hosts_hide_what_starts_with_a_dot() {
        for text in [
            "/.well-known/x",
            "/a/.b",
            "/.htaccess/.x",
            "/a/...",
            "/..a/b",
        ] {
            check(text, Some(Reserved::Hidden));
        }
    }

    #[test]
    fn devices_are_no_files_on_windows() {
        for text in [
            "/CON/x",
            "/papers/nul",
            "/papers/aux.html",
            "/papers/LPT1",
            "/com0./x",
        ] {
            check(text, Some(Reserved::Device));
        }
    }

    #[test]
    fn other_names_are_free() {
        for text in [
            "/papers/bundle",
            "/bundles/x",
            "/papers/index.html",
            "/acc.org/x",
            "/v1.2/x",
            "/a~b/x",
            "/icons-2/x",
            "/console/x",
            "/papers/com",
            "/papers/com12",
            "/papers/aux-urgences",
            "/help/x",
            "/images/x",
        ] {
            check(text, None);
        }
    }
}
