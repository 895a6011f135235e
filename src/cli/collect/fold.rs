//! Merges articles that tell the same story into one card, which lists all their sources.

use vigie_core::article::{Also, Article};
use vigie_core::bundle::Bodies;
use vigie_core::markdown::Document;
use vigie_core::url::SafeUrl;

use super::cleaned::Cleaned;
use super::duplicates::{self, Candidate, Duplicates};

/// Compares all articles.
pub(super) fn find_duplicates(cleaned: &[Cleaned], folds: bool) -> Duplicates {
    let candidates: Vec<Candidate<'_>> = cleaned
        .iter()
        .map(|one| Candidate {
            id: &one.article.id,
            published: one.article.published,
            url: one.article.url.as_ref(),
            title: &one.article.title,
            kind: one.article.kind,
            document: &one.document,
            summary: &one.article.summary,
        })
        .collect();
    duplicates::find(&candidates, folds)
}

/// Lists the files of each story with several articles: those that are folded and the one that remains.
pub(super) fn pairs(cleaned: &[Cleaned], found: &Duplicates) -> Vec<String> {
    let path = |position: &usize| cleaned.get(*position).map_or("", |one| one.path.as_str());
    let pairs = found.groups.iter().filter_map(|group| {
        let (first, others) = group.split_first()?;
        Some(
            others
                .iter()
                .map(move |other| format!("{} into {}", path(other), path(first))),
        )
    });
    pairs.flatten().collect()
}

/// Makes one card of each story and sorts all cards, oldest first.
pub(super) fn fold(cleaned: Vec<Cleaned>, found: &Duplicates) -> (Vec<Article>, Bodies) {
    let mut cards: Vec<Option<(Article, Document)>> = cleaned
        .into_iter()
        .map(|one| Some((one.article, one.document)))
        .collect();
    for group in &found.groups {
        let mut candidates = group
            .iter()
            .filter_map(|position| cards.get_mut(*position)?.take())
            .collect::<Vec<_>>()
            .into_iter();
        if let (Some(first), Some(kept)) = (
            candidates.next(),
            group.first().and_then(|position| cards.get_mut(*position)),
        ) {
            *kept = Some(candidates.fold(first, unite));
        }
    }
    let mut cards: Vec<(Article, Document)> = cards.into_iter().flatten().collect();
    cards.sort_by(|(a, _), (b, _)| (a.published, &a.id).cmp(&(b.published, &b.id)));
    let bodies = cards
        .iter()
        .filter(|(_, body)| !body.blocks.is_empty())
        .map(|(article, body)| (article.id.clone(), body.clone()));
    let bodies = bodies.collect();
    (
        cards.into_iter().map(|(article, _)| article).collect(),
        bodies,
    )
}

/// Folds another telling into a card: its address, its old links, and what the card has not.
fn unite(
    (mut card, mut body): (Article, Document),
    (other, other_body): (Article, Document),
) -> (Article, Document) {
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
    if body.blocks.is_empty() {
        body = other_body;
        card.has_body = !body.blocks.is_empty();
    }
    card.image = card.image.or(other.image);
    (card, body)
}
