//! Cleans one article after another, and names its source by what all articles of the source have in common.

use std::collections::BTreeMap;

use vigie_core::analysis::fold_char;
use vigie_core::article::{Article, Image};
use vigie_core::language::Language;
use vigie_core::markdown::{self, Block, Comments, Document, LinkTarget};
use vigie_core::url::SafeUrl;

use super::kinds::Kinds;
use super::languages;
use super::sources::{self, Origin, TagReport};
use crate::check::config::Config;
use crate::check::draft::Draft;
use crate::clean::{self, Repeated, Summary, clean_text};
use crate::diagnostics::{Places, Position};

/// An article on its way: cleaned, not yet compared with the others.
pub(super) struct Cleaned {
    /// Path of the file.
    pub(super) path: String,
    /// Position of its permalink.
    pub(super) permalink_at: Position,
    /// Position of its picture.
    pub(super) image_at: Position,
    /// The picture as written.
    pub(super) image: String,
    /// What was done to the summary.
    pub(super) summary: Summary,
    /// Whether the body repeated the summary.
    pub(super) repeats_summary: bool,
    /// Whether it has no safe address.
    pub(super) has_empty_source: bool,
    /// The language given or detected; `None` leaves it to the source.
    pub(super) language: Option<Language>,
    /// What will be published.
    pub(super) article: Article,
    /// What the body says more, as Markdown; may be empty.
    pub(super) body: String,
    /// The same as it will be shown.
    pub(super) document: Document,
    /// Links that lead to no other site, with their places.
    pub(super) links: Vec<(String, Position)>,
}

/// Cleans the texts of an article and detects its kind and language.
pub(super) fn clean(draft: &Draft, kinds: &Kinds) -> Cleaned {
    let front = &draft.front;
    let title = clean_text(&front.title);
    let summary = clean::clean_summary(&front.summary, &title);
    let repeated = Repeated {
        summary: &front.summary,
        source_url: &front.source_url,
        image: &front.image,
        credit: &front.credit,
    };
    let (body, repeats_summary) = clean::clean_body(&draft.body, &repeated);
    let document = document(&body, &title, &|address| {
        SafeUrl::parse(address).ok().map(LinkTarget::External)
    });
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
        language,
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
            language: Language::default(),
            tags: Vec::new(),
            topics: Vec::new(),
            // The file is put in when the picture was read.
            image: (!front.image.is_empty()).then(|| Image {
                file: String::new(),
                credit,
            }),
            truncated: summary.truncated,
            has_body: !document.blocks.is_empty(),
            also: Vec::new(),
            aliases: front.aliases.clone(),
        },
        summary,
        links: inner_links(draft),
        body,
        document,
    }
}

/// Parses a body; its first heading is left out where it only repeats the title.
pub(super) fn document(
    body: &str,
    title: &str,
    link_target: &dyn Fn(&str) -> Option<LinkTarget>,
) -> Document {
    let mut document = markdown::parse_with(body, link_target);
    if let [Block::Heading { .. }, ..] = document.blocks.as_slice() {
        let heading = Document {
            blocks: document.blocks.iter().take(1).cloned().collect(),
            is_cut: false,
        };
        if compared(&heading.plain_text()) == compared(title) {
            document.blocks.remove(0);
        }
    }
    document
}

/// Returns a title without case, accents and the forms of quotation marks.
fn compared(title: &str) -> String {
    let folded: String = clean_text(title).chars().flat_map(fold_char).collect();
    folded.trim_end_matches(['.', ':', ' ']).to_owned()
}

/// Finds the links that need the rest of the collection to be resolved.
fn inner_links(draft: &Draft) -> Vec<(String, Position)> {
    let shown = Comments::of(&draft.body).blanked_in(&draft.body);
    let links = markdown::links(&shown).into_iter();
    let inner = links.filter(|link| SafeUrl::parse(&link.address).is_err());
    let mut places = Places::new(&shown);
    let mut place = |at| {
        let at = places.of_byte(at);
        Position {
            line: draft.body_line + at.line - 1,
            column: at.column,
        }
    };
    inner.map(|link| (link.address, place(link.at))).collect()
}

/// Names the source of every article and drops the tags that say nothing.
pub(super) fn name_sources(
    drafts: &[Draft],
    cleaned: &mut [Cleaned],
    config: &Config,
) -> TagReport {
    let mut origins: Vec<Origin> = drafts
        .iter()
        .map(|draft| {
            let tags = draft
                .front
                .tags
                .iter()
                .map(|tag| clean::clean_name(tag))
                .filter(|tag| !tag.is_empty());
            Origin {
                given: clean::clean_name(&draft.front.source),
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

/// Gives articles whose language cannot be detected that of most articles of their source, else that of the site.
pub(super) fn follow_source(cleaned: &mut [Cleaned], site: Language) {
    let mut english_lead: BTreeMap<String, i64> = BTreeMap::new();
    for one in cleaned.iter() {
        if let Some(language) = one.language {
            let vote = if language == Language::En { 1 } else { -1 };
            *english_lead.entry(one.article.source.clone()).or_default() += vote;
        }
    }
    for one in cleaned {
        let of_source = || match english_lead.get(&one.article.source) {
            Some(1..) => Language::En,
            Some(..=-1) => Language::Fr,
            Some(0) | None => site,
        };
        one.article.language = one.language.unwrap_or_else(of_source);
    }
}
