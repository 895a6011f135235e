//! Processes all articles together: sources, kinds, languages, duplicates, links, pictures and, finally, document
//! numbers.
//!
//! In reading order: `cleaned` cleans one article and labels it with [`kinds`], [`languages`] and [`sources`];
//! `permalinks` makes addresses unique; `inner_links` resolves [`links`] against the [`folder`] and collects the
//! linked [`documents`]; [`images`] reads pictures; `fold` merges the stories that [`duplicates`] found; `labels`
//! names the facet values, `counts` fills the [`report`].

mod cleaned;
mod counts;
pub mod documents;
pub mod duplicates;
mod fold;
pub mod folder;
pub mod images;
mod inner_links;
pub mod kinds;
mod labels;
pub mod languages;
pub mod links;
mod permalinks;
pub mod report;
pub mod sources;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use vigie_core::article::Article;
use vigie_core::bundle::{Bodies, FacetLabel, Site};
use vigie_core::concepts::{self, Thesaurus};
use vigie_core::date::Timestamp;
use vigie_core::permalink::Permalink;

use cleaned::Cleaned;

use crate::check::config::{Config, ImagePolicy};
use crate::check::draft::Draft;
use crate::check::front_matter::is_remote;
use crate::diagnostics::{Code, Diagnostic, Position, shown};
use crate::read::Root;
use crate::read::withheld::Withheld;
use folder::Folder;
use images::Images;
use kinds::Kinds;
use report::Report;

/// Everything the bundle is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// Settings the app follows.
    pub site: Site,
    /// Absolute address of the site; may be empty.
    pub base_url: String,
    /// Origins that may show the list in a frame; none if empty.
    pub embed_allow: Vec<String>,
    /// When the bundle was built.
    pub generated: Timestamp,
    /// Articles; the position of each is its `DocId`.
    pub articles: Vec<Article>,
    /// Bodies that say more than the summary.
    pub bodies: Bodies,
    /// Pictures by their name inside the bundle.
    pub images: Images,
    /// Files that bodies link to, by their name inside the bundle.
    pub documents: BTreeMap<String, Vec<u8>>,
    /// Names of facet values.
    pub labels: Vec<FacetLabel>,
    /// The file each article came from, folded ones too, by permalink.
    pub paths: BTreeMap<Permalink, String>,
    /// The concepts that articles and queries are matched with.
    pub thesaurus: Thesaurus,
}

/// What is needed beside the drafts.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The content folder, for pictures and documents.
    pub content: &'a Root,
    /// The publisher's settings.
    pub config: &'a Config,
    /// When the bundle is built.
    pub generated: Timestamp,
    /// The concepts.
    pub thesaurus: &'a Thesaurus,
    /// Files that are not published.
    pub withheld: &'a [Withheld],
    /// Paths of the other files of the content folder.
    pub others: &'a [String],
    /// Links to folders, with the path under which the files of each are listed.
    pub links: &'a BTreeMap<String, String>,
}

/// Makes the collection out of the drafts of all files. Findings are added to `diagnostics`.
pub fn from_drafts(
    drafts: &[Draft],
    options: &Options<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Collection, Report) {
    let mut report = Report::default();
    unknown_keys(drafts, diagnostics);
    let kinds = Kinds::new(&options.config.kinds);
    let mut cleaned: Vec<Cleaned> = drafts
        .par_iter()
        .map(|draft| cleaned::clean(draft, &kinds))
        .collect();
    let tags = cleaned::name_sources(drafts, &mut cleaned, options.config);
    cleaned::follow_source(&mut cleaned, options.config.site.language);
    counts::count_cleaning(drafts, &cleaned, &mut report);
    counts::list_withheld(options.withheld, &mut report);
    permalinks::unite(&mut cleaned, diagnostics, &mut report);
    let folder = Folder::new(options.others, options.links);
    let documents = inner_links::resolve(&mut cleaned, &folder, options, diagnostics);
    let mut images = read_images(&mut cleaned, &folder, options, diagnostics);
    counts::count_facets(&cleaned, &tags, &mut report);
    let found = fold::find_duplicates(&cleaned, options.config.duplicates.fold);
    let folded = fold::pairs(&cleaned, &found);
    let path = |one: &Cleaned| (one.article.id.clone(), one.path.clone());
    let paths = cleaned.iter().map(path).collect();
    let (mut articles, bodies) = fold::fold(cleaned, &found);
    counts::count_duplicates(&found, articles.len(), folded, &mut report);
    permalinks::check_aliases(&mut articles);
    let thesaurus = options.thesaurus;
    articles.par_iter_mut().for_each(|article| {
        article.topics = concepts::topics(
            thesaurus,
            &article.title,
            &article.summary,
            article.language,
        );
    });
    let filed = articles
        .iter()
        .filter(|article| !article.topics.is_empty())
        .count();
    report.add("articles with a topic", filed, "");
    let used: BTreeSet<&str> = articles
        .iter()
        .filter_map(|article| Some(article.image.as_ref()?.file.as_str()))
        .collect();
    images.retain(|name, _| used.contains(name.as_str()));
    report.add("images published", images.len(), "");
    let names = documents.names();
    let names = names.map(|(path, name)| format!("{path} as bundle/{name}"));
    report.list("files published", names.collect(), "linked from articles");
    report.add("bodies that say more", bodies.len(), "");
    report.add("articles published", articles.len(), "");
    let collection = Collection {
        site: labels::site(options.config),
        base_url: options.config.site.base_url.clone(),
        embed_allow: options.config.embed.allow.clone(),
        generated: options.generated,
        labels: labels::labels(&articles, options),
        paths,
        thesaurus: thesaurus.clone(),
        articles,
        bodies,
        images,
        documents: documents.into_files(),
    };
    (collection, report)
}

/// Says once for each key that it means nothing here.
fn unknown_keys(drafts: &[Draft], diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, (&str, Position, usize)> = BTreeMap::new();
    for draft in drafts {
        for (key, at) in &draft.front.unknown {
            first
                .entry(key)
                .and_modify(|(_, _, more)| *more += 1)
                .or_insert((&draft.path, *at, 0));
        }
    }
    for (key, (path, at, more)) in first {
        let others = if more == 0 {
            String::new()
        } else {
            format!(
                " here and in {}",
                crate::diagnostics::counted(more, "other file")
            )
        };
        let message = format!("unknown key '{}' is ignored{others}", shown(key));
        diagnostics.push(Diagnostic::new(path, at, Code::UnknownKey, message));
    }
}

/// Reads the local pictures; an article without a publishable one loses its picture.
fn read_images(
    cleaned: &mut [Cleaned],
    folder: &Folder,
    options: &Options<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Images {
    let mut published = Images::new();
    for one in cleaned {
        let is_local = !one.image.is_empty() && !is_remote(&one.image);
        if !is_local || options.config.images.policy == ImagePolicy::None {
            one.article.image = None;
            continue;
        }
        let found = folder.find(&one.path, &one.image);
        let read = found
            .map_err(|error| (error.reason(), error.hint()))
            .and_then(|file| {
                images::read(options.content, file).map_err(|why| (why, String::new()))
            });
        match read {
            Ok((name, bytes)) => {
                if let Some(image) = &mut one.article.image {
                    image.file.clone_from(&name);
                }
                published.insert(name, bytes);
            }
            Err((reason, hint)) => {
                one.article.image = None;
                let message = format!("'imageUrl' dropped: {reason}");
                diagnostics.push(
                    Diagnostic::new(&one.path, one.image_at, Code::AddressDropped, message)
                        .with_hint(hint),
                );
            }
        }
    }
    published
}
