//! The local server answers as a real host should.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use tempfile::TempDir;

use crate::support::vigie;

/// A running server that ends with the test.
struct Server {
    process: Child,
    address: String,
    site: TempDir,
}

impl Server {
    fn start() -> Self {
        let site = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = site.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("index.html", "home");
        write("404.html", "not here");
        write("app-0123456789abcdef_bg.wasm", "wasm");
        write("app-0123456789abcdef_bg.wasm.br", "small");
        write("bundle/articles.json", "{}");
        write("bundle/search.0123456789abcdef0123.idx", "index");
        write(".htaccess", "secret");
        write("embed.html", "frame");
        write("demo/index.html", "examples");
        write(
            "vigie.json",
            "{\"name\":\"vigie\",\"embed\":[\"https://intranet.example\",\"x; y\"]}",
        );
        let mut process = vigie()
            .arg("serve")
            .arg(site.path())
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("http://")
            .unwrap()
            .trim_end_matches('/')
            .to_owned();
        Self {
            process,
            address,
            site,
        }
    }

    /// Sends one request; returns head in lower case, and body.
    fn ask(&self, request: &str) -> (String, String) {
        self.ask_with(request, "Accept-Encoding: br")
    }

    /// Sends one request with a header of its own.
    fn ask_with(&self, request: &str, header: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request =
            format!("{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n\r\n");
        // What a server refuses it may answer before it has read all, and then it closes: the answer counts.
        let closed = |error: &std::io::Error| {
            use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
            matches!(
                error.kind(),
                BrokenPipe | ConnectionAborted | ConnectionReset
            )
        };
        if let Err(error) = stream.write_all(request.as_bytes()) {
            assert!(closed(&error), "{error}");
        }
        let mut answer = Vec::new();
        if let Err(error) = stream.read_to_end(&mut answer) {
            assert!(closed(&error), "{error}");
        }
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    #[track_caller]
    fn check(&self, request: &str, parts: &[&str], expected_body: &str) {
        let (head, body) = self.ask(request);
        for part in parts {
            assert!(head.contains(part), "{request}: wanted {part} in\n{head}");
        }
        assert_eq!(body, expected_body, "{request}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_site_is_served_with_the_headers_of_a_host() {
    let server = Server::start();
    let policy =
        "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';";
    server.check(
        "GET /",
        &[
            "200 ok",
            "text/html",
            policy,
            "referrer-policy: no-referrer",
            "nosniff",
            "no-cache",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
        ],
        "home",
    );
    server.check(
        "GET /app-0123456789abcdef_bg.wasm",
        &[
            "application/wasm",
            "content-encoding: br",
            "max-age=31536000, immutable",
        ],
        "small",
    );
    server.check(
        "GET /bundle/articles.json",
        &[
            "application/json",
            "cache-control: no-cache",
            "cross-origin-resource-policy: cross-origin",
            "access-control-allow-origin: *",
        ],
        "{}",
    );
    server.check(
        "GET /bundle/search.0123456789abcdef0123.idx",
        &["application/octet-stream", "immutable"],
        "index",
    );
    server.check("HEAD /", &["200 ok", "content-length: 4"], "");
}

#[test]
fn unknown_paths_and_other_methods_are_refused() {
    let server = Server::start();
    server.check(
        "GET /papers/x",
        &[
            "404 not found",
            "text/html",
            "no-cache",
            "content-security-policy",
        ],
        "not here",
    );
    server.check(
        "HEAD /papers/x",
        &["404 not found", "content-length: 8"],
        "",
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "WHAT"] {
        let parts = ["405 method not allowed", "allow: get, head", "nosniff"];
        server.check(&format!("{method} /"), &parts, "");
    }
}

#[test]
fn odd_paths_get_the_page_for_unknown_ones() {
    let server = Server::start();
    for path in [
        "/.htaccess",
        "/%2ehtaccess",
        "/%2Ehtaccess",
        "/%252ehtaccess",
        "/demo/%2e%2e/.htaccess",
        "/demo/..%2f.htaccess",
        "/demo/%2e%2e/%2e%2e/Cargo.toml",
        "/../Cargo.toml",
        "/..%5cCargo.toml",
        "/%5c%5chost",
        "/index.html%00",
        "/index.html/",
        "/%ff",
        "/%",
        "//host",
        "//demo",
        "///demo",
        "/%2fdemo",
        "/%2f/demo",
        "/%5c/demo",
        "/%09/demo",
    ] {
        for method in ["GET", "HEAD"] {
            let body = if method == "GET" { "not here" } else { "" };
            let request = format!("{method} {path}");
            server.check(&request, &["404 not found", "text/html"], body);
            assert!(!server.ask(&request).0.contains("\r\nlocation:"), "{path}");
        }
    }
    for path in ["/\\host", "/\\demo", "/\t/demo", "\\demo", "demo"] {
        let (head, _) = server.ask(&format!("GET {path}"));
        assert!(head.starts_with("http/1.1 40"), "{path:?}: {head}");
        assert!(!head.contains("\r\nlocation:"), "{path:?}: {head}");
    }
    let long = format!("GET /{}", "a".repeat(300));
    server.check(&long, &["404 not found"], "not here");
    for length in [5_000, 60_000, 80_000] {
        let long = format!("GET /{}", "a".repeat(length));
        server.check(&long, &["414 uri too long"], "");
    }
}

#[test]
fn the_page_for_unknown_paths_comes_whole_whatever_is_kept() {
    let server = Server::start();
    for condition in [
        "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
        "Range: bytes=0-2",
        "If-None-Match: *",
    ] {
        let (head, body) = server.ask_with("GET /papers/x", condition);
        assert!(head.contains("404 not found"), "{condition}: {head}");
        assert_eq!(body, "not here", "{condition}");
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_itself() {
    let server = Server::start();
    let parts = ["307 temporary redirect", "\r\nlocation: ./demo/?a=//b\r\n"];
    server.check("GET /demo?a=//b", &parts, "");
    server.check("GET /demo/", &["200 ok"], "examples");
}

#[test]
fn the_headers_follow_what_an_escaped_path_means() {
    let server = Server::start();
    let shared = ["200 ok", "cross-origin-resource-policy: cross-origin"];
    server.check("GET /%62undle/articles%2Ejson", &shared, "{}");
    let ancestors = ["200 ok", "frame-ancestors https://intranet.example;"];
    server.check("GET /%65mbed%2Ehtml", &ancestors, "frame");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_lead_nowhere() {
    let server = Server::start();
    let root = server.site.path();
    let link = |target: &str, name: &str| {
        std::os::unix::fs::symlink(target, root.join(name)).unwrap();
    };
    link("/etc/hostname", "name.txt");
    link("/etc", "etc");
    link("index.html", "same.html");
    for path in ["/name.txt", "/etc/hostname", "/etc", "/etc/"] {
        server.check(&format!("GET {path}"), &["404 not found"], "not here");
    }
    server.check("GET /same.html", &["200 ok"], "home");
}

#[test]
fn one_page_may_be_framed_by_those_the_site_names() {
    let server = Server::start();
    let ancestors = "frame-ancestors https://intranet.example;";
    for path in ["/embed", "/embed.html", "/embed.html?query=x&theme=dark"] {
        let request = format!("GET {path}");
        server.check(&request, &["200 ok", "text/html", ancestors], "frame");
    }
    for path in ["/", "/papers/embed", "/bundle/articles.json"] {
        let (head, _) = server.ask(&format!("GET {path}"));
        assert!(head.contains("frame-ancestors 'none';"), "{path}: {head}");
    }
}
