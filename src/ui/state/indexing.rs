//! Indexing the feed of another tool, which comes without an index: [`here`], as the widget does, or [`elsewhere`]: the
//! hosted page has the widget's program do it, because hardly any of its readers need it.

use std::pin::Pin;
use std::sync::Arc;

use vigie_core::article::Article;
use vigie_core::concepts::{self, Thesaurus};
use vigie_core::index::{IndexBuffers, IndexBuilder};

use crate::browser::clock;
use crate::browser::fetch::{self, Origin};
use crate::browser::indexed::{self, Answer};

/// Time after which the browser gets a turn while texts are indexed, in milliseconds; the piece at work is ended.
const SLICE_MS: f64 = 12.0;

/// A feed without an index.
#[derive(Clone, Debug)]
pub struct Unindexed {
    /// Address of the feed.
    pub entry: &'static str,
    /// Address of the table of concepts.
    pub concepts: &'static str,
    /// The articles, in the order that the index is to have.
    pub articles: Vec<Arc<Article>>,
}

/// What indexes such a feed.
pub type Indexer = fn(Unindexed) -> Pin<Box<dyn Future<Output = Answer>>>;

/// Indexes in this program.
pub fn here(feed: Unindexed) -> Pin<Box<dyn Future<Output = Answer>>> {
    Box::pin(async move { Ok(index(feed.articles, feed.concepts).await) })
}

/// Asks another program, which reads the feed itself. It is told which articles the feed had.
#[expect(
    clippy::needless_pass_by_value,
    reason = "an indexer takes the feed, which the other one keeps"
)]
pub fn elsewhere(feed: Unindexed) -> Pin<Box<dyn Future<Output = Answer>>> {
    let mut lines = vec![feed.entry, feed.concepts];
    lines.extend(feed.articles.iter().map(|article| article.id.as_str()));
    let lines = lines.join("\n");
    Box::pin(async move { indexed::ask(&lines).await })
}

/// Indexes articles in slices, with the builder's own code.
pub async fn index(articles: Vec<Arc<Article>>, concepts: &str) -> IndexBuffers {
    let thesaurus = fetch_concepts(concepts).await;
    let mut builder = IndexBuilder::new(thesaurus.clone());
    let mut started = clock::now();
    for article in articles {
        let mut article = Article::clone(&article);
        let (title, summary) = (&article.title, &article.summary);
        article.topics = concepts::topics(&thesaurus, title, summary, article.language);
        let mut pieces = builder.begin(&article, None);
        while builder.go_on(&mut pieces) {
            if clock::now() - started > SLICE_MS {
                clock::pause().await;
                started = clock::now();
            }
        }
    }
    builder.finish()
}

/// Reads the concepts of the site. Without them words are searched as they are, which is no failure.
async fn fetch_concepts(address: &str) -> Thesaurus {
    let answer = fetch::fetch_current(address, Origin::Kept).await;
    let bytes = answer.map(|answer| answer.bytes).unwrap_or_default();
    Thesaurus::open(&bytes).unwrap_or_default()
}
