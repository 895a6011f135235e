//! The publisher of an article, as shown to readers, and its tags without those that only name the publisher.
//!
//! Collections made from feeds have the name of the feed as a tag. A tag that all articles of one host have and no
//! others becomes the name of that source and is removed from the tags.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::url::SafeUrl;

/// Fewest articles of a host before a tag can name it: with fewer, a tag may fit by chance.
const MIN_ARTICLES: usize = 5;

/// Feed jargon at the end of a name.
const FEED_SUFFIX: &str = " — Latest";

/// Smallest collection whose tags are judged by their share.
const MIN_COLLECTION: usize = 20;

/// Articles in a hundred above which a tag says nothing.
const UBIQUITOUS_PERCENT: usize = 98;

/// What is known of one article before its source is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// `source` of the front matter; may be empty.
    pub given: String,
    /// Where it was published.
    pub url: Option<SafeUrl>,
    /// Cleaned tags.
    pub tags: Vec<String>,
}

impl Origin {
    fn host(&self) -> Option<&str> {
        let host = self.url.as_ref()?.host()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}

/// What was decided about tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagReport {
    /// Tags dropped because nearly every article carries them.
    pub ubiquitous: Vec<String>,
    /// Tags that became the name of a source.
    pub naming: Vec<String>,
}

/// Names the source of every article, in their order, and removes the tags that say nothing.
pub fn name(
    origins: &mut [Origin],
    by_host: &BTreeMap<String, String>,
) -> (Vec<String>, TagReport) {
    let naming = naming_tags(origins);
    let ubiquitous = ubiquitous_tags(origins);
    let mut names = Vec::with_capacity(origins.len());
    for origin in origins.iter_mut() {
        let host = origin.host().unwrap_or_default();
        let tag = naming.get(host);
        let configured = by_host
            .get(host)
            .or_else(|| by_host.get(&format!("www.{host}")));
        let name = match (origin.given.as_str(), configured, tag) {
            ("", Some(configured), _) => configured.clone(),
            ("", None, Some(tag)) => tag.strip_suffix(FEED_SUFFIX).unwrap_or(tag).to_owned(),
            ("", None, None) => host.to_owned(),
            (given, _, _) => given.to_owned(),
        };
        let tag = tag.cloned();
        origin
            .tags
            .retain(|given| Some(given) != tag.as_ref() && !ubiquitous.contains(given));
        names.push(name);
    }
    let report = TagReport {
        ubiquitous: ubiquitous.into_iter().collect(),
        naming: naming.into_values().collect(),
    };
    (names, report)
}

/// Finds the tag that names each host: carried by all of its articles and by no other.
fn naming_tags(origins: &[Origin]) -> BTreeMap<String, String> {
    let mut articles_of_host: BTreeMap<&str, usize> = BTreeMap::new();
    let mut hosts_of_tag: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for origin in origins {
        let host = origin.host().unwrap_or_default();
        *articles_of_host.entry(host).or_default() += 1;
        let tags: BTreeSet<&str> = origin.tags.iter().map(String::as_str).collect();
        for tag in tags {
            *hosts_of_tag
                .entry(tag)
                .or_default()
                .entry(host)
                .or_default() += 1;
        }
    }
    let mut naming = BTreeMap::new();
    for (tag, hosts) in hosts_of_tag {
        let Some((host, count)) = hosts.first_key_value().filter(|_| hosts.len() == 1) else {
            continue;
        };
        if !host.is_empty() && *count >= MIN_ARTICLES && articles_of_host.get(host) == Some(count) {
            naming
                .entry((*host).to_owned())
                .or_insert_with(|| tag.to_owned());
        }
    }
    naming
}

fn ubiquitous_tags(origins: &[Origin]) -> BTreeSet<String> {
    if origins.len() < MIN_COLLECTION {
        return BTreeSet::new();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for origin in origins {
        let tags: BTreeSet<&str> = origin.tags.iter().map(String::as_str).collect();
        for tag in tags {
            *counts.entry(tag).or_default() += 1;
        }
    }
    let is_ubiquitous = |count: usize| count * 100 > origins.len() * UBIQUITOUS_PERCENT;
    counts
        .into_iter()
        .filter(|(_, count)| is_ubiquitous(*count))
        .map(|(tag, _)| tag.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(url: &str, tags: &[&str]) -> Origin {
        Origin {
            given: String::new(),
            url: SafeUrl::parse(url).ok(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        }
    }

    #[test]
    fn a_tag_of_one_host_names_it() {
        let mut origins = vec![origin("https://www.a.example/1", &["France", "A — Latest"]); 5];
        origins.extend(vec![origin("https://b.example/1", &["France", "TAVI"]); 4]);
        let (names, report) = name(&mut origins, &BTreeMap::new());
        assert_eq!((names[0].as_str(), names[5].as_str()), ("A", "b.example"));
        assert_eq!((origins[0].tags.len(), origins[5].tags.len()), (1, 2));
        assert_eq!(report.naming, ["A — Latest"]);
    }

    #[test]
    fn given_names_come_first_then_the_settings() {
        let mut origins = vec![origin("https://a.example/1", &[]); 2];
        origins[0].given = "Revue".to_owned();
        let by_host = BTreeMap::from([("a.example".to_owned(), "La Lettre".to_owned())]);
        assert_eq!(name(&mut origins, &by_host).0, ["Revue", "La Lettre"]);
    }

    #[test]
    fn tags_on_nearly_every_article_are_dropped() {
        let mut origins = vec![origin("https://a.example/1", &["France", "x"]); 20];
        for (index, origin) in origins.iter_mut().enumerate() {
            origin.tags[1] = format!("t{}", index / 10);
        }
        let (_, report) = name(&mut origins, &BTreeMap::new());
        assert_eq!(report.ubiquitous, ["France"]);
        assert_eq!(origins[0].tags, ["t0"]);
    }
}
