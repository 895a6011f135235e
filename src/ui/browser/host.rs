//! The element of another page that contains a widget, and messages to the script that created it.

use js_sys::{Array, Function, Object, Reflect};
use vigie_core::language::Language;
use wasm_bindgen::{JsCast, JsValue};

use super::clock::request_animation_frame;
use super::page::focus_in;
use super::typing;

pub use web_sys::{AbortController, HtmlElement, ShadowRoot};

/// The element and its script.
pub struct Host {
    element: HtmlElement,
    tell: Function,
}

/// A value of an event.
pub enum Fact<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl Host {
    /// Takes the element, and what is called with the name of an event and its values.
    pub fn new(element: HtmlElement, tell: Function) -> Self {
        Self { element, tell }
    }

    /// Returns an attribute; `None` where it is not written.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.element.get_attribute(name)
    }

    /// Returns the language of the page around the element; `None` for one that the interface has not.
    pub fn language(&self) -> Option<Language> {
        let around = self.element.closest("[lang]").ok().flatten()?;
        Language::from_tag(&around.get_attribute("lang")?)
    }

    /// Changes what everything is drawn from. A field that has the focus loses it first, while its listeners
    /// are there to hear of it, and gets it back once it is redrawn.
    pub fn redraw(&self, change: impl FnOnce()) {
        let root = self.element.shadow_root();
        let active = root.as_ref().and_then(ShadowRoot::active_element);
        let active = active.and_then(|active| active.dyn_into::<HtmlElement>().ok());
        if let Some(active) = &active {
            let _ = active.blur();
        }
        change();
        if let (Some(root), Some(active)) = (root, active) {
            request_animation_frame(move || focus_in(&root, &active.id()));
        }
    }

    /// Keeps what is typed into the element from the page around.
    pub fn guard_typing(&self) {
        if let Some(root) = self.element.shadow_root() {
            typing::guard(&root);
        }
    }

    /// Tells of an event.
    pub fn tell(&self, event: &str, facts: &[(&str, Fact<'_>)]) {
        // The script catches what its listeners throw.
        let _ = self
            .tell
            .call2(&JsValue::NULL, &JsValue::from_str(event), &record(facts));
    }
}

/// Makes an object of values.
pub fn record(facts: &[(&str, Fact<'_>)]) -> JsValue {
    let object = Object::new();
    for (name, fact) in facts {
        let value = match fact {
            Fact::Text(text) => JsValue::from_str(text),
            Fact::Number(number) => JsValue::from(*number),
            Fact::Flag(flag) => JsValue::from(*flag),
        };
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object.into()
}

/// Makes a list of values.
pub fn list(values: impl Iterator<Item = JsValue>) -> JsValue {
    values.collect::<Array>().into()
}
