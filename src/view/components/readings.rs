//! How the search was understood, with one click to undo each part of it.

use vigie_core::language::Language;
use vigie_core::messages::Messages;

use crate::element::{Action, Child, Element, button, element};

/// One part of the search that was taken for more than its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingChip {
    /// What was typed, or a sentence about it.
    pub typed: String,
    /// Whether an arrow leads from there to what it was taken for; a sentence has none.
    pub has_arrow: bool,
    /// What it was taken for, in parts, with the language where it is not the interface's.
    pub meanings: Vec<(String, Option<Language>)>,
    /// A short explanation.
    pub gloss: Option<String>,
    /// Other ways to search: a sentence, and the query that does it.
    pub rewrites: Vec<(String, String)>,
}

/// The line under the search box: what was understood, and the way to the help. The line is there also
/// when there is nothing to say, so that the first words typed move nothing.
pub struct Readings {
    /// What was understood.
    pub chips: Box<dyn Fn() -> Vec<ReadingChip>>,
    /// Searches for another query instead.
    pub on_rewrite: Action<String>,
    /// Address of the page that explains the syntax.
    pub help: String,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl Readings {
    /// Draws the line.
    pub fn view(self) -> Element {
        let Self {
            chips,
            on_rewrite,
            help,
            messages,
        } = self;
        let list = move || {
            let chips = chips();
            let chip = |chip: ReadingChip| chip_view(chip, &on_rewrite);
            let list = element("ul")
                .class("readings__list")
                .attribute("aria-label", messages.readings);
            (!chips.is_empty()).then(|| list.children(chips.into_iter().map(chip)))
        };
        let link = element("a")
            .class("readings__help")
            .attribute("href", help)
            .attribute("title", messages.syntax_title)
            .child(messages.syntax);
        element("div")
            .class("readings")
            .live_child(list)
            .child(link)
    }
}

fn chip_view(chip: ReadingChip, on_rewrite: &Action<String>) -> Element {
    let (tag, join) = if chip.has_arrow {
        ("b", " → ")
    } else {
        ("span", " ")
    };
    let mut parts: Vec<Child> = vec![element(tag).child(chip.typed).into(), join.into()];
    for (number, (meaning, language)) in chip.meanings.into_iter().enumerate() {
        if number > 0 {
            parts.push(" · ".into());
        }
        let language = language.map(Language::tag);
        parts.push(
            element("span")
                .attribute_if("lang", language)
                .child(meaning)
                .into(),
        );
    }
    let meaning = element("span")
        .attribute_if("title", chip.gloss)
        .children(parts);
    let rewrite = |(sentence, query): (String, String)| {
        let on_rewrite = Action::clone(on_rewrite);
        button("readings__rewrite")
            .on("click", move |_| on_rewrite(query.clone()))
            .child(sentence)
    };
    element("li")
        .class("readings__chip")
        .child(meaning)
        .children(chip.rewrites.into_iter().map(rewrite))
}
