//! What of the search is ignored or read otherwise than written, and how to write it.

use vigie_core::messages::Messages;

use crate::element::{Element, element};

/// Id of the notices, which describe the search box.
pub const NOTICES_ID: &str = "search-notices";

/// The words concerned, each with a hint; nothing without any.
pub struct QueryNotices {
    /// The words, and why.
    pub notices: Box<dyn Fn() -> Vec<(String, &'static str)>>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl QueryNotices {
    /// Draws the notices. The element stays, so that the search box can always name it.
    pub fn view(self) -> Element {
        let Self { notices, messages } = self;
        let list = move || {
            let notices = notices();
            let item = |(words, hint): (String, &'static str)| {
                let words = element("span").class("query-notices__words").child(words);
                element("li").child(words).child(" – ").child(hint)
            };
            (!notices.is_empty()).then(|| {
                element("ul")
                    .attribute("aria-label", messages.notices)
                    .children(notices.into_iter().map(item))
            })
        };
        element("div")
            .class("query-notices")
            .attribute("id", NOTICES_ID)
            .live_child(list)
    }
}
