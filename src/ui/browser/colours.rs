//! Computed colours of elements.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, ShadowRoot};

use super::page::window;

/// The colour of a part of a list, and what lies behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Painted {
    /// The colour.
    pub front: String,
    /// Backgrounds from the part outwards, through shadow roots.
    pub behind: Vec<String>,
}

/// Returns the colour of the first element that a selector finds; `None` where there is none. A colour of a border lies
/// on what is around the element.
pub fn painted(root: &ShadowRoot, selector: &str, property: &str) -> Option<Painted> {
    let element = root.query_selector(selector).ok()??;
    let front = computed(&element, property)?;
    let is_border = property.starts_with("border");
    let mut at = if is_border {
        around(&element)
    } else {
        Some(element)
    };
    let mut behind = Vec::new();
    while let Some(element) = at {
        behind.extend(computed(&element, "background-color"));
        at = around(&element);
    }
    Some(Painted { front, behind })
}

fn computed(element: &Element, property: &str) -> Option<String> {
    let style = window().get_computed_style(element).ok()??;
    style.get_property_value(property).ok()
}

/// The element that one is drawn in.
fn around(element: &Element) -> Option<Element> {
    if let Some(slot) = element.assigned_slot() {
        return Some(slot.into());
    }
    if let Some(parent) = element.parent_element() {
        return Some(parent);
    }
    let root: Node = element.get_root_node();
    Some(root.dyn_into::<ShadowRoot>().ok()?.host())
}
