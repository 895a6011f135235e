//! The favourites in this browser: the only data that readers create here, which must never be lost.
//!
//! Each favourite has its own key in `localStorage`, so that two tabs never overwrite each other, each write is
//! atomic, and a damaged value affects one favourite only. A favourite is written before it is shown as saved; one
//! that could not be written is shown as such and written again with the next change. The list in memory survives
//! when storage is blocked, full or cleared, and is written again to a cleared storage.
//!
//! Notices about favourites and the import of backups belong to the program beside the app; `public/favourites.js`
//! exports them to a file, without WebAssembly.

use vigie_core::index::DocSet;
use vigie_core::permalink::Permalink;
use vigie_core::scripts::{
    DAMAGED_KEYS, FAVOURITE_EVENT, FAVOURITE_KEYS, FAVOURITES_EVENT, REMINDED_KEY,
};

use super::{Favourite, Library};
use crate::browser::storage::{self, Outcome};
use crate::browser::{clock, module, page};
use crate::signals::RwSignal;

/// Number of the first damaged value.
const FIRST_DAMAGED: &str = "0";

/// The script that saves files.
const SCRIPT: &str = "favourites.js";

/// The action that saves a backup.
pub const EXPORT: &str = "export";

/// The action that saves what is damaged.
const DAMAGED_FILE: &str = "damaged-file";

/// Favourites at which readers are reminded once to make a backup.
const MANY: usize = 20;

/// All favourites. A bundle of signals, free to copy.
#[derive(Clone, Copy, Debug)]
pub struct Favourites {
    /// In the order of their permalinks.
    list: RwSignal<Vec<Favourite>>,
    /// Whether there are values that could not be read.
    pub has_damaged: RwSignal<bool>,
    /// How many favourites are left of the time before each site of a host had its own, and of which this one knows no
    /// article.
    pub unclaimed: RwSignal<u32>,
}

impl Favourites {
    /// Reads the stored favourites, follows changes of other tabs, and sets aside values that cannot be read.
    pub fn open() -> Self {
        let mut list = Vec::new();
        let mut is_new = false;
        for name in storage::names(FAVOURITE_KEYS) {
            if let Some(favourite) = read(&name) {
                insert(&mut list, &favourite);
            } else {
                set_aside(&name);
                is_new = true;
            }
        }
        let favourites = Self {
            list: RwSignal::new(list),
            has_damaged: RwSignal::new(
                is_new || storage::read(&[DAMAGED_KEYS, FIRST_DAMAGED].concat()).is_some(),
            ),
            unclaimed: RwSignal::default(),
        };
        if is_new {
            favourites.tell("damaged");
        }
        storage::on_change(move |name| favourites.follow_tab(name));
        // What was imported: a line for each favourite, its permalink, a tab, its value; in this form the script gets
        // them too. Without any, what could not be saved is tried again; `export` asks for a backup.
        module::listen(FAVOURITES_EVENT, move |lines| favourites.import(lines));
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
            let name = name(&favourite.permalink);
            // A value that cannot be read is not overwritten.
            if read(&name).is_some() {
                storage::remove(&name);
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
                    page::announce(FAVOURITE_EVENT);
                }
                if count >= MANY && storage::read(REMINDED_KEY).is_none() {
                    self.tell("remind");
                }
            }
        }
    }

    /// Has something done that the app does not do itself: [`EXPORT`], `import` or `damaged-file`, or something said.
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
        let saves = matches!(action, EXPORT | DAMAGED_FILE);
        module::run(if saves { SCRIPT } else { module::PROGRAM }, &detail);
    }

    /// Takes over the favourites from before each site of a host had its own, once all articles are here: those whose
    /// articles `is_ours` knows. The others stay where they are, and are counted, for another site or for
    /// [`Self::take_over_all`].
    pub fn take_over(self, is_ours: &dyn Fn(&Permalink) -> bool) {
        let takes = storage::takes_over();
        self.take_earlier(&|permalink| takes && permalink.is_some_and(is_ours));
    }

    /// Takes over what no site has taken over: the reader has asked for it here.
    pub fn take_over_all(self) {
        self.take_earlier(&|_| true);
    }

    /// Takes over each earlier value if `takes` its permalink, where it has one. It is written before it is forgotten,
    /// and what is here already stays.
    fn take_earlier(self, takes: &dyn Fn(Option<&Permalink>) -> bool) {
        let mut unclaimed = 0;
        for earlier in storage::earlier_names(DAMAGED_KEYS) {
            let damaged = storage::read_earlier(&earlier).unwrap_or_default();
            let (of, _) = damaged.split_once('\n').unwrap_or_default();
            let permalink = of
                .split_once(FAVOURITE_KEYS)
                .and_then(|(_, of)| Permalink::parse(of));
            if takes(permalink.as_ref()) && keep_aside(&damaged) {
                storage::remove_earlier(&earlier);
                self.has_damaged.set(true);
            }
        }
        for earlier in storage::earlier_names(FAVOURITE_KEYS) {
            let permalink = earlier
                .strip_prefix(FAVOURITE_KEYS)
                .and_then(Permalink::parse);
            if takes(permalink.as_ref()) && self.take_one(&earlier) {
                storage::remove_earlier(&earlier);
            } else {
                unclaimed += 1;
            }
        }
        self.unclaimed.set(unclaimed);
    }

    /// Writes one earlier favourite under the same name of this site; a damaged one is put aside. Returns whether it is
    /// here.
    fn take_one(self, name: &str) -> bool {
        let Some(value) = storage::read_earlier(name) else {
            return true;
        };
        if parse(name, &value).is_none() {
            self.has_damaged.set(true);
            return keep_aside(&[name, "\n", &value].concat());
        }
        if storage::read(name).is_none() && storage::write(name, &value) != Outcome::Kept {
            return false;
        }
        if let Some(favourite) = read(name) {
            self.change(&mut |list| insert(list, &favourite));
        }
        true
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
                storage::remove(&name(&earlier));
            }
            self.drop_from_list(&earlier);
        }
    }

    /// Adds what a backup holds beside what is there. Returns whether everything is saved now. A backup that is asked
    /// for is no longer to be made by who asks: `false`.
    fn import(self, lines: &str) -> bool {
        if lines == EXPORT {
            self.tell(EXPORT);
            return false;
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
                .is_some_and(|favourite| storage::read(&name(&favourite.permalink)).is_none());
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

    /// Another tab has changed a key. Its current value counts; what cannot be read takes nothing
    /// away.
    fn follow_tab(self, name: &str) {
        let permalink = name.strip_prefix(FAVOURITE_KEYS).and_then(Permalink::parse);
        let Some(permalink) = permalink else { return };
        if let Some(favourite) = read(name) {
            self.change(&mut |list| insert(list, &favourite));
        } else if storage::read(name).is_none() {
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

fn name(permalink: &Permalink) -> String {
    [FAVOURITE_KEYS, permalink.as_str()].concat()
}

fn read(name: &str) -> Option<Favourite> {
    parse(name, &storage::read(name)?)
}

/// Reads the favourite stored under a key.
fn parse(name: &str, value: &str) -> Option<Favourite> {
    let permalink = name
        .strip_prefix(FAVOURITE_KEYS)
        .and_then(Permalink::parse)?;
    let mut favourite = Favourite::parse(permalink, value)?;
    favourite.is_saved = true;
    Some(favourite)
}

/// Writes a favourite, but never over something that cannot be read.
fn write(favourite: &Favourite) -> Outcome {
    let name = name(&favourite.permalink);
    if storage::read(&name).is_some() && read(&name).is_none() && !set_aside(&name) {
        return Outcome::Full;
    }
    storage::write(&name, &favourite.print())
}

/// Keeps a damaged value with its name under another one, and then frees its own. Without room for both it
/// stays where it is. Returns whether its name is free.
fn set_aside(name: &str) -> bool {
    let Some(value) = storage::read(name) else {
        return true;
    };
    let is_kept = keep_aside(&[name, "\n", &value].concat());
    if is_kept {
        storage::remove(name);
    }
    is_kept
}

/// Keeps a damaged value, which begins with a line of its name. Returns whether there was room.
fn keep_aside(damaged: &str) -> bool {
    let mut number = 0_u32;
    let mut aside = [DAMAGED_KEYS, FIRST_DAMAGED].concat();
    while storage::read(&aside).is_some() {
        number += 1;
        aside = [DAMAGED_KEYS, &number.to_string()].concat();
    }
    storage::write(&aside, damaged) == Outcome::Kept
}
