//! One style sheet instead of several: fewer requests before the first paint, better compressed.

use vigie_core::bundle::Digest;

use super::template::Template;
use crate::write::Files;

/// Joins the style sheets that the page names, in their order, into one file named by its content.
pub(super) fn join(files: &mut Files, template: &mut Template) {
    let names = template.take_stylesheets();
    let mut joined = Vec::new();
    for name in &names {
        if let Some(bytes) = files.remove(name.trim_start_matches("./")) {
            joined.extend(bytes);
            joined.push(b'\n');
        }
    }
    if joined.is_empty() {
        return;
    }
    let digest = Digest::of(&joined);
    let name = format!("style-{}.css", digest.name());
    template.add_stylesheet(&format!("./{name}"), digest.as_str());
    template.set_boot_attribute("data-css", &name);
    template.set_boot_attribute("data-css-integrity", digest.as_str());
    files.insert(name, joined);
}
