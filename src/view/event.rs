//! What the reader does, as listeners see it, and the quiet they may wait for. Who draws says what these are.

/// An event at an element.
pub trait Event {
    /// Keeps the browser from doing what it does by itself.
    fn prevent_default(&self);

    /// Returns the value of the field the event is about; empty for anything else.
    fn value(&self) -> String;

    /// Writes the value of the field the event is about.
    fn set_value(&self, value: &str);

    /// Returns whether the event is about a field that takes text or a choice.
    fn is_typing(&self) -> bool;

    /// Returns the key that was pressed, as it is named, outside of a composition; empty for other events.
    fn key(&self) -> String;

    /// Moves the focus to an element of the same tree, the page or a shadow root, without scrolling.
    fn focus_beside(&self, id: &str);

    /// Returns whether a click is meant for the browser: another button, or with a key for a new tab.
    fn is_modified(&self) -> bool;
}

/// Runs the last of several calls once none has come for a while. Dropping it drops the pending call.
pub trait Pause {
    /// Runs `action` after the quiet time unless another call comes first.
    fn call(&self, action: Box<dyn FnOnce()>);

    /// Drops the pending call.
    fn cancel(&self);
}
