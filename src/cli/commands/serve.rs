//! `vigie serve`: the site on this machine, with the headers, types and compressed files of a real host.
//!
//! With `--app` the folder holds articles, and the site is built first, in a folder that is gone afterwards.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    HeaderName, HeaderValue,
};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tower_http::services::{ServeDir, ServeFile};

use crate::Exit;
use crate::cli::{BuildArgs, ServeArgs};
use crate::commands::build;
use crate::diagnostics::Format;
use crate::withheld::Revealed;
use crate::{frames, headers};

/// Runs the command until it is interrupted.
pub fn run(args: &ServeArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    if !args.site.is_dir() {
        let _ = writeln!(
            stderr,
            "{}: error[E070]: no such folder",
            args.site.display()
        );
        return Exit::Io;
    }
    let Some(app) = &args.app else {
        if args.shown != Revealed::default() {
            let _ = writeln!(
                stderr,
                "error: a site that is built shows what it was built with\n  hint: add --app DIR, or give the option to vigie build"
            );
            return Exit::Usage;
        }
        return serve_folder(args, &args.site, stdout, stderr);
    };
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(reason) => {
            let _ = writeln!(stderr, "error[E070]: no folder for the site: {reason}");
            return Exit::Io;
        }
    };
    let site = folder.path().join("site");
    let built = build::run(
        &BuildArgs {
            content: args.site.clone(),
            out: site.clone(),
            app: Some(app.clone()),
            format: Format::Text,
            deny_warnings: false,
            quiet: true,
            shown: args.shown,
            limit: args.limit,
        },
        stdout,
        stderr,
    );
    match built {
        Exit::Success => serve_folder(args, &site, stdout, stderr),
        failure => failure,
    }
}

/// Serves a built site.
fn serve_folder(
    args: &ServeArgs,
    site: &Path,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Exit {
    let served = tokio::runtime::Runtime::new()
        .and_then(|runtime| runtime.block_on(serve(args, site, stdout)));
    match served {
        Ok(()) => Exit::Success,
        Err(reason) => {
            let address = SocketAddr::new(args.host, args.port);
            let _ = writeln!(
                stderr,
                "{address}: error[E070]: {reason}\n  hint: --port 0 takes any free port"
            );
            Exit::Io
        }
    }
}

async fn serve(args: &ServeArgs, site: &Path, stdout: &mut dyn Write) -> std::io::Result<()> {
    let listener = TcpListener::bind(SocketAddr::new(args.host, args.port)).await?;
    writeln!(stdout, "http://{}/", listener.local_addr()?)?;
    stdout.flush()?;
    let server = axum::serve(listener, router(site)).with_graceful_shutdown(async {
        // Without the signal there is nothing to wait for but the end of the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    });
    server.await
}

/// Makes the service of a site's folder.
pub fn router(site: &Path) -> Router {
    let missing = ServeFile::new(site.join("404.html"))
        .precompressed_br()
        .precompressed_gzip();
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(missing);
    let policy = HeaderValue::try_from(frames::policy(&frames::read(site)))
        .expect("origins are letters, digits and a few signs");
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(
            Arc::new(policy),
            with_headers,
        ))
}

/// Answers only what reads, hides hidden files, and adds the headers of a real host. `embed_policy` is that of the
/// page that others may frame.
async fn with_headers(
    State(embed_policy): State<Arc<HeaderValue>>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    if path == frames::SHORT_ADDRESS {
        *request.uri_mut() = Uri::from_static("/embed.html");
    }
    let mut response = if !matches!(*request.method(), Method::GET | Method::HEAD) {
        (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response()
    } else if path.split('/').any(|segment| segment.starts_with('.')) {
        StatusCode::NOT_FOUND.into_response()
    } else {
        next.run(request).await
    };
    let is_found = response.status().is_success();
    let headers = response.headers_mut();
    for (name, value) in headers::EVERYWHERE {
        headers.insert(
            HeaderName::from_bytes(name.as_bytes()).unwrap_or(CACHE_CONTROL),
            HeaderValue::from_static(value),
        );
    }
    if frames::is_page(&path) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::clone(&embed_policy));
    }
    let resource_policy = headers::resource_policy(&path);
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static(resource_policy),
    );
    if resource_policy == "cross-origin" {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(content_type) = headers::content_type(&path).filter(|_| is_found) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    let cache = if is_found {
        headers::cache_control(&path)
    } else {
        headers::ASK_FIRST
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
