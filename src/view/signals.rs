//! Leptos' signals, compiled for one type only.
//!
//! They come from `reactive_graph`, the crate below Leptos, which does not depend on a browser. It is compiled for
//! every type that a signal holds: two to three kilobytes each, forty times in this page. Here a signal holds a
//! shared value of any type, so that the crate is compiled once, and a typed wrapper casts the value back. Names
//! and semantics are those of Leptos.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

pub use reactive_graph::graph::untrack;
use reactive_graph::graph::{AnySubscriber, Subscriber as _, ToAnySubscriber as _};
pub use reactive_graph::owner::Owner;
use reactive_graph::owner::on_cleanup;
use reactive_graph::traits::{Get as _, GetUntracked as _, Set as _, Update as _};
use reactive_graph::{computed, effect, signal};

/// A value of any type.
type Value = Arc<dyn Any + Send + Sync>;

/// What a signal can hold.
pub trait SignalValue: Send + Sync + 'static {}

impl<T: Send + Sync + 'static> SignalValue for T {}

/// The value of a memo, with the comparison of its type.
#[derive(Clone)]
struct Compared {
    value: Value,
    is_same: fn(&Value, &Value) -> bool,
}

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&self.value, &other.value)
    }
}

/// Returns a value under its type.
fn typed<T: SignalValue>(value: &Value) -> &T {
    (**value)
        .downcast_ref()
        .expect("a signal holds the type it was made for")
}

/// A value that is derived from signals, cached until one of them changes, and propagated only if it differs.
/// Cheap to copy.
pub struct Memo<T> {
    inner: computed::Memo<Compared>,
    held: PhantomData<fn() -> T>,
}

impl<T: SignalValue> Memo<T> {
    /// Derives a value; the closure may look at the value before.
    pub fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        let is_same: fn(&Value, &Value) -> bool = |a, b| typed::<T>(a) == typed::<T>(b);
        let derive = move |before: Option<&Compared>| Compared {
            value: Arc::new(derive(before.map(|before| typed(&before.value)))),
            is_same,
        };
        Self {
            inner: memo(Box::new(derive)),
            held: PhantomData,
        }
    }

    /// Looks at the value; what runs now runs again when it changes.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(typed(&tracked(self.inner)))
    }

    /// Looks at the value as it is now.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(typed(&untracked(self.inner)))
    }

    /// Returns the value; what runs now runs again when it changes.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Returns the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

/// A value that is set from outside. Cheap to copy.
pub struct RwSignal<T> {
    inner: signal::RwSignal<Value>,
    held: PhantomData<fn() -> T>,
}

impl<T: SignalValue> RwSignal<T> {
    /// Makes a signal.
    pub fn new(value: T) -> Self {
        Self {
            inner: signal(Arc::new(value)),
            held: PhantomData,
        }
    }

    /// Looks at the value; what runs now runs again when it changes.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(typed(&read(self.inner)))
    }

    /// Looks at the value as it is now.
    pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(typed(&read_untracked(self.inner)))
    }

    /// Returns the value; what runs now runs again when it changes.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Returns the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Sets the value; nothing happens once the owner of the signal is gone.
    pub fn set(self, value: T) {
        write(self.inner, Arc::new(value));
    }

    /// Changes the value in place. Not while it is looked at.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value in place, and returns what the change returns; `None` once the owner of the signal
    /// is gone.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut change = Some(change);
        let mut result = None;
        modify(self.inner, &mut |value| {
            if let (Some(change), Some(value)) = (change.take(), value.downcast_mut()) {
                result = Some(change(value));
            }
        });
        result
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: SignalValue + Default> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> fmt::Debug for RwSignal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RwSignal")
    }
}

impl<T> fmt::Debug for Memo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

/// A side effect: runs soon, and again when a signal it has read changes.
pub struct Effect;

impl Effect {
    /// Starts an effect that lives as long as its owner.
    #[expect(clippy::new_ret_no_self, reason = "named as in Leptos")]
    pub fn new(mut run: impl FnMut(Option<()>) + 'static) {
        effect(Box::new(move || run(None)));
    }
}

// From here on nothing depends on the type of a value.

type Derive = Box<dyn Fn(Option<&Compared>) -> Compared + Send + Sync>;

fn memo(derive: Derive) -> computed::Memo<Compared> {
    let memo = computed::ArcMemo::new(derive);
    let subscriber = memo.to_any_subscriber();
    on_cleanup(move || leave(&subscriber));
    memo.into()
}

/// Takes what is ending out of the signals it has read. They would keep it, and its memory, until they change next,
/// and some never do.
pub fn leave(subscriber: &AnySubscriber) {
    subscriber.clear_sources(subscriber);
}

#[inline(never)]
fn tracked(memo: computed::Memo<Compared>) -> Value {
    memo.get().value
}

#[inline(never)]
fn untracked(memo: computed::Memo<Compared>) -> Value {
    memo.get_untracked().value
}

#[inline(never)]
fn signal(value: Value) -> signal::RwSignal<Value> {
    signal::RwSignal::new(value)
}

#[inline(never)]
fn read(signal: signal::RwSignal<Value>) -> Value {
    signal.get()
}

#[inline(never)]
fn read_untracked(signal: signal::RwSignal<Value>) -> Value {
    signal.get_untracked()
}

#[inline(never)]
fn write(signal: signal::RwSignal<Value>, value: Value) {
    let _ = signal.try_set(value);
}

#[inline(never)]
fn modify(signal: signal::RwSignal<Value>, change: &mut dyn FnMut(&mut dyn Any)) {
    let _ = signal.try_update(|value| {
        change(Arc::get_mut(value).expect("no signal is changed while it is looked at"));
    });
}

fn effect(mut run: Box<dyn FnMut()>) {
    let subscriber = effect::Effect::new(move |_: Option<()>| run()).to_any_subscriber();
    on_cleanup(move || leave(&subscriber));
}
