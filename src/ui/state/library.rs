//! What has been loaded: the manifest at once, the articles month by month.

use std::collections::HashMap;
use std::sync::Arc;

use vigie_core::article::{Article, DocId, FacetGroup};
use vigie_core::bundle::{BundleError, Manifest, Shard};
use vigie_core::date::{Timestamp, latest};
use vigie_core::language::{Label, Language};
use vigie_core::markdown::Document;
use vigie_core::order;
use vigie_core::permalink::Permalink;

/// The collection as far as it is here. Positions are [`DocId`]s from the start, so that results can name
/// articles that are still on their way.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The manifest; `None` for a feed from another tool.
    pub manifest: Option<Arc<Manifest>>,
    /// Of when the newest article is; `None` without articles and for a feed from another tool.
    pub latest: Option<Timestamp>,
    /// Title of the site.
    pub title: Label,
    articles: Vec<Option<Arc<Article>>>,
    positions: HashMap<Permalink, DocId>,
    loaded: u32,
    /// The words of the bodies that a phrase had to be looked for in, in the order of the articles; as long as the
    /// last of them demands.
    bodies: Vec<Option<Arc<str>>>,
}

impl Library {
    /// Makes the library of a bundle: `count` places, the newest of them filled from the entry, whose
    /// articles come newest first.
    pub fn from_entry(manifest: Manifest, newest_first: Vec<Article>) -> Self {
        let count = manifest.count;
        let generated = Timestamp::parse(&manifest.generated);
        let dates = newest_first.iter().map(|article| article.published);
        let mut library = Self {
            title: manifest.site.title.clone(),
            latest: generated.and_then(|generated| latest(dates, generated)),
            manifest: Some(Arc::new(manifest)),
            articles: vec![None; count as usize],
            ..Self::default()
        };
        for (number, article) in (0..count).rev().zip(newest_first) {
            library.place(DocId(number), article);
        }
        library
    }

    /// Makes the library of a plain feed, ordered as an index numbers it.
    pub fn from_feed(title: &str, mut articles: Vec<Article>) -> Self {
        order::sort_by(&mut articles, |a, b| {
            (a.published, &a.id).cmp(&(b.published, &b.id))
        });
        articles.dedup_by(|a, b| a.id == b.id);
        let mut library = Self {
            title: Label::same(title),
            ..Self::default()
        };
        library.articles.resize(articles.len(), None);
        for (number, article) in (0..).zip(articles) {
            library.place(DocId(number), article);
        }
        library
    }

    fn place(&mut self, doc: DocId, article: Article) {
        for id in std::iter::once(&article.id).chain(&article.aliases) {
            self.positions.entry(id.clone()).or_insert(doc);
        }
        if let Some(place @ None) = self.articles.get_mut(doc.0 as usize) {
            *place = Some(Arc::new(article));
            self.loaded += 1;
        }
    }

    /// Adds a shard whose first article is `first`. Refuses a shard of another size than announced, so that
    /// no article lands in the place of another.
    ///
    /// # Errors
    ///
    /// Fails if the shard has another number of articles than announced.
    pub fn add_shard(
        &mut self,
        first: DocId,
        announced: u32,
        articles: Vec<Article>,
    ) -> Result<(), BundleError> {
        if articles.len() != announced as usize {
            return Err(BundleError::Count {
                expected: announced,
                got: articles.len(),
            });
        }
        for (number, article) in (first.0..).zip(articles) {
            self.place(DocId(number), article);
        }
        Ok(())
    }

    /// Returns an article if it is here.
    pub fn article(&self, doc: DocId) -> Option<Arc<Article>> {
        self.articles.get(doc.0 as usize).cloned().flatten()
    }

    /// Returns the place of an article by its permalink or by an earlier one.
    pub fn find(&self, permalink: &Permalink) -> Option<DocId> {
        self.positions.get(permalink).copied()
    }

    /// Gives the texts of an article as a search reads them, and returns whether they are all.
    pub fn read_texts(&self, doc: DocId, visit: &mut dyn FnMut(&str)) -> bool {
        let Some(Some(article)) = self.articles.get(doc.0 as usize) else {
            return false;
        };
        visit(&article.title);
        visit(&article.summary);
        let body = self.bodies.get(doc.0 as usize).and_then(Option::as_ref);
        if let Some(body) = body {
            visit(body);
        }
        body.is_some() || !article.has_body
    }

    /// Returns the shards that hold the bodies of these articles, each once.
    pub fn body_shards(&self, docs: &[DocId]) -> Vec<Shard> {
        let articles = docs.iter().filter_map(|doc| self.article(*doc));
        let with_body = articles.filter(|article| article.has_body);
        let months: Vec<String> = with_body
            .map(|article| article.published.day().month())
            .collect();
        let shards = self.manifest.iter().flat_map(|manifest| &manifest.bodies);
        shards
            .filter(|shard| months.contains(&shard.month))
            .cloned()
            .collect()
    }

    /// Keeps the words of some bodies, so that phrases are found in them.
    pub fn add_bodies(&mut self, bodies: Vec<(Permalink, Document)>) {
        for (permalink, body) in bodies {
            let Some(doc) = self.find(&permalink) else {
                continue;
            };
            self.bodies.resize(self.articles.len(), None);
            if let Some(place) = self.bodies.get_mut(doc.0 as usize) {
                *place = Some(body.plain_text().into());
            }
        }
    }

    /// Returns when the collection was published; `None` for a feed from another tool.
    pub fn generated(&self) -> Option<Timestamp> {
        Timestamp::parse(&self.manifest.as_ref()?.generated)
    }

    /// Returns how many articles the collection has.
    pub fn count(&self) -> u32 {
        // Made from a u32 or from a feed, whose items are far fewer than 2³².
        u32::try_from(self.articles.len()).unwrap_or(u32::MAX)
    }

    /// Returns how many of them are here.
    pub fn loaded(&self) -> u32 {
        self.loaded
    }

    /// Returns the articles that are here, oldest first.
    pub fn loaded_articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles.iter().flatten()
    }

    /// Returns the name readers see for a facet value: the publisher's label, else what the articles say.
    pub fn facet_label(
        &self,
        group: FacetGroup,
        id: &str,
        name: &str,
        language: Language,
    ) -> String {
        let labels = self.manifest.iter().flat_map(|manifest| &manifest.labels);
        let mut fitting = labels.filter(|label| label.group == group.name() && label.id == id);
        fitting.next().map_or_else(
            || name.to_owned(),
            |label| label.label.in_language(language).to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::bundle::decode_feed;

    fn articles(ids: &[u32]) -> Vec<Article> {
        let items: Vec<String> = ids
            .iter()
            .map(|id| {
                format!(
                    r#"{{"id":"/papers/{id}","title":"{id}","date_published":"2025-01-{id:02}"}}"#
                )
            })
            .collect();
        let feed = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","items":[{}]}}"#,
            items.join(",")
        );
        decode_feed(feed.as_bytes()).unwrap().articles
    }

    #[test]
    fn plain_feeds_are_put_in_order_once() {
        let library = Library::from_feed("T", articles(&[3, 1, 2, 2]));
        let ids: Vec<_> = library
            .loaded_articles()
            .map(|article| article.title.clone())
            .collect();
        assert_eq!(ids, ["1", "2", "3"]);
        assert_eq!(
            library.find(&Permalink::parse("/papers/2").unwrap()),
            Some(DocId(1))
        );
    }

    #[test]
    fn a_shard_of_another_size_is_refused_whole() {
        let mut library = Library::from_feed("T", Vec::new());
        library.articles.resize(3, None);
        let refused = library.add_shard(DocId(0), 3, articles(&[1, 2]));
        assert_eq!(
            refused,
            Err(BundleError::Count {
                expected: 3,
                got: 2
            })
        );
        assert_eq!(library.loaded(), 0);
        library.add_shard(DocId(1), 2, articles(&[1, 2])).unwrap();
        assert_eq!((library.loaded(), library.count()), (2, 3));
    }
}
