//! Versions, network and storage, once there is something to read.
//!
//! Registers the service worker, asks the server for a newer collection, lets the worker cache it, and tells the
//! reader in unobtrusive notices. Nothing on the page ever changes by itself: a notice offers the change.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Promise};
use vigie_core::bundle::Manifest;
use vigie_core::bundle::news::{self, Judgement, Refusal};
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::messages::device::Outcome;
use vigie_core::messages::format;
use vigie_core::messages::news::{NewsMessages, news_messages};
use vigie_core::scripts::{CHECKED_EVENT, FAVOURITE_EVENT, KEEP_KEY, SPACE_SAID_KEY};
use vigie_ui::browser::entry::{self, CHECK_MS, Reply, Silence};
use vigie_ui::browser::published::{self, published};
use vigie_ui::browser::service_worker::{Answer, Question, Recipient, Workers};
use vigie_ui::browser::{amounts, clock, keeping, module, object, storage};
use vigie_ui::element::{Action, action};
use wasm_bindgen_futures::future_to_promise;

use crate::notices::{Name, Notices};

/// A tab that was hidden for as long looks for news when it is seen again.
const HIDDEN_MS: f64 = 30.0 * 60_000.0;
const HOUR_MS: f64 = 3_600_000.0;
const DAY_MS: f64 = 24.0 * HOUR_MS;

/// Days after which articles are called old, where the site does not say.
const STALE_DAYS: u32 = 14;

/// Publications that may come one upon the other while one is fetched.
const MOST_PUBLICATIONS: usize = 5;

/// Wait where a busy server does not say how long, and the least and longest that it can ask for.
const BUSY_MS: f64 = 60_000.0;
const MIN_WAIT_MS: f64 = 1_000.0;

/// Longest wait for another version that takes over.
const TAKE_OVER_MS: u64 = 3_000;

/// The one failure of keeping that readers can do something about.
const NO_SPACE: &str = "QuotaExceededError";

/// What is known about news. One lives as long as the page.
pub(crate) struct News {
    /// Address of the bundle's folder.
    pub(crate) bundle: String,
    /// Address of the entry.
    pub(crate) entry: String,
    pub(crate) workers: Workers,
    /// When the server was asked last, in milliseconds since 1970; 0 for never.
    pub(crate) time: Cell<f64>,
    /// What came of it.
    pub(crate) outcome: Cell<Option<Outcome>>,
    /// Why nothing can be read offline; empty if something can.
    pub(crate) why: RefCell<String>,
    /// Whether the whole collection is cached.
    pub(crate) is_kept: Cell<bool>,
    notices: Notices,
    is_started: Cell<bool>,
    /// Whether the time of the last check in an earlier visit has been read, and what waits for it.
    is_known: Cell<bool>,
    waiting: RefCell<Vec<Box<dyn FnOnce()>>>,
    /// When the server was asked last, by an earlier visit too.
    checked: RefCell<String>,
    /// Articles that came since the page was opened.
    added: Cell<f64>,
    /// The entry that the worker was last asked to keep.
    asked: RefCell<Vec<u8>>,
    /// The check that is going on.
    checking: RefCell<Option<Promise>>,
    /// Whether a worker works, once that is known.
    ready: RefCell<Option<Promise>>,
    /// Digest of everything that runs, of the version this page was opened with.
    code: RefCell<String>,
    /// The reader has let another version in, and this tab will be loaded with it.
    is_leaving: Cell<bool>,
}

/// What the server has answered, judged.
struct Found {
    bytes: Vec<u8>,
    /// By the server's clock, in milliseconds since 1970; not a number where it is not known.
    now: f64,
    meaning: Meaning,
}

enum Meaning {
    Entry(Judgement),
    Silence(Outcome),
    /// Milliseconds to wait.
    Busy(f64),
}

impl News {
    /// Prepares what is known about the site in a folder.
    pub(crate) fn of(root: &str) -> Self {
        let bundle = [root, "bundle/"].concat();
        Self {
            entry: [&bundle, vigie_core::bundle::ENTRY].concat(),
            bundle,
            workers: Workers::of(root),
            time: Cell::default(),
            outcome: Cell::default(),
            why: RefCell::default(),
            is_kept: Cell::default(),
            notices: Notices::default(),
            is_started: Cell::default(),
            is_known: Cell::default(),
            waiting: RefCell::default(),
            checked: RefCell::default(),
            added: Cell::default(),
            asked: RefCell::default(),
            checking: RefCell::default(),
            ready: RefCell::default(),
            code: RefCell::default(),
            is_leaving: Cell::default(),
        }
    }

    /// Starts all of it. Once.
    pub(crate) async fn start(&'static self) {
        if self.is_started.replace(true) {
            return;
        }
        self.notices.open();
        object::spawn(keeping::badge(None));
        for event in ["online", "offline"] {
            keeping::on_window(event, move || drop(self.check()));
        }
        keeping::on_window("appinstalled", || object::spawn(keeping::persist()));
        keeping::listen(FAVOURITE_EVENT, || object::spawn(keeping::persist()));
        keeping::listen("visibilitychange", move || {
            if !keeping::is_hidden() && clock::now() - self.time.get() > HIDDEN_MS {
                object::spawn(self.workers.update(CHECK_MS));
                drop(self.check());
            }
        });
        drop(self.open());
        self.recall().await;
        self.is_known.set(true);
        for call in self.waiting.take() {
            call();
        }
        keeping::answer_asks(move || self.check());
        drop(self.check());
    }

    /// Calls back once it has started.
    pub(crate) fn when_known(&self, call: impl FnOnce() + 'static) {
        if self.is_known.get() {
            call();
        } else {
            self.waiting.borrow_mut().push(Box::new(call));
        }
    }

    /// Begins to register the worker, unless it has begun.
    fn open(&'static self) -> Promise {
        if let Some(ready) = &*self.ready.borrow() {
            return ready.clone();
        }
        let register = async move {
            let is_ready = match self.register().await {
                Ok(()) => true,
                Err(why) => {
                    self.why.replace(why);
                    false
                }
            };
            Ok(is_ready.into())
        };
        let ready = future_to_promise(register);
        self.ready.replace(Some(ready.clone()));
        ready
    }

    /// Whether a worker works.
    pub(crate) async fn is_ready(&'static self) -> bool {
        object::settled(&self.open()).await.is_truthy()
    }

    /// Asks the server, shows what is new or why nothing is, and promises the outcome. One at a time.
    pub(crate) fn check(&'static self) -> Promise {
        if let Some(checking) = &*self.checking.borrow() {
            return checking.clone();
        }
        let check = async move {
            self.look().await;
            self.checking.take();
            let outcome = self.outcome.get().map_or("", Outcome::name);
            Ok(outcome.into())
        };
        let checking = future_to_promise(check);
        self.checking.replace(Some(checking.clone()));
        checking
    }

    async fn look(&'static self) {
        let mut found = self.ask().await;
        for _ in 0..=MOST_PUBLICATIONS {
            let Some(next) = self.settle(found).await else {
                return;
            };
            found = next;
        }
        self.check_later(CHECK_MS);
    }

    /// The server's entry, judged.
    async fn ask(&self) -> Found {
        let silence = |meaning| Found {
            bytes: Vec::new(),
            now: f64::NAN,
            meaning,
        };
        let reply = match entry::ask(&self.entry).await {
            Ok(reply) => reply,
            Err(Silence::Network) => return silence(Meaning::Silence(Outcome::Offline)),
            Err(Silence::Slow) => return silence(Meaning::Silence(Outcome::Slow)),
            Err(Silence::TooLarge) => {
                return silence(refused(Refusal::Altered, "too large"));
            }
        };
        if let Some(problem) = problem(&reply) {
            return silence(problem);
        }
        let now = clock::timestamp(Some(reply.sent.max(clock::now())));
        let judgement = news::judge(&reply.bytes, &published().generated, now);
        Found {
            bytes: reply.bytes,
            now: reply.sent,
            meaning: Meaning::Entry(judgement),
        }
    }

    /// Says what the server's answer means for the reader, and takes what it offers. Returns the next answer where
    /// another collection was published meanwhile.
    async fn settle(&'static self, found: Found) -> Option<Found> {
        self.time.set(clock::now());
        self.outcome.set(Some(found.outcome()));
        let is_feed = matches!(
            found.meaning,
            Meaning::Entry(Judgement::New(_) | Judgement::Same(_))
        );
        if is_feed {
            self.note_answer(found.now);
        }
        // Without articles on screen the app has said what is wrong.
        if published().generated.is_empty() {
            return None;
        }
        let is_slow = matches!(found.meaning, Meaning::Silence(Outcome::Slow));
        let Found {
            bytes,
            now,
            meaning,
        } = found;
        let check: Vec<(Name, Action<()>)> = vec![(
            |messages| messages.check,
            action(move |()| drop(self.check())),
        )];
        match meaning {
            Meaning::Silence(Outcome::Offline) => {
                self.say_fresh(|messages, fresh| (messages.offline)(fresh), Vec::new());
            }
            Meaning::Silence(Outcome::SignIn) | Meaning::Entry(Judgement::Page) => {
                self.say_fresh(|messages, fresh| (messages.sign_in)(fresh), check);
            }
            Meaning::Entry(Judgement::Newer) => {
                let upgrade = action(move |()| object::spawn(self.upgrade()));
                let ways: Vec<(Name, Action<()>)> = vec![(|messages| messages.reload, upgrade)];
                self.say_fresh(|messages, fresh| (messages.newer)(fresh), ways);
            }
            Meaning::Entry(Judgement::Older { generated }) => self.say_older(&bytes, generated),
            Meaning::Entry(Judgement::Refused { why, code }) => self.refuse(why, &code),
            Meaning::Busy(wait) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "an hour at most"
                )]
                self.check_later(wait as u64);
            }
            Meaning::Entry(Judgement::New(manifest)) => {
                return self.take_up(true, *manifest, bytes, now).await;
            }
            Meaning::Entry(Judgement::Same(manifest)) => {
                return self.take_up(false, *manifest, bytes, now).await;
            }
            Meaning::Entry(Judgement::Foreign) | Meaning::Silence(_) => {}
        }
        if !is_slow {
            self.age(clock::now(), None);
        }
        None
    }

    async fn take_up(
        &'static self,
        is_new: bool,
        manifest: Manifest,
        bytes: Vec<u8>,
        now: f64,
    ) -> Option<Found> {
        self.notices.unsay("check");
        self.age(now, manifest.site.stale_days);
        self.take(is_new, &manifest, bytes).await
    }

    /// Has the collection cached, and offers it if it is new. If it cannot be cached because another one was published
    /// meanwhile, that one counts, and is returned.
    async fn take(
        &'static self,
        is_new: bool,
        manifest: &Manifest,
        bytes: Vec<u8>,
    ) -> Option<Found> {
        let is_asked = *self.asked.borrow() == bytes;
        if self.is_ready().await && !is_asked && self.may_keep(manifest) {
            let text = text_of(&bytes);
            let question = Question::Keep {
                text,
                is_chosen: false,
            };
            let answer = self.workers.ask(&question, Recipient::InCharge).await;
            match answer {
                Answer::Done(said) => {
                    self.is_kept.set(true);
                    self.added.set(self.added.get() + said.number("added"));
                    if said.is("isPartial") {
                        self.say_no_space();
                    }
                    self.asked.replace(bytes);
                }
                Answer::Failed(error) if error.starts_with("Quota") => self.say_no_space(),
                Answer::Late => return None,
                Answer::Gone => {}
                Answer::Failed(error) => {
                    let next = self.ask().await;
                    if next.bytes != bytes {
                        return Some(next);
                    }
                    self.why.replace(error.clone());
                    // What is not whole is not offered: a reload would bring the old articles.
                    if is_new {
                        self.refuse(Refusal::Altered, &error);
                        return None;
                    }
                }
            }
        }
        if is_new {
            self.workers.update(CHECK_MS).await;
            self.offer(manifest.count);
        }
        None
    }

    /// Offers new articles.
    fn offer(&'static self, all: u32) {
        let more = f64::from(all) - f64::from(published().count);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of articles; less than none becomes none"
        )]
        let count = self.added.get().max(more) as u32;
        self.notices.unsay("stale");
        let show = action(move |()| {
            object::spawn(keeping::badge(None));
            keeping::reload_from_top();
        });
        let sentence = move |messages: &NewsMessages, language| {
            let number = format::number(count, language);
            (messages.articles)(count, &number)
        };
        self.notices
            .say("articles", sentence, vec![(|messages| messages.show, show)]);
        object::spawn(keeping::badge(Some(count.max(1))));
    }

    /// Under a data saver the reader is asked once.
    fn may_keep(&'static self, manifest: &Manifest) -> bool {
        let choice = storage::read(KEEP_KEY);
        if !keeping::saves_data() || choice.as_deref() == Some("yes") {
            return true;
        }
        if choice.as_deref() == Some("no") || self.notices.is_said("keep") {
            return false;
        }
        let (count, size) = (manifest.count, size_of(manifest));
        let choose = move |choice: &'static str| {
            action(move |()| {
                storage::write(KEEP_KEY, choice);
                self.notices.unsay("keep");
                if choice == "yes" {
                    drop(self.check());
                }
            })
        };
        let sentence = move |messages: &NewsMessages, language| {
            (messages.keep)(count, &amounts::size(language, size))
        };
        let ways: Vec<(Name, Action<()>)> = vec![
            (|messages| messages.yes, choose("yes")),
            (|messages| messages.no, choose("no")),
        ];
        self.notices.say("keep", sentence, ways);
        false
    }

    fn say_no_space(&self) {
        self.why.replace(NO_SPACE.to_owned());
        if storage::read(SPACE_SAID_KEY).is_some() {
            return;
        }
        storage::write(SPACE_SAID_KEY, "1");
        self.notices
            .say("space", |messages, _| messages.space.to_owned(), Vec::new());
    }

    /// Shows a sentence followed by the age of the articles.
    fn say_fresh(
        &'static self,
        sentence: fn(&NewsMessages, &str) -> String,
        ways: Vec<(Name, Action<()>)>,
    ) {
        let say = move |messages: &NewsMessages, language| {
            sentence(messages, &self.freshness_in(language))
        };
        self.notices.say("check", say, ways);
    }

    fn refuse(&'static self, why: Refusal, code: &str) {
        self.outcome.set(Some(Outcome::Refused));
        let detail = [why.name(), ": ", code, " (", &published().generated, ")"].concat();
        let copy = action(move |()| {
            let detail = detail.clone();
            object::spawn(async move { keeping::copy(&detail).await });
        });
        let check = action(move |()| drop(self.check()));
        let say = move |messages: &NewsMessages, language| {
            (messages.refused)(why, &self.freshness_in(language))
        };
        let ways: Vec<(Name, Action<()>)> = vec![
            (|messages| messages.copy, copy),
            (|messages| messages.check, check),
        ];
        self.notices.say("check", say, ways);
    }

    fn say_older(&'static self, entry: &[u8], offered: String) {
        let shown = published().generated;
        let say = move |messages: &NewsMessages, language| {
            (messages.older)(&day(language, &shown), &day(language, &offered))
        };
        let text = text_of(entry).to_owned();
        let take = action(move |()| {
            let text = text.clone();
            object::spawn(self.take_older(text));
        });
        self.notices
            .say("check", say, vec![(|messages| messages.take_older, take)]);
    }

    /// The reader chooses the older collection that the server offers.
    async fn take_older(&'static self, text: String) {
        if self.is_ready().await {
            let question = Question::Keep {
                text: &text,
                is_chosen: true,
            };
            if let Answer::Failed(error) = self.workers.ask(&question, Recipient::InCharge).await {
                return self.refuse(Refusal::Altered, &error);
            }
        }
        keeping::badge(None).await;
        keeping::reload_from_top();
    }

    fn check_later(&'static self, milliseconds: u64) {
        object::spawn(async move {
            object::settled(&object::after(milliseconds)).await;
            drop(self.check());
        });
    }

    /// Marks old articles. A clock that disagrees with the server's, or with the articles, allows no claim.
    fn age(&self, now: f64, stale_days: Option<u32>) {
        let published = published();
        let days = stale_days.or(published.stale_days).unwrap_or(STALE_DAYS);
        let latest = published.latest_or_generated().to_owned();
        let here = clock::now();
        let limit = here + HOUR_MS;
        let (newest, generated) = (moment(&latest), moment(&published.generated));
        let is_sure = (now - here).abs() <= HOUR_MS || now.is_nan();
        let is_sure = is_sure && newest < limit && generated < limit;
        let is_old = is_sure && here - newest > f64::from(days) * DAY_MS;
        published::mark_age(is_old);
        if is_old && !self.notices.is_said("articles") {
            let say = move |messages: &NewsMessages, language| {
                (messages.stale)(&day(language, &latest), days)
            };
            self.notices.say("stale", say, Vec::new());
        } else {
            self.notices.unsay("stale");
        }
    }

    /// Says of when the newest article on screen is, and when the server was asked last; empty without articles.
    pub(crate) fn freshness(&self) -> String {
        if published().generated.is_empty() {
            return String::new();
        }
        self.freshness_in(published::language())
    }

    fn freshness_in(&self, language: Language) -> String {
        let published = published();
        let latest = day(language, published.latest_or_generated());
        // At least once, before all was published. A publication that is dated after it was fetched comes from a wrong
        // clock.
        let checked = self.checked.borrow();
        let ahead = moment(&published.generated) - moment(&checked);
        let checked = if ahead <= 0.0 || ahead > DAY_MS {
            &*checked
        } else {
            &published.generated
        };
        (news_messages(language).freshness)(&latest, &day(language, checked))
    }

    /// Records when the server was last asked, and notifies the app.
    fn note(&self, time: &str) {
        self.checked.replace(time.to_owned());
        module::send(CHECKED_EVENT, time);
    }

    /// The server has been asked. The next visit knows it too, if it can be one without a network.
    fn note_answer(&'static self, now: f64) {
        let now = if now >= 0.0 { now } else { clock::now() };
        let time = String::from(Date::new(&now.into()).to_iso_string());
        self.note(&time);
        object::spawn(async move {
            if self.is_ready().await {
                keeping::keep_note(&self.last_check(), &time).await;
            }
        });
    }

    /// Takes over when an earlier visit has asked the server.
    async fn recall(&self) {
        let Some(time) = keeping::note(&self.last_check()).await else {
            return;
        };
        let before = moment(&self.checked.borrow());
        let then = moment(&time);
        if then < clock::now() + DAY_MS && (before.is_nan() || then > before) {
            self.note(&time);
        }
    }

    /// Key of the last check in the worker's cache.
    fn last_check(&self) -> String {
        [&self.entry, "?last-check"].concat()
    }
}

// Versions.

impl News {
    /// Registers the worker; fails with the reason why there is none.
    async fn register(&'static self) -> Result<(), String> {
        if let Some(obstacle) = Workers::obstacle() {
            return Err(obstacle.to_owned());
        }
        let is_replaced = self.workers.is_controlled();
        if is_replaced {
            let code = self.code_of(Recipient::Controller).await;
            self.code.replace(code);
        }
        Workers::on_change(move || {
            if !self.is_leaving.get() {
                object::spawn(self.changed());
            }
        });
        self.workers.on_lack_of_space(move || self.say_no_space());
        self.workers.register().await?;
        if self.workers.is_waiting() && is_replaced {
            object::spawn(self.offer_version());
        }
        self.workers
            .on_installed(move || object::spawn(self.offer_version()));
        if !self.workers.is_in_charge().await {
            let why = self.why.borrow().clone();
            return Err(if why.is_empty() {
                "install".to_owned()
            } else {
                why
            });
        }
        if self.code.borrow().is_empty() {
            let code = self.code_of(Recipient::InCharge).await;
            self.code.replace(code);
        }
        Ok(())
    }

    /// Digest of everything that runs in a version; empty if it does not say.
    async fn code_of(&self, whom: Recipient) -> String {
        match self.workers.ask(&Question::Version, whom).await {
            Answer::Done(said) => said.text("code"),
            Answer::Failed(_) | Answer::Gone | Answer::Late => String::new(),
        }
    }

    /// A version with the same code only brings other pages, and takes over by itself.
    async fn offer_version(&'static self) {
        let Answer::Done(said) = self
            .workers
            .ask(&Question::Version, Recipient::Waiting)
            .await
        else {
            return;
        };
        let is_other = {
            let code = self.code.borrow();
            code.is_empty() || said.text("code") != *code
        };
        if is_other {
            self.say_version(action(move |()| object::spawn(self.take_over())));
        }
    }

    fn say_version(&self, reload: Action<()>) {
        let ways: Vec<(Name, Action<()>)> = vec![(|messages| messages.reload, reload)];
        self.notices
            .say("version", |messages, _| messages.version.to_owned(), ways);
    }

    /// The reader agrees: the new version takes over, and this tab is loaded with it. Other tabs are notified.
    async fn take_over(&'static self) {
        self.is_leaving.set(true);
        if self.workers.is_waiting() {
            let taken = Workers::change();
            object::spawn(async {
                self.workers
                    .ask(&Question::TakeOver, Recipient::Waiting)
                    .await;
            });
            object::first(&taken, &object::after(TAKE_OVER_MS)).await;
        }
        keeping::reload();
    }

    /// The published articles need another program: it takes over if it is here, else the cached one is set aside.
    async fn upgrade(&'static self) {
        self.workers.update(CHECK_MS).await;
        if self.workers.is_waiting() {
            self.take_over().await;
        } else {
            module::run("device.js", "renew");
        }
    }

    /// Another tab has let a new version in. One with the same code is the same for this tab.
    async fn changed(&'static self) {
        let before = self.code.take();
        let code = self.code_of(Recipient::Controller).await;
        let is_other = !before.is_empty() && !code.is_empty() && before != code;
        self.code.replace(code);
        if is_other {
            self.say_version(action(|()| keeping::reload()));
        }
    }
}

impl Found {
    fn outcome(&self) -> Outcome {
        match &self.meaning {
            Meaning::Silence(outcome) => *outcome,
            Meaning::Busy(_) => Outcome::Busy,
            Meaning::Entry(judgement) => match judgement {
                Judgement::New(_) => Outcome::New,
                Judgement::Same(_) | Judgement::Foreign => Outcome::Same,
                Judgement::Older { .. } => Outcome::Older,
                Judgement::Newer => Outcome::Newer,
                Judgement::Page => Outcome::SignIn,
                Judgement::Refused { .. } => Outcome::Refused,
            },
        }
    }
}

fn refused(why: Refusal, code: &str) -> Meaning {
    Meaning::Entry(Judgement::Refused {
        why,
        code: code.to_owned(),
    })
}

/// What an answer without an entry means; `None` for an entry.
fn problem(reply: &Reply) -> Option<Meaning> {
    let meaning = match reply.status {
        0 | 401 | 403 | 407 | 511 => Meaning::Silence(Outcome::SignIn),
        200 if reply.is_page => Meaning::Silence(Outcome::SignIn),
        200 => return None,
        429 | 503 => Meaning::Busy(wait(reply.retry_after.as_deref())),
        status => {
            let why = match status {
                404 | 410 => Refusal::Missing,
                ..300 => Refusal::Altered,
                _ => Refusal::Server,
            };
            refused(why, &["status ", &status.to_string()].concat())
        }
    };
    Some(meaning)
}

/// How long a busy server asks to wait, in milliseconds: seconds or a date (RFC 9110, section 10.2.3).
fn wait(after: Option<&str>) -> f64 {
    let wait = match after {
        None => BUSY_MS,
        Some(after) => match after.parse::<u32>() {
            Ok(seconds) => f64::from(seconds) * 1_000.0,
            Err(_) => Date::parse(after) - clock::now(),
        },
    };
    let wait = if wait.is_nan() || wait == 0.0 {
        BUSY_MS
    } else {
        wait
    };
    wait.clamp(MIN_WAIT_MS, HOUR_MS)
}

/// The text of an entry that was judged, without a byte order mark.
fn text_of(entry: &[u8]) -> &str {
    let text = std::str::from_utf8(entry).unwrap_or_default();
    text.trim_start_matches('\u{feff}')
}

/// A moment in milliseconds since 1970; not a number for what is none.
fn moment(text: &str) -> f64 {
    Timestamp::parse(text).map_or(f64::NAN, |time| time.unix_seconds() as f64 * 1_000.0)
}

/// The day of a moment, as the language writes it; empty for what is no moment.
fn day(language: Language, text: &str) -> String {
    Timestamp::parse(text).map_or_else(String::new, |time| format::short_date(time.day(), language))
}

/// Bytes of everything but pictures.
pub(crate) fn size_of(manifest: &Manifest) -> f64 {
    let shards = manifest.shards.iter().chain(&manifest.bodies);
    let bytes = shards.map(|shard| shard.bytes).sum::<u64>();
    (bytes + manifest.search.bytes + manifest.concepts.bytes) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(status: u16, is_page: bool) -> Option<String> {
        let reply = Reply {
            status,
            is_page,
            ..Reply::default()
        };
        Some(match problem(&reply)? {
            Meaning::Silence(outcome) => outcome.name().to_owned(),
            Meaning::Busy(wait) => format!("busy {wait}"),
            Meaning::Entry(Judgement::Refused { why, code }) => {
                format!("{}: {code}", why.name())
            }
            Meaning::Entry(_) => "entry".to_owned(),
        })
    }

    #[test]
    fn a_status_says_why_there_is_no_entry() {
        assert_eq!(outcome(200, false), None);
        for (status, expected) in [
            (0, "portal"),
            (401, "portal"),
            (511, "portal"),
            (204, "altered: status 204"),
            (404, "missing: status 404"),
            (410, "missing: status 410"),
            (500, "server: status 500"),
            (503, "busy 60000"),
        ] {
            assert_eq!(outcome(status, false).as_deref(), Some(expected));
        }
        assert_eq!(outcome(200, true).as_deref(), Some("portal"));
    }

    #[test]
    fn a_busy_server_is_given_a_second_to_an_hour() {
        for (after, expected) in [("5", 5_000.0), ("0", BUSY_MS), ("86400", HOUR_MS)] {
            assert!((wait(Some(after)) - expected).abs() < 1.0, "{after}");
        }
    }
}
