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
    _site: TempDir,
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
            _site: site,
        }
    }

    /// Sends one request; returns head in lower case, and body.
    fn ask(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: br\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
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
    let policy = "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-";
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
fn unknown_paths_hidden_files_and_other_methods_are_refused() {
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
    server.check("GET /.htaccess", &["404 not found"], "");
    server.check("GET /../Cargo.toml", &["404 not found"], "");
    server.check(
        "POST /",
        &["405 method not allowed", "allow: get, head"],
        "",
    );
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
