//! A failure with its cause and a way on.

use leptos::prelude::*;

use crate::state::LoadFailure;
use vigie_core::messages::Messages;

/// Says what failed and why, offers to try again where that may help, and gives a detail to pass on.
#[component]
pub fn FailureNotice(
    /// What failed, in one sentence.
    #[prop(into)]
    title: String,
    /// Why.
    failure: LoadFailure,
    /// Tries again.
    on_retry: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    view! {
        <section class="failure-notice" role="alert">
            <p class="failure-notice__title">{title}</p>
            <p>{failure.sentence(messages)}</p>
            <p class="failure-notice__detail">{messages.failure_code} " : " <code>{failure.detail()}</code></p>
            {failure.is_passing().then(|| view! {
                <button class="button" type="button" on:click=move |_| on_retry.run(())>{messages.retry}</button>
            })}
        </section>
    }
}
