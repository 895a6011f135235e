//! Elements as values: what a component returns.
//!
//! An element is data: a tag, attributes, children. `vigie_ui::browser::dom` draws it, [`crate::html`] writes it. Dynamic
//! parts are closures over signals, and only the attribute or text concerned is updated. ARCHITECTURE.md says why
//! these are not Leptos' views: a page must survive a translator that rearranges it, and must be small. There is no
//! way to make an element from a string of markup.
//!
//! ```
//! use vigie_view::element::element;
//!
//! let greeting = element("p").class("greeting").attribute("lang", "fr").child("Bonjour");
//! assert_eq!(greeting.tag, "p");
//! ```

use vigie_core::widget::Part;

use crate::event::Event;

/// A text that follows signals.
pub type LiveText = Box<dyn Fn() -> String>;

/// A closure that follows signals: run now, and again when a signal it has read changes.
pub enum Live {
    /// An attribute; `None` removes it.
    Attribute(&'static str, Box<dyn Fn() -> Option<String>>),
    /// A text property, such as the value of an input.
    TextProperty(&'static str, LiveText),
    /// A property that is on or off, such as the state of a checkbox.
    FlagProperty(&'static str, Box<dyn Fn() -> bool>),
    /// The whole content of the element.
    Text(LiveText),
}

/// What is called on an event.
pub type Listener = Box<dyn FnMut(&mut Event)>;

/// An element to be drawn.
pub struct Element {
    /// Name of the element.
    pub tag: &'static str,
    /// Attributes that stay.
    pub attributes: Vec<(&'static str, String)>,
    /// Attributes and properties that follow signals.
    pub live: Vec<Live>,
    /// Event names and what they call.
    pub listeners: Vec<(&'static str, Listener)>,
    /// Content in order.
    pub children: Vec<Child>,
    /// What it is to a page of others that shows it. Read by the widget alone.
    pub part: Option<Part>,
}

/// A part of an element's content.
pub enum Child {
    /// A text.
    Text(String),
    /// An element.
    Element(Element),
    /// Content that is redrawn when a signal it has read changes.
    Live(Box<dyn Fn() -> Vec<Child>>),
    /// A list whose items keep their elements while the list changes.
    Keyed(Keyed),
}

/// A list of items by key.
pub struct Keyed {
    /// The keys in order, without repetition.
    pub keys: Box<dyn Fn() -> Vec<String>>,
    /// Draws the item of a key, once.
    pub item: Box<dyn Fn(&str) -> Element>,
}

/// Starts an element.
pub fn element(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: Vec::new(),
        live: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
        part: None,
    }
}

/// Starts a button of a class. It does nothing by itself, also in a form.
pub fn button(class: &'static str) -> Element {
    element("button").class(class).attribute("type", "button")
}

impl Element {
    /// Sets an attribute.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Sets an attribute if there is a value.
    #[must_use]
    pub fn attribute_if(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Sets an attribute that follows signals; `None` removes it.
    #[must_use]
    pub fn live_attribute(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.follow(Live::Attribute(name, Box::new(value)))
    }

    /// Sets an attribute without value, such as `hidden`, while signals say so.
    #[must_use]
    pub fn live_flag(self, name: &'static str, is_set: impl Fn() -> bool + 'static) -> Self {
        self.live_attribute(name, move || is_set().then(String::new))
    }

    /// Sets a text property that follows signals.
    #[must_use]
    pub fn text_property(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.follow(Live::TextProperty(name, Box::new(value)))
    }

    /// Sets an on-or-off property that follows signals.
    #[must_use]
    pub fn flag_property(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        self.follow(Live::FlagProperty(name, Box::new(value)))
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attribute("class", class)
    }

    /// Says what it is to a page of others that shows it.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// Calls back on an event.
    #[must_use]
    pub fn on(self, event: &'static str, listener: impl FnMut(&mut Event) + 'static) -> Self {
        self.listen(event, Box::new(listener))
    }

    /// Adds content.
    #[must_use]
    pub fn child(self, child: impl Into<Child>) -> Self {
        self.append(child.into())
    }

    /// Adds content if there is some.
    #[must_use]
    pub fn child_if(self, child: Option<impl Into<Child>>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds several pieces of content.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<Child>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Makes a text that follows signals the content of the element. It has no other.
    #[must_use]
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow(Live::Text(Box::new(text)))
    }

    /// Adds content that is redrawn when signals change; nothing for an empty list.
    #[must_use]
    pub fn live(self, content: impl Fn() -> Vec<Child> + 'static) -> Self {
        self.child(Child::Live(Box::new(content)))
    }

    /// Adds one element that is redrawn when signals change, or none.
    #[must_use]
    pub fn live_child(self, content: impl Fn() -> Option<Element> + 'static) -> Self {
        self.child(Child::Live(one_or_none(Box::new(content))))
    }

    /// Adds a list whose items keep their elements.
    #[must_use]
    pub fn keyed(
        self,
        keys: impl Fn() -> Vec<String> + 'static,
        item: impl Fn(&str) -> Element + 'static,
    ) -> Self {
        self.child(Child::Keyed(Keyed {
            keys: Box::new(keys),
            item: Box::new(item),
        }))
    }

    // Compiled once, not for every closure and every kind of content.

    #[inline(never)]
    fn follow(mut self, live: Live) -> Self {
        self.live.push(live);
        self
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, listener: Listener) -> Self {
        self.listeners.push((event, listener));
        self
    }

    #[inline(never)]
    fn append(mut self, child: Child) -> Self {
        self.children.push(child);
        self
    }
}

/// A list of one element or none.
fn one_or_none(content: Box<dyn Fn() -> Option<Element>>) -> Box<dyn Fn() -> Vec<Child>> {
    Box::new(move || content().map(Child::Element).into_iter().collect())
}

impl From<Element> for Child {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Child {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Child {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What a component calls when the reader does something.
pub type Action<T> = std::rc::Rc<dyn Fn(T)>;

/// Makes an [`Action`].
pub fn action<T>(call: impl Fn(T) + 'static) -> Action<T> {
    std::rc::Rc::new(call)
}
