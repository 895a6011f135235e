//! Fetches the server's current entry, bypassing caches, and files of the bundle from cache or network.

use js_sys::{Reflect, Uint8Array};
use vigie_core::bundle::MAX_FILE_BYTES;
use vigie_core::scripts::UPDATE_HEADER;
use wasm_bindgen::{JsCast, JsValue};

use super::object;
use super::timer::set_timeout_with_handle;

/// How long the server may take for all of its answer, in milliseconds.
pub const CHECK_MS: u64 = 10_000;

/// What the server has answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// The status; 0 for an answer that leads elsewhere.
    pub status: u16,
    /// Whether it is a page of HTML.
    pub is_page: bool,
    /// When to come back: seconds or a date.
    pub retry_after: Option<String>,
    /// When the server sent it, in milliseconds since 1970; not a number where it does not say so.
    pub sent: f64,
    /// The file, where one came.
    pub bytes: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nobody answers.
    Network,
    /// The answer has not ended in time.
    Slow,
    /// It is larger than any file that is taken.
    TooLarge,
}

/// Asks the server.
///
/// # Errors
///
/// Fails if the server does not respond, or not in time, or the response is too large.
pub async fn ask(url: &str) -> Result<Reply, Silence> {
    let limit = object::make("AbortController", &[]).unwrap_or_default();
    let signal = object::get(&limit, "signal");
    let headers = object::object(&[(UPDATE_HEADER, "1".into())]);
    let options = object::object(&[
        ("cache", "no-cache".into()),
        ("redirect", "manual".into()),
        ("headers", headers),
        ("signal", signal.clone()),
    ]);
    let ending = limit.clone();
    let timer = set_timeout_with_handle(
        move || drop(object::call_now(&ending, "abort", &[])),
        std::time::Duration::from_millis(CHECK_MS),
    );
    let reply = receive(url, options).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    let is_late = object::get(&signal, "aborted").is_truthy();
    // What is not read is not to be sent.
    let _ = object::call_now(&limit, "abort", &[]);
    reply.map_err(|silence| match silence {
        Silence::Network if is_late => Silence::Slow,
        silence => silence,
    })
}

async fn receive(url: &str, options: JsValue) -> Result<Reply, Silence> {
    let response = object::call(&object::global(), "fetch", &[url.into(), options]).await;
    let response = response.map_err(|_| Silence::Network)?;
    let headers = object::get(&response, "headers");
    let header = |name: &str| {
        let value = object::call_now(&headers, "get", &[name.into()]);
        value.ok().and_then(|value| value.as_string())
    };
    let kind = header("content-type").unwrap_or_default();
    let mut reply = Reply {
        status: status(&response),
        is_page: kind.to_ascii_lowercase().starts_with("text/html"),
        retry_after: header("retry-after"),
        sent: header("date").map_or(f64::NAN, |date| js_sys::Date::parse(&date)),
        bytes: Vec::new(),
    };
    if reply.status == 200 && !reply.is_page {
        reply.bytes = bytes(&response).await?;
    }
    Ok(reply)
}

/// Reads a file of the bundle: the cached one if there is one. `None` if it cannot be read.
pub async fn read(url: &str) -> Option<Vec<u8>> {
    let options = object::object(&[("cache", "force-cache".into())]);
    let response = object::call(&object::global(), "fetch", &[url.into(), options]).await;
    bytes(&response.ok()?).await.ok()
}

fn status(response: &JsValue) -> u16 {
    let status = object::get(response, "status").as_f64().unwrap_or_default();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a status has three digits"
    )]
    let status = status as u16;
    status
}

/// The bytes, counted while they come: a small packed file can be very large.
async fn bytes(response: &JsValue) -> Result<Vec<u8>, Silence> {
    let body = object::get(response, "body");
    let reader = object::call_now(&body, "getReader", &[]).map_err(|_| Silence::Network)?;
    let most = usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    loop {
        let part = object::call(&reader, "read", &[]).await;
        let part = part.map_err(|_| Silence::Network)?;
        // The last part has no value.
        let value = Reflect::get(&part, &"value".into()).unwrap_or_default();
        let Ok(value) = value.dyn_into::<Uint8Array>() else {
            return Ok(bytes);
        };
        let start = bytes.len();
        let end = start + value.length() as usize;
        if end > most {
            let _ = object::call_now(&reader, "cancel", &[]);
            return Err(Silence::TooLarge);
        }
        bytes.resize(end, 0);
        if let Some(place) = bytes.get_mut(start..) {
            value.copy_to(place);
        }
    }
}
