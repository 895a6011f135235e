//! Serves a finished site as a real host should: its files with their types, headers and compressed copies, and
//! `404.html` for everything else.
//!
//! [`place`] resolves the path of a request; this module builds the response.

mod place;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_RANGES, ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE,
    LAST_MODIFIED, LOCATION, RANGE,
};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::percent_decode_str;
use tower_http::services::ServeFile;

use crate::host::inline::{self, Inline};
use crate::host::{frames, headers};
use crate::read::Root;
use place::Place;

/// The page for addresses that name no file.
const MISSING: &str = "/404.html";

/// Largest first page that is read for its policy, in bytes.
const MAX_PAGE_BYTES: u64 = 4 << 20;

/// A site that is served.
struct Site {
    /// Its folder; may be a link that is set to another folder while the site is served.
    folder: PathBuf,
    /// Who may frame the page for frames.
    allow: Vec<String>,
}

impl Site {
    /// The policy of a page: what its pages have inside changes with the folder, so it is read each time.
    fn policy(&self, path: &str) -> HeaderValue {
        let root = Root::open(&self.folder).ok();
        let page = root.and_then(|root| root.read(inline::PAGE, MAX_PAGE_BYTES).ok());
        let page = page.and_then(|page| String::from_utf8(page).ok());
        let inline = page.as_deref().map(Inline::of).unwrap_or_default();
        let mut policy = headers::content_security_policy(&inline);
        if frames::is_page(path) {
            policy = frames::policy(&policy, &self.allow);
        }
        HeaderValue::try_from(policy)
            .expect("digests and origins are letters, digits and a few signs")
    }

    fn find(&self, path: &str, query: Option<&str>) -> Place {
        let root = fs::canonicalize(&self.folder);
        root.map_or(Place::Nowhere, |root| place::find(&root, path, query))
    }
}

/// Makes the service of a site's folder.
pub fn router(site: &Path) -> Router {
    let site = Site {
        folder: site.to_owned(),
        allow: frames::read(site),
    };
    Router::new().fallback(answer).with_state(Arc::new(site))
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    // As it is meant: the headers of a file do not depend on how its address is escaped.
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    let path = path.into_owned();
    let mut response = respond(&site, &path, request).await;
    add_headers(&site, &path, &mut response);
    response
}

/// Answers only what reads.
async fn respond(site: &Site, path: &str, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let uri = request.uri();
    let page = format!("/{}", frames::PAGE);
    let asked = if path == frames::SHORT_ADDRESS {
        &page
    } else {
        uri.path()
    };
    match site.find(asked, uri.query()) {
        Place::File(file) => match send(&file, request).await {
            Some(response) => response,
            None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
        Place::Folder(address) => {
            (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, address)]).into_response()
        }
        Place::Nowhere => missing(site, request).await,
        Place::TooLong => StatusCode::URI_TOO_LONG.into_response(),
    }
}

/// The page for addresses that name no file, always whole: what a browser keeps of it is of another address.
async fn missing(site: &Site, mut request: Request) -> Response {
    for condition in [
        IF_MATCH,
        IF_MODIFIED_SINCE,
        IF_NONE_MATCH,
        IF_UNMODIFIED_SINCE,
        RANGE,
    ] {
        request.headers_mut().remove(condition);
    }
    let page = match site.find(MISSING, None) {
        Place::File(file) => send(&file, request).await,
        Place::Folder(_) | Place::Nowhere | Place::TooLong => None,
    };
    let mut response = page.unwrap_or_else(|| Body::empty().into_response());
    *response.status_mut() = StatusCode::NOT_FOUND;
    for part in [ACCEPT_RANGES, LAST_MODIFIED] {
        response.headers_mut().remove(part);
    }
    response
}

/// Sends a file; `None` if it cannot be read.
async fn send(file: &Path, request: Request) -> Option<Response> {
    let mut file = ServeFile::new(file).precompressed_br().precompressed_gzip();
    let response = file.try_call(request).await.ok()?;
    Some(response.map(Body::new))
}

/// Adds the headers of a real host.
fn add_headers(site: &Site, path: &str, response: &mut Response) {
    let is_found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    for (name, value) in headers::EVERYWHERE {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(CONTENT_SECURITY_POLICY, site.policy(path));
    let resource_policy = headers::resource_policy(path);
    headers.insert(
        headers::RESOURCE_POLICY,
        HeaderValue::from_static(resource_policy),
    );
    if resource_policy == "cross-origin" {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(content_type) = headers::content_type(path).filter(|_| is_found) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    let cache = if is_found {
        headers::cache_control(path)
    } else {
        headers::ASK_FIRST
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
}
