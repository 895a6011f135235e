//! The top of every page.

use crate::signals::{Memo, RwSignal};
use vigie_core::messages::Messages;

use super::ThemeToggle;
use crate::element::{Action, Element, LiveText, button, element};
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
    /// Class of the way to another language.
    pub const LANGUAGE_CLASS: &'static str = "site-header__language";

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
        let count = favourites_count().live_text(favourites);
        let kept = favourites_link(&home, count, messages)
            .live_attribute("aria-current", move || {
                shows_favourites().then(|| "page".to_owned())
            });
        let name = element("a")
            .attribute("href", home)
            .live_text(move || title.get());
        let language = language_button(messages)
            .attribute("id", "language")
            .on("click", move |_| on_language(()));
        let themes = ThemeToggle {
            theme,
            on_choose: on_theme,
            messages,
        };
        Self::with_tools(name, [kept, language, themes.view()])
    }

    /// Draws the header before the app is there: of the same size, with controls that do nothing yet. How many
    /// favourites there are is known to the reader's browser alone.
    pub fn prepared(title: &str, home: &str, messages: &Messages) -> Element {
        let tools = [
            favourites_link(home, favourites_count(), messages),
            language_button(messages).attribute("disabled", ""),
            ThemeToggle::prepared(),
        ];
        Self::with_tools(element("a").attribute("href", home).child(title), tools)
    }

    /// Draws a header with tools of the caller's. `name` is a link to the site.
    pub fn with_tools(name: Element, tools: impl IntoIterator<Item = Element>) -> Element {
        element("header")
            .class("site-header")
            .child(element("p").class("site-header__title").child(name))
            .child(element("div").class("site-header__tools").children(tools))
    }
}

fn favourites_link(home: &str, count: Element, messages: &Messages) -> Element {
    let name = element("span")
        .class("site-header__favourites-name")
        .child(messages.favourites);
    element("a")
        .class("site-header__favourites")
        .attribute("href", [home, "?", FAVOURITES].concat())
        .child(name)
        .child(" ")
        .child(count)
}

fn favourites_count() -> Element {
    element("span").class("site-header__count")
}

fn language_button(messages: &Messages) -> Element {
    button(SiteHeader::LANGUAGE_CLASS)
        .attribute("lang", messages.other_language_tag)
        .child(messages.other_language)
}
