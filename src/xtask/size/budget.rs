//! The byte budgets: what may not be exceeded, and what we aim at.
//!
//! All are bytes on the wire with brotli. Those that depend on the collection
//! hold for whatever site is measured; they were set for 2,787 articles.

use super::shipped::{Role, Shipped, Size};

/// Bytes in a kilobyte, as networks count.
pub(super) const KB: u64 = 1_000;

/// A sum of files compared with its budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    /// What is weighed.
    pub(super) what: &'static str,
    /// What it weighs.
    pub(super) bytes: u64,
    /// What it may weigh.
    pub(super) gate: u64,
    /// What it should weigh.
    pub(super) goal: u64,
}

impl Check {
    /// Whether the site may not be shipped like this.
    pub(super) fn is_over(&self) -> bool {
        self.bytes > self.gate
    }

    /// The outcome in words.
    pub(super) fn outcome(&self) -> &'static str {
        match self.bytes {
            bytes if bytes > self.gate => "OVER THE GATE",
            bytes if bytes > self.goal => "within the gate",
            _ => "goal reached",
        }
    }
}

/// Compares a site with every budget; `has_static_cards` tells that its page
/// alone shows the first cards.
pub(super) fn check(files: &[Shipped], has_static_cards: bool) -> Vec<Check> {
    let site = Site {
        has_static_cards,
        has_index: files.iter().any(|file| file.role == Role::Index),
    };
    let weigh = |budget: &Budget| Check {
        what: budget.what,
        bytes: Size::sum(files.iter().filter(|file| (budget.counts)(file.role, site))).brotli,
        gate: budget.gate,
        goal: budget.goal,
    };
    BUDGETS.iter().map(weigh).collect()
}

/// What decides which files a reader waits for.
#[derive(Debug, Clone, Copy)]
struct Site {
    /// The page alone shows the first cards.
    has_static_cards: bool,
    /// The index is prebuilt; otherwise every card is read to search.
    has_index: bool,
}

/// A budget and the files it holds for.
struct Budget {
    what: &'static str,
    gate: u64,
    goal: u64,
    counts: fn(Role, Site) -> bool,
}

const BUDGETS: [Budget; 8] = [
    Budget {
        what: "app: WebAssembly and glue",
        gate: 200 * KB,
        goal: 150 * KB,
        counts: |role, _| role == Role::App,
    },
    Budget {
        what: "styles",
        gate: 10 * KB,
        goal: 8 * KB,
        counts: |role, _| role == Role::Style,
    },
    Budget {
        what: "until the first cards",
        gate: 260 * KB,
        goal: 40 * KB,
        counts: shows_first_cards,
    },
    Budget {
        what: "until the first search is answered",
        gate: 700 * KB,
        goal: 450 * KB,
        counts: answers_search,
    },
    Budget {
        what: "whole collection and app offline",
        gate: 1_100 * KB,
        goal: 900 * KB,
        counts: works_offline,
    },
    Budget {
        what: "widget: script a page names",
        gate: 4_096,
        goal: 4_096,
        counts: |role, _| role == Role::Element,
    },
    Budget {
        what: "frame: script a page names",
        gate: 1_024,
        goal: 1_024,
        counts: |role, _| role == Role::Embed,
    },
    Budget {
        what: "widget: WebAssembly and glue",
        gate: 200 * KB,
        goal: 150 * KB,
        counts: |role, _| role == Role::Widget,
    },
];

fn shows_first_cards(role: Role, site: Site) -> bool {
    match role {
        Role::Page | Role::Style | Role::Boot => true,
        Role::App | Role::Entry => !site.has_static_cards,
        Role::Index
        | Role::Concepts
        | Role::Cards
        | Role::Bodies
        | Role::Shell
        | Role::Image
        | Role::Element
        | Role::Embed
        | Role::Widget
        | Role::Other => false,
    }
}

fn answers_search(role: Role, site: Site) -> bool {
    match role {
        Role::Page | Role::Style | Role::Boot | Role::App | Role::Entry => true,
        Role::Index | Role::Concepts => site.has_index,
        Role::Cards => !site.has_index,
        Role::Bodies
        | Role::Shell
        | Role::Image
        | Role::Element
        | Role::Embed
        | Role::Widget
        | Role::Other => false,
    }
}

/// Everything but what readers choose to keep, or never open.
fn works_offline(role: Role, _: Site) -> bool {
    !matches!(
        role,
        Role::Image | Role::Element | Role::Embed | Role::Widget | Role::Other
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(role: Role, brotli: u64) -> Shipped {
        Shipped {
            path: String::new(),
            role,
            size: Size {
                raw: 9 * brotli,
                gzip: 2 * brotli,
                brotli,
            },
        }
    }

    /// Weights are powers of ten, so that a sum shows what was added.
    fn site() -> Vec<Shipped> {
        vec![
            file(Role::Page, 1),
            file(Role::App, 10),
            file(Role::Entry, 100),
            file(Role::Cards, 1_000),
            file(Role::Bodies, 10_000),
            file(Role::Image, 7),
            file(Role::Element, 7),
            file(Role::Embed, 7),
            file(Role::Widget, 7),
            file(Role::Other, 7),
        ]
    }

    #[track_caller]
    fn bytes(files: &[Shipped], has_static_cards: bool, what: &str) -> u64 {
        let checks = check(files, has_static_cards);
        checks
            .iter()
            .find(|check| check.what == what)
            .unwrap()
            .bytes
    }

    #[test]
    fn first_cards_wait_for_the_app_unless_the_page_has_them() {
        assert_eq!(bytes(&site(), false, "until the first cards"), 111);
        assert_eq!(bytes(&site(), true, "until the first cards"), 1);
    }

    #[test]
    fn a_search_needs_the_index_or_else_every_card() {
        let what = "until the first search is answered";
        assert_eq!(bytes(&site(), true, what), 1_111);
        let indexed = [site(), vec![file(Role::Index, 100_000)]].concat();
        assert_eq!(bytes(&indexed, true, what), 100_111);
    }

    #[test]
    fn images_and_widget_are_not_part_of_the_offline_site() {
        assert_eq!(
            bytes(&site(), true, "whole collection and app offline"),
            11_111
        );
    }

    #[test]
    fn a_gate_is_exceeded_by_one_byte_more() {
        let check = |bytes| Check {
            what: "styles",
            bytes,
            gate: 10,
            goal: 8,
        };
        assert_eq!(check(8).outcome(), "goal reached");
        assert_eq!(check(10).outcome(), "within the gate");
        assert!(!check(10).is_over());
        assert_eq!(check(11).outcome(), "OVER THE GATE");
        assert!(check(11).is_over());
    }
}
