//! Addresses: where a link may lead, and what names an article.

use url::Url;
use vigie_core::markdown::SiteAddress;
use vigie_core::permalink::{Permalink, Slug};
use vigie_core::url::SafeUrl;

/// A safe address has one of four schemes, is plain ASCII, reads as itself, and leads where the URL Standard says.
pub(super) fn url(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(safe) = SafeUrl::parse(&text) else {
        return;
    };
    let address = safe.as_str();
    assert!(address.len() <= 2_048);
    assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(!address.contains(['"', '\'', '<', '>', '`', '\\']));
    assert_eq!(SafeUrl::parse(address).as_ref(), Ok(&safe));
    let Ok(ours) = Url::parse(address) else {
        // Which letters punycode may stand for takes tables that the browser alone has; it will not open these.
        let is_encoded = |host: &str| host.split('.').any(|label| label.starts_with("xn--"));
        return assert!(safe.host().is_some_and(is_encoded), "{address}");
    };
    assert!(["http", "https", "mailto", "tel"].contains(&ours.scheme()));
    assert_eq!(ours.host_str(), safe.host());
    assert_eq!((ours.username(), ours.password()), ("", None));
    let theirs = Url::parse(&text).expect("the standard reads what is accepted");
    assert_eq!(
        (ours.scheme(), ours.host_str(), ours.port()),
        (theirs.scheme(), theirs.host_str(), theirs.port())
    );
}

/// A permalink is two plain segments and reads as itself; an address of the site never leaves its folder.
pub(super) fn permalink(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(permalink) = Permalink::parse(&text) {
        check_permalink(&permalink);
        let given = text.strip_suffix('/').unwrap_or(&text);
        assert_eq!(permalink.as_str(), given);
    }
    check_permalink(&Permalink::from_foreign_id(&text));
    let slug = Slug::new(&text);
    assert_eq!(Slug::new(slug.as_str()), slug);
    assert!(!slug.as_str().contains(['/', ' ', '?', '#', '%']), "{slug}");

    let article = Permalink::parse("/papers/a").expect("a permalink");
    let made = [
        SiteAddress::article(&article, &text),
        SiteAddress::list(&text),
    ];
    for address in made.into_iter().filter(|made| made.as_str().len() <= 2_048) {
        assert_eq!(SiteAddress::parse(address.as_str()), Some(address));
    }
    if let Some(address) = SiteAddress::parse(&text) {
        assert_eq!(address.as_str(), text);
        let folder = Url::parse("https://host.example/site/").expect("an address");
        let joined = folder.join(&text).expect("an address of the site");
        assert!(joined.as_str().starts_with(folder.as_str()), "{joined}");
    }
}

#[track_caller]
fn check_permalink(permalink: &Permalink) {
    let text = permalink.as_str();
    assert!(text.len() <= 512, "{text}");
    assert_eq!(Permalink::parse(text).as_ref(), Some(permalink));
    assert_eq!(
        format!("/{}/{}", permalink.section(), permalink.slug()),
        text
    );
    assert_eq!(text.matches('/').count(), 2);
    assert_eq!(format!("/{}", permalink.relative()), text);
    let folder = Url::parse("https://host.example/site/").expect("an address");
    let joined = folder.join(permalink.relative()).expect("a relative path");
    assert_eq!(joined.as_str(), format!("https://host.example/site{text}"));
}
