//! The dialog that asks for a backup of favourites and says what became of it.

use vigie_core::messages::favourites::FavouritesMessages;

use super::favourites_notice::button;
use crate::element::{Action, Element, element};

/// Selector of the place for what became of a backup.
pub const RESULT: &str = ".favourites-import__result";

/// Selector of the field for a file.
pub const FIELD: &str = "input";

/// Id of its title.
const TITLE_ID: &str = "favourites-import";

/// The dialog.
pub struct FavouritesImport {
    /// The reader has chosen a file.
    pub on_file: Action<()>,
    /// Closes it.
    pub on_close: Action<()>,
    /// Sentences about favourites.
    pub messages: &'static FavouritesMessages,
}

impl FavouritesImport {
    /// Draws the dialog.
    pub fn view(self) -> Element {
        let Self {
            on_file,
            on_close,
            messages,
        } = self;
        let title = element("h2")
            .class("favourites-import__title")
            .attribute("id", TITLE_ID)
            .child(messages.title);
        let field = element("input")
            .attribute("type", "file")
            .attribute("accept", ".json,application/json")
            .on("change", move |_| on_file(()));
        let result = element("p")
            .class("favourites-import__result")
            .attribute("role", "status");
        element("dialog")
            .class("favourites-import")
            .attribute("aria-labelledby", TITLE_ID)
            .child(title)
            .child(element("p").child(messages.hint))
            .child(
                element("label")
                    .class("favourites-import__file")
                    .child(messages.file)
                    .child(field),
            )
            .child(result)
            .child(element("p").child(button(messages.close, "button", on_close)))
    }
}
