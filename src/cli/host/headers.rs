//! The HTTP headers of a site, in one table that the local server and all host configurations use.

use super::inline::Inline;

/// Content-Security-Policy of a site whose pages have nothing inside: nothing from elsewhere, no inline script or style,
/// WebAssembly allowed, every sink of markup behind one Trusted Types policy.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types vigie";

/// Returns the Content-Security-Policy of a site's pages: what they have inside is allowed by its digest.
pub fn content_security_policy(inline: &Inline) -> String {
    let mut policy = CONTENT_SECURITY_POLICY.to_owned();
    for (directive, digests) in [
        ("script-src", &inline.scripts),
        ("style-src", &inline.styles),
    ] {
        let bare = [directive, " 'self'"].concat();
        let quoted = digests.iter().map(|digest| format!(" '{digest}'"));
        policy = policy.replace(
            &bare,
            &std::iter::once(bare.clone())
                .chain(quoted)
                .collect::<String>(),
        );
    }
    policy
}

/// Name of the policy's header.
pub const POLICY: &str = "Content-Security-Policy";

/// Features no page of the site uses.
const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), \
    payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), \
    xr-spatial-tracking=()";

/// Headers of every answer beside the policy. That about other origins depends on the path: see [`resource_policy`].
pub const EVERYWHERE: [(&str, &str); 4] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Name of the header [`resource_policy`] gives the value of.
pub const RESOURCE_POLICY: &str = "Cross-Origin-Resource-Policy";

/// Cache rule of files named by their content.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Cache rule of every other file: cached, but revalidated each time.
pub const ASK_FIRST: &str = "no-cache";

/// What other sites may load: the bundle, the concepts and the widget, which exist to be embedded.
pub const SHARED: [&str; 4] = ["/bundle/", "/concepts.idx", "/embed", "/widget"];

/// Content types hosts get wrong or leave open.
pub const TYPES: [(&str, &str); 4] = [
    ("wasm", "application/wasm"),
    ("idx", "application/octet-stream"),
    ("webmanifest", "application/manifest+json"),
    ("avif", "image/avif"),
];

/// Returns the Cross-Origin-Resource-Policy of a path that starts with a slash.
pub fn resource_policy(path: &str) -> &'static str {
    if SHARED.iter().any(|shared| path.starts_with(shared)) {
        "cross-origin"
    } else {
        "same-origin"
    }
}

/// Returns the cache rule of a path: files named by their content never change.
pub fn cache_control(path: &str) -> &'static str {
    if is_named_by_content(path) {
        FOR_EVER
    } else {
        ASK_FIRST
    }
}

/// Returns the type of a file where hosts differ.
pub fn content_type(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    TYPES
        .iter()
        .find(|(known, _)| *known == extension)
        .map(|(_, content_type)| *content_type)
}

/// Whether the file name holds a digest: `-<hash>.` or `_<hash>` of the app's build, `.<digest>.` of the
/// bundle, or nothing but a digest as pictures have.
pub fn is_named_by_content(path: &str) -> bool {
    /// The tools write 64-bit hashes without leading zeros; shorter than this is one in a million.
    const MIN_DIGITS: usize = 12;
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['.', '-', '_']).any(|part| {
        part.len() >= MIN_DIGITS
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    }) && name.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_digest_are_kept_for_ever() {
        for path in [
            "/app-1c9d2a53c3ef3c50_bg.wasm",
            "/bundle/cards/2026-04.0123456789abcdef0123.json",
            "/bundle/images/0123456789abcdef0123.webp",
        ] {
            assert_eq!(cache_control(path), FOR_EVER, "{path}");
        }
        for path in [
            "/",
            "/index.html",
            "/bundle/articles.json",
            "/papers/2024-12-13-impella",
            "/sw.js",
            "/papers/deadbeefdeadbeefdeadbeef",
        ] {
            assert_eq!(cache_control(path), ASK_FIRST, "{path}");
        }
    }

    #[test]
    fn only_what_pages_have_inside_is_added_to_the_policy() {
        assert_eq!(
            content_security_policy(&Inline::default()),
            CONTENT_SECURITY_POLICY
        );
        let inline = Inline::of("<style>a</style><script>b</script>");
        let (style, script) = (&inline.styles[0], &inline.scripts[0]);
        let policy = content_security_policy(&inline);
        assert!(
            policy.contains(&format!("; style-src 'self' '{style}'; ")),
            "{policy}"
        );
        assert!(
            policy.contains(&format!(
                "; script-src 'self' '{script}' 'wasm-unsafe-eval'; "
            )),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn bundle_and_widget_may_be_embedded() {
        assert_eq!(resource_policy("/bundle/articles.json"), "cross-origin");
        assert_eq!(resource_policy("/index.html"), "same-origin");
    }
}
