//! Registers and finds the service worker of this site, and sends it messages.
//!
//! The worker is looked up for each message, because another tab or a new publication may replace it. A worker that
//! is replaced or stopped never answers; every message may therefore be sent again.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use vigie_core::scripts::{
    IMAGE_CHOICE_MESSAGE, IMAGES_MESSAGE, INSTALL_FAILED_MESSAGE, KEEP_MESSAGE, TAKE_OVER_MESSAGE,
    VERSION_MESSAGE,
};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

use super::timer::{TimeoutHandle, set_timeout_with_handle};
use super::{clock, object};

/// A busy worker sends a message every other second: one that is silent for this long was stopped.
const SILENCE_MS: u64 = 15_000;

/// Longest wait for what a worker was asked, in milliseconds.
const WORKER_MS: f64 = 300_000.0;

/// How often it is asked.
const MOST_TRIES: usize = 20;

/// The only address the policy of the page lets through is that of this file.
const SCRIPT: &str = "sw.js";

/// Which worker is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// The one that keeps the site now; one that is coming is waited for.
    InCharge,
    /// The one that is installed and waits until it may take over.
    Waiting,
    /// The one that answers for this page.
    Controller,
}

/// What a worker has said.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It has done what was asked, and says more.
    Done(WorkerMessage),
    /// It could not: name and sentence of the error.
    Failed(String),
    /// There is none any more.
    Gone,
    /// It has not come to an end in time.
    Late,
}

/// More about what was done.
#[derive(Clone, Debug)]
pub struct WorkerMessage(JsValue);

impl WorkerMessage {
    /// Returns a text; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        object::text(&self.0, name)
    }

    /// Returns a number; 0 where there is none.
    pub fn number(&self, name: &str) -> f64 {
        object::get(&self.0, name).as_f64().unwrap_or_default()
    }

    /// Returns whether something is so.
    pub fn is(&self, name: &str) -> bool {
        object::get(&self.0, name).is_truthy()
    }
}

/// What is asked: the name of the question, and its values.
#[derive(Clone, Debug)]
pub enum Question<'a> {
    /// Which version it is.
    Version,
    /// To keep the collection of this entry; an older one too if the reader has chosen it.
    Keep {
        /// The entry.
        text: &'a str,
        /// Whether the reader has chosen it.
        is_chosen: bool,
    },
    /// Which pictures are cached.
    ImageChoice,
    /// To keep pictures, or to drop them.
    Images {
        /// `off`, `seen` or `year`.
        choice: &'a str,
        /// Addresses of pictures to fetch.
        addresses: &'a [String],
    },
    /// To take over now.
    TakeOver,
}

impl Question<'_> {
    fn message(&self) -> JsValue {
        let mut values = vec![("isWatched", JsValue::TRUE)];
        let name = match self {
            Self::Version => VERSION_MESSAGE,
            Self::Keep { text, is_chosen } => {
                values.extend([("text", (*text).into()), ("isChosen", (*is_chosen).into())]);
                KEEP_MESSAGE
            }
            Self::ImageChoice => IMAGE_CHOICE_MESSAGE,
            Self::Images { choice, addresses } => {
                let addresses = addresses.iter().map(JsValue::from);
                let addresses = addresses.collect::<js_sys::Array>().into();
                values.extend([("choice", (*choice).into()), ("addresses", addresses)]);
                IMAGES_MESSAGE
            }
            Self::TakeOver => TAKE_OVER_MESSAGE,
        };
        values.push(("vigie", name.into()));
        object::object(&values)
    }
}

/// The workers of this site.
#[derive(Debug)]
pub struct Workers {
    /// The site's folder: an outer one of the host may have a worker too.
    scope: String,
    /// Address of the script, and so its name.
    script: String,
    registration: RefCell<JsValue>,
}

impl Workers {
    /// Those of the site in a folder, named by its address with a slash at the end.
    pub fn of(root: &str) -> Self {
        Self {
            scope: root.to_owned(),
            script: [root, SCRIPT].concat(),
            registration: RefCell::default(),
        }
    }

    /// Returns why there can be no worker here; `None` if there can.
    pub fn obstacle() -> Option<&'static str> {
        if !container().is_undefined() {
            return None;
        }
        let is_secure = object::at(&["isSecureContext"]).is_truthy();
        Some(if is_secure { "unsupported" } else { "insecure" })
    }

    /// Registers the worker; fails with the name of what forbids it.
    ///
    /// # Errors
    ///
    /// Returns the name of the browser's error, such as `SecurityError`.
    pub async fn register(&self) -> Result<(), String> {
        let refused = |error: JsValue| object::text(&error, "name");
        let address = self.trusted_address().map_err(refused)?;
        let options = object::object(&[
            ("scope", (&*self.scope).into()),
            ("updateViaCache", "none".into()),
        ]);
        let registered = object::call(&container(), "register", &[address, options]).await;
        let registered = registered.map_err(refused)?;
        if !registered.is_truthy() {
            return Err("refused".to_owned());
        }
        self.registration.replace(registered);
        Ok(())
    }

    /// The address as the policy of the page wants it, where the browser knows such policies.
    fn trusted_address(&self) -> Result<JsValue, JsValue> {
        let types = object::at(&["trustedTypes"]);
        if types.is_undefined() {
            return Ok((&*self.script).into());
        }
        let script = self.script.clone();
        let check =
            Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(move |address: String| {
                if address == script {
                    return Ok(address);
                }
                let what = ["not the worker of this site: ", &address].concat();
                Err(js_sys::TypeError::new(&what).into())
            });
        let rules = object::object(&[("createScriptURL", check.as_ref().clone())]);
        let policy = object::call_now(&types, "createPolicy", &["vigie".into(), rules])?;
        object::call_now(&policy, "createScriptURL", &[(&*self.script).into()])
    }

    /// Whether a worker of this site answers for this page.
    pub fn is_controlled(&self) -> bool {
        self.controller().is_some()
    }

    fn controller(&self) -> Option<JsValue> {
        let controller = object::get(&container(), "controller");
        (object::text(&controller, "scriptURL") == self.script).then_some(controller)
    }

    /// Whether a version waits until it may take over.
    pub fn is_waiting(&self) -> bool {
        self.waiting().is_some()
    }

    fn waiting(&self) -> Option<JsValue> {
        let waiting = object::get(&self.registration.borrow(), "waiting");
        waiting.is_truthy().then_some(waiting)
    }

    /// Waits for the worker in charge; returns whether there is one.
    pub async fn is_in_charge(&self) -> bool {
        self.in_charge().await.is_some()
    }

    /// The worker in charge at this moment, once there is one; nothing if none is coming.
    async fn in_charge(&self) -> Option<JsValue> {
        for _ in 0..MOST_TRIES {
            let scope = [(&*self.scope).into()];
            let found = object::call(&container(), "getRegistration", &scope).await;
            // The folder around this one may have a worker too.
            let found = found
                .ok()
                .filter(|found| object::text(found, "scope") == self.scope)?;
            self.registration.replace(found.clone());
            let active = object::get(&found, "active");
            if active.is_truthy() && state(&active) != "redundant" {
                return Some(active);
            }
            let installing = object::get(&found, "installing");
            let coming = if installing.is_truthy() {
                installing
            } else {
                object::get(&found, "waiting")
            };
            if !coming.is_truthy() {
                return None;
            }
            until(&coming, &["activated", "redundant"]).await;
        }
        None
    }

    /// Asks a worker. One that is replaced or stopped never answers: then whoever is found next is asked.
    pub async fn ask(&self, question: &Question<'_>, whom: Recipient) -> Answer {
        let end = clock::now() + WORKER_MS;
        for _ in 0..MOST_TRIES {
            if clock::now() >= end {
                break;
            }
            let worker = match whom {
                Recipient::InCharge => self.in_charge().await,
                Recipient::Waiting => self.waiting(),
                Recipient::Controller => self.controller(),
            };
            let Some(worker) = worker else {
                return Answer::Gone;
            };
            if let Some(said) = converse(&worker, &question.message()).await {
                let said = WorkerMessage(said);
                return if said.is("ok") {
                    Answer::Done(said)
                } else {
                    Answer::Failed(said.text("error"))
                };
            }
        }
        Answer::Late
    }

    /// Calls back when another version has been installed beside the present one.
    pub fn on_installed(&'static self, call: impl Fn() + Clone + 'static) {
        let watch = move || {
            let worker = object::get(&self.registration.borrow(), "installing");
            if !worker.is_truthy() {
                return;
            }
            let (call, installing) = (call.clone(), worker.clone());
            object::listen(&worker, "statechange", move |_| {
                let active = object::get(&self.registration.borrow(), "active");
                if state(&installing) == "installed" && active.is_truthy() {
                    call();
                }
            });
        };
        watch();
        let registration = self.registration.borrow().clone();
        object::listen(&registration, "updatefound", move |_| watch());
    }

    /// Calls back when another worker answers for this page.
    pub fn on_change(call: impl Fn() + 'static) {
        object::listen(&container(), "controllerchange", move |_| call());
    }

    /// Promises that another worker answers for this page.
    pub fn change() -> Promise {
        object::next(&container(), "controllerchange")
    }

    /// Calls back when a worker of this site could not be installed for lack of space: the only failure of an
    /// installation that a reader can do something about.
    pub fn on_lack_of_space(&'static self, call: impl Fn() + 'static) {
        object::listen(&container(), "message", move |event| {
            let data = object::get(&event, "data");
            let source = object::get(&event, "source");
            if object::text(&source, "scriptURL") == self.script
                && object::text(&data, "vigie") == INSTALL_FAILED_MESSAGE
                && object::get(&data, "isSpace").is_truthy()
            {
                call();
            }
        });
    }

    /// Looks for another version, and waits until it is installed if one is coming; not longer than some milliseconds
    /// each.
    pub async fn update(&self, most_ms: u64) {
        let limit = object::after(most_ms);
        let registration = self.registration.borrow().clone();
        let Ok(updated) = object::call_now(&registration, "update", &[]) else {
            return;
        };
        let updated = object::first(&Promise::resolve(&updated), &limit).await;
        let coming = object::get(&updated, "installing");
        if coming.is_truthy() {
            object::first(&object::next(&coming, "statechange"), &limit).await;
        }
    }
}

fn container() -> JsValue {
    object::at(&["navigator", "serviceWorker"])
}

fn state(worker: &JsValue) -> String {
    object::text(worker, "state")
}

/// Waits until a worker is in one of some states.
async fn until(worker: &JsValue, states: &[&str]) {
    while !states.contains(&&*state(worker)) {
        object::settled(&object::next(worker, "statechange")).await;
    }
}

/// One try: the answer, or nothing if the worker is replaced, stopped or silent before.
async fn converse(worker: &JsValue, message: &JsValue) -> Option<JsValue> {
    let channel = object::make("MessageChannel", &[]).ok()?;
    let port = object::get(&channel, "port1");
    let silence: Rc<RefCell<Option<TimeoutHandle>>> = Rc::default();
    let promise = Promise::new(&mut |resolve, _| {
        let end = move |answer: &JsValue| drop(resolve.call1(&JsValue::UNDEFINED, answer));
        let (silence, stopped) = (Rc::clone(&silence), end.clone());
        let wait = move || {
            let stopped = stopped.clone();
            let stop = move || stopped(&JsValue::UNDEFINED);
            let next = set_timeout_with_handle(stop, Duration::from_millis(SILENCE_MS)).ok();
            if let Some(before) = silence.replace(next) {
                before.clear();
            }
        };
        wait();
        let (answered, closed, replaced) = (end.clone(), end.clone(), end);
        object::listen(&port, "message", move |event| {
            let data = object::get(&event, "data");
            if object::get(&data, "isWorking").is_truthy() {
                wait();
            } else {
                answered(&data);
            }
        });
        // Browsers that know it tell at once when the other end is gone.
        object::listen(&port, "close", move |_| closed(&JsValue::UNDEFINED));
        let watched = worker.clone();
        object::listen(worker, "statechange", move |_| {
            if state(&watched) == "redundant" {
                replaced(&JsValue::UNDEFINED);
            }
        });
    });
    let _ = object::call_now(&port, "start", &[]);
    let other = js_sys::Array::of1(&object::get(&channel, "port2"));
    let sent = object::call_now(worker, "postMessage", &[message.clone(), other.into()]);
    let answer = if sent.is_ok() && state(worker) != "redundant" {
        JsFuture::from(promise).await.ok()
    } else {
        None
    };
    if let Some(silence) = silence.take() {
        silence.clear();
    }
    let _ = object::call_now(&port, "close", &[]);
    answer.filter(|answer| !answer.is_undefined())
}
