//! What the reader does, as listeners see it. Who draws fills it in, and does what the listener asks for.

/// An event at an element.
#[derive(Debug, Default)]
pub struct Event {
    /// Value of the field the event is about; empty for anything else.
    pub value: String,
    /// Whether the event is about a field that takes text or a choice.
    pub is_typing: bool,
    /// The key that was pressed, as it is named, outside of a composition; empty for other events.
    pub key: String,
    /// Whether a click is meant for the browser: another button, or with a key for a new tab.
    pub is_modified: bool,
    /// Asked for: that the browser does not do what it does by itself.
    pub is_prevented: bool,
    /// Asked for: the focus on the element with this id, without scrolling. It stands in the same tree, the page or a
    /// shadow root; empty for none.
    pub focus: &'static str,
}

impl Event {
    /// Keeps the browser from doing what it does by itself.
    pub fn prevent_default(&mut self) {
        self.is_prevented = true;
    }

    /// Moves the focus, once the listener is done, to an element of the same tree, without scrolling.
    pub fn focus_beside(&mut self, id: &'static str) {
        self.focus = id;
    }
}
