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
            let icon = format!("theme-toggle__icon theme-toggle__icon--{}", offered.name());
            element("label")
                .class("theme-toggle__option")
                .attribute("title", name)
                .child(input)
                .child(element("span").class(icon))
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
}
