//! How far the collection has come. Takes no room of its own, so nothing moves when it goes.

use leptos::prelude::*;

/// Shows a thin bar while articles arrive.
#[component]
pub fn LoadProgress(
    /// Articles that are here, and articles in all; `None` when there is nothing to wait for.
    #[prop(into)]
    progress: Signal<Option<(u32, u32)>>,
    /// The sentence for it.
    #[prop(into)]
    sentence: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="load-progress">
            {move || progress.get().is_some().then(|| view! {
                <progress
                    class="load-progress__bar"
                    aria-label=move || sentence.get()
                    max=move || progress.get().map(|(_, all)| all.to_string())
                    prop:value=move || progress.get().map(|(loaded, _)| loaded)
                ></progress>
            })}
        </div>
    }
}
