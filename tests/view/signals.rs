//! What changes, and what follows it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use any_spawner::Executor;
use vigie_view::signals::{Effect, Memo, Owner, RwSignal};

/// Runs a test with an owner of its own and an executor for effects.
fn owned(test: impl FnOnce(&Owner)) {
    // Another test of this process may have been first.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new();
    owner.with(|| test(&owner));
    owner.cleanup();
}

/// Counts how often a memo is derived.
fn counted<T: PartialEq + Send + Sync + 'static>(
    derive: impl Fn() -> T + Send + Sync + 'static,
) -> (Memo<T>, Arc<AtomicUsize>) {
    let runs = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&runs);
    let memo = Memo::new(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        derive()
    });
    (memo, runs)
}

#[test]
fn a_signal_holds_what_was_set_last() {
    owned(|_| {
        let signal = RwSignal::new(vec![1]);
        signal.update(|list| list.push(2));
        assert_eq!(signal.get_untracked(), [1, 2]);
        signal.set(Vec::new());
        assert!(signal.with_untracked(Vec::is_empty));
        assert_eq!(signal.try_update(|list| list.len()), Some(0));
    });
}

#[test]
fn a_memo_is_derived_once_until_something_changes() {
    owned(|_| {
        let number = RwSignal::new(1);
        let (doubled, runs) = counted(move || number.get() * 2);
        assert_eq!(runs.load(Ordering::Relaxed), 0, "nobody has asked");
        assert_eq!((doubled.get(), doubled.get()), (2, 2));
        assert_eq!(runs.load(Ordering::Relaxed), 1);
        number.set(2);
        assert_eq!(doubled.get(), 4);
        assert_eq!(runs.load(Ordering::Relaxed), 2);
    });
}

#[test]
fn what_comes_out_the_same_changes_nothing_further_on() {
    owned(|_| {
        let number = RwSignal::new(1);
        let (is_odd, _) = counted(move || number.get() % 2 == 1);
        let (word, runs) = counted(move || if is_odd.get() { "odd" } else { "even" });
        assert_eq!(word.get(), "odd");
        number.set(3);
        assert_eq!(word.get(), "odd");
        assert_eq!(runs.load(Ordering::Relaxed), 1);
        number.set(4);
        assert_eq!(word.get(), "even");
        assert_eq!(runs.load(Ordering::Relaxed), 2);
    });
}

#[test]
fn a_memo_sees_the_value_before() {
    owned(|_| {
        let number = RwSignal::new(1);
        let most = Memo::new(move |before: Option<&i32>| number.get().max(*before.unwrap_or(&0)));
        assert_eq!(most.get(), 1);
        number.set(5);
        assert_eq!(most.get(), 5);
        number.set(2);
        assert_eq!(most.get(), 5);
    });
}

#[test]
fn an_effect_follows_until_its_owner_ends() {
    owned(|_| {
        let number = RwSignal::new(1);
        let seen = Rc::new(RefCell::new(Vec::new()));
        let life = Owner::new();
        let noted = Rc::clone(&seen);
        life.with(|| Effect::new(move |_| noted.borrow_mut().push(number.get())));
        Executor::poll_local();
        number.set(2);
        number.set(3);
        Executor::poll_local();
        assert_eq!(
            *seen.borrow(),
            [1, 3],
            "what is passed over at once is not seen"
        );
        life.cleanup();
        number.set(4);
        Executor::poll_local();
        assert_eq!(*seen.borrow(), [1, 3]);
    });
}

#[test]
fn what_ended_keeps_nothing() {
    owned(|_| {
        let number = RwSignal::new(1);
        let held = Arc::new(());
        let life = Owner::new();
        life.with(|| {
            let (for_memo, for_effect) = (Arc::clone(&held), Arc::clone(&held));
            let memo = Memo::new(move |_| {
                let _ = &for_memo;
                number.get()
            });
            Effect::new(move |_| {
                let _ = &for_effect;
                memo.get();
            });
        });
        Executor::poll_local();
        assert_eq!(Arc::strong_count(&held), 3);
        life.cleanup();
        Executor::poll_local();
        // The signal they read lives on, and has not changed.
        assert_eq!(Arc::strong_count(&held), 1);
        assert_eq!(number.get_untracked(), 1);
    });
}

#[test]
fn setting_what_is_gone_does_nothing() {
    owned(|_| {
        let life = Owner::new();
        let number = life.with(|| RwSignal::new(1));
        life.cleanup();
        number.set(2);
        assert_eq!(number.try_update(|number| *number), None);
    });
}
