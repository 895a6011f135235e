//! Counts of what the rules found in a collection, for the report.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::language::Language;
use vigie_core::permalink::Slug;

use super::cleaned::Cleaned;
use super::duplicates::Duplicates;
use super::report::Report;
use super::sources::TagReport;
use crate::check::draft::Draft;
use crate::check::front_matter::is_remote;
use crate::read::withheld::{Reason, Withheld};

/// Fewest articles that share a picture for it to be a logo or a stock photo.
const SHARED_IMAGE: usize = 8;

/// A line of the report: its label, what is said beside it, and which articles it counts.
type Rule = (&'static str, &'static str, fn(&Cleaned) -> bool);

/// Counts what cleaning did to each file.
pub(super) fn count_cleaning(drafts: &[Draft], cleaned: &[Cleaned], report: &mut Report) {
    report.add("files read", drafts.len(), "");
    let rules: [Rule; 8] = [
        ("entities decoded", "summaries", |one| one.summary.entities),
        (
            "boilerplate removed",
            "\"The post … appeared first on …\"",
            |one| one.summary.boilerplate,
        ),
        ("boilerplate removed, cut in the title", "", |one| {
            one.summary.cut_boilerplate
        }),
        (
            "cut marks removed",
            "summaries cut by their source",
            |one| one.summary.truncated,
        ),
        ("notices about countries removed", "", |one| {
            one.summary.notice
        }),
        ("summary empty after cleaning", "", |one| {
            one.article.summary.is_empty()
        }),
        ("body repeats summary", "", |one| one.repeats_summary),
        ("sourceUrl missing or dropped", "", |one| {
            one.has_empty_source
        }),
    ];
    for (label, remark, test) in rules {
        report.add(
            label,
            cleaned.iter().filter(|one| test(one)).count(),
            remark,
        );
    }
    let http = drafts
        .iter()
        .filter(|draft| draft.front.image.starts_with("http://"))
        .count();
    report.add("images over http", http, "not published");
    let remote = drafts
        .iter()
        .filter(|draft| is_remote(&draft.front.image))
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

/// Counts what readers will filter by.
pub(super) fn count_facets(cleaned: &[Cleaned], tags: &TagReport, report: &mut Report) {
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

/// Names the files that are not published, by reason.
pub(super) fn list_withheld(withheld: &[Withheld], report: &mut Report) {
    for reason in Reason::ALL {
        let files = withheld.iter().filter(|file| file.reason == reason);
        let paths = files.map(|file| file.path.clone()).collect();
        report.list(
            reason.label(),
            paths,
            format!("{} shows them", reason.option()),
        );
    }
}

/// Counts the stories with several articles.
pub(super) fn count_duplicates(
    found: &Duplicates,
    published: usize,
    folded: Vec<String>,
    report: &mut Report,
) {
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
    report.list(
        "articles folded",
        folded,
        format!("{published} cards are left"),
    );
}
