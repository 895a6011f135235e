//! Fetches bytes, and distinguishes the ways in which this can fail.
//!
//! No digest is passed to the browser, because it would decompress the whole response before it delivers the first
//! byte, and eight hundred bytes can decompress to a gigabyte. The bytes are counted and hashed here, chunk by
//! chunk.

use std::cell::RefCell;
use std::time::Duration;

use gloo_net::http::{Request, Response};
use js_sys::{Promise, Reflect, Uint8Array};
use vigie_core::bundle::digest::Hasher;
use vigie_core::bundle::{BundleError, Digest, MAX_FILE_BYTES};
use vigie_core::date::Timestamp;
use vigie_core::scripts::{DIGEST_HEADER, STALL_MS};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, RequestCache, RequestRedirect, ResponseType,
};

use super::clock;
use super::timer::{TimeoutHandle, set_timeout_with_handle};
use crate::failure::LoadFailure;

/// Bytes of a file after which the browser gets a turn.
const TURN_BYTES: usize = 1 << 18;

/// Where a file whose name never changes is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The cache on this device, else the server; the browser revalidates its own copy.
    Kept,
    /// The server, bypassing caches.
    Server,
}

/// What an address answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The file.
    pub bytes: Vec<u8>,
    /// When the server sent it, by its clock if it says so; `None` for a cached file.
    pub asked: Option<Timestamp>,
}

/// An answer that a script has asked for.
struct Expected {
    url: String,
    answer: Promise,
    /// Ends the request.
    controller: AbortController,
}

thread_local! {
    static EXPECTED: RefCell<Vec<Expected>> = const { RefCell::new(Vec::new()) };
}

/// Takes over the answer to an address that a script has asked for while the program was on its way: the next fetch of
/// this address reads it. If nothing came, the address is asked again.
pub fn expect(url: String, answer: Promise, controller: AbortController) {
    EXPECTED.with_borrow_mut(|all| {
        all.push(Expected {
            url,
            answer,
            controller,
        });
    });
}

/// Returns the answer that is expected from an address; `None` if none is, or it did not come in its time, which began
/// before this program did.
async fn expected(url: &str) -> Option<(Response, StallLimit)> {
    let taken = EXPECTED.with_borrow_mut(|all| {
        let at = all.iter().position(|expected| expected.url == url)?;
        Some(all.swap_remove(at))
    });
    let Expected {
        answer, controller, ..
    } = taken?;
    let limit = StallLimit::start(controller);
    let response: web_sys::Response = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
    Some((response.into(), limit))
}

/// Ends what was asked for ahead and nobody has asked for: a page may name files of another publication than the entry.
pub fn forget_expected() {
    for expected in EXPECTED.take() {
        expected.controller.abort();
    }
}

/// Fetches a file whose name never changes.
///
/// # Errors
///
/// Fails if the network, the server or a sign-in page prevents it, or if the response is too large.
pub async fn fetch_current(url: &str, origin: Origin) -> Result<Answer, LoadFailure> {
    let cache = match origin {
        Origin::Kept => RequestCache::NoCache,
        Origin::Server => RequestCache::Reload,
    };
    fetch(url, cache, None, MAX_FILE_BYTES).await
}

/// Fetches a file with a known size and digest, and refuses other bytes.
///
/// The browser's cache may hold damaged bytes, or an HTML page that was cached under the address of the file. So the file is
/// asked for again past the cache; what comes then says why it is refused: another page, an error status, altered bytes.
///
/// # Errors
///
/// Fails if the file cannot be fetched, or its bytes differ from size or digest.
pub async fn fetch_exact(url: &str, bytes: u64, digest: &Digest) -> Result<Vec<u8>, LoadFailure> {
    let mut found = Err(LoadFailure::Network);
    for cache in [RequestCache::Default, RequestCache::Reload] {
        found = fetch(url, cache, Some(digest), bytes).await;
        let may_be_the_cache = matches!(
            found,
            Err(LoadFailure::Network
                | LoadFailure::TooLarge
                | LoadFailure::Altered
                | LoadFailure::Bundle(_))
        );
        if !may_be_the_cache {
            break;
        }
    }
    found.map(|answer| answer.bytes)
}

/// Fetches a file of at most some bytes, however many the manifest says. They are counted as they come, unpacked, and
/// the first too many ends the request: neither a wrong announcement nor a small packed file can fill the memory.
async fn fetch(
    url: &str,
    cache: RequestCache,
    digest: Option<&Digest>,
    most_bytes: u64,
) -> Result<Answer, LoadFailure> {
    let most_bytes = usize::try_from(most_bytes.min(MAX_FILE_BYTES)).unwrap_or(usize::MAX);
    let (response, mut limit) = match expected(url).await {
        Some(expected) => expected,
        None => request(url, cache).await?,
    };
    check(&response, most_bytes)?;
    let asked = asked(&response);
    let mut arrived = Arrived {
        // Where the size is known nothing has to grow, which would take twice the room for a moment.
        bytes: Vec::with_capacity(digest.map_or(0, |_| most_bytes)),
        hasher: digest.map(|_| Hasher::default()),
        most_bytes,
    };
    if let Some(stream) = response.body() {
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        let mut before = 0;
        loop {
            limit.restart();
            let part = JsFuture::from(reader.read()).await;
            if !arrived.take(&part.map_err(|_| limit.reason())?)? {
                break;
            }
            // What is here already is given without a turn of the browser in between.
            if arrived.bytes.len() - before > TURN_BYTES {
                before = arrived.bytes.len();
                clock::pause().await;
            }
        }
    }
    let bytes = arrived.check(digest)?;
    Ok(Answer { bytes, asked })
}

/// Asks for a file. A file of the site never lies elsewhere: what is sent on leads to a page that asks for a sign-in.
async fn request(url: &str, cache: RequestCache) -> Result<(Response, StallLimit), LoadFailure> {
    let controller = AbortController::new().expect("every browser that runs this has it");
    let limit = StallLimit::start(controller);
    let request = Request::get(url)
        .cache(cache)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(&limit.controller.signal()));
    let response = request.send().await.map_err(|_| limit.reason())?;
    Ok((response, limit))
}

/// What has arrived of a file.
struct Arrived {
    bytes: Vec<u8>,
    /// Only where there is a digest to compare.
    hasher: Option<Hasher>,
    most_bytes: usize,
}

impl Arrived {
    /// Takes what a stream has given; returns whether there may be more.
    fn take(&mut self, given: &JsValue) -> Result<bool, LoadFailure> {
        // The last part has no value.
        let value = Reflect::get(given, &JsValue::from_str("value")).unwrap_or_default();
        let Ok(part) = value.dyn_into::<Uint8Array>() else {
            return Ok(false);
        };
        let start = self.bytes.len();
        let end = start + part.length() as usize;
        if end > self.most_bytes {
            return Err(LoadFailure::TooLarge);
        }
        self.bytes.resize(end, 0);
        if let Some(place) = self.bytes.get_mut(start..) {
            part.copy_to(place);
            if let Some(hasher) = &mut self.hasher {
                hasher.update(place);
            }
        }
        Ok(true)
    }

    /// Gives the bytes if they are the published ones.
    fn check(self, digest: Option<&Digest>) -> Result<Vec<u8>, LoadFailure> {
        if self.hasher.map(Hasher::finish).as_ref() == digest {
            return Ok(self.bytes);
        }
        let first = self.bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        Err(if first == Some(&b'<') {
            BundleError::HtmlPage.into()
        } else {
            LoadFailure::Altered
        })
    }
}

/// When the server sent an answer. The reader's clock counts where that of the server may not be read.
fn asked(response: &Response) -> Option<Timestamp> {
    let headers = response.headers();
    if headers.get(DIGEST_HEADER).is_some() {
        return None;
    }
    let sent = headers.get("date").map(|date| js_sys::Date::parse(&date));
    Some(clock::timestamp(sent.filter(|sent| sent.is_finite())))
}

/// Refuses what is not the whole file, before it is read.
fn check(response: &Response, most_bytes: usize) -> Result<(), LoadFailure> {
    let header = |name: &str| response.headers().get(name);
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(LoadFailure::Redirected);
    }
    let status = response.status();
    if status != 200 {
        // Hosts write seconds; a date is left to the reader's patience.
        let wait = header("retry-after").and_then(|seconds| seconds.parse().ok());
        return Err(match (status, wait) {
            (429 | 503, Some(seconds)) => LoadFailure::Busy { status, seconds },
            _ => LoadFailure::Status(status),
        });
    }
    let announced = header("content-length").and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|announced| announced > most_bytes) {
        return Err(LoadFailure::TooLarge);
    }
    match header("content-type") {
        Some(kind) if kind.starts_with("text/html") => Err(BundleError::HtmlPage.into()),
        _ => Ok(()),
    }
}

/// Aborts a request that has stalled, or that is no longer needed.
struct StallLimit {
    controller: AbortController,
    timer: Option<TimeoutHandle>,
}

impl StallLimit {
    fn start(controller: AbortController) -> Self {
        let mut limit = Self {
            controller,
            timer: None,
        };
        limit.restart();
        limit
    }

    fn restart(&mut self) {
        self.clear();
        let controller = self.controller.clone();
        let limit = Duration::from_millis(STALL_MS.into());
        self.timer = set_timeout_with_handle(move || controller.abort(), limit).ok();
    }

    fn clear(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }

    /// Why the request ended.
    fn reason(&self) -> LoadFailure {
        if self.controller.signal().aborted() {
            LoadFailure::Timeout
        } else {
            LoadFailure::Network
        }
    }
}

impl Drop for StallLimit {
    fn drop(&mut self) {
        self.clear();
        self.controller.abort();
    }
}
