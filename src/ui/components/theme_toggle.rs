//! The choice between light, dark and the system's own colours.

use leptos::prelude::*;

use crate::browser::page::Theme;
use vigie_core::messages::Messages;

/// Three radio buttons in one frame.
#[component]
pub fn ThemeToggle(
    /// The theme in force.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Chooses another.
    on_choose: Callback<Theme>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let option = move |offered: Theme| {
        let name = match offered {
            Theme::Auto => messages.theme_auto,
            Theme::Light => messages.theme_light,
            Theme::Dark => messages.theme_dark,
        };
        view! {
            <label class="theme-toggle__option" title=name>
                <input
                    type="radio"
                    name="theme"
                    value=offered.name()
                    aria-label=name
                    prop:checked=move || theme.get() == offered
                    on:change=move |_| on_choose.run(offered)
                />
                <span class=format!("theme-toggle__icon theme-toggle__icon--{}", offered.name())></span>
            </label>
        }
    };
    view! {
        <fieldset class="theme-toggle">
            <legend class="visually-hidden">{messages.theme}</legend>
            {Theme::ALL.map(option)}
        </fieldset>
    }
}
