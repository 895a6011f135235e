//! Fetching bytes, and telling the ways it fails apart.

use gloo_net::http::{Request, RequestBuilder};
use vigie_core::bundle::{BundleError, Digest};
use web_sys::{AbortSignal, RequestCache};

use crate::state::LoadFailure;

/// Longest time for one file, in milliseconds: a shard over 1 kB/s still arrives.
const LIMIT_MS: u32 = 30_000;

/// Fetches a file whose name never changes; the browser asks the server whether it is still the same.
pub async fn fetch_current(url: &str) -> Result<Vec<u8>, LoadFailure> {
    fetch(Request::get(url).cache(RequestCache::NoCache)).await
}

/// Fetches a file with a known digest; the browser itself refuses other bytes.
///
/// A refusal looks like a broken connection to the page. So the file is asked for again past the cache,
/// which may hold damaged bytes, and at last without digest, only to say what came instead: another page,
/// an error status, altered bytes.
pub async fn fetch_exact(url: &str, digest: &Digest) -> Result<Vec<u8>, LoadFailure> {
    for cache in [RequestCache::Default, RequestCache::Reload] {
        let settled = fetch(Request::get(url).integrity(digest.as_str()).cache(cache)).await;
        if settled != Err(LoadFailure::Network) {
            return settled;
        }
    }
    let bytes = fetch(Request::get(url).cache(RequestCache::NoStore)).await?;
    if looks_like_page(&bytes) {
        Err(BundleError::HtmlPage.into())
    } else {
        Err(LoadFailure::Altered)
    }
}

async fn fetch(request: RequestBuilder) -> Result<Vec<u8>, LoadFailure> {
    let signal = AbortSignal::timeout_with_u32(LIMIT_MS);
    let refused = |_| {
        if signal.aborted() {
            LoadFailure::Timeout
        } else {
            LoadFailure::Network
        }
    };
    let response = request
        .abort_signal(Some(&signal))
        .send()
        .await
        .map_err(refused)?;
    if !response.ok() {
        return Err(LoadFailure::Status(response.status()));
    }
    response.binary().await.map_err(refused)
}

fn looks_like_page(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}
