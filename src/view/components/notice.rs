//! A calm notice at the foot of the window: a sentence, ways on, and the way to close it.

use crate::element::{Action, Element, element};

/// A notice.
pub struct Notice {
    /// What it is about: one of a kind is shown at a time.
    pub place: &'static str,
    /// The sentence.
    pub sentence: String,
    /// Ways on, the best one first; may be empty.
    pub ways: Vec<(&'static str, Action<()>)>,
    /// What the way to close it is called.
    pub close: &'static str,
    /// Closes it.
    pub on_close: Action<()>,
}

impl Notice {
    /// Draws the notice.
    pub fn view(self) -> Element {
        let text = element("p").class("notice__text").child(self.sentence);
        let ways = self.ways.into_iter().zip(0..);
        let ways = ways.map(|((name, act), place)| {
            way(name, act).attribute_if("class", (place == 0).then_some("notice__way"))
        });
        let close = way(self.close, self.on_close);
        element("div")
            .class(["notice notice--", self.place].concat())
            .child(text)
            .child(
                element("div")
                    .class("notice__ways")
                    .children(ways)
                    .child(close),
            )
    }
}

fn way(name: &'static str, act: Action<()>) -> Element {
    element("button")
        .attribute("type", "button")
        .on("click", move |_| act(()))
        .child(name)
}
