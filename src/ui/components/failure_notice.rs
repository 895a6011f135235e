//! A failure with its cause and a way on.

use vigie_core::messages::Messages;

use crate::element::{Action, Element, element};
use crate::failure::LoadFailure;

/// What failed and why, a way to try again where that may help, and a detail to pass on.
pub struct FailureNotice {
    /// What failed, in one sentence.
    pub title: String,
    /// Why.
    pub failure: LoadFailure,
    /// Tries again.
    pub on_retry: Action<()>,
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
            messages,
        } = self;
        let retry = failure.is_passing().then(|| {
            element("button")
                .class("button")
                .attribute("type", "button")
                .on("click", move |_| on_retry(()))
                .child(messages.retry)
        });
        let detail = element("p")
            .class("failure-notice__detail")
            .child(messages.failure_code)
            .child("\u{a0}: ")
            .child(element("code").child(failure.detail()));
        element("section")
            .class("failure-notice")
            .attribute("role", "alert")
            .child(element("p").class("failure-notice__title").child(title))
            .child(element("p").child(failure.sentence(messages)))
            .child(detail)
            .child_if(retry)
    }
}
