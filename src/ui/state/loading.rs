//! Loads a collection: the entry, then the index, then the months, newest first.
//!
//! Loading never blocks input: files are small, and the browser gets a turn after each of them, and also while the
//! large feed of another tool is decoded. The index of such a feed is built by an
//! [`Indexer`](super::indexing). Months that a reader waits for (that of an open article, those of the
//! first results) are loaded first.
//!
//! Loading is also bounded in memory, whatever the manifest says: months and bodies are loaded newest first until
//! [`ROOM`] is used up, and the reader is told what was left out.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::signals::RwSignal;
use futures_util::future::join;
use vigie_core::article::{Article, DocId};
use vigie_core::bundle::{
    BundleError, Decoding, Digest, ENTRY, Feed, Manifest, Shard, decode_bodies, decode_feed,
};
use vigie_core::date::Timestamp;
use vigie_core::index::{Index, IndexBuffers};
use vigie_core::markdown::Document;
use vigie_core::messages::Messages;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::indexing::{Indexer, Unindexed};
use crate::browser::clock;
use crate::browser::fetch::{self, Origin};
use crate::browser::timer::set_timeout;
use crate::failure::LoadFailure;

/// Files fetched at a time: enough to hide the round trips of a slow network, few enough to leave room
/// for what the reader asks.
const PARALLEL: usize = 4;

/// Maximum bytes of months and bodies together. The largest collection we know takes a thirtieth of it.
const ROOM: usize = 128 << 20;

/// Bytes that a card takes beside those of its texts.
const CARD_BYTES: u32 = 1 << 10;

/// The table of concepts beside the app, for feeds that come without an index.
const CONCEPTS: &str = "../concepts.idx";

/// How far the collection has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is here yet.
    #[default]
    Starting,
    /// The entry is here: there is something to read.
    Loading,
    /// Everything that could be loaded is here.
    Complete,
    /// The entry could not be loaded.
    Failed(LoadFailure),
}

/// What the page observes while a collection arrives. A bundle of signals, free to copy.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    /// How far it has come.
    pub phase: RwSignal<Phase>,
    /// The articles that are here.
    pub library: RwSignal<Library>,
    /// The index, once it is here.
    pub index: RwSignal<Option<Arc<Index>>>,
    /// Why there is no index.
    pub index_failure: RwSignal<Option<LoadFailure>>,
    /// Shards that could not be loaded.
    pub missing: RwSignal<Vec<(Shard, LoadFailure)>>,
    /// Items of a plain feed that could not be read.
    pub skipped: RwSignal<usize>,
    /// Items of a plain feed that are not here whole.
    pub shortened: RwSignal<usize>,
    /// When the server was asked last, as far as it is known here.
    pub checked: RwSignal<Option<Timestamp>>,
    /// The month whose articles are wanted first, `YYYY-MM`; empty for none.
    pub wanted_month: RwSignal<String>,
    /// The articles that are wanted next, in this order. Nothing follows it.
    wanted_docs: RwSignal<Vec<DocId>>,
    /// Months whose bodies were asked for to look for phrases in them. Nothing follows it.
    body_months: RwSignal<Vec<String>>,
    /// Bytes of months and bodies that were asked for and not refused. Nothing follows it.
    taken: RwSignal<usize>,
    entry: &'static str,
    folder: &'static str,
    concepts: &'static str,
    indexer: Indexer,
}

impl Collection {
    /// Makes the empty collection of the bundle in a folder, an address that ends with a slash. The address is
    /// leaked. The indexer is for the feed of another tool.
    pub fn new(folder: &str, indexer: Indexer) -> Self {
        Self::at(
            [folder, ENTRY].concat(),
            [folder, CONCEPTS].concat(),
            indexer,
        )
    }

    /// Makes the empty collection of an entry and of a table of concepts. Other files that the entry names are
    /// beside it. The addresses are leaked.
    pub fn at(entry: String, concepts: String, indexer: Indexer) -> Self {
        let entry: &str = entry.leak();
        Self {
            phase: RwSignal::default(),
            library: RwSignal::default(),
            index: RwSignal::default(),
            index_failure: RwSignal::default(),
            missing: RwSignal::default(),
            skipped: RwSignal::default(),
            shortened: RwSignal::default(),
            checked: RwSignal::default(),
            wanted_month: RwSignal::default(),
            wanted_docs: RwSignal::default(),
            body_months: RwSignal::default(),
            taken: RwSignal::default(),
            entry,
            folder: entry
                .rfind('/')
                .map_or("", |end| entry.get(..=end).unwrap_or_default()),
            concepts: concepts.leak(),
            indexer,
        }
    }

    /// Loads the entry, so that there is something to read, or says why there is not.
    async fn open(self) {
        self.phase.set(Phase::Starting);
        let opened = self.load_entry().await;
        self.phase
            .set(opened.map_or_else(Phase::Failed, |()| Phase::Loading));
    }

    /// Loads what is not here yet, and tries again what has failed. What is already here stays.
    pub fn load(self) {
        spawn_local(async move {
            // Compiling the program may just have taken a long task; the browser gets a turn first.
            clock::pause().await;
            if matches!(
                self.phase.get_untracked(),
                Phase::Starting | Phase::Failed(_)
            ) {
                self.open().await;
            }
            self.go_on().await;
        });
    }

    /// Loads what the entry names. Without an entry nothing more is loaded until the reader asks, or until the
    /// server is ready if it has said when.
    async fn go_on(self) {
        if let Phase::Failed(failure) = self.phase.get_untracked() {
            return self.wait_for_server(Some(&failure));
        }
        self.phase.set(Phase::Loading);
        self.load_index().await;
        fetch::forget_expected();
        // The answer to what is asked says which months come first.
        clock::pause().await;
        self.load_shards();
    }

    /// Notes that the server was asked at a time, if it is known and later than what was known.
    pub fn checked_at(self, time: Option<Timestamp>) {
        if time > self.checked.get_untracked() {
            self.checked.set(time);
        }
    }

    /// Returns the sentences about items of a plain feed that are not here, or not whole.
    pub fn left_out(self, messages: &Messages) -> Vec<String> {
        let mut sentences = Vec::new();
        let (skipped, shortened) = (self.skipped.get(), self.shortened.get());
        if skipped > 0 {
            sentences.push((messages.skipped_items)(skipped));
        }
        if shortened > 0 {
            sentences.push((messages.shortened_items)(shortened));
        }
        sentences
    }

    /// Returns the folder of the bundle, with a slash at its end.
    pub fn folder(self) -> &'static str {
        self.folder
    }

    fn address(self, file: &str) -> String {
        format!("{}{file}", self.folder)
    }

    async fn load_entry(self) -> Result<(), LoadFailure> {
        let (feed, asked) = read_entry(self.entry).await?;
        self.checked_at(asked);
        self.skipped.set(feed.skipped.len() + feed.surplus);
        self.shortened.set(feed.shortened);
        let library = match feed.manifest {
            Some(manifest) => Library::from_entry(manifest, feed.articles),
            None => Library::from_feed(&feed.title, feed.articles),
        };
        self.library.set(library);
        Ok(())
    }

    /// Tries again when the server is ready, if that is why something is missing.
    fn wait_for_server(self, failure: Option<&LoadFailure>) {
        if let Some(LoadFailure::Busy { seconds, .. }) = failure {
            let wait = Duration::from_secs(u64::from(*seconds));
            set_timeout(move || self.load(), wait);
        }
    }

    async fn load_index(self) {
        if self.index.with_untracked(Option::is_some) {
            return;
        }
        let index = match self
            .library
            .with_untracked(|library| library.manifest.clone())
        {
            Some(manifest) => self.fetch_index(&manifest).await,
            None => self.build_index().await,
        };
        match index {
            Ok(index) if index.count() == self.library.with_untracked(Library::count) => {
                self.index_failure.set(None);
                self.index.set(Some(Arc::new(index)));
            }
            // An index of another collection would answer with the wrong articles.
            Ok(_) => self.index_failure.set(Some(LoadFailure::Altered)),
            Err(failure) => self.index_failure.set(Some(failure)),
        }
    }

    async fn fetch_index(self, manifest: &Manifest) -> Result<Index, LoadFailure> {
        let Manifest {
            search, concepts, ..
        } = manifest;
        let (index, concepts) = join(
            self.fetch_file(&search.url, search.bytes, &search.integrity),
            self.fetch_file(&concepts.url, concepts.bytes, &concepts.integrity),
        )
        .await;
        Ok(Index::open(IndexBuffers {
            index: index?,
            concepts: concepts?,
        })?)
    }

    /// Has the feed of another tool indexed.
    async fn build_index(self) -> Result<Index, LoadFailure> {
        let feed = Unindexed {
            entry: self.entry,
            concepts: self.concepts,
            articles: self
                .library
                .with_untracked(|library| library.loaded_articles().cloned().collect()),
        };
        Ok(Index::open((self.indexer)(feed).await?)?)
    }

    fn load_shards(self) {
        let Some(manifest) = self
            .library
            .with_untracked(|library| library.manifest.clone())
        else {
            return self.phase.set(Phase::Complete);
        };
        self.missing.set(Vec::new());
        let mut first = 0;
        // The last is loaded first.
        let mut queue = Vec::new();
        for shard in &manifest.shards {
            let count = shard.count.unwrap_or_default();
            let is_here = self.library.with_untracked(|library| {
                (first..first + count).all(|doc| library.article(DocId(doc)).is_some())
            });
            if !is_here {
                queue.push((DocId(first), shard.clone()));
            }
            first += count;
        }
        let queue = Rc::new(RefCell::new(queue));
        let working = Rc::new(Cell::new(PARALLEL));
        for _ in 0..PARALLEL {
            let (queue, working) = (Rc::clone(&queue), Rc::clone(&working));
            spawn_local(async move {
                self.drain(&queue).await;
                working.set(working.get() - 1);
                if working.get() == 0 {
                    self.phase.set(Phase::Complete);
                    self.missing.with_untracked(|missing| {
                        self.wait_for_server(missing.first().map(|(_, failure)| failure));
                    });
                    self.index_failure
                        .with_untracked(|failure| self.wait_for_server(failure.as_ref()));
                }
            });
        }
    }

    /// Loads shards until the queue is empty.
    async fn drain(self, queue: &RefCell<Vec<(DocId, Shard)>>) {
        loop {
            let next = {
                let mut queue = queue.borrow_mut();
                let at = self.wanted(&queue).or(queue.len().checked_sub(1));
                at.map(|at| queue.remove(at))
            };
            let Some((first, shard)) = next else { return };
            if let Err(failure) = self.load_shard(first, &shard).await {
                self.missing
                    .update(|missing| missing.push((shard, failure)));
            }
            clock::pause().await;
        }
    }

    /// Asks for some articles before all others but those of an opened month, in this order.
    pub fn want(self, docs: Vec<DocId>) {
        self.wanted_docs.set(docs);
    }

    /// Returns the position in the queue of a shard that is waited for; loaded shards are no longer in the queue.
    fn wanted(self, queue: &[(DocId, Shard)]) -> Option<usize> {
        let month = self.wanted_month.get_untracked();
        let opened = queue.iter().rposition(|(_, shard)| shard.month == month);
        let holds = |(first, shard): &(DocId, Shard), doc: DocId| {
            (first.0..first.0 + shard.count.unwrap_or_default()).contains(&doc.0)
        };
        opened.or_else(|| {
            self.wanted_docs.with_untracked(|docs| {
                docs.iter()
                    .find_map(|&doc| queue.iter().position(|shard| holds(shard, doc)))
            })
        })
    }

    async fn load_shard(self, first: DocId, shard: &Shard) -> Result<(), LoadFailure> {
        let feed = decode_feed(&self.fetch_shard(shard).await?)?;
        let added = self.library.try_update(|library| {
            library.add_shard(first, shard.count.unwrap_or_default(), feed.articles)
        });
        Ok(added.unwrap_or(Ok(()))?)
    }

    /// Fetches a shard, if there is room for its declared size.
    async fn fetch_shard(self, shard: &Shard) -> Result<Vec<u8>, LoadFailure> {
        let cards = u64::from(shard.count.unwrap_or_default().saturating_mul(CARD_BYTES));
        let size = usize::try_from(shard.bytes.saturating_add(cards)).unwrap_or(usize::MAX);
        if size > ROOM - self.taken.get_untracked() {
            return Err(LoadFailure::TooLarge);
        }
        self.taken.update(|taken| *taken += size);
        let fetched = self
            .fetch_file(&shard.url, shard.bytes, &shard.integrity)
            .await;
        if fetched.is_err() {
            self.taken.update(|taken| *taken -= size);
        }
        fetched
    }

    /// Fetches a file of the bundle. The future is boxed, so that it is compiled once for all who wait for one.
    fn fetch_file<'a>(
        self,
        url: &str,
        bytes: u64,
        digest: &'a Digest,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, LoadFailure>> + 'a>> {
        let address = self.address(url);
        Box::pin(async move { fetch::fetch_exact(&address, bytes, digest).await })
    }

    /// Loads the bodies of some articles, so that a search can look for a phrase in them. Where one cannot be
    /// loaded, its article stays in the answer.
    pub fn load_bodies(self, docs: &[DocId]) {
        let shards = self
            .library
            .with_untracked(|library| library.body_shards(docs));
        for shard in shards {
            if self
                .body_months
                .with_untracked(|months| months.contains(&shard.month))
            {
                continue;
            }
            self.body_months
                .update(|months| months.push(shard.month.clone()));
            spawn_local(async move {
                let bytes = self.fetch_shard(&shard).await;
                let bodies = bytes.ok().and_then(|bytes| decode_bodies(&bytes).ok());
                if let Some(bodies) = bodies {
                    self.library
                        .try_update(|library| library.add_bodies(bodies));
                }
            });
        }
    }

    /// Loads the body of an article from the shard of its month. `Ok(None)` if it has none.
    ///
    /// # Errors
    ///
    /// Fails if the shard cannot be fetched or decoded, or there is no room for it.
    pub async fn body(self, article: &Article) -> Result<Option<Document>, LoadFailure> {
        let month = article.published.day().month();
        let shard: Option<Shard> = self.library.with_untracked(|library| {
            let shards = &library.manifest.as_ref()?.bodies;
            shards.iter().find(|shard| shard.month == month).cloned()
        });
        let Some(shard) = shard else { return Ok(None) };
        let bytes = self
            .fetch_file(&shard.url, shard.bytes, &shard.integrity)
            .await?;
        let mut bodies = decode_bodies(&bytes)?.into_iter();
        let body = bodies.find(|(permalink, _)| *permalink == article.id);
        Ok(body.map(|(_, body)| body))
    }
}

/// Reads an entry; tells when the server was asked. What is kept on this device may be damaged, or older than this
/// program; then the server's is read.
///
/// # Errors
///
/// Fails if neither can be fetched and decoded.
pub async fn read_entry(address: &str) -> Result<(Feed, Option<Timestamp>), LoadFailure> {
    let mut failure = LoadFailure::Network;
    for origin in [Origin::Kept, Origin::Server] {
        let answer = fetch::fetch_current(address, origin).await?;
        clock::pause().await;
        match decode(&answer.bytes).await {
            Ok(feed) => return Ok((feed, answer.asked)),
            Err(error) => failure = error.into(),
        }
    }
    Err(failure)
}

/// Reads a document; the browser gets a turn after each step.
async fn decode(bytes: &[u8]) -> Result<Feed, BundleError> {
    let mut decoding = Decoding::new(bytes);
    loop {
        if let Some(decoded) = decoding.go_on() {
            return decoded;
        }
        clock::pause().await;
    }
}
