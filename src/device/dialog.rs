//! The dialog about this device: what is stored here and how large it is, when the server was last asked, pictures.
//! `public/device.js` erases everything, which must work without this program.

use std::cell::RefCell;
use std::rc::Rc;

use vigie_core::bundle::{Manifest, news as judging};
use vigie_core::language::Language;
use vigie_core::messages::device::{DeviceMessages, Outcome, device_messages};
use vigie_core::messages::format;
use vigie_ui::browser::published::{self, published};
use vigie_ui::browser::service_worker::{Answer, Question, Recipient};
use vigie_ui::browser::still::Still;
use vigie_ui::browser::{amounts, entry, keeping, module, object};
use vigie_ui::components::device_dialog::{CHECK, CHECKED, CHOSEN, FACTS, PICTURES, device_facts};
use vigie_ui::components::{DeviceDialog, PictureChoice};
use vigie_ui::element::action;

use crate::news::{News, size_of};

/// Longest wait for a check, in milliseconds: its outcome is known before everything is cached.
const CHECK_MS: u64 = 15_000;

/// The script that erases.
const SCRIPT: &str = "device.js";

/// A dialog that is open, and what it is drawn from.
#[derive(Clone)]
struct Device {
    dialog: Still,
    news: &'static News,
    language: Language,
    messages: &'static DeviceMessages,
}

/// Opens the dialog, unless it is open.
pub(crate) fn open(news: &'static News) {
    if Still::find("dialog.device").is_some() {
        return;
    }
    let language = published::language();
    let messages = device_messages(language);
    let opened: Rc<RefCell<Option<Device>>> = Rc::default();
    let (checked, erased, closed) = (Rc::clone(&opened), Rc::clone(&opened), Rc::clone(&opened));
    let dialog = DeviceDialog {
        on_check: action(move |()| {
            if let Some(device) = checked.borrow().clone() {
                object::spawn(device.check());
            }
        }),
        on_erase: action(move |()| {
            close(&erased);
            module::run(SCRIPT, "reset");
        }),
        on_close: action(move |()| close(&closed)),
        messages,
    };
    let device = Device {
        dialog: Still::draw(dialog.view()),
        news,
        language,
        messages,
    };
    device.dialog.append_to("body");
    device.dialog.open();
    opened.replace(Some(device.clone()));
    object::spawn(async move {
        if let Some(manifest) = device.fill().await {
            device.offer_pictures(&manifest).await;
        }
    });
}

fn close(opened: &RefCell<Option<Device>>) {
    if let Some(device) = &*opened.borrow() {
        device.dialog.close();
    }
}

impl Device {
    async fn check(self) {
        let messages = self.messages;
        self.dialog.set(CHECK, "aria-disabled", Some("true"));
        self.dialog.write(CHECKED, messages.checking);
        object::first(&self.news.check(), &object::after(CHECK_MS)).await;
        let outcome = self.news.outcome.get().unwrap_or(Outcome::Slow);
        let mut said = capital((messages.outcome)(outcome));
        said.push('.');
        let fresh = self.news.freshness();
        if !fresh.is_empty() {
            said.extend([" ", &fresh, "."]);
        }
        // The facts first: they would contradict the sentence for a moment.
        self.fill().await;
        self.dialog.write(CHECKED, &said);
        self.dialog.set(CHECK, "aria-disabled", None);
    }

    /// Draws the list of facts and returns the manifest of the cached entry, if there is one.
    async fn fill(&self) -> Option<Manifest> {
        let Self {
            news,
            messages,
            language,
            ..
        } = self;
        let bytes = entry::read(&news.entry).await.unwrap_or_default();
        let manifest = judging::manifest(&bytes);
        let room = keeping::room().await;
        let size = |bytes| amounts::size(*language, bytes);
        let mut facts = Vec::new();
        let shown = published();
        if !shown.generated.is_empty() {
            let number = format::number(shown.count, *language);
            let articles = (messages.articles_of)(shown.count, &number, &news.freshness());
            facts.push((messages.articles, articles));
        }
        let kept = manifest.as_ref().filter(|_| news.is_kept.get());
        let kept = kept.map(|manifest| (messages.is_kept)(&size(size_of(manifest))));
        facts.push((
            messages.kept,
            kept.unwrap_or_else(|| messages.not_kept.to_owned()),
        ));
        let used = room.map(|room| (messages.used_of)(&size(room.used), &size(room.quota)));
        facts.push((
            messages.used,
            used.unwrap_or_else(|| messages.unknown.to_owned()),
        ));
        let last = news.outcome.get().map(|outcome| {
            let time = amounts::moment(*language, news.time.get());
            (messages.last_of)(&time, (messages.outcome)(outcome))
        });
        facts.push((
            messages.last,
            last.unwrap_or_else(|| messages.never.to_owned()),
        ));
        let why = news.why.borrow().clone();
        if !why.is_empty() {
            facts.push((messages.why, (messages.reason)(&why)));
        }
        self.dialog.fill(FACTS, device_facts(facts));
        manifest
    }

    /// Offers to keep pictures, where there are some and a worker to keep them.
    async fn offer_pictures(&self, manifest: &Manifest) {
        if !self.news.is_ready().await
            || manifest.shards.iter().all(|shard| shard.pictures.is_none())
        {
            return;
        }
        let begin = begin(&manifest.generated);
        let mut addresses = Vec::new();
        let mut bytes = 0.0;
        let shards = manifest.shards.iter();
        for shard in shards.filter(|shard| shard.month > begin) {
            let Some(pictures) = shard.pictures else {
                continue;
            };
            bytes += f64::from(pictures);
            // One after the other: each may be large.
            let address = [&self.news.bundle, &*shard.url].concat();
            let cards = entry::read(&address).await.unwrap_or_default();
            for file in judging::pictures(&cards) {
                let address = [&self.news.bundle, &*file].concat();
                if !addresses.contains(&address) {
                    addresses.push(address);
                }
            }
        }
        let answer = self
            .news
            .workers
            .ask(&Question::ImageChoice, Recipient::InCharge)
            .await;
        let Answer::Done(said) = answer else { return };
        let messages = self.messages;
        let count = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        let number = format::number(count, self.language);
        let size = amounts::size(self.language, bytes);
        let device = self.clone();
        let addresses = Rc::new(addresses);
        let choice = PictureChoice {
            offers: [
                ("off", messages.off.to_owned()),
                ("seen", messages.seen.to_owned()),
                ("year", (messages.year)(count, &number, &size)),
            ],
            chosen: said.text("choice"),
            on_choice: action(move |chosen| {
                let (device, addresses) = (device.clone(), Rc::clone(&addresses));
                object::spawn(async move { device.choose(chosen, &addresses).await });
            }),
            messages,
        };
        self.dialog.fill(PICTURES, choice.view());
        self.dialog.set(PICTURES, "hidden", None);
    }

    async fn choose(&self, choice: &str, addresses: &[String]) {
        let messages = self.messages;
        self.dialog.write(CHOSEN, messages.keeping);
        let addresses = if choice == "year" { addresses } else { &[] };
        let question = Question::Images { choice, addresses };
        let said = match self.news.workers.ask(&question, Recipient::InCharge).await {
            Answer::Done(_) => messages.done.to_owned(),
            Answer::Failed(error) => (messages.failed)(&error),
            Answer::Gone => (messages.failed)("gone"),
            Answer::Late => (messages.failed)("timeout"),
        };
        self.dialog.write(CHOSEN, &said);
    }
}

/// The month a year before a moment, which is not counted any more.
fn begin(generated: &str) -> String {
    let (year, rest) = generated.split_once('-').unwrap_or_default();
    let month = rest.split('-').next().unwrap_or_default();
    let year = year.parse::<u32>().unwrap_or_default();
    [&*year.saturating_sub(1).to_string(), "-", month].concat()
}

/// A sentence begins with a capital. All of them begin with a plain letter, and a table of all letters is not worth its
/// bytes here.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_go_back_a_year() {
        assert_eq!(begin("2026-04-02T03:04:05Z"), "2025-04");
        assert_eq!(begin(""), "0-");
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capital("rien de nouveau"), "Rien de nouveau");
        assert_eq!(capital(""), "");
    }
}
