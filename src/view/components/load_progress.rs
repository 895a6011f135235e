//! How far the collection has come. Takes no room of its own, so nothing moves when it goes.

use crate::signals::Memo;

use crate::element::{Element, element};

/// A thin bar while articles arrive.
pub struct LoadProgress {
    /// Articles that are here, and articles in all; `None` when there is nothing to wait for.
    pub progress: Memo<Option<(u32, u32)>>,
    /// The sentence for it.
    pub sentence: Memo<String>,
}

impl LoadProgress {
    /// Draws the bar.
    pub fn view(self) -> Element {
        let Self { progress, sentence } = self;
        let is_loading = Memo::new(move |_| progress.get().is_some());
        let part = move |part: fn((u32, u32)) -> u32| {
            progress.get().map(|progress| part(progress).to_string())
        };
        let bar = move || {
            is_loading.get().then(|| {
                element("progress")
                    .class("load-progress__bar")
                    .live_attribute("aria-label", move || Some(sentence.get()))
                    .live_attribute("max", move || part(|(_, all)| all.max(1)))
                    .live_attribute("value", move || part(|(loaded, _)| loaded))
            })
        };
        element("div").class("load-progress").live_child(bar)
    }
}
