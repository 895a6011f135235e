//! Static pages made of the app's `index.html`: the first page with its cards, and `404.html`.

use crate::assemble::Files;
use crate::collection::Collection;

/// Finishes the pages of a whole site. Called before compression, with every file of app and bundle.
pub fn finish(files: &mut Files, collection: &Collection) {
    let _ = (files, collection);
}
