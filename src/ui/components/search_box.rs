//! The search box.

use leptos::prelude::*;

use vigie_core::messages::Messages;

/// Id of the input, the same as in the page before the app starts.
const INPUT_ID: &str = "search";

/// A real search form: typing reports at once, Enter commits, Escape and the button clear.
#[component]
pub fn SearchBox(
    /// The text shown.
    #[prop(into)]
    query: Signal<String>,
    /// Reports what is typed.
    on_input: Callback<String>,
    /// Reports that the reader is done typing.
    on_commit: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let clear = move || {
        on_input.run(String::new());
        on_commit.run(());
        crate::browser::page::focus(INPUT_ID);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_commit.run(());
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !query.with(String::is_empty) {
            event.prevent_default();
            clear();
        }
    };
    view! {
        <search class="search-box">
            <form class="search-box__form" role="presentation" on:submit=submit>
                <label class="search-box__label" for=INPUT_ID>{messages.search_label}</label>
                <div class="search-box__field">
                    <input
                        id=INPUT_ID
                        class="search-box__input"
                        type="search"
                        name="q"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="search"
                        placeholder=messages.search_hint
                        prop:value=move || query.get()
                        on:input:target=move |event| on_input.run(event.target().value())
                        on:keydown=escape
                    />
                    <button
                        class="search-box__clear"
                        type="button"
                        aria-label=messages.clear_search
                        hidden=move || query.with(String::is_empty)
                        on:click=move |_| clear()
                    ></button>
                </div>
            </form>
        </search>
    }
}
