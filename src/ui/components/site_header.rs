//! The top of every page.

use leptos::prelude::*;

use super::ThemeToggle;
use crate::browser::page::Theme;
use vigie_core::messages::Messages;

/// Shows the site's name, the other language and the themes.
#[component]
pub fn SiteHeader(
    /// Title of the site.
    #[prop(into)]
    title: Signal<String>,
    /// Address of the whole list.
    home: String,
    /// The theme in force.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Chooses a theme.
    on_theme: Callback<Theme>,
    /// Changes to the other language.
    on_language: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    view! {
        <header class="site-header">
            <p class="site-header__title"><a href=home>{move || title.get()}</a></p>
            <div class="site-header__tools">
                <button
                    id="language"
                    class="site-header__language"
                    type="button"
                    lang=messages.other_language_tag
                    on:click=move |_| on_language.run(())
                >
                    {messages.other_language}
                </button>
                <ThemeToggle theme on_choose=on_theme messages />
            </div>
        </header>
    }
}
