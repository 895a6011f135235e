//! A failure with its cause and what to do: retry, or reload from the server where another version is needed.

use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use crate::element::{Action, Element, button, element};
use crate::failure::LoadFailure;

/// What failed and why, a way to try again where that may help, and a detail to pass on.
pub struct FailureNotice {
    /// What failed, in one sentence.
    pub title: String,
    /// Why.
    pub failure: LoadFailure,
    /// Tries again.
    pub on_retry: Action<()>,
    /// Reloads the program from the server; a newer one may read the format that this one cannot. `None` where the page cannot.
    pub on_renew: Option<Action<()>>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl FailureNotice {
    /// Draws the notice.
    pub fn view(self) -> Element {
        let Self {
            title,
            failure,
            on_retry,
            on_renew,
            messages,
        } = self;
        let way = if failure.is_passing() {
            Some((on_retry, messages.retry))
        } else {
            on_renew.map(|renew| (renew, messages.renew))
        };
        let way = way.map(|(action, name)| {
            button("button")
                .on("click", move |_| action(()))
                .child(name)
        });
        let detail = element("p")
            .class("failure-notice__detail")
            .child(messages.failure_code)
            .child("\u{a0}: ")
            .child(element("code").child(failure.detail()));
        element("section")
            .class("failure-notice")
            .part(Part::Error)
            .attribute("role", "alert")
            .child(element("p").class("failure-notice__title").child(title))
            .child(element("p").child(failure.sentence(messages)))
            .child(detail)
            .child_if(way)
    }
}
