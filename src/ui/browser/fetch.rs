//! Fetching bytes, and telling the ways it fails apart.

use std::time::Duration;

use gloo_net::http::{Request, RequestBuilder};
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use vigie_core::bundle::{BundleError, Digest};
use web_sys::{AbortController, AbortSignal, RequestCache};

use crate::failure::LoadFailure;

/// Longest time for one file, in milliseconds: a shard over 1 kB/s still arrives.
const LIMIT_MS: u64 = 30_000;

/// Largest entry read, in bytes: thousands of cards of another tool's feed.
const MAX_ENTRY_BYTES: u64 = 32 << 20;

/// Fetches a file whose name never changes; the browser asks the server whether it is still the same.
pub async fn fetch_current(url: &str) -> Result<Vec<u8>, LoadFailure> {
    fetch(
        Request::get(url).cache(RequestCache::NoCache),
        MAX_ENTRY_BYTES,
    )
    .await
}

/// Fetches a file with a known size and digest; the browser itself refuses other bytes.
///
/// A refusal looks like a broken connection to the page. So the file is asked for again past the cache,
/// which may hold damaged bytes, and at last without digest, only to say what came instead: another page,
/// an error status, altered bytes.
pub async fn fetch_exact(url: &str, bytes: u64, digest: &Digest) -> Result<Vec<u8>, LoadFailure> {
    for cache in [RequestCache::Default, RequestCache::Reload] {
        let request = Request::get(url).integrity(digest.as_str()).cache(cache);
        let settled = fetch(request, bytes).await;
        if settled != Err(LoadFailure::Network) {
            return settled;
        }
    }
    let found = fetch(Request::get(url).cache(RequestCache::NoStore), bytes).await?;
    if looks_like_page(&found) {
        Err(BundleError::HtmlPage.into())
    } else {
        Err(LoadFailure::Altered)
    }
}

/// Fetches a file of at most some bytes. A larger announced size is refused before it is read.
async fn fetch(request: RequestBuilder, most_bytes: u64) -> Result<Vec<u8>, LoadFailure> {
    let limit = TimeLimit::start();
    let refused = |_| {
        if limit.has_passed() {
            LoadFailure::Timeout
        } else {
            LoadFailure::Network
        }
    };
    let response = request
        .abort_signal(Some(&limit.signal()))
        .send()
        .await
        .map_err(refused)?;
    if !response.ok() {
        limit.abort();
        return Err(LoadFailure::Status(response.status()));
    }
    let announced = response
        .headers()
        .get("content-length")
        .and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|announced| announced > most_bytes) {
        limit.abort();
        return Err(LoadFailure::Altered);
    }
    response.binary().await.map_err(refused)
}

/// Ends a request that takes too long.
struct TimeLimit {
    controller: AbortController,
    timer: Option<TimeoutHandle>,
}

impl TimeLimit {
    fn start() -> Self {
        let controller = AbortController::new().expect("every browser that runs this has it");
        let ended = controller.clone();
        let limit = Duration::from_millis(LIMIT_MS);
        let timer = set_timeout_with_handle(move || ended.abort(), limit).ok();
        Self { controller, timer }
    }

    fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    fn has_passed(&self) -> bool {
        self.signal().aborted()
    }

    fn abort(&self) {
        self.controller.abort();
    }
}

impl Drop for TimeLimit {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            timer.clear();
        }
    }
}

fn looks_like_page(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}
