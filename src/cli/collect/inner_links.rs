//! Resolves links between pages of the site, once all articles are known.

use std::collections::HashMap;

use vigie_core::markdown::LinkTarget;
use vigie_core::url::SafeUrl;

use super::Options;
use super::cleaned::{self, Cleaned};
use super::documents::Documents;
use super::folder::Folder;
use super::links::{Known, Places};
use crate::diagnostics::{Code, Diagnostic};

/// Lets the links of all bodies lead where they should, and returns the files that they made a part of the
/// site. A link that leads nowhere is a warning.
pub(super) fn resolve(
    cleaned: &mut [Cleaned],
    folder: &Folder,
    options: &Options<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Documents {
    let known = cleaned.iter().map(|one| Known {
        path: &one.path,
        permalink: &one.article.id,
        aliases: &one.article.aliases,
        document: &one.document,
    });
    let base_url = options.config.site.base_url.as_str();
    let places = Places::new(known, options.withheld, folder, base_url);
    let mut documents = Documents::new(options.content);
    for one in cleaned {
        let mut targets: HashMap<&str, Option<LinkTarget>> = HashMap::new();
        for (address, at) in &one.links {
            let resolved = places.resolve(&one.path, &one.article.id, address, &mut documents);
            let target = resolved.map(Some).unwrap_or_else(|dead| {
                diagnostics.push(
                    Diagnostic::new(&one.path, *at, Code::DeadLink, dead.reason)
                        .with_hint(dead.hint),
                );
                dead.target
            });
            targets.insert(address, target);
        }
        if targets.is_empty() {
            continue;
        }
        let target = |address: &str| match targets.get(address) {
            Some(target) => target.clone(),
            None => SafeUrl::parse(address).ok().map(LinkTarget::External),
        };
        one.document = cleaned::document(&one.body, &one.article.title, &target);
    }
    documents
}
