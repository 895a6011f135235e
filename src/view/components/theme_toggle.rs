//! The choice between light, dark and the system's own colours.

use crate::signals::RwSignal;
use vigie_core::messages::Messages;

use crate::element::{Action, Element, element};
use crate::theme::Theme;

/// Three radio buttons in one frame.
pub struct ThemeToggle {
    /// The theme in force.
    pub theme: RwSignal<Theme>,
    /// Chooses another.
    pub on_choose: Action<Theme>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl ThemeToggle {
    /// Draws the buttons.
    pub fn view(self) -> Element {
        let Self {
            theme,
            on_choose,
            messages,
        } = self;
        let option = move |offered: Theme| {
            let name = match offered {
                Theme::Auto => messages.theme_auto,
                Theme::Light => messages.theme_light,
                Theme::Dark => messages.theme_dark,
            };
            let on_choose = Action::clone(&on_choose);
            let input = element("input")
                .attribute("type", "radio")
                .attribute("name", "theme")
                .attribute("value", offered.name())
                .attribute("aria-label", name)
                .flag_property("checked", move || theme.get() == offered)
                .on("change", move |_| on_choose(offered));
            element("label")
                .class("theme-toggle__option")
                .attribute("title", name)
                .child(input)
                .child(icon(offered))
        };
        element("fieldset")
            .class("theme-toggle")
            .child(
                element("legend")
                    .class("visually-hidden")
                    .child(messages.theme),
            )
            .children(Theme::ALL.map(option))
    }

    /// Draws the frame with its pictures alone, before there is a choice.
    pub fn prepared() -> Element {
        let option = |theme| {
            element("span")
                .class("theme-toggle__option")
                .child(icon(theme))
        };
        element("div")
            .class("theme-toggle")
            .attribute("aria-hidden", "true")
            .children(Theme::ALL.map(option))
    }
}

fn icon(theme: Theme) -> Element {
    element("span").class(format!(
        "theme-toggle__icon theme-toggle__icon--{}",
        theme.name()
    ))
}
