//! Draws without signals, for content that is seldom shown and seldom changes: notices and dialogs of the program
//! that is loaded beside the app. Without signals that program is smaller; whatever changes is updated
//! explicitly.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::dom::{apply, tell};
use super::object;
use super::page::document;
use crate::element::{Child, Element};

/// An element of the page that was drawn here, or is part of one.
#[derive(Clone, Debug)]
pub struct Still(HtmlElement);

impl Still {
    /// Draws an element, which is not on the page yet. Listeners live as long as the page: what is drawn here is little.
    pub fn draw(element: Element) -> Self {
        let node = document()
            .create_element(element.tag)
            .expect("components name real elements");
        for (name, value) in &element.attributes {
            let _ = node.set_attribute(name, value);
        }
        for child in element.children {
            append(&node, child);
        }
        // What follows signals elsewhere is read once.
        for live in &element.live {
            apply(&node, live);
        }
        for (event, mut listener) in element.listeners {
            object::listen(&node, event, move |event| {
                tell(event.unchecked_ref(), &mut listener);
            });
        }
        Self(node.unchecked_into())
    }

    /// Finds an element of the page.
    pub fn find(selector: &str) -> Option<Self> {
        let found = document().query_selector(selector).ok()??;
        Some(Self(found.unchecked_into()))
    }

    /// Finds a part.
    pub fn part(&self, selector: &str) -> Option<Self> {
        let found = self.0.query_selector(selector).ok()??;
        Some(Self(found.unchecked_into()))
    }

    /// The node of a part.
    pub(super) fn node(&self, selector: &str) -> Option<JsValue> {
        self.part(selector).map(|Self(part)| part.into())
    }

    /// Puts it at the end of the first element that a selector finds.
    pub fn append_to(&self, selector: &str) {
        if let Some(Self(place)) = Self::find(selector) {
            let _ = place.append_child(&self.0);
        }
    }

    /// Opens a dialog, over everything else, and takes it out of the page when it is closed.
    pub fn open(&self) {
        let dialog = self.0.clone();
        object::listen(&self.0, "close", move |_| dialog.remove());
        let _ = object::call_now(&self.0, "showModal", &[]);
    }

    /// Closes a dialog. The browser reports it later, when another dialog may already have been opened.
    pub fn close(&self) {
        let _ = object::call_now(&self.0, "close", &[]);
        self.remove();
    }

    /// Takes it out of the page.
    pub fn remove(&self) {
        self.0.remove();
    }

    /// Writes the text of a part.
    pub fn write(&self, selector: &str, text: &str) {
        if let Some(Self(part)) = self.part(selector) {
            part.set_text_content(Some(text));
        }
    }

    /// Redraws the content of a part.
    pub fn fill(&self, selector: &str, content: Vec<Element>) {
        if let Some(Self(part)) = self.part(selector) {
            part.set_text_content(None);
            for element in content {
                append(&part, element.into());
            }
        }
    }

    /// Sets an attribute of a part, or removes it.
    pub fn set(&self, selector: &str, name: &str, value: Option<&str>) {
        if let Some(Self(part)) = self.part(selector) {
            let _ = match value {
                Some(value) => part.set_attribute(name, value),
                None => part.remove_attribute(name),
            };
        }
    }
}

fn append(parent: &web_sys::Element, child: Child) {
    match child {
        Child::Text(text) => {
            let _ = parent.append_child(&document().create_text_node(&text));
        }
        Child::Element(element) => {
            let _ = parent.append_child(&Still::draw(element).0);
        }
        Child::Live(content) => content()
            .into_iter()
            .for_each(|child| append(parent, child)),
        Child::Keyed(keyed) => {
            for key in (keyed.keys)() {
                append(parent, (keyed.item)(&key).into());
            }
        }
    }
}

/// Calls back when the language of the page changes. Lives as long as the page.
pub fn on_language(call: impl FnMut() + 'static) {
    let changed = Closure::<dyn FnMut()>::new(call);
    if let Ok(observer) = object::make("MutationObserver", &[changed.as_ref().clone()]) {
        let options = object::object(&[
            ("attributes", JsValue::TRUE),
            ("attributeFilter", js_sys::Array::of1(&"lang".into()).into()),
        ]);
        let page = object::at(&["document", "documentElement"]);
        let _ = object::call_now(&observer, "observe", &[page, options]);
    }
    changed.forget();
}
