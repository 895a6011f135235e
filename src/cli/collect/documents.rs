//! Files of the content folder that articles link to: published with the site under their own names.
//!
//! They are copied to a separate folder of the bundle, under their path in the content folder, so they never
//! overwrite another file. File types that a browser would execute as part of the site are refused.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use vigie_core::analysis::fold_char;
use vigie_core::bundle::Digest;
use vigie_core::markdown::SiteAddress;

use crate::read::{Root, SETTINGS};

/// Folder of the bundle that contains them.
const FOLDER: &str = "files";

/// Largest file, in bytes: the usual hosts of static sites take no larger one.
const MAX_BYTES: u64 = 25 << 20;

/// Types that a browser runs, or that run on the host.
const RUNNING: [&str; 22] = [
    "asp", "aspx", "cgi", "css", "htm", "html", "js", "jsp", "mht", "mhtml", "mjs", "php", "phtml",
    "shtml", "svg", "svgz", "swf", "wasm", "xht", "xhtml", "xml", "xsl",
];

/// The files, read when they are first linked.
#[derive(Debug)]
pub struct Documents {
    root: Root,
    /// Path in the content folder → name in the bundle.
    names: BTreeMap<String, String>,
    /// Name in the bundle → bytes.
    files: BTreeMap<String, Vec<u8>>,
}

impl Documents {
    /// Starts without any.
    pub fn new(content: &Root) -> Self {
        Self {
            root: content.clone(),
            names: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    /// Adds a file, given by its path in the content folder, and returns its address; says why it cannot be
    /// published.
    ///
    /// # Errors
    ///
    /// Returns the reason why the file cannot be published, such as a type that a browser would run.
    pub fn add(&mut self, path: &str) -> Result<SiteAddress, String> {
        let name = match self.names.get(path) {
            Some(name) => name.clone(),
            None => self.read(path)?,
        };
        SiteAddress::parse(&format!("bundle/{name}"))
            .ok_or_else(|| "its name is too long".to_owned())
    }

    fn read(&mut self, path: &str) -> Result<String, String> {
        let extension = path
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        if extension.is_some_and(|ending| RUNNING.contains(&ending.as_str())) {
            return Err("a browser would run it as a part of the site".to_owned());
        }
        if SETTINGS.contains(&path) {
            return Err("it contains the settings of the site".to_owned());
        }
        let read = self.root.read(path, MAX_BYTES);
        let bytes = read.map_err(|refusal| refusal.to_string())?;
        let mut name = safe_name(path);
        let is_taken = |name: &str| {
            self.files
                .keys()
                .any(|known| known.eq_ignore_ascii_case(name))
        };
        if is_taken(&name) {
            // Two names that differ by characters no address holds.
            let digest = Digest::of(path.as_bytes()).name();
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
            name = format!("{stem}-{digest}.{ending}");
        }
        self.names.insert(path.to_owned(), name.clone());
        self.files.insert(name.clone(), bytes);
        Ok(name)
    }

    /// Returns the path of each file in the content folder, and its name in the bundle.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.names.iter();
        names.map(|(path, name)| (path.as_str(), name.as_str()))
    }

    /// Returns the files by their name in the bundle.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }
}

/// Writes a path with the characters every host and address takes.
fn safe_name(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let mut safe = String::with_capacity(segment.len());
        for character in segment.nfc() {
            if character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '~') {
                safe.push(character);
                continue;
            }
            let folded: String = fold_char(character)
                .filter(char::is_ascii_alphanumeric)
                .collect();
            if !folded.is_empty() {
                let is_capital = character.is_uppercase();
                safe.push_str(&if is_capital {
                    folded.to_uppercase()
                } else {
                    folded
                });
            } else if !safe.ends_with('-') {
                safe.push('-');
            }
        }
        let trimmed = safe.trim_start_matches('-');
        if trimmed.is_empty() || trimmed.starts_with('.') {
            // Nothing of the name is left but its type, if anything.
            format!("{}{trimmed}", Digest::of(segment.as_bytes()).name())
        } else {
            trimmed.to_owned()
        }
    });
    format!("{FOLDER}/{}", segments.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_where_every_host_takes_them() {
        for (path, name) in [
            ("guide.pdf", "files/guide.pdf"),
            ("papers/Plan d’accès.pdf", "files/papers/Plan-d-acces.pdf"),
            ("e\u{301}te\u{301}/a_b~1.PDF", "files/ete/a_b~1.PDF"),
        ] {
            assert_eq!(safe_name(path), name);
            assert!(SiteAddress::parse(&format!("bundle/{name}")).is_some());
        }
        let foreign = safe_name("循環器.pdf");
        assert!(
            SiteAddress::parse(&format!("bundle/{foreign}")).is_some(),
            "{foreign}"
        );
    }

    #[test]
    fn files_are_read_once_and_never_over_each_other() {
        let content = tempfile::tempdir().unwrap();
        for (name, text) in [("a b.pdf", "one"), ("a-b.pdf", "two"), ("x.svg", "<svg/>")] {
            std::fs::write(content.path().join(name), text).unwrap();
        }
        let mut documents = Documents::new(&Root::open(content.path()).unwrap());
        let first = documents.add("a b.pdf").unwrap();
        assert_eq!(first.as_str(), "bundle/files/a-b.pdf");
        assert_eq!(documents.add("a b.pdf").unwrap(), first);
        assert_ne!(documents.add("a-b.pdf").unwrap(), first);
        assert!(documents.add("x.svg").unwrap_err().contains("run"));
        assert!(documents.add("vigie.toml").is_err() && documents.add("no.pdf").is_err());
        assert_eq!(documents.into_files().len(), 2);
    }
}
