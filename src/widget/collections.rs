//! One collection per feed, shared by all lists that show it. A list that is removed and inserted again finds it
//! here.

use std::cell::RefCell;
use std::collections::BTreeMap;

use vigie_core::article::Article;
use vigie_ui::signals::{Effect, Owner};
use vigie_ui::state::indexing;
use vigie_ui::state::loading::{Collection, Phase};

/// A collection, and what keeps its signals alive.
struct OpenCollection {
    collection: &'static Collection,
    owner: Owner,
    /// The one before, which a list may still be leaving.
    before: Option<Owner>,
    is_refreshing: bool,
}

thread_local! {
    static OPEN: RefCell<BTreeMap<String, OpenCollection>> = const { RefCell::new(BTreeMap::new()) };
}

/// Returns the collection of a feed; loads it the first time.
pub(crate) fn open(entry: &str, concepts: &str) -> &'static Collection {
    OPEN.with_borrow_mut(|entries| {
        if let Some(known) = entries.get(entry) {
            return known.collection;
        }
        let new = make(entry, concepts);
        let collection = new.collection;
        entries.insert(entry.to_owned(), new);
        collection
    })
}

fn make(entry: &str, concepts: &str) -> OpenCollection {
    let owner = Owner::new();
    let collection: &_ = owner.with(|| {
        let collection = Collection::at(entry.to_owned(), concepts.to_owned(), indexing::here);
        &*Box::leak(Box::new(collection))
    });
    collection.load();
    OpenCollection {
        collection,
        owner,
        before: None,
        is_refreshing: false,
    }
}

/// Loads a feed again beside the current collection. If the result is newer, it replaces it, and `exchange` is called
/// with both and the number of articles that are new. What fails or is still the same changes nothing.
pub(crate) fn refresh(
    entry: String,
    concepts: &str,
    exchange: impl Fn(&'static Collection, &'static Collection, u32) + 'static,
) {
    let present = OPEN.with_borrow_mut(|entries| {
        let open = entries.get_mut(&entry)?;
        let is_loading = matches!(
            open.collection.phase.get_untracked(),
            Phase::Starting | Phase::Loading
        );
        if open.is_refreshing || is_loading {
            return None;
        }
        open.is_refreshing = true;
        Some(open.collection)
    });
    let Some(present) = present else { return };
    let new = make(&entry, concepts);
    let next = new.collection;
    let owner = new.owner.clone();
    let new = RefCell::new(Some(new));
    let settle = move |_| {
        let phase = next.phase.get();
        if matches!(phase, Phase::Starting | Phase::Loading) {
            return;
        }
        let Some(new) = new.borrow_mut().take() else {
            return;
        };
        let added = count_new(present, next);
        let is_newer =
            phase == Phase::Complete && (added > 0 || generated(present) != generated(next));
        OPEN.with_borrow_mut(|entries| {
            let Some(open) = entries.get_mut(&entry) else {
                return;
            };
            open.is_refreshing = false;
            if !is_newer {
                present.checked_at(next.checked.get_untracked());
                return new.owner.cleanup();
            }
            open.collection = next;
            let before = std::mem::replace(&mut open.owner, new.owner);
            if let Some(oldest) = open.before.replace(before) {
                oldest.cleanup();
            }
        });
        if is_newer {
            exchange(present, next, added);
        }
    };
    // It ends with the collection it watches.
    owner.with(|| Effect::new(settle));
}

/// How many articles of a collection another does not have.
fn count_new(present: &Collection, next: &Collection) -> u32 {
    let known = present.library.get_untracked();
    let is_new = |article: &&std::sync::Arc<Article>| known.find(&article.id).is_none();
    let new = next
        .library
        .with_untracked(|library| library.loaded_articles().filter(is_new).count());
    u32::try_from(new).unwrap_or(u32::MAX)
}

/// When the data of a collection was published; empty for a feed of another tool.
pub(crate) fn generated(collection: &Collection) -> String {
    collection.library.with_untracked(|library| {
        let manifest = library.manifest.as_ref();
        manifest
            .map(|manifest| manifest.generated.clone())
            .unwrap_or_default()
    })
}
