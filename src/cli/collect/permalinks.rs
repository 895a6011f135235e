//! Ensures that each address belongs to one article: detects files that share a permalink, and aliases that are
//! already in use.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::article::Article;
use vigie_core::permalink::Permalink;

use super::cleaned::Cleaned;
use super::report::Report;
use crate::check::front_matter::is_remote;
use crate::diagnostics::{Code, Diagnostic};

/// Unites files with the same permalink: one article with a warning where all that would be published is
/// equal, else an error that names every file.
pub(super) fn unite(
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
                diagnostics.push(Diagnostic::new(
                    &other.path,
                    other.permalink_at,
                    Code::ArticleTwice,
                    message,
                ));
            }
            dropped.extend(positions.into_iter().skip(1));
        } else if let [others @ .., last] = members.as_slice() {
            let others: Vec<String> = others.iter().map(|other| place(other)).collect();
            let message = format!("'permalink' is already used by {}", others.join(", "));
            diagnostics.push(
                Diagnostic::new(&last.path, last.permalink_at, Code::PermalinkTaken, message)
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
        && a.document == b.document
        && (a.image == b.image || is_remote(&a.image))
}

/// An alias that is an article's own address leads there already.
pub(super) fn check_aliases(articles: &mut [Article]) {
    let ids: BTreeSet<Permalink> = articles.iter().map(|article| article.id.clone()).collect();
    let mut taken = BTreeSet::new();
    for article in articles {
        article
            .aliases
            .retain(|alias| !ids.contains(alias) && taken.insert(alias.clone()));
    }
}
