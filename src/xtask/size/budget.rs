//! The byte budgets: hard limits, and goals.
//!
//! All numbers are bytes on the wire with brotli. Budgets that depend on the collection apply to whatever site is
//! measured; they were set for 2,787 articles.

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

/// Compares a site with every budget; `has_static_cards` means that its page shows the first cards without the app.
pub(super) fn check(files: &[Shipped], has_static_cards: bool) -> Vec<Check> {
    use Role::{
        App, Bodies, Boot, Cards, Concepts, Device, Element, Embed, Entry, Index, Page, Shell,
        Style, Widget,
    };
    let weigh = |what, gate, goal, roles: &[Role]| Check {
        what,
        bytes: Size::sum(files.iter().filter(|file| roles.contains(&file.role))).brotli,
        gate,
        goal,
    };
    let first_cards: &[Role] = if has_static_cards {
        &[Page, Style, Boot]
    } else {
        &[Page, Style, Boot, App, Entry]
    };
    // Without a prebuilt index every card is read to search.
    let first_search: &[Role] = if files.iter().any(|file| file.role == Index) {
        &[Page, Style, Boot, App, Entry, Index, Concepts]
    } else {
        &[Page, Style, Boot, App, Entry, Cards]
    };
    // Everything but what readers choose to keep, or never open. The program beside the app has a gate of its own, and
    // counts in what the worker keeps.
    let offline = [
        Page, Style, Boot, App, Entry, Index, Concepts, Cards, Bodies, Shell,
    ];
    vec![
        weigh("app: WebAssembly and glue", 200 * KB, 150 * KB, &[App]),
        weigh("styles", 10 * KB, 8 * KB, &[Style]),
        weigh("until the first cards", 260 * KB, 40 * KB, first_cards),
        weigh(
            "until the first search is answered",
            700 * KB,
            450 * KB,
            first_search,
        ),
        weigh(
            "whole collection and app offline",
            1_100 * KB,
            900 * KB,
            &offline,
        ),
        weigh("widget: script a page names", 4_096, 4_096, &[Element]),
        weigh("frame: script a page names", 1_024, 1_024, &[Embed]),
        weigh(
            "widget: WebAssembly and glue",
            200 * KB,
            150 * KB,
            &[Widget],
        ),
        weigh("device: WebAssembly and glue", 100 * KB, 60 * KB, &[Device]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(role: Role, brotli: u64) -> Shipped {
        Shipped {
            path: String::new(),
            role,
            size: Size::new(9 * brotli, 2 * brotli, brotli),
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
            file(Role::Device, 7),
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
