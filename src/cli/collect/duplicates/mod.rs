//! Finds articles that tell the same story, which become one card.
//!
//! Only articles that report another publisher's story are merged: both must name where it was published. Two of
//! them are duplicates if they name the same address, or if seven tenths of their texts overlap (`shingles`) and
//! further evidence shows that the story is the same. That evidence is needed because parts of a series that share
//! a boilerplate summary, or yearly reviews, overlap as much. So similar texts only merge articles published within
//! a few months of each other whose titles share words or whose texts are long; parts, issues or months of a series
//! (`series`) and articles with different bodies are never merged. The oldest article remains; the others become
//! its alternative addresses.

mod series;
mod shingles;

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::article::Kind;
use vigie_core::date::Timestamp;
use vigie_core::markdown::Document;
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;

use shingles::{Shingles, similar_pairs};

/// Maximum number of days between two candidates of one story.
const MAX_DAYS: u32 = 180;

/// Shared 4-grams from which a text is too long to be a formula.
const LONG_TEXT: usize = 40;

/// Part of the titles' words two candidates share, in percent, where the text may be a formula.
const TITLE_PERCENT: usize = 50;

/// Maximum number of days between two candidates of one issue of a periodical.
const MAX_DAYS_OF_AN_ISSUE: u32 = 7;

/// Articles of one title at one source from which the title is that of a series.
const MIN_ISSUES: usize = 3;

/// Formulas that open paid articles and differ by the company only; kept on the card, ignored here.
const FORMULAS: [&str; 2] = [
    "This advertorial is sponsored by ",
    "This educational supplement is sponsored by ",
];

/// What is compared of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Identity.
    pub id: &'a Permalink,
    /// When it was published.
    pub published: Timestamp,
    /// Where.
    pub url: Option<&'a SafeUrl>,
    /// Cleaned title.
    pub title: &'a str,
    /// Cleaned summary.
    pub summary: &'a str,
    /// What sort of article it is.
    pub kind: Kind,
    /// Its body; may be empty.
    pub document: &'a Document,
}

/// Which articles tell the same story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Positions of the articles of each story with more than one, oldest first: the first one stays.
    pub groups: Vec<Vec<usize>>,
    /// Articles that name an address an older one names.
    pub same_url: usize,
    /// Groups of articles with the same normalised title.
    pub same_title: usize,
    /// Sizes of the clusters whose texts overlap, folded or not, largest first.
    pub near_clusters: Vec<usize>,
    /// Articles whose text overlaps an older one's, but whose story is another.
    pub kept_apart: usize,
}

/// Compares all articles. Where stories are not to be folded, they are only counted.
pub fn find(candidates: &[Candidate<'_>], folds: bool) -> Duplicates {
    let texts: Vec<Shingles> = candidates
        .iter()
        .map(|telling| Shingles::new(&compared_text(telling.summary)))
        .collect();
    let by_title = positions_by(candidates, |telling| Some(normalised(telling.title)));
    let recurring = recurring(candidates, &by_title);
    let mut near = Groups::new(candidates.len());
    let mut stories = Groups::new(candidates.len());
    for pair in similar_pairs(&texts) {
        near.join(pair.a, pair.b);
        if let (Some(a), Some(b)) = (candidates.get(pair.a), candidates.get(pair.b))
            && folds
            && !(recurring.contains(&pair.a) && recurring.contains(&pair.b))
            && is_same_story(a, b, pair.shared)
        {
            stories.join_if(pair.a, pair.b, |a, b| can_be_one(candidates, a, b));
        }
    }
    let near_groups = near.groups();
    let folded: usize = stories.groups().iter().map(|group| group.len() - 1).sum();
    let overlapping: usize = near_groups.iter().map(|group| group.len() - 1).sum();
    let mut near_clusters: Vec<usize> = near_groups.iter().map(Vec::len).collect();
    near_clusters.sort_by(|a, b| b.cmp(a));

    let by_url = positions_by(candidates, |telling| {
        telling
            .url
            .filter(|url| is_story(url))
            .map(ToString::to_string)
    });
    let same_url = by_url.iter().map(|group| group.len() - 1).sum();
    for group in by_url.iter().filter(|_| folds) {
        for (at, b) in group.iter().enumerate() {
            for a in group.iter().take(at) {
                stories.join_if(*a, *b, |a, b| {
                    can_be_one(candidates, a, b)
                        && candidates
                            .get(a)
                            .zip(candidates.get(b))
                            .is_some_and(|(a, b)| !series::are_parts(a.title, b.title, &[]))
                });
            }
        }
    }
    let mut groups = stories.groups();
    for group in &mut groups {
        group.sort_by_key(|position| {
            candidates
                .get(*position)
                .map(|telling| (telling.published, telling.id))
        });
    }
    groups.sort();
    Duplicates {
        groups,
        same_url,
        same_title: by_title.len(),
        near_clusters,
        kept_apart: overlapping - folded.min(overlapping),
    }
}

/// Whether an address is that of a single story: the front page of a source is shared by all of them.
fn is_story(url: &SafeUrl) -> bool {
    let rest = url.as_str().split_once("//").map_or("", |(_, rest)| rest);
    rest.split_once('/')
        .is_some_and(|(_, path)| !path.is_empty())
}

/// Articles whose title comes back again and again at one source: issues of a series, whatever they say.
fn recurring(candidates: &[Candidate<'_>], by_title: &[Vec<usize>]) -> BTreeSet<usize> {
    let mut recurring = BTreeSet::new();
    for group in by_title {
        let mut by_host: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for position in group {
            let telling = candidates.get(*position);
            let host = telling.and_then(|telling| telling.url?.host());
            by_host
                .entry(host.unwrap_or_default())
                .or_default()
                .push(*position);
        }
        let often = by_host
            .into_values()
            .filter(|same| same.len() >= MIN_ISSUES);
        recurring.extend(often.flatten());
    }
    recurring
}

/// Whether nothing is lost when two articles become one card: both come from a source, and they have one body
/// at most.
fn can_be_one(candidates: &[Candidate<'_>], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (candidates.get(a), candidates.get(b)) else {
        return false;
    };
    let (one, other) = (&a.document.blocks, &b.document.blocks);
    a.url.is_some() && b.url.is_some() && (one.is_empty() || other.is_empty() || one == other)
}

fn is_same_story(a: &Candidate<'_>, b: &Candidate<'_>, shared: usize) -> bool {
    let days = a
        .published
        .day()
        .number()
        .abs_diff(b.published.day().number());
    let years = [a, b].map(|telling| telling.published.day().year());
    let digests = [a, b]
        .into_iter()
        .filter(|telling| telling.kind == Kind::Digest);
    let digests = digests.count();
    let are_issues = digests > 0 && days > MAX_DAYS_OF_AN_ISSUE;
    let is_one_host = a.url.and_then(SafeUrl::host) == b.url.and_then(SafeUrl::host);
    // Editions of one issue, for one region each, have one number.
    let are_editions = digests == 2 && !are_issues;
    let is_series = are_issues
        || series::are_parts(a.title, b.title, &years)
        || series::differ(a.summary, b.summary)
        || (is_one_host && !are_editions && series::is_one_formula(a.title, b.title));
    days <= MAX_DAYS && !is_series && (shared >= LONG_TEXT || are_titles_alike(a.title, b.title))
}

/// Whether two titles share half of their words.
fn are_titles_alike(a: &str, b: &str) -> bool {
    let (a, b) = (normalised(a), normalised(b));
    let words = |title: &str| {
        title
            .split(' ')
            .map(str::to_owned)
            .collect::<BTreeSet<String>>()
    };
    let (a, b) = (words(&a), words(&b));
    let share = a.intersection(&b).count() * 100 / a.union(&b).count().max(1);
    share >= TITLE_PERCENT
}

/// Returns a title's words without case, accents and signs, with single spaces.
fn normalised(title: &str) -> String {
    series::words(title).join(" ")
}

fn compared_text(summary: &str) -> String {
    let mut text = summary.to_lowercase();
    for formula in FORMULAS {
        let formula = formula.to_lowercase();
        if let Some(start) = text.find(&formula)
            && let Some(length) = text
                .get(start + formula.len()..)
                .and_then(|rest| rest.find('.'))
        {
            text.replace_range(start..=start + formula.len() + length, "");
        }
    }
    text
}

/// Groups positions by a key; only groups of two and more.
fn positions_by(
    candidates: &[Candidate<'_>],
    key: impl Fn(&Candidate<'_>) -> Option<String>,
) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (position, telling) in candidates.iter().enumerate() {
        if let Some(key) = key(telling).filter(|key| !key.is_empty()) {
            groups.entry(key).or_default().push(position);
        }
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect()
}

/// Disjoint sets (Galler and Fischer, 1964), with path halving.
struct Groups {
    parents: Vec<usize>,
    /// Of each root, all of its set.
    members: Vec<Vec<usize>>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
            members: (0..count).map(|position| vec![position]).collect(),
        }
    }

    fn root(&mut self, mut position: usize) -> usize {
        while self.parents[position] != position {
            self.parents[position] = self.parents[self.parents[position]];
            position = self.parents[position];
        }
        position
    }

    fn join(&mut self, a: usize, b: usize) {
        self.join_if(a, b, |_, _| true);
    }

    /// Joins two sets if each member of one may be merged with each of the other.
    fn join_if(&mut self, a: usize, b: usize, may: impl Fn(usize, usize) -> bool) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let all_may = |left: &Vec<usize>, right: &Vec<usize>| {
            left.iter().all(|a| right.iter().all(|b| may(*a, *b)))
        };
        if all_may(&self.members[a], &self.members[b]) {
            let (first, last) = (a.min(b), a.max(b));
            self.parents[last] = first;
            let moved = std::mem::take(&mut self.members[last]);
            self.members[first].extend(moved);
        }
    }

    /// Returns the sets with more than one member.
    fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for position in 0..self.parents.len() {
            groups
                .entry(self.root(position))
                .or_default()
                .push(position);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The company announced today that the first patient has been enrolled in a randomised trial";

    static NO_BODY: Document = Document {
        blocks: Vec::new(),
        is_cut: false,
    };

    #[track_caller]
    fn check(articles: &[(&str, &str, &str, &str)], groups: &[&[usize]]) -> Duplicates {
        let ids: Vec<_> = (0..articles.len())
            .map(|n| Permalink::parse(&format!("/papers/{n}")).unwrap())
            .collect();
        let urls: Vec<_> = articles
            .iter()
            .map(|article| SafeUrl::parse(article.1).ok())
            .collect();
        let candidates = articles
            .iter()
            .enumerate()
            .map(|(n, (date, _, title, summary))| Candidate {
                id: &ids[n],
                published: Timestamp::parse(date).unwrap(),
                url: urls[n].as_ref(),
                title,
                summary,
                kind: Kind::News,
                document: &NO_BODY,
            });
        let found = find(&candidates.collect::<Vec<_>>(), true);
        assert_eq!(
            found.groups,
            groups
                .iter()
                .map(|group| group.to_vec())
                .collect::<Vec<_>>()
        );
        found
    }

    #[test]
    fn one_address_is_one_story_and_the_oldest_stays() {
        let found = check(
            &[
                ("2025-02-01", "https://a.example/1", "A", ""),
                ("2025-01-01", "https://a.example/1", "B", ""),
            ],
            &[&[1, 0]],
        );
        assert_eq!((found.same_url, found.same_title), (1, 0));
    }

    #[test]
    fn overlapping_texts_with_like_titles_are_one_story() {
        let longer = format!("{LONG} of balloons");
        let found = check(
            &[
                (
                    "2025-01-01",
                    "https://a.example/1",
                    "First patient in balloon trial",
                    LONG,
                ),
                (
                    "2025-01-02",
                    "https://b.example/1",
                    "First patient in a balloon trial",
                    &longer,
                ),
                (
                    "2025-01-03",
                    "https://c.example/1",
                    "Another thing",
                    "An entirely different text about it",
                ),
            ],
            &[&[0, 1]],
        );
        assert_eq!((found.near_clusters, found.kept_apart), (vec![2], 0));
    }

    #[test]
    fn parts_of_a_series_are_different_stories() {
        let part = |number| format!("Highlights of the congress, part {number}");
        let (one, two) = (part(1), part(2));
        let found = check(
            &[
                ("2025-01-01", "https://a.example/1", &one, LONG),
                ("2025-01-02", "https://a.example/2", &two, LONG),
            ],
            &[],
        );
        assert_eq!(found.kept_apart, 1);
    }

    #[test]
    fn a_formula_under_different_titles_is_no_story() {
        let found = check(
            &[
                (
                    "2025-01-01",
                    "https://a.example/1",
                    "Calcium above the knee",
                    LONG,
                ),
                (
                    "2025-01-01",
                    "https://a.example/2",
                    "Choosing a balloon",
                    LONG,
                ),
                (
                    "2026-01-01",
                    "https://a.example/3",
                    "Choosing a balloon",
                    LONG,
                ),
            ],
            &[],
        );
        assert_eq!(
            (found.near_clusters, found.kept_apart, found.same_title),
            (vec![3], 2, 1)
        );
    }
}
