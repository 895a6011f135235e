//! The top of every page.

use crate::signals::{Memo, RwSignal};
use vigie_core::messages::Messages;

use super::ThemeToggle;
use crate::element::{Action, Element, LiveText, element};
use crate::search_params::FAVOURITES;
use crate::theme::Theme;

/// The site's name, the way to the favourites, the other language and the themes.
pub struct SiteHeader {
    /// Title of the site.
    pub title: Memo<String>,
    /// Address of the whole list.
    pub home: String,
    /// How many favourites there are; empty for none.
    pub favourites: LiveText,
    /// Whether the list shows them.
    pub shows_favourites: Box<dyn Fn() -> bool>,
    /// The theme in force.
    pub theme: RwSignal<Theme>,
    /// Chooses a theme.
    pub on_theme: Action<Theme>,
    /// Changes to the other language.
    pub on_language: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl SiteHeader {
    /// Draws the header.
    pub fn view(self) -> Element {
        let Self {
            title,
            home,
            favourites,
            shows_favourites,
            theme,
            on_theme,
            on_language,
            messages,
        } = self;
        let kept = element("a")
            .class("site-header__favourites")
            .attribute("href", [&home, "?", FAVOURITES].concat())
            .live_attribute("aria-current", move || {
                shows_favourites().then(|| "page".to_owned())
            })
            .child(
                element("span")
                    .class("site-header__favourites-name")
                    .child(messages.favourites),
            )
            .child(" ")
            .child(
                element("span")
                    .class("site-header__count")
                    .live_text(favourites),
            );
        let name = element("a")
            .attribute("href", home)
            .live_text(move || title.get());
        let language = element("button")
            .attribute("id", "language")
            .class("site-header__language")
            .attribute("type", "button")
            .attribute("lang", messages.other_language_tag)
            .on("click", move |_| on_language(()))
            .child(messages.other_language);
        let themes = ThemeToggle {
            theme,
            on_choose: on_theme,
            messages,
        };
        element("header")
            .class("site-header")
            .child(element("p").class("site-header__title").child(name))
            .child(
                element("div")
                    .class("site-header__tools")
                    .child(kept)
                    .child(language)
                    .child(themes.view()),
            )
    }
}
