//! The publisher's settings, `vigie.toml`.

use vigie_cli::check::config;
use vigie_cli::host::frames;
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;

use super::places;

/// What is wrong in settings is named with its place; the rest holds only addresses, origins and sections that can be
/// published.
pub(super) fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut found = Vec::new();
    let config = config::parse(data, &mut found);
    places::check(&text, &found);
    let base_url = &config.site.base_url;
    if !base_url.is_empty() {
        let url = SafeUrl::parse(base_url).expect("a safe address");
        assert!(url.host().is_some() && base_url.ends_with('/') && url.as_str() == base_url);
        assert!(!base_url.contains(['?', '#']));
    }
    for origin in &config.embed.allow {
        assert_eq!(frames::origin(origin).as_ref(), Some(origin));
        assert!(!origin.contains([' ', ';', ',', '\'', '"', '\n', '*']));
    }
    for section in config.sections.keys() {
        let permalink = Permalink::parse(&format!("/{section}/x")).expect("a permalink");
        assert_eq!(permalink.section(), section);
    }
}
