//! The pictures and documents of a content folder, looked up by the names that articles use for them.
//!
//! A name in an article may differ from the one on disk: `é` as one character or two, URL escapes, upper or lower
//! case. Names are therefore compared exactly first, then in a normalised form; if a file is not found, a similar
//! name elsewhere in the folder is suggested.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;

/// Maximum number of letters by which a wrong name may differ from the one that was meant.
const MAX_TYPOS: usize = 2;

/// Files by path, relative to the folder and with slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    files: BTreeSet<String>,
    by_key: BTreeMap<String, Vec<String>>,
    /// Links to folders, with the path under which the files of each are listed.
    links: BTreeMap<String, String>,
}

/// Why a name leads to no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// It leaves the folder.
    Outside,
    /// There is no such file.
    Missing {
        /// A file with nearly this name.
        meant: Option<String>,
    },
    /// Several files have this name but for case.
    Ambiguous(Vec<String>),
}

impl Folder {
    /// Makes the folder of some files, and of links to folders with the path under which the files of each are listed.
    pub fn new(files: &[String], links: &BTreeMap<String, String>) -> Self {
        let mut folder = Self {
            links: links.clone(),
            ..Self::default()
        };
        for file in files {
            folder.files.insert(file.clone());
            folder
                .by_key
                .entry(key(file))
                .or_default()
                .push(file.clone());
        }
        folder
    }

    /// Finds the file that an article names, relative to its own folder or to the content folder; from the
    /// content folder alone where the name starts with a slash.
    ///
    /// # Errors
    ///
    /// Fails if there is no such file, if it is outside the folder, or if several files have this name but for
    /// case.
    pub fn find(&self, article: &str, name: &str) -> Result<&str, NotFound> {
        let mut places = Vec::new();
        for form in [name.to_owned(), decoded(name)] {
            for base in bases(article, &form) {
                places.extend(joined(base, &form).map(|place| self.real(&place)));
            }
        }
        if places.is_empty() {
            return Err(NotFound::Outside);
        }
        if let Some(file) = places.iter().find_map(|place| self.files.get(place)) {
            return Ok(file);
        }
        for place in &places {
            let Some(alike) = self.by_key.get(&key(place)) else {
                continue;
            };
            let composed: Vec<&String> = alike
                .iter()
                .filter(|file| nfc(file) == nfc(place))
                .collect();
            return match (alike.as_slice(), composed.as_slice()) {
                ([file], _) => Ok(file),
                (_, [file]) => Ok(file),
                _ => Err(NotFound::Ambiguous(alike.clone())),
            };
        }
        Err(NotFound::Missing {
            meant: self.meant(places.first().map_or("", String::as_str)),
        })
    }

    /// Follows links to folders: the path under which the file of a path is listed.
    pub fn real(&self, path: &str) -> String {
        let mut real = String::new();
        for segment in path.split('/') {
            if !real.is_empty() {
                real.push('/');
            }
            real.push_str(segment);
            if let Some(folder) = self.links.get(&real) {
                real.clone_from(folder);
            }
        }
        real
    }

    /// Returns a file of the same name in another folder, of another type, or with a typing error.
    fn meant(&self, place: &str) -> Option<String> {
        let sought = key(place);
        let name = last(&sought);
        let stem = |path: &str| {
            path.rsplit_once('.')
                .map_or(path, |(stem, _)| stem)
                .to_owned()
        };
        let tests: [&dyn Fn(&str) -> bool; 3] = [
            &|file| last(file) == name,
            &|file| stem(last(file)) == stem(name),
            &|file| distance(last(file), name) <= MAX_TYPOS.min(stem(name).chars().count() / 3),
        ];
        tests.iter().find_map(|test| {
            let (_, files) = self.by_key.iter().find(|(key, _)| test(key))?;
            files.first().cloned()
        })
    }
}

impl NotFound {
    /// Says what is wrong, for a message.
    pub fn reason(&self) -> String {
        match self {
            Self::Outside => "it is outside the content folder".to_owned(),
            Self::Missing { .. } => "no such file".to_owned(),
            Self::Ambiguous(files) => format!("several files have this name: {}", files.join(", ")),
        }
    }

    /// Says what to do; empty where there is nothing to propose.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { meant: Some(file) } => format!("did you mean {file}?"),
            Self::Ambiguous(_) => "write the name exactly as it is on disk".to_owned(),
            Self::Outside | Self::Missing { meant: None } => String::new(),
        }
    }
}

/// Undoes percent-escapes; what is no escape, or no UTF-8 when undone, stays.
pub fn decoded(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Joins a relative path to a folder; `None` if it leaves the content folder.
pub fn joined(folder: &str, relative: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            _ => segments.push(part),
        }
    }
    Some(segments.join("/"))
}

/// Returns the folder of a path.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns what two spellings of one name have in common.
pub fn key(path: &str) -> String {
    nfc(&path.nfc().collect::<String>().to_lowercase())
}

fn bases<'a>(article: &'a str, name: &str) -> Vec<&'a str> {
    if name.starts_with('/') {
        vec![""]
    } else {
        vec![folder_of(article), ""]
    }
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Edit distance (Levenshtein, 1966), by characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, b) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = substituted.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> Folder {
        let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        Folder::new(&files, &BTreeMap::new())
    }

    #[track_caller]
    fn check(folder: &Folder, name: &str, expected: Result<&str, &str>) {
        let found = folder.find("papers/x.md", name);
        let found = found.map_err(|error| format!("{} {}", error.reason(), error.hint()));
        let found = found.as_ref().map(|file| *file);
        match (found, expected) {
            (Err(error), Err(part)) => assert!(error.contains(part), "{name}: {error}"),
            (found, expected) => assert_eq!(found.ok(), expected.ok(), "{name}"),
        }
    }

    #[test]
    fn a_name_is_found_in_any_form() {
        let nfd = "papers/img/e\u{301}cran vue.png";
        let files = folder(&[
            nfd,
            "img/Valve.PNG",
            "img/100%.png",
            "a.pdf",
            "img/ab.png",
            "img/AB.png",
        ]);
        for name in [
            "img/écran vue.png",
            "img/e\u{301}cran%20vue.png",
            "img/%C3%A9cran%20vue.png",
            "/papers/img/ÉCRAN VUE.png",
            "./img/../img/écran vue.png",
        ] {
            check(&files, name, Ok(nfd));
        }
        check(&files, "img/valve.png", Ok("img/Valve.PNG"));
        check(&files, "../img/valve.png", Ok("img/Valve.PNG"));
        check(&files, "img/100%.png", Ok("img/100%.png"));
        check(&files, "img/100%25.png", Ok("img/100%.png"));
        check(&files, "img/AB.png", Ok("img/AB.png"));
        check(
            &files,
            "img/Ab.png",
            Err("several files have this name: img/ab.png, img/AB.png"),
        );
    }

    #[test]
    fn links_to_folders_are_ways_to_their_files() {
        let links = [("papers/img", "pool"), ("pool/up", ""), ("self", "")];
        let links = links.map(|(link, to)| (link.to_owned(), to.to_owned()));
        let files = Folder::new(&["pool/a.png".to_owned()], &links.into());
        for name in [
            "img/a.png",
            "img/up/pool/a.png",
            "/self/self/papers/img/a.png",
            "self/pool/up/pool/a.png",
        ] {
            check(&files, name, Ok("pool/a.png"));
        }
        check(&files, "img/b.png", Err("no such file"));
    }

    #[test]
    fn the_file_that_was_meant_is_named() {
        let files = folder(&["images/valve.webp", "images/aorta.png"]);
        check(
            &files,
            "valve.webp",
            Err("no such file did you mean images/valve.webp?"),
        );
        check(
            &files,
            "images/Valve.png",
            Err("did you mean images/valve.webp?"),
        );
        check(
            &files,
            "images/aorte.png",
            Err("did you mean images/aorta.png?"),
        );
        check(&files, "x.gif", Err("no such file"));
        check(&files, "../../secret.png", Err("outside"));
        check(&files, "/../secret.png", Err("outside"));
    }
}
