//! The page footer: age of the data, how many articles are loaded, and the statement that readers are not tracked.

use crate::signals::Memo;
use vigie_core::messages::Messages;

use crate::element::{Action, Element, button, element};

/// Age and extent of the data.
pub struct SiteFooter {
    /// Of when the newest article is, and when the server was asked last; empty while unknown.
    pub freshness: Memo<String>,
    /// How much of it is here.
    pub extent: Memo<String>,
    /// Address of the feed.
    pub feed: String,
    /// Opens the dialog about this device.
    pub on_device: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl SiteFooter {
    /// Draws the footer.
    pub fn view(self) -> Element {
        let Self {
            freshness,
            extent,
            feed,
            on_device,
            messages,
        } = self;
        let device = button("site-footer__device")
            .on("click", move |_| on_device(()))
            .child(messages.device);
        let feed = element("a")
            .attribute("href", feed)
            .attribute("type", "application/feed+json");
        element("footer")
            .class("site-footer")
            .child(element("p").live_text(move || freshness.get()))
            .child(element("p").live_text(move || extent.get()))
            .child(element("p").child(device))
            .child(element("p").child(messages.no_tracking))
            .child(element("p").child(feed.child(messages.feed)))
    }
}
