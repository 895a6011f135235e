//! All articles together: named, sorted into kinds and languages, told once each, in the order of their
//! numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use vigie_core::article::{Also, Article, FacetGroup, Image};
use vigie_core::bundle::{FacetLabel, Site};
use vigie_core::date::Timestamp;
use vigie_core::language::{Label, Language};
use vigie_core::permalink::{Permalink, Slug};
use vigie_core::url::SafeUrl;

use crate::cleaning::{self, Repeated, Summary, clean_text};
use crate::config::{Config, ImagePolicy};
use crate::diagnostics::{Diagnostic, Position, shown};
use crate::draft::Draft;
use crate::duplicates::{self, Duplicates, Telling};
use crate::images::{self, Images};
use crate::kinds::Kinds;
use crate::languages;
use crate::report::Report;
use crate::sources::{self, Origin, TagReport};

/// Title of a site whose publisher gave none.
const DEFAULT_TITLE: &str = "Vigie";

/// Fewest articles that share a picture for it to be a logo or a stock photo.
const SHARED_IMAGE: usize = 8;

/// Everything the bundle is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// Settings the app follows.
    pub site: Site,
    /// Absolute address of the site; may be empty.
    pub base_url: String,
    /// When the bundle was built.
    pub generated: Timestamp,
    /// Articles; the position of each is its `DocId`.
    pub articles: Vec<Article>,
    /// Bodies that say more than the summary.
    pub bodies: BTreeMap<Permalink, String>,
    /// Pictures by their name inside the bundle.
    pub images: Images,
    /// Names of facet values.
    pub labels: Vec<FacetLabel>,
}

/// What is needed beside the drafts.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The content folder, for pictures.
    pub content: &'a Path,
    /// The publisher's settings.
    pub config: &'a Config,
    /// When the bundle is built.
    pub generated: Timestamp,
}

/// An article on its way: cleaned, not yet compared with the others.
struct Cleaned {
    path: String,
    permalink_at: Position,
    image_at: Position,
    image: String,
    summary: Summary,
    repeats_summary: bool,
    has_empty_source: bool,
    article: Article,
    body: String,
}

/// Makes the collection out of the drafts of all files. Findings are added to `diagnostics`.
pub fn collect(
    drafts: &[Draft],
    options: &Options<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Collection, Report) {
    let mut report = Report::default();
    unknown_keys(drafts, diagnostics);
    let kinds = Kinds::new(&options.config.kinds);
    let mut cleaned: Vec<Cleaned> = drafts
        .par_iter()
        .map(|draft| clean(draft, &kinds, options.config))
        .collect();
    let tags = name_sources(drafts, &mut cleaned, options.config);
    count_cleaning(drafts, &cleaned, &mut report);
    unite_permalinks(&mut cleaned, diagnostics, &mut report);
    let mut images = read_images(&mut cleaned, options, diagnostics);
    count_facets(&cleaned, &tags, &mut report);
    let found = find_duplicates(&cleaned);
    let (mut articles, bodies) = fold(cleaned, &found);
    count_duplicates(&found, articles.len(), &mut report);
    check_aliases(&mut articles);
    let used: BTreeSet<&str> = articles
        .iter()
        .filter_map(|article| Some(article.image.as_ref()?.file.as_str()))
        .collect();
    images.retain(|name, _| used.contains(name.as_str()));
    report.add("images published", images.len(), "");
    report.add("bodies that say more", bodies.len(), "");
    report.add("articles published", articles.len(), "");
    let collection = Collection {
        site: site(options.config),
        base_url: options.config.site.base_url.clone(),
        generated: options.generated,
        labels: section_labels(&articles, options.config),
        articles,
        bodies,
        images,
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
        diagnostics.push(Diagnostic::warning(path, at, "W001", message));
    }
}

fn clean(draft: &Draft, kinds: &Kinds, config: &Config) -> Cleaned {
    let front = &draft.front;
    let title = clean_text(&front.title);
    let summary = cleaning::clean_summary(&front.summary, &title);
    let repeated = Repeated {
        summary: &front.summary,
        source_url: &front.source_url,
        image: &front.image,
        credit: &front.credit,
    };
    let (body, repeats_summary) = cleaning::clean_body(&draft.body, &repeated);
    let language = front
        .language
        .or_else(|| languages::detect(&title, &summary.text));
    let credit = clean_text(&front.credit);
    Cleaned {
        path: draft.path.clone(),
        permalink_at: front.permalink_at,
        image_at: front.image_at,
        image: front.image.clone(),
        repeats_summary,
        has_empty_source: front.url.is_none(),
        article: Article {
            id: front.permalink.clone(),
            kind: front
                .kind
                .unwrap_or_else(|| kinds.of(&title, &summary.decoded)),
            title,
            summary: summary.text.clone(),
            published: front.published,
            url: front.url.clone(),
            source: String::new(),
            language: language.unwrap_or(config.site.language),
            tags: Vec::new(),
            // The file is put in when the picture was read.
            image: (!front.image.is_empty()).then(|| Image {
                file: String::new(),
                credit,
            }),
            truncated: summary.truncated,
            has_body: !body.is_empty(),
            also: Vec::new(),
            aliases: front.aliases.clone(),
        },
        summary,
        body,
    }
}

fn name_sources(drafts: &[Draft], cleaned: &mut [Cleaned], config: &Config) -> TagReport {
    let mut origins: Vec<Origin> = drafts
        .iter()
        .map(|draft| {
            let tags = draft
                .front
                .tags
                .iter()
                .map(|tag| clean_text(tag))
                .filter(|tag| !tag.is_empty());
            Origin {
                given: clean_text(&draft.front.source),
                url: draft.front.url.clone(),
                tags: tags.collect(),
            }
        })
        .collect();
    let (names, tags) = sources::name(&mut origins, &config.sources);
    for ((cleaned, origin), name) in cleaned.iter_mut().zip(origins).zip(names) {
        cleaned.article.tags = origin.tags;
        cleaned.article.source = name;
    }
    tags
}

/// Unites files with the same permalink: one article with a warning where all that would be published is
/// equal, else an error that names every file.
fn unite_permalinks(
    cleaned: &mut Vec<Cleaned>,
    diagnostics: &mut Vec<Diagnostic>,
    report: &mut Report,
) {
    let mut groups: BTreeMap<Permalink, Vec<usize>> = BTreeMap::new();
    for (position, one) in cleaned.iter().enumerate() {
        groups
            .entry(one.article.id.clone())
            .or_default()
            .push(position);
    }
    let mut dropped = BTreeSet::new();
    for (_, positions) in groups
        .into_iter()
        .filter(|(_, positions)| positions.len() > 1)
    {
        let members: Vec<&Cleaned> = positions
            .iter()
            .filter_map(|position| cleaned.get(*position))
            .collect();
        let [first, rest @ ..] = members.as_slice() else {
            continue;
        };
        let place = |one: &Cleaned| format!("{}:{}", one.path, one.permalink_at.line);
        if rest.iter().all(|other| is_published_alike(first, other)) {
            for other in rest {
                let message = format!("same article as {}; published once", place(first));
                diagnostics.push(Diagnostic::warning(
                    &other.path,
                    other.permalink_at,
                    "W006",
                    message,
                ));
            }
            dropped.extend(positions.into_iter().skip(1));
        } else if let [others @ .., last] = members.as_slice() {
            let others: Vec<String> = others.iter().map(|other| place(other)).collect();
            let message = format!("'permalink' is already used by {}", others.join(", "));
            diagnostics.push(
                Diagnostic::error(&last.path, last.permalink_at, "E041", message)
                    .with_hint("give each article an address of its own, or remove a file"),
            );
        }
    }
    report.add("files with an article already read", dropped.len(), "");
    let mut position = 0;
    cleaned.retain(|_| {
        position += 1;
        !dropped.contains(&(position - 1))
    });
}

fn is_published_alike(a: &Cleaned, b: &Cleaned) -> bool {
    a.article == b.article
        && a.body == b.body
        && (a.image == b.image || images::is_remote(&a.image))
}

/// Reads the local pictures; an article without a publishable one loses its picture.
fn read_images(
    cleaned: &mut [Cleaned],
    options: &Options<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Images {
    let mut published = Images::new();
    for one in cleaned {
        let is_local = !one.image.is_empty() && !images::is_remote(&one.image);
        if !is_local || options.config.images.policy == ImagePolicy::None {
            one.article.image = None;
            continue;
        }
        match images::read(options.content, &one.path, &one.image) {
            Ok((name, bytes)) => {
                if let Some(image) = &mut one.article.image {
                    image.file.clone_from(&name);
                }
                published.insert(name, bytes);
            }
            Err(reason) => {
                one.article.image = None;
                let message = format!("'imageUrl' dropped: {reason}");
                diagnostics.push(Diagnostic::warning(
                    &one.path,
                    one.image_at,
                    "W002",
                    message,
                ));
            }
        }
    }
    published
}

fn find_duplicates(cleaned: &[Cleaned]) -> Duplicates {
    let tellings: Vec<Telling<'_>> = cleaned
        .iter()
        .map(|one| Telling {
            id: &one.article.id,
            published: one.article.published,
            url: one.article.url.as_ref(),
            title: &one.article.title,
            summary: &one.article.summary,
        })
        .collect();
    duplicates::find(&tellings)
}

/// Makes one card of each story and sorts all cards, oldest first.
fn fold(cleaned: Vec<Cleaned>, found: &Duplicates) -> (Vec<Article>, BTreeMap<Permalink, String>) {
    let mut cards: Vec<Option<(Article, String)>> = cleaned
        .into_iter()
        .map(|one| Some((one.article, one.body)))
        .collect();
    for group in &found.groups {
        let mut tellings = group
            .iter()
            .filter_map(|position| cards.get_mut(*position)?.take())
            .collect::<Vec<_>>()
            .into_iter();
        if let (Some(first), Some(kept)) = (
            tellings.next(),
            group.first().and_then(|position| cards.get_mut(*position)),
        ) {
            *kept = Some(tellings.fold(first, unite));
        }
    }
    let mut cards: Vec<(Article, String)> = cards.into_iter().flatten().collect();
    cards.sort_by(|(a, _), (b, _)| (a.published, &a.id).cmp(&(b.published, &b.id)));
    let bodies = cards
        .iter()
        .filter(|(_, body)| !body.is_empty())
        .map(|(article, body)| (article.id.clone(), body.clone()));
    let bodies = bodies.collect();
    (
        cards.into_iter().map(|(article, _)| article).collect(),
        bodies,
    )
}

/// Folds another telling into a card: its address, its old links, and what the card has not.
fn unite(
    (mut card, mut body): (Article, String),
    (other, other_body): (Article, String),
) -> (Article, String) {
    card.aliases.push(other.id);
    card.aliases.extend(other.aliases);
    let is_new = |url: &SafeUrl| {
        card.url.as_ref() != Some(url) && card.also.iter().all(|also| also.url != *url)
    };
    if let Some(url) = other.url.filter(is_new) {
        card.also.push(Also {
            url,
            source: other.source,
        });
    }
    if body.is_empty() {
        body = other_body;
        card.has_body = !body.is_empty();
    }
    card.image = card.image.or(other.image);
    (card, body)
}

/// An alias that is an article's own address leads there already.
fn check_aliases(articles: &mut [Article]) {
    let ids: BTreeSet<Permalink> = articles.iter().map(|article| article.id.clone()).collect();
    let mut taken = BTreeSet::new();
    for article in articles {
        article
            .aliases
            .retain(|alias| !ids.contains(alias) && taken.insert(alias.clone()));
    }
}

fn site(config: &Config) -> Site {
    let label = |text: &Option<crate::config::Text>| text.as_ref().map(crate::config::Text::label);
    Site {
        title: label(&config.site.title).unwrap_or_else(|| Label::same(DEFAULT_TITLE)),
        description: label(&config.site.description).unwrap_or_default(),
        language: config.site.language,
    }
}

/// Names the sections that occur: by the settings, else `papers` is the news, else by their own word.
fn section_labels(articles: &[Article], config: &Config) -> Vec<FacetLabel> {
    let sections: BTreeSet<&str> = articles
        .iter()
        .map(|article| article.id.section())
        .collect();
    sections
        .into_iter()
        .map(|section| {
            let label = match config.sections.get(section) {
                Some(text) => text.label(),
                None if section == "papers" => Label {
                    fr: "Actualités".to_owned(),
                    en: "News".to_owned(),
                },
                None => Label::same(&capitalised(section)),
            };
            FacetLabel {
                group: FacetGroup::Section.name().to_owned(),
                id: section.to_owned(),
                label,
            }
        })
        .collect()
}

fn capitalised(section: &str) -> String {
    let words = section.replace(['-', '_', '.', '~'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

fn count_cleaning(drafts: &[Draft], cleaned: &[Cleaned], report: &mut Report) {
    let count = |test: fn(&Cleaned) -> bool| cleaned.iter().filter(|one| test(one)).count();
    report.add("files read", drafts.len(), "");
    report.add(
        "entities decoded",
        count(|one| one.summary.entities),
        "summaries",
    );
    report.add(
        "boilerplate removed",
        count(|one| one.summary.boilerplate),
        "\"The post … appeared first on …\"",
    );
    report.add(
        "boilerplate removed, cut in the title",
        count(|one| one.summary.cut_boilerplate),
        "",
    );
    report.add(
        "cut marks removed",
        count(|one| one.summary.truncated),
        "summaries cut by their source",
    );
    report.add(
        "notices about countries removed",
        count(|one| one.summary.notice),
        "",
    );
    report.add(
        "summary empty after cleaning",
        count(|one| one.article.summary.is_empty()),
        "",
    );
    report.add("body repeats summary", count(|one| one.repeats_summary), "");
    report.add(
        "sourceUrl missing or dropped",
        count(|one| one.has_empty_source),
        "",
    );
    let http = drafts
        .iter()
        .filter(|draft| draft.front.image.starts_with("http://"))
        .count();
    report.add("images over http", http, "not published");
    let remote = drafts
        .iter()
        .filter(|draft| images::is_remote(&draft.front.image))
        .count();
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| !draft.front.image.is_empty()) {
        *shared.entry(&draft.front.image).or_default() += 1;
    }
    report.add(
        "images of other hosts",
        remote,
        "not published: showing one tells that host who reads what",
    );
    report.add(
        "images shared by 8 articles and more",
        shared
            .values()
            .filter(|count| **count >= SHARED_IMAGE)
            .count(),
        "",
    );
    let same_day = drafts
        .iter()
        .filter(|draft| draft.front.day_is_right)
        .count();
    report.add("publishedDate is the UTC day", same_day, "");
}

fn count_facets(cleaned: &[Cleaned], tags: &TagReport, report: &mut Report) {
    report.add(
        "tags on over 98 % of articles",
        tags.ubiquitous.len(),
        tags.ubiquitous.join(", "),
    );
    report.add(
        "tags that name a source",
        tags.naming.len(),
        tags.naming.join(", "),
    );
    let mut by_source: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_language: BTreeMap<Language, usize> = BTreeMap::new();
    let mut sections: BTreeSet<Slug> = BTreeSet::new();
    for one in cleaned {
        *by_source.entry(&one.article.source).or_default() += 1;
        *by_kind.entry(one.article.kind.name()).or_default() += 1;
        *by_language.entry(one.article.language).or_default() += 1;
        sections.insert(Slug::new(one.article.id.section()));
    }
    let mut sources: Vec<_> = by_source
        .iter()
        .map(|(name, count)| (*count, *name))
        .collect();
    sources.sort_by(|a, b| b.cmp(a));
    let shown: Vec<String> = sources
        .iter()
        .take(6)
        .map(|(count, name)| format!("{name} {count}"))
        .collect();
    report.add("sources", sources.len(), shown.join(", "));
    report.add("sections", sections.len(), "");
    for (kind, count) in by_kind {
        report.add(&format!("kind {kind}"), count, "");
    }
    for (language, count) in by_language {
        report.add(&format!("language {}", language.tag()), count, "");
    }
}

fn count_duplicates(found: &Duplicates, published: usize, report: &mut Report) {
    report.add("same sourceUrl", found.same_url, "folded into the oldest");
    report.add("same normalised title", found.same_title, "groups");
    let articles: usize = found.near_clusters.iter().sum();
    let largest = found.near_clusters.first().copied().unwrap_or_default();
    report.add(
        "near-duplicate clusters",
        found.near_clusters.len(),
        format!("of {articles} articles, largest {largest}"),
    );
    report.add(
        "near-duplicates kept apart",
        found.kept_apart,
        "one formula, different stories",
    );
    let folded: usize = found.groups.iter().map(|group| group.len() - 1).sum();
    report.add(
        "articles folded",
        folded,
        format!("{published} cards are left"),
    );
}
