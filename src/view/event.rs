//! Events as listeners see them. The renderer fills them in, and carries out what the listener requests.

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
    /// Request: to prevent the browser's default action.
    pub is_prevented: bool,
    /// Request: to focus the element with this id, without scrolling. It is in the same tree, the page or a shadow
    /// root; empty for none.
    pub focus: &'static str,
}

impl Event {
    /// Prevents the browser's default action.
    pub fn prevent_default(&mut self) {
        self.is_prevented = true;
    }

    /// Moves the focus, once the listener is done, to an element of the same tree, without scrolling.
    pub fn focus_beside(&mut self, id: &'static str) {
        self.focus = id;
    }
}
