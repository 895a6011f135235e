//! Indexing the feed of another tool for the hosted page, which has shown its articles already.

use vigie_core::bundle::Feed;
use vigie_ui::browser::indexed::Answer;
use vigie_ui::failure::LoadFailure;
use vigie_ui::state::{Library, indexing, loading};

/// Reads the feed again and indexes it. `lines` are the addresses of the feed and of the concepts, and the permalinks of
/// the articles in the order of the page.
pub(crate) async fn index(lines: &str) -> Answer {
    let mut lines = lines.split('\n');
    let mut address = || lines.next().unwrap_or_default();
    let (entry, concepts) = (address(), address());
    let (Feed { articles, .. }, _) = loading::read_entry(entry).await?;
    let library = Library::from_feed("", articles);
    // An index of other articles would answer with the wrong ones.
    let permalinks = library.loaded_articles().map(|article| article.id.as_str());
    if !permalinks.eq(lines) {
        return Err(LoadFailure::Altered);
    }
    let articles = library.loaded_articles().cloned().collect();
    Ok(indexing::index(articles, concepts).await)
}
