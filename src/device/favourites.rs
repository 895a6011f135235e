//! Notices about favourites, and the import of a backup. The app passes its favourites, one per line, and receives
//! the imported ones in the same form, once all of them have been checked.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use vigie_core::messages::favourites::{Concern, FavouritesMessages, favourites_messages};
use vigie_core::permalink::Permalink;
use vigie_core::scripts::{FAVOURITES_EVENT, REMINDED_KEY};
use vigie_ui::browser::chosen::{self, ChosenFile};
use vigie_ui::browser::still::Still;
use vigie_ui::browser::storage::{self, Outcome};
use vigie_ui::browser::{keeping, module, object, published};
use vigie_ui::components::favourites_import::{FIELD, RESULT};
use vigie_ui::components::favourites_notice::SENTENCE;
use vigie_ui::components::{FavouritesImport, FavouritesNotice};
use vigie_ui::element::action;
use vigie_ui::state::backup::{self, Backup};

/// The script that saves backups, also without the app.
const SCRIPT: &str = "favourites.js";

/// The place of notices and dialogs.
const MAIN: &str = "main";

/// The notice that is shown.
const NOTICE: &str = ".favourites-notice";

thread_local! {
    /// Once is enough to know that nothing is kept.
    static SAID_BLOCKED: Cell<bool> = const { Cell::new(false) };
}

/// Opens the import, or shows the notice about a concern, by its name. `lines` are the app's favourites.
pub(crate) fn run(action: &str, lines: &str) {
    let messages = favourites_messages(published::language());
    if action == "import" {
        return open_import(lines, messages);
    }
    let Some(concern) = Concern::from_name(action) else {
        return;
    };
    if concern == Concern::Blocked && SAID_BLOCKED.replace(true) {
        return;
    }
    let lines = lines.to_owned();
    if concern != Concern::Remind {
        return show(concern, lines, messages);
    }
    object::spawn(async move {
        // Once, and where something may be lost. A mark that cannot be written would bring it again and again.
        if !keeping::is_persistent().await && storage::write(REMINDED_KEY, "1") == Outcome::Kept {
            show(concern, lines, messages);
        }
    });
}

/// Shows a notice in place of the one before.
fn show(concern: Concern, lines: String, messages: &'static FavouritesMessages) {
    close();
    // What is exported later is what there is then.
    let export = action(|()| {
        module::send(FAVOURITES_EVENT, "export");
    });
    let mut ways = vec![(messages.export, export)];
    match concern {
        Concern::Damaged => {
            let save = move |()| module::run(SCRIPT, &["damaged-file\n", &lines].concat());
            ways = vec![(messages.save_damaged, action(save))];
        }
        Concern::Full => {
            let retry = |()| {
                if module::send(FAVOURITES_EVENT, "") {
                    close();
                }
            };
            ways.push((messages.retry, action(retry)));
        }
        Concern::Blocked | Concern::Remind => {}
    }
    let notice = FavouritesNotice {
        concern,
        ways,
        on_close: action(|()| close()),
        messages,
    };
    let notice = Still::draw(notice.view());
    notice.append_to(MAIN);
    notice.write(SENTENCE, (messages.concern)(concern));
}

fn close() {
    if let Some(notice) = Still::find(NOTICE) {
        notice.remove();
    }
}

/// Opens the dialog that asks for a backup.
fn open_import(lines: &str, messages: &'static FavouritesMessages) {
    let present = lines.split('\n').filter_map(|line| {
        let (permalink, _) = line.split_once('\t')?;
        Permalink::parse(permalink)
    });
    let present = Rc::new(RefCell::new(present.collect::<Vec<_>>()));
    let dialog: Rc<RefCell<Option<Still>>> = Rc::default();
    let (shown, closed) = (Rc::clone(&dialog), Rc::clone(&dialog));
    let import = FavouritesImport {
        on_file: action(move |()| {
            let Some(dialog) = shown.borrow().clone() else {
                return;
            };
            let Some(file) = chosen::take(&dialog, FIELD) else {
                return;
            };
            let present = Rc::clone(&present);
            object::spawn(async move {
                let said = import(&file, &present, messages).await;
                dialog.write(RESULT, &said);
            });
        }),
        on_close: action(move |()| {
            if let Some(dialog) = &*closed.borrow() {
                dialog.close();
            }
        }),
        messages,
    };
    let drawn = Still::draw(import.view());
    drawn.append_to(MAIN);
    drawn.open();
    dialog.replace(Some(drawn));
}

/// Adds new favourites of a file to those of the app. Returns a sentence with the result.
async fn import(
    file: &ChosenFile,
    present: &RefCell<Vec<Permalink>>,
    messages: &FavouritesMessages,
) -> String {
    if file.size() > backup::MAX_BYTES {
        return messages.large.to_owned();
    }
    let bytes = file.read().await.unwrap_or_default();
    let (mut found, repeated, refused) = match backup::read(&bytes) {
        Backup::Foreign => return messages.foreign.to_owned(),
        Backup::Many => return messages.many.to_owned(),
        Backup::Read {
            favourites,
            repeated,
            refused,
        } => (favourites, repeated, refused),
    };
    let mut present = present.borrow_mut();
    let before = found.len();
    found.retain(|favourite| present.binary_search(&favourite.permalink).is_err());
    let already = repeated + before - found.len();
    let mut lines = Vec::new();
    for favourite in &found {
        lines.push([favourite.permalink.as_str(), "\t", &favourite.print()].concat());
    }
    let is_saved = module::send(FAVOURITES_EVENT, &lines.join("\n"));
    present.extend(found.iter().map(|favourite| favourite.permalink.clone()));
    vigie_core::order::sort_by(&mut present, Permalink::cmp);
    let mut said = vec![(messages.added)(found.len())];
    if already > 0 {
        said.push((messages.present)(already));
    }
    if refused > 0 {
        said.push((messages.refused)(refused));
    }
    if !is_saved {
        said.push(messages.unsaved.to_owned());
    }
    said.join(" ")
}
