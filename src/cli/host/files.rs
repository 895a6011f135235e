//! Configuration for common static hosts, written beside the site: Netlify and Cloudflare (`_headers`), Apache
//! (`.htaccess`), IIS (`web.config`) and an example for nginx. All express the rules of [`crate::host::headers`].

use std::fmt::Write as _;

use vigie_core::bundle::SEARCH_STEMS;

use super::frames;
use super::headers::{
    ASK_FIRST, EVERYWHERE, FOR_EVER, POLICY, RESOURCE_POLICY, SHARED, TYPES,
    content_security_policy, resource_policy,
};
use super::inline::Inline;
use crate::write::Files;
use crate::write::compress;

/// The page that others may frame, with its short address and its compressed copies, as a regular expression.
const EMBED_PATTERN: &str = r"/embed(\.html(\.br|\.gz)?)?$";

/// File names with a digest, as a regular expression of Apache and nginx.
const DIGEST_PATTERN: &str = r"[-._][0-9a-f]{12,}[._]|/[0-9a-f]{20}\.";

/// Paths other sites may load, as a regular expression.
fn shared_pattern() -> String {
    let paths: Vec<&str> = SHARED
        .iter()
        .map(|path| path.trim_start_matches('/'))
        .collect();
    format!("/({})", paths.join("|"))
}

/// Adds the settings of every host. `base_url` is the site's address; where it is empty, the site is taken
/// to lie in the root of its host. `allow` lists the origins that may show the list in a frame.
pub fn add(files: &mut Files, base_url: &str, allow: &[String]) {
    let policies = Policies::new(&Inline::of_site(files), allow);
    files.insert(
        "_headers".to_owned(),
        netlify(files, &policies).into_bytes(),
    );
    files.insert(
        ".htaccess".to_owned(),
        apache(base_url, &policies).into_bytes(),
    );
    files.insert("web.config".to_owned(), iis(files, &policies).into_bytes());
    files.insert(
        "nginx.conf.example".to_owned(),
        nginx(&policies).into_bytes(),
    );
}

/// The policies of a site.
struct Policies<'a> {
    /// Of all pages but one.
    pages: String,
    /// Of the page that others may frame.
    embed: String,
    /// Who may frame it.
    allow: &'a [String],
}

impl<'a> Policies<'a> {
    fn new(inline: &Inline, allow: &'a [String]) -> Self {
        let pages = content_security_policy(inline);
        Self {
            embed: frames::policy(&pages, allow),
            pages,
            allow,
        }
    }
}

/// Hosts of this form add up rules, so the rule for all paths sets nothing that a special one changes.
fn netlify(files: &Files, policies: &Policies<'_>) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in EVERYWHERE {
        let _ = writeln!(text, "  {name}: {value}");
    }
    if policies.allow.is_empty() {
        let _ = writeln!(text, "  {POLICY}: {}", policies.pages);
    } else {
        // Of two policies both count, so that of all pages cannot forbid frames. The older header does, and browsers
        // pass it by where a policy speaks of frames.
        let policy = policies.pages.replace(&format!("{}; ", frames::NOBODY), "");
        let _ = writeln!(text, "  {POLICY}: {policy}\n  X-Frame-Options: DENY");
        let ancestors = frames::frame_ancestors(policies.allow);
        for path in [frames::SHORT_ADDRESS, &format!("/{}", frames::PAGE)] {
            let _ = writeln!(text, "{path}\n  {POLICY}: {ancestors}");
        }
    }
    for path in SHARED {
        let _ = writeln!(
            text,
            "{path}*\n  {RESOURCE_POLICY}: cross-origin\n  Access-Control-Allow-Origin: *"
        );
    }
    for folder in ["cards", "bodies", "images"] {
        let _ = writeln!(text, "/bundle/{folder}/*\n  Cache-Control: {FOR_EVER}");
    }
    for name in SEARCH_STEMS {
        let _ = writeln!(
            text,
            "/bundle/{name}.*\n  Cache-Control: {FOR_EVER}\n  Content-Type: application/octet-stream"
        );
    }
    // Hosts of this form have their own idea of these two, and both must never be old.
    for (path, content_type) in [
        ("sw.js", "text/javascript; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json"),
    ] {
        let _ = writeln!(
            text,
            "/{path}\n  Cache-Control: {ASK_FIRST}\n  Content-Type: {content_type}"
        );
    }
    // The app's files lie in the root and are named one by one: a rule has no way to tell a hash.
    let hashed = files
        .keys()
        .filter(|path| !path.contains('/') && crate::host::headers::is_named_by_content(path));
    for path in hashed.filter(|path| !compress::is_compressed(path)) {
        let _ = writeln!(text, "/{path}\n  Cache-Control: {FOR_EVER}");
    }
    text
}

fn apache(base_url: &str, policies: &Policies<'_>) -> String {
    // Apache takes the page from the root of the host, not from this folder; `.br` it takes for Breton.
    let mut text = format!(
        "ErrorDocument 404 {}404.html\nAddDefaultCharset utf-8\nRemoveLanguage .br\n",
        super::path_of(base_url).unwrap_or_else(|| "/".to_owned())
    );
    for (extension, content_type) in TYPES {
        let _ = writeln!(text, "AddType {content_type} .{extension}");
    }
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in std::iter::once((POLICY, policies.pages.as_str())).chain(EVERYWHERE) {
        let _ = writeln!(text, "  Header always set {name} \"{value}\"");
    }
    let _ = writeln!(
        text,
        "  Header always set {RESOURCE_POLICY} \"same-origin\"\n  Header set Cache-Control \"{ASK_FIRST}\""
    );
    let _ = writeln!(
        text,
        "  <If \"%{{REQUEST_URI}} =~ m#{DIGEST_PATTERN}#\">\n    Header set Cache-Control \"{FOR_EVER}\"\n  </If>"
    );
    let shared = shared_pattern();
    let _ = writeln!(
        text,
        "  <If \"%{{REQUEST_URI}} =~ m#{shared}#\">\n    Header always set {RESOURCE_POLICY} \"cross-origin\"\n    \
         Header set Access-Control-Allow-Origin \"*\"\n  </If>"
    );
    if !policies.allow.is_empty() {
        let policy = &policies.embed;
        let _ = writeln!(
            text,
            "  <If \"%{{REQUEST_URI}} =~ m#{EMBED_PATTERN}#\">\n    Header always set {POLICY} \"{policy}\"\n  </If>"
        );
    }
    text.push_str(
        "</IfModule>\n<IfModule mod_rewrite.c>\n  RewriteEngine On\n  RewriteRule ^embed$ embed.html [L]\n",
    );
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        let _ = writeln!(
            text,
            "  RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b\n  RewriteCond %{{REQUEST_FILENAME}}.{extension} -f\n  \
             RewriteRule ^(.+)$ $1.{extension} [L]"
        );
    }
    text.push_str("</IfModule>\n");
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        // Apache would take the type from the last extension.
        for (file, content_type) in compress::TEXT {
            let _ = writeln!(
                text,
                "<FilesMatch \"\\.{file}\\.{extension}$\">\n  ForceType {content_type}\n  <IfModule mod_headers.c>\n    \
                 Header set Content-Encoding {encoding}\n    Header append Vary Accept-Encoding\n  </IfModule>\n  \
                 SetEnv no-gzip 1\n  SetEnv no-brotli 1\n</FilesMatch>"
            );
        }
    }
    text
}

fn iis(files: &Files, policies: &Policies<'_>) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    <staticContent>\n".to_owned();
    for (extension, content_type) in TYPES {
        let _ = writeln!(
            text,
            "      <remove fileExtension=\".{extension}\" />\n      <mimeMap fileExtension=\".{extension}\" mimeType=\"{content_type}\" />"
        );
    }
    text.push_str("    </staticContent>\n    <httpProtocol>\n      <customHeaders>\n");
    for (name, value) in std::iter::once((POLICY, policies.pages.as_str())).chain(EVERYWHERE) {
        let _ = writeln!(text, "        <add name=\"{name}\" value=\"{value}\" />");
    }
    let _ = writeln!(
        text,
        "        <add name=\"Cache-Control\" value=\"{ASK_FIRST}\" />"
    );
    text.push_str(
        "      </customHeaders>\n    </httpProtocol>\n    <httpErrors errorMode=\"Custom\" existingResponse=\"Replace\">\n      \
         <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" />\n    \
         </httpErrors>\n  </system.webServer>\n",
    );
    // This host knows no patterns: the folder and each file beside it that others may load are named.
    let is_shared = |path: &&String| {
        !path.contains('/')
            && !compress::is_compressed(path)
            && resource_policy(&format!("/{path}")) == "cross-origin"
    };
    for path in std::iter::once("bundle").chain(files.keys().filter(is_shared).map(String::as_str))
    {
        let mut headers = format!(
            "<add name=\"{RESOURCE_POLICY}\" value=\"cross-origin\" />\n          \
             <add name=\"Access-Control-Allow-Origin\" value=\"*\" />"
        );
        if path == frames::PAGE && !policies.allow.is_empty() {
            let policy = &policies.embed;
            let _ = write!(
                headers,
                "\n          <remove name=\"{POLICY}\" />\n          <add name=\"{POLICY}\" value=\"{policy}\" />"
            );
        }
        let _ = writeln!(
            text,
            "  <location path=\"{path}\">\n    <system.webServer>\n      <httpProtocol>\n        <customHeaders>\n          \
             {headers}\n        </customHeaders>\n      </httpProtocol>\n    </system.webServer>\n  </location>"
        );
    }
    text.push_str("</configuration>\n");
    text
}

/// Maps must be outside `server`, so the example is a file to include in `http`.
fn nginx(policies: &Policies<'_>) -> String {
    let shared = shared_pattern();
    let Policies { pages, embed, .. } = policies;
    let mut text = format!(
        "# Include this file in the http block, then set server_name and root.\n\
         map $uri $vigie_policy {{\n  default \"{pages}\";\n  \"~{EMBED_PATTERN}\" \"{embed}\";\n}}\n\
         map $uri $vigie_cache {{\n  default \"{ASK_FIRST}\";\n  \"~{DIGEST_PATTERN}\" \"{FOR_EVER}\";\n}}\n\
         map $uri $vigie_resource {{\n  default same-origin;\n  \"~{shared}\" cross-origin;\n}}\n\
         map $uri $vigie_origin {{\n  default \"\";\n  \"~{shared}\" \"*\";\n}}\n\
         server {{\n  listen 80;\n  server_name veille.example.org;\n  root /srv/veille;\n  charset utf-8;\n  \
         error_page 403 404 =404 /404.html;\n  absolute_redirect off;\n  gzip_static on;\n  # brotli_static on;  (with the brotli module)\n  include mime.types;\n  \
         types {{\n"
    );
    // `types` inside a server replaces the inherited list, so that is included first.
    for (extension, content_type) in TYPES {
        let _ = writeln!(text, "    {content_type} {extension};");
    }
    text.push_str("  }\n  add_header Cache-Control $vigie_cache always;\n");
    let _ = writeln!(
        text,
        "  add_header {RESOURCE_POLICY} $vigie_resource always;\n  add_header Access-Control-Allow-Origin $vigie_origin always;"
    );
    let _ = writeln!(text, "  add_header {POLICY} $vigie_policy always;");
    for (name, value) in EVERYWHERE {
        let _ = writeln!(text, "  add_header {name} \"{value}\" always;");
    }
    // A folder is asked for again with its slash, and `$uri` has neither escapes nor double slashes any more.
    text.push_str(
        "  location / {\n    try_files $uri $uri/ $uri.html =404;\n  }\n  location ~ /\\. {\n    return 404;\n  }\n}\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apache_finds_the_page_for_missing_ones_below_a_path() {
        for (base_url, page) in [
            ("https://a.example/veille/", "/veille/404.html"),
            ("https://a.example/", "/404.html"),
            ("", "/404.html"),
        ] {
            let mut files = Files::new();
            add(&mut files, base_url, &[]);
            let text = String::from_utf8(files[".htaccess"].clone()).unwrap();
            let rule = format!("ErrorDocument 404 {page}\n");
            assert!(text.starts_with(&rule), "{base_url}: {text}");
        }
    }

    #[test]
    fn worker_and_manifest_are_asked_for_each_time() {
        let mut files = Files::new();
        add(&mut files, "", &[]);
        let text = String::from_utf8(files["_headers"].clone()).unwrap();
        for path in ["/sw.js", "/manifest.webmanifest"] {
            let rule = format!("\n{path}\n  Cache-Control: {ASK_FIRST}\n");
            assert!(text.contains(&rule), "{text}");
        }
    }

    #[test]
    fn files_named_by_content_are_kept_for_ever() {
        let mut files = Files::from([("app-0123456789abcdef.js".to_owned(), Vec::new())]);
        add(&mut files, "", &[]);
        let text = String::from_utf8(files["_headers"].clone()).unwrap();
        assert!(
            text.contains(&format!(
                "\n/app-0123456789abcdef.js\n  Cache-Control: {FOR_EVER}\n"
            )),
            "{text}"
        );
    }

    fn written(allow: &[&str]) -> [String; 4] {
        let allow: Vec<String> = allow.iter().map(|origin| (*origin).to_owned()).collect();
        let mut files = ["embed.html", "embed.js", "widget.js", "index.html"]
            .map(|path| (path.to_owned(), Vec::new()))
            .into();
        add(&mut files, "", &allow);
        ["_headers", ".htaccess", "web.config", "nginx.conf.example"]
            .map(|name| String::from_utf8(files[name].clone()).unwrap())
    }

    #[test]
    fn nobody_may_frame_anything_by_default() {
        for text in written(&[]) {
            let rules = text.matches("frame-ancestors").count();
            assert!(rules >= 1, "{text}");
            assert_eq!(text.matches(frames::NOBODY).count(), rules, "{text}");
        }
    }

    #[test]
    fn one_page_may_be_framed_by_those_on_the_list() {
        for text in written(&["https://intranet.example"]) {
            let ancestors = "frame-ancestors https://intranet.example";
            let places: Vec<usize> = text.match_indices(ancestors).map(|(at, _)| at).collect();
            assert!(!places.is_empty(), "{text}");
            for at in places {
                // It must be in the rule of the page: nothing between its name and here mentions frames.
                let before = text.get(..at).unwrap();
                let rule = before.get(before.rfind("embed").unwrap()..).unwrap();
                assert!(!rule.contains("frame-ancestors"), "{text}");
            }
            let forbids = text.contains(frames::NOBODY) || text.contains("X-Frame-Options: DENY");
            assert!(forbids, "everything else stays as it was: {text}");
        }
    }

    #[test]
    fn the_example_hides_hidden_files_and_names_no_host() {
        let [.., nginx] = written(&[]);
        for rule in [
            "location ~ /\\. {\n    return 404;",
            "absolute_redirect off;",
        ] {
            assert!(nginx.contains(rule), "{rule}: {nginx}");
        }
    }

    #[test]
    fn a_host_without_patterns_names_what_others_may_load() {
        let [.., iis, _] = written(&[]);
        for path in ["bundle", "embed.html", "embed.js", "widget.js"] {
            let location = format!("<location path=\"{path}\">");
            assert!(iis.contains(&location), "{path}: {iis}");
        }
        assert!(!iis.contains("location path=\"index.html\""), "{iis}");
    }
}
