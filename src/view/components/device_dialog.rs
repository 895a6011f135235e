//! The dialog about this device: what is kept here and how large it is, when the server was asked last, pictures, and
//! the way to erase everything.

use vigie_core::messages::device::DeviceMessages;

use super::favourites_notice::button;
use crate::element::{Action, Element, element};

/// Selector of the list of facts.
pub const FACTS: &str = ".device__facts";

/// Selector of the place for what came of a check.
pub const CHECKED: &str = ".device__said";

/// Selector of the way to check.
pub const CHECK: &str = ".device__ways .button";

/// Selector of the choice of pictures.
pub const PICTURES: &str = ".device__pictures";

/// Selector of the place for what came of a choice of pictures.
pub const CHOSEN: &str = ".device__pictures .device__said";

/// Id of the title.
const TITLE_ID: &str = "device-title";

/// The dialog.
pub struct DeviceDialog {
    /// Asks the server for news.
    pub on_check: Action<()>,
    /// Asks whether everything is to be erased.
    pub on_erase: Action<()>,
    /// Closes it.
    pub on_close: Action<()>,
    /// Sentences about this device.
    pub messages: &'static DeviceMessages,
}

impl DeviceDialog {
    /// Draws the dialog, without facts and without pictures.
    pub fn view(self) -> Element {
        let messages = self.messages;
        let check = button(messages.check, "button", self.on_check);
        let erase = button(messages.erase, "button device__danger", self.on_erase);
        let close = button(messages.close, "button button--primary", self.on_close);
        let ways = || element("p").class("device__ways");
        element("dialog")
            .class("device")
            .attribute("aria-labelledby", TITLE_ID)
            .child(
                element("h2")
                    .class("device__title")
                    .attribute("id", TITLE_ID)
                    .child(messages.title),
            )
            .child(element("dl").class("device__facts"))
            .child(ways().child(check))
            .child(said())
            .child(
                element("fieldset")
                    .class("device__pictures")
                    .attribute("hidden", ""),
            )
            .child(
                element("p")
                    .class("device__hint")
                    .child(messages.erase_hint),
            )
            .child(ways().child(erase).child(close))
    }
}

/// Facts as a list of names and values.
pub fn device_facts(facts: Vec<(&'static str, String)>) -> Vec<Element> {
    let fact = |(name, value): (&'static str, String)| {
        [element("dt").child(name), element("dd").child(value)]
    };
    facts.into_iter().flat_map(fact).collect()
}

/// The choice of pictures that are kept.
pub struct PictureChoice {
    /// Name and sentence of each choice.
    pub offers: [(&'static str, String); 3],
    /// Name of the present choice.
    pub chosen: String,
    /// The reader has chosen one, by its name.
    pub on_choice: Action<&'static str>,
    /// Sentences about this device.
    pub messages: &'static DeviceMessages,
}

impl PictureChoice {
    /// Draws the content of the group.
    pub fn view(self) -> Vec<Element> {
        let mut content = vec![element("legend").child(self.messages.pictures)];
        for (name, sentence) in self.offers {
            let choose = self.on_choice.clone();
            let radio = element("input")
                .attribute("type", "radio")
                .attribute("name", "pictures")
                .attribute("value", name)
                .attribute_if("checked", (name == self.chosen).then_some(""))
                .on("change", move |_| choose(name));
            let label = element("label").class("device__choice");
            content.push(label.child(radio).child(sentence));
        }
        content.push(said());
        content
    }
}

fn said() -> Element {
    element("p")
        .class("device__said")
        .attribute("role", "status")
}
