//! The documents of a bundle: the entry, and the cards of a month.

use vigie_core::analysis::tokens;
use vigie_core::article::{Article, DocId, FacetGroup};
use vigie_core::bundle::feed::FeedOptions;
use vigie_core::bundle::{BundleError, Feed, MAX_SHARD_CARDS, decode_feed, encode_feed, seal};
use vigie_core::concepts::Thesaurus;
use vigie_core::index::{Index, IndexBuilder};
use vigie_core::permalink::Permalink;
use vigie_core::text;
use vigie_core::url::SafeUrl;

/// An entry is refused with its reason, or holds valid values only and is written so that it reads the same.
pub(super) fn entry(data: &[u8]) {
    let mut document = data.to_vec();
    seal(&mut document);
    let Some(feed) = read(&document) else {
        return;
    };
    if let Some(manifest) = &feed.manifest {
        let counts = manifest.shards.iter().filter_map(|shard| shard.count);
        assert_eq!(
            counts.map(u64::from).sum::<u64>(),
            u64::from(manifest.count)
        );
        assert!(manifest.count as usize <= manifest.shards.len() * MAX_SHARD_CARDS);
    }
    for base_url in ["", "https://veille.example/x/"] {
        let options = FeedOptions {
            title: &feed.title,
            base_url,
            manifest: feed.manifest.as_ref(),
            ..FeedOptions::default()
        };
        let again = decode_feed(&encode_feed(&feed.articles, &options));
        let expected = Feed {
            skipped: Vec::new(),
            ..feed.clone()
        };
        assert_eq!(again, Ok(expected));
    }
}

/// The cards of a month are indexed as they come: each is found by every word of its title and by its facets.
pub(super) fn month(data: &[u8]) {
    let Some(feed) = read(data) else {
        return;
    };
    let mut builder = IndexBuilder::new(Thesaurus::default());
    for article in &feed.articles {
        builder.add(article, None);
    }
    let index = Index::open(builder.finish()).expect("what is written is opened");
    assert_eq!(index.count() as usize, feed.articles.len());
    assert!(index.days().is_sorted());
    for (doc, article) in (0..).map(DocId).zip(&feed.articles) {
        for token in tokens(&article.title) {
            let term = index.find(&token.term);
            let term = term.unwrap_or_else(|| panic!("{:?} is in no term", token.term));
            assert!(index.postings(term).any(|posting| posting.doc == doc));
        }
        for group in FacetGroup::ALL {
            for value in article.facet_values(group) {
                let mut entries = index.facet(group).iter();
                let entry = entries.find(|entry| entry.id == value.id);
                assert!(entry.is_some_and(|entry| entry.docs.contains(&doc)));
            }
        }
    }
}

/// Reads a document and checks what holds for every one.
fn read(document: &[u8]) -> Option<Feed> {
    let feed = match decode_feed(document) {
        Ok(feed) => feed,
        Err(BundleError::NotJson { line, column }) => {
            let place = document.split(|byte| *byte == b'\n').nth(line - 1);
            assert!(place.is_some_and(|text| column <= text.len() + 1));
            return None;
        }
        Err(_) => return None,
    };
    assert_eq!(text::clean(&feed.title), feed.title);
    let items = feed.articles.len() + feed.skipped.len();
    assert!(feed.skipped.is_sorted_by(|(a, _), (b, _)| a < b));
    assert!(feed.skipped.iter().all(|(position, _)| *position < items));
    feed.articles.iter().for_each(check_article);
    Some(feed)
}

fn check_article(article: &Article) {
    assert!(!article.title.is_empty());
    let texts = [&article.title, &article.summary, &article.source];
    for shown in texts.into_iter().chain(&article.tags) {
        assert_eq!(&text::clean(shown), shown);
    }
    for permalink in article.aliases.iter().chain([&article.id]) {
        assert_eq!(
            Permalink::parse(permalink.as_str()).as_ref(),
            Some(permalink)
        );
    }
    for url in article
        .also
        .iter()
        .map(|also| &also.url)
        .chain(&article.url)
    {
        assert_eq!(SafeUrl::parse(url.as_str()).as_ref(), Ok(url));
    }
    if let Some(image) = &article.image {
        assert!(!image.file.contains([':', '?', '#', '%', '\\']));
        let mut segments = image.file.split('/');
        assert!(segments.all(|segment| !segment.is_empty() && !segment.starts_with('.')));
    }
}
