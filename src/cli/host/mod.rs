//! Serving a finished site: the [`headers`], with what its pages contain [`inline`], the origins that may frame it
//! ([`frames`]), the [`files`] that configure common hosts, and our own [`server`].

pub mod files;
pub mod frames;
pub mod headers;
pub mod inline;
pub mod server;

/// The path of an absolute address, with a slash at both ends; `None` for the empty one.
pub(crate) fn path_of(base_url: &str) -> Option<String> {
    let (_, rest) = base_url.split_once("://")?;
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.trim_end_matches('/');
    Some(if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_is_the_path_on_the_host() {
        for (base, path) in [
            ("https://a.example", "/"),
            ("https://a.example/", "/"),
            ("https://a.example/veille", "/veille/"),
            ("https://a.example/outils/veille/", "/outils/veille/"),
        ] {
            assert_eq!(path_of(base).as_deref(), Some(path), "{base}");
        }
        assert_eq!(path_of(""), None);
    }
}
