//! The favourites of this browser: the one thing readers leave here, and may never lose.
//!
//! Each has a key of its own in `localStorage`, so that two tabs never write over each other, a write is
//! there whole or not at all, and a damaged value costs one favourite. What is shown as a favourite is
//! written already; what could not be written says so, and is tried again with the next one. The list in
//! memory outlives a storage that is blocked, full or cleared, and writes a cleared one anew.
//!
//! What is said about it, backups and what is damaged are the work of `public/favourites.js`.

use vigie_core::index::DocSet;
use vigie_core::permalink::Permalink;

use super::{Favourite, Library};
use crate::browser::storage::{self, Outcome};
use crate::browser::{clock, module, page};
use crate::signals::RwSignal;

/// Begin of the keys; the permalink follows.
const KEY: &str = "vigie:favourite:";

/// Begin of the keys under which damaged values are kept; a number follows.
const DAMAGED_KEY: &str = "vigie:damaged:";

/// The first of them.
const FIRST_DAMAGED: &str = "vigie:damaged:0";

/// Says that the reader was reminded to make a backup. Written by the script.
const REMINDED_KEY: &str = "vigie:favourites-reminded";

/// The script for notices and files.
const SCRIPT: &str = "favourites.js";

/// The event by which the script hands over what was imported: a line for each favourite, its permalink, a
/// tab, its value; in this form the script gets them too. Without any, what could not be saved is tried again; `export` asks for a backup.
const IMPORT: &str = "vigie-favourites";

/// The action that saves a backup.
pub const EXPORT: &str = "export";

/// The event that tells of the first favourite that is saved.
const FIRST: &str = "vigie-favourite";

/// Favourites at which readers are reminded once to make a backup.
const MANY: usize = 20;

/// All favourites. A bundle of signals, free to copy.
#[derive(Clone, Copy, Debug)]
pub struct Favourites {
    /// In the order of their permalinks.
    list: RwSignal<Vec<Favourite>>,
    /// Whether there are values that could not be read.
    pub has_damaged: bool,
}

impl Favourites {
    /// Reads what is kept, follows what other tabs do, and puts aside what cannot be read.
    pub fn open() -> Self {
        let mut list = Vec::new();
        let mut is_new = false;
        for key in storage::keys(KEY) {
            if let Some(favourite) = read(&key) {
                insert(&mut list, &favourite);
            } else {
                set_aside(&key);
                is_new = true;
            }
        }
        let favourites = Self {
            list: RwSignal::new(list),
            has_damaged: is_new || storage::read(FIRST_DAMAGED).is_some(),
        };
        if is_new {
            favourites.tell("damaged");
        }
        storage::on_change(move |key| favourites.follow_tab(key));
        module::listen(IMPORT, move |lines| favourites.import(lines));
        favourites
    }

    /// Returns how many there are.
    pub fn count(self) -> u32 {
        // One for each key of a storage of a few megabytes.
        u32::try_from(self.list.with(Vec::len)).unwrap_or(u32::MAX)
    }

    /// Returns whether an article is a favourite, and whether it is saved; `None` if it is none.
    pub fn is_saved(self, permalink: &Permalink) -> Option<bool> {
        self.list.with(|list| {
            let at = position(list, permalink).ok()?;
            list.get(at).map(|favourite| favourite.is_saved)
        })
    }

    /// Returns those articles of the library that are favourites.
    pub fn docs(self, library: &Library) -> DocSet {
        let mut docs = DocSet::empty(library.count());
        self.list.with(|list| {
            let found = list.iter().filter_map(|one| library.find(&one.permalink));
            found.for_each(|doc| docs.insert(doc));
        });
        docs
    }

    /// Returns the favourites that the library does not have, newest permalink first.
    pub fn others(self, library: &Library) -> Vec<Favourite> {
        self.list.with(|list| {
            let others = list.iter().rev();
            others
                .filter(|one| library.find(&one.permalink).is_none())
                .cloned()
                .collect()
        })
    }

    /// Adds a favourite or takes it back. What cannot be written is shown as such.
    pub fn toggle(self, mut favourite: Favourite) {
        let position = self
            .list
            .with_untracked(|list| position(list, &favourite.permalink));
        if let Ok(at) = position {
            let key = key(&favourite.permalink);
            // What stands there and cannot be read stays.
            if read(&key).is_some() {
                storage::remove(&key);
            }
            self.change(&mut |list| drop(list.remove(at)));
            return;
        }
        favourite.added = clock::today();
        let outcome = self.add(&[favourite]);
        let count = self.list.with_untracked(Vec::len);
        match outcome {
            Outcome::Full => self.tell("full"),
            Outcome::Blocked => self.tell("blocked"),
            Outcome::Kept => {
                if count == 1 {
                    page::announce(FIRST);
                }
                if count >= MANY && storage::read(REMINDED_KEY).is_none() {
                    self.tell("remind");
                }
            }
        }
    }

    /// Lets the script do something: [`EXPORT`], `import` or `damaged-file`.
    pub fn tell(self, action: &str) {
        let mut detail = String::from(action);
        self.list.with_untracked(|list| {
            for favourite in list {
                let value = favourite.print();
                for part in ["\n", favourite.permalink.as_str(), "\t", &value] {
                    detail.push_str(part);
                }
            }
        });
        module::run(SCRIPT, &detail);
    }

    /// Files favourites under the present permalinks of their articles, once all articles are here.
    pub fn follow_aliases(self, library: &Library) {
        let mut moved = Vec::new();
        self.list.with_untracked(|list| {
            for favourite in list {
                let article = library
                    .find(&favourite.permalink)
                    .and_then(|doc| library.article(doc));
                let Some(article) = article.filter(|article| article.id != favourite.permalink)
                else {
                    continue;
                };
                let mut present = favourite.clone();
                present.permalink = article.id.clone();
                present.is_saved = false;
                moved.push((favourite.permalink.clone(), present));
            }
        });
        for (earlier, present) in moved {
            // The new one is written before the old one goes.
            if self.add(&[present]) == Outcome::Kept {
                storage::remove(&key(&earlier));
            }
            self.drop_from_list(&earlier);
        }
    }

    /// Adds what a backup holds beside what is there. Returns whether everything is saved now.
    fn import(self, lines: &str) -> bool {
        if lines == EXPORT {
            self.tell(EXPORT);
        }
        let mut imported = Vec::new();
        for line in lines.split('\n') {
            let (permalink, value) = line.split_once('\t').unwrap_or_default();
            let permalink = Permalink::parse(permalink);
            imported.extend(permalink.and_then(|permalink| Favourite::parse(permalink, value)));
        }
        self.add(&imported) == Outcome::Kept
    }

    /// Writes what is new, what could not be written before, and everything if the storage was cleared;
    /// then shows it.
    fn add(self, new: &[Favourite]) -> Outcome {
        let mut outcome = Outcome::Kept;
        self.change(&mut |list| {
            for favourite in new {
                insert(list, favourite);
            }
            let was_cleared = list
                .iter()
                .find(|favourite| favourite.is_saved)
                .is_some_and(|favourite| storage::read(&key(&favourite.permalink)).is_none());
            for favourite in list {
                if favourite.is_saved && !was_cleared {
                    continue;
                }
                let written = write(favourite);
                favourite.is_saved = written == Outcome::Kept;
                if !favourite.is_saved {
                    outcome = written;
                }
            }
        });
        outcome
    }

    /// Another tab has changed a key. What counts is what stands there now; what cannot be read takes nothing
    /// away.
    fn follow_tab(self, key: &str) {
        let permalink = key.strip_prefix(KEY).and_then(Permalink::parse);
        let Some(permalink) = permalink else { return };
        if let Some(favourite) = read(key) {
            self.change(&mut |list| insert(list, &favourite));
        } else if storage::read(key).is_none() {
            self.drop_from_list(&permalink);
        }
    }

    fn drop_from_list(self, permalink: &Permalink) {
        self.change(&mut |list| {
            if let Ok(at) = position(list, permalink) {
                list.remove(at);
            }
        });
    }

    /// Changes the list. The closure has no type of its own, so that this is compiled once.
    fn change(self, change: &mut dyn FnMut(&mut Vec<Favourite>)) {
        self.list.update(|list| change(list));
    }
}

fn position(list: &[Favourite], permalink: &Permalink) -> Result<usize, usize> {
    list.binary_search_by(|one| one.permalink.cmp(permalink))
}

/// Puts a favourite into its place. One that is there already stays, and is saved if this one is.
fn insert(list: &mut Vec<Favourite>, favourite: &Favourite) {
    match position(list, &favourite.permalink) {
        Ok(at) => {
            if let Some(present) = list.get_mut(at) {
                present.is_saved |= favourite.is_saved;
            }
        }
        Err(at) => list.insert(at, favourite.clone()),
    }
}

fn key(permalink: &Permalink) -> String {
    [KEY, permalink.as_str()].concat()
}

fn read(key: &str) -> Option<Favourite> {
    let permalink = key.strip_prefix(KEY).and_then(Permalink::parse)?;
    let mut favourite = Favourite::parse(permalink, &storage::read(key)?)?;
    favourite.is_saved = true;
    Some(favourite)
}

/// Writes a favourite, but never over something that cannot be read.
fn write(favourite: &Favourite) -> Outcome {
    let key = key(&favourite.permalink);
    if storage::read(&key).is_some() && read(&key).is_none() && !set_aside(&key) {
        return Outcome::Full;
    }
    storage::write(&key, &favourite.print())
}

/// Keeps a damaged value with its key under another one, and then frees its own. Without room for both it
/// stays where it is. Returns whether its key is free.
fn set_aside(key: &str) -> bool {
    let Some(value) = storage::read(key) else {
        return true;
    };
    let mut number = 0_u32;
    let mut aside = FIRST_DAMAGED.to_owned();
    while storage::read(&aside).is_some() {
        number += 1;
        aside = [DAMAGED_KEY, &number.to_string()].concat();
    }
    let is_kept = storage::write(&aside, &[key, "\n", &value].concat()) == Outcome::Kept;
    if is_kept {
        storage::remove(key);
    }
    is_kept
}
