//! Resolves the links of bodies: to other articles, to headings, to searches, to files of the folder.
//!
//! Authors write links as their editor, their former site or the file system resolves them: `other.md`, `../x/`,
//! `/papers/x#part`, `?q=stent`. A link without a target becomes plain text, with a warning at its position.

use std::collections::BTreeMap;

use vigie_core::markdown::{Document, LinkTarget, SiteAddress};
use vigie_core::permalink::{Permalink, Slug};
use vigie_core::url::{SafeUrl, UrlError};

use super::documents::Documents;
use super::folder::{self, Folder};
use crate::read::withheld::Withheld;

/// Endings that say of which type the source of a page is, or that it is a page.
const PAGE_ENDINGS: [&str; 6] = [".md", ".markdown", ".mdx", ".html", ".htm", "/index"];

/// What links may lead to.
#[derive(Debug)]
pub struct Places<'a> {
    /// The files of the content folder.
    pub folder: &'a Folder,
    /// Absolute address of the site; may be empty.
    pub base_url: &'a str,
    articles: Vec<Place>,
    by_path: BTreeMap<String, usize>,
    by_permalink: BTreeMap<String, usize>,
    withheld: BTreeMap<String, &'a Withheld>,
}

/// An article as links see it.
#[derive(Debug)]
struct Place {
    permalink: Permalink,
    /// Id and text of each heading.
    headings: Vec<(String, String)>,
}

/// What is known of one article.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Path of its file.
    pub path: &'a str,
    /// Its address.
    pub permalink: &'a Permalink,
    /// Earlier addresses.
    pub aliases: &'a [Permalink],
    /// Its body.
    pub document: &'a Document,
}

/// Why a link has no target, and what to do; the hint may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLink {
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub hint: String,
    /// Where it leads all the same.
    pub target: Option<LinkTarget>,
}

impl<'a> Places<'a> {
    /// Learns all articles and the files that are not published.
    pub fn new<'b>(
        articles: impl Iterator<Item = Known<'b>>,
        withheld: &'a [Withheld],
        folder: &'a Folder,
        base_url: &'a str,
    ) -> Self {
        let mut places = Self {
            folder,
            base_url,
            articles: Vec::new(),
            by_path: BTreeMap::new(),
            by_permalink: BTreeMap::new(),
            withheld: withheld
                .iter()
                .map(|file| (page_key(&file.path), file))
                .collect(),
        };
        for known in articles {
            let position = places.articles.len();
            places.by_path.insert(page_key(known.path), position);
            for permalink in std::iter::once(known.permalink).chain(known.aliases) {
                let key = page_key(permalink.relative());
                places.by_permalink.entry(key).or_insert(position);
            }
            places.articles.push(Place {
                permalink: known.permalink.clone(),
                headings: known.document.headings(),
            });
        }
        places
    }

    /// Finds where a link of an article leads. Files that are to be published with it are added to
    /// `documents`.
    ///
    /// # Errors
    ///
    /// Returns a warning if the link has no target that is published.
    pub fn resolve(
        &self,
        path: &str,
        permalink: &Permalink,
        address: &str,
        documents: &mut Documents,
    ) -> Result<LinkTarget, DeadLink> {
        let address = address.trim();
        let own = (!self.base_url.is_empty())
            .then(|| address.strip_prefix(self.base_url))
            .flatten();
        let address = own.map_or_else(|| address.to_owned(), |rest| format!("/{rest}"));
        match SafeUrl::parse(&address) {
            Ok(url) => return Ok(LinkTarget::External(url)),
            Err(UrlError::NotAbsolute) => {}
            Err(_) if self.folder.find(path, &address).is_ok() => {}
            Err(reason) => return Err(dead(format!("link dropped: {reason}"))),
        }
        if address.starts_with("//") {
            return SafeUrl::parse(&format!("https:{address}"))
                .map(LinkTarget::External)
                .map_err(|reason| dead(format!("link dropped: {reason}")));
        }
        let (rest, fragment) = address.split_once('#').unwrap_or((&address, ""));
        let (way, query) = rest.split_once('?').unwrap_or((rest, ""));
        let fragment = folder::decoded(fragment);
        if way.is_empty() && query.is_empty() {
            return self.part(self.by_permalink(permalink.relative()), &fragment, &address);
        }
        if way.is_empty() || way == "/" {
            return Ok(LinkTarget::Site(SiteAddress::list(query)));
        }
        let way = folder::decoded(way);
        let article = self.article(path, permalink, &way);
        if article.is_some() {
            return self.part(article, &fragment, &address);
        }
        if let Some(withheld) = self.withheld(path, &way) {
            let reason = format!("link to {}, which is not published", withheld.path);
            let label = withheld.reason.label();
            let hint = label.strip_prefix("not published: ").unwrap_or(label);
            return Err(DeadLink {
                hint: hint.to_owned(),
                ..dead(reason)
            });
        }
        match self.folder.find(path, &way) {
            Ok(file) => documents
                .add(file)
                .map(LinkTarget::Site)
                .map_err(|reason| dead(format!("link to {file} dropped: {reason}"))),
            Err(error) => Err(DeadLink {
                hint: error.hint(),
                ..dead(format!(
                    "link target not found: {}: {}",
                    crate::diagnostics::quoted(&address),
                    error.reason()
                ))
            }),
        }
    }

    /// Finds an article by the path of its file, then by its address as a browser would read the link, on a
    /// page that is a folder and on one that is a file.
    fn article(&self, path: &str, permalink: &Permalink, way: &str) -> Option<usize> {
        if let Some(absolute) = way.strip_prefix('/') {
            return self
                .by_permalink(absolute)
                .or_else(|| self.by_path(absolute));
        }
        let of_file = folder::joined(folder::folder_of(path), way);
        let found = of_file.and_then(|place| self.by_path(&place));
        let own = permalink.relative();
        found
            .or_else(|| self.by_permalink(&folder::joined(own, way)?))
            .or_else(|| self.by_permalink(&folder::joined(folder::folder_of(own), way)?))
            .or_else(|| self.by_path(&folder::joined("", way)?))
            .or_else(|| self.by_permalink(&folder::joined("", way)?))
    }

    fn by_permalink(&self, relative: &str) -> Option<usize> {
        self.by_permalink.get(&page_key(relative)).copied()
    }

    fn by_path(&self, path: &str) -> Option<usize> {
        let real = self.folder.real(path);
        self.by_path.get(&page_key(&real)).copied()
    }

    fn withheld(&self, path: &str, way: &str) -> Option<&Withheld> {
        let folder = if way.starts_with('/') {
            ""
        } else {
            folder::folder_of(path)
        };
        let place = folder::joined(folder, way)?;
        let real = self.folder.real(&place);
        self.withheld.get(&page_key(&real)).copied()
    }

    /// Makes the address of a part of an article; of the article alone where it has no such part.
    fn part(
        &self,
        article: Option<usize>,
        fragment: &str,
        address: &str,
    ) -> Result<LinkTarget, DeadLink> {
        let Some(place) = article.and_then(|position| self.articles.get(position)) else {
            return Err(dead(format!(
                "link target not found: {}",
                crate::diagnostics::quoted(address)
            )));
        };
        let to = |id: &str| LinkTarget::Site(SiteAddress::article(&place.permalink, id));
        // `#` and `#top` are the page from its start (HTML Standard, 7.4.6.4).
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            return Ok(to(""));
        }
        if let Some(id) = heading(&place.headings, fragment) {
            return Ok(to(id));
        }
        let mut ids = place.headings.iter().map(|(id, _)| format!("#{id}"));
        let hint = match (ids.next(), ids.next()) {
            (None, _) => String::new(),
            (Some(only), None) => format!("it has {only}"),
            (Some(first), Some(second)) => {
                let rest = ids.collect::<Vec<_>>().join(", ");
                let comma = if rest.is_empty() { "" } else { ", " };
                format!("it has {first}, {second}{comma}{rest}")
            }
        };
        Err(DeadLink {
            hint: crate::diagnostics::shown(&hint),
            target: address.find('#').filter(|at| *at > 0).map(|_| to("")),
            ..dead(format!(
                "link to a heading that {} does not have: {}",
                place.permalink,
                crate::diagnostics::quoted(&format!("#{fragment}"))
            ))
        })
    }
}

fn dead(reason: String) -> DeadLink {
    DeadLink {
        reason,
        hint: String::new(),
        target: None,
    }
}

/// Whether a heading with this id and text is meant.
type Test<'a> = dyn Fn(&str, &str) -> bool + 'a;

/// Finds the heading a fragment names: by its id, else by what other tools would have made of its text.
fn heading<'a>(headings: &'a [(String, String)], fragment: &str) -> Option<&'a str> {
    let slug = Slug::new(fragment);
    let ascii = |slug: &str| slug.replace(|c: char| !c.is_ascii_alphanumeric(), "");
    let tests: [&Test<'_>; 4] = [
        &|id, _| id == fragment,
        &|_, text| github_id(text) == fragment.to_lowercase(),
        &|id, text| !slug.as_str().is_empty() && [Slug::new(id), Slug::new(text)].contains(&slug),
        &|_, text| {
            let sought = ascii(&fragment.to_lowercase());
            !sought.is_empty() && ascii(&github_id(text)) == sought
        },
    ];
    tests.iter().find_map(|test| {
        let mut headings = headings.iter();
        let found = headings.find(|(id, text)| test(id, text));
        found.map(|(id, _)| id.as_str())
    })
}

/// The id that GitHub, Hugo and Docusaurus give a heading.
fn github_id(text: &str) -> String {
    let kept = text.chars().filter_map(|character| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        _ => character.is_alphanumeric().then_some(character),
    });
    kept.collect::<String>().to_lowercase()
}

/// Returns what the spellings of one page have in common: `x.md`, `x/`, `x/index.html`.
fn page_key(path: &str) -> String {
    let mut key = folder::key(path.trim_matches('/'));
    for _ in 0..2 {
        for ending in PAGE_ENDINGS {
            if let Some(shorter) = key.strip_suffix(ending).filter(|rest| !rest.is_empty()) {
                key.truncate(shorter.len());
            }
        }
    }
    key
}
