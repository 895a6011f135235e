//! Drawing: [`Element`] values become nodes of the page, and stay in step with signals.
//!
//! Only text nodes, elements and attributes are made, never markup from text. Nodes are removed with
//! `remove` and placed with `before`, which hold whatever a translator or an extension has done to the
//! page around them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use leptos::prelude::{Owner, RenderEffect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Comment, DocumentFragment, HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent,
    Node, Text,
};

use super::page::document;
use crate::element::{Child, Element, Keyed, Live};

/// An event as listeners see it.
pub struct Event(web_sys::Event);

impl Event {
    /// Keeps the browser from doing what it does by itself.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }

    /// Returns the value of the field the event is about; empty for anything else.
    pub fn value(&self) -> String {
        let Some(target) = self.0.target() else {
            return String::new();
        };
        match target.dyn_into::<HtmlInputElement>() {
            Ok(input) => input.value(),
            Err(target) => target
                .dyn_into::<HtmlSelectElement>()
                .map(|select| select.value())
                .unwrap_or_default(),
        }
    }

    /// Returns the key that was pressed, as it is named, outside of a composition; empty for other events.
    pub fn key(&self) -> String {
        let event = self
            .0
            .dyn_ref::<KeyboardEvent>()
            .filter(|event| !event.is_composing());
        event.map(KeyboardEvent::key).unwrap_or_default()
    }

    /// Returns whether a click is meant for the browser: another button, or with a key for a new tab.
    pub fn is_modified(&self) -> bool {
        self.0.dyn_ref::<MouseEvent>().is_some_and(|event| {
            event.button() != 0
                || event.ctrl_key()
                || event.meta_key()
                || event.shift_key()
                || event.alt_key()
        })
    }
}

/// What keeps drawn nodes alive and in step. Dropping it stops both; the nodes stay until [`Scope::clear`].
#[derive(Default)]
struct Scope {
    roots: Vec<Root>,
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<Closure<dyn FnMut(web_sys::Event)>>,
}

/// What stands at the top of a scope, and must be removed with it.
enum Root {
    Node(Node),
    Live(Rc<RefCell<Scope>>),
    Keyed(Rc<RefCell<Vec<Item>>>),
}

/// One drawn item of a keyed list.
struct Item {
    key: String,
    node: Node,
    scope: Scope,
    /// Signals made for the item live as long as it, not as long as one run of the list.
    owner: Owner,
}

impl Scope {
    /// Removes everything from the page.
    fn clear(&mut self) {
        for root in std::mem::take(self).roots {
            match root {
                Root::Node(node) => remove(&node),
                Root::Live(scope) => scope.borrow_mut().clear(),
                Root::Keyed(items) => items.borrow_mut().drain(..).for_each(Item::remove),
            }
        }
    }
}

impl Item {
    fn remove(mut self) {
        self.scope.clear();
        self.owner.cleanup();
    }
}

/// Makes the page the owner of all signals that are made outside of a drawing, and lets effects run. Called
/// once, first of all.
pub fn own_page() {
    // Refused only if it has been done before.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
}

/// Draws content into a place for as long as the page lives.
pub fn mount(place: &web_sys::HtmlElement, content: Vec<Child>) {
    let mut scope = Scope::default();
    draw_all(place, content, &mut scope, true);
    std::mem::forget(scope);
}

fn draw_all(parent: &Node, children: Vec<Child>, scope: &mut Scope, is_root: bool) {
    for child in children {
        draw(parent, child, scope, is_root);
    }
}

/// Draws a child at the end of a parent. Roots are remembered, to be removed one by one.
fn draw(parent: &Node, child: Child, scope: &mut Scope, is_root: bool) {
    let root = match child {
        Child::Text(text) => Root::Node(append(parent, document().create_text_node(&text).into())),
        Child::LiveText(text) => Root::Node(draw_live_text(parent, text, scope)),
        Child::Element(element) => Root::Node(draw_element(parent, element, scope)),
        Child::Live(content) => {
            let (marker, content) = draw_live(parent, content, scope);
            if is_root {
                scope.roots.push(Root::Live(content));
            }
            Root::Node(marker)
        }
        Child::Keyed(keyed) => {
            let (marker, items) = draw_keyed(parent, keyed, scope);
            if is_root {
                scope.roots.push(Root::Keyed(items));
            }
            Root::Node(marker)
        }
    };
    if is_root {
        scope.roots.push(root);
    }
}

/// Runs now, and again when a signal it has read changes; compiled once for all that is drawn.
fn follow(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}

fn draw_live_text(parent: &Node, text: Box<dyn Fn() -> String>, scope: &mut Scope) -> Node {
    let node: Text = document().create_text_node("");
    let drawn = node.clone();
    scope
        .effects
        .push(follow(Box::new(move || drawn.set_data(&text()))));
    append(parent, node.into())
}

fn draw_element(parent: &Node, element: Element, scope: &mut Scope) -> Node {
    let node = document()
        .create_element(element.tag)
        .expect("components name real elements");
    for (name, value) in &element.attributes {
        set_attribute(&node, name, value);
    }
    draw_all(&node, element.children, scope, false);
    // After the children: the value of a select needs its options.
    for live in element.live {
        let drawn = node.clone();
        scope
            .effects
            .push(follow(Box::new(move || apply(&drawn, &live))));
    }
    for (event, mut listener) in element.listeners {
        let listener =
            Closure::<dyn FnMut(web_sys::Event)>::new(move |event| listener(Event(event)));
        let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        scope.listeners.push(listener);
    }
    append(parent, node.into())
}

fn apply(node: &web_sys::Element, live: &Live) {
    match live {
        Live::Attribute(name, value) => match value() {
            Some(value) => set_attribute(node, name, &value),
            None => drop(node.remove_attribute(name)),
        },
        Live::TextProperty(name, value) => set_property(node, name, &value().into()),
        Live::FlagProperty(name, value) => set_property(node, name, &value().into()),
    }
}

fn set_attribute(node: &web_sys::Element, name: &str, value: &str) {
    // Refused only for impossible names, and components name real attributes.
    let _ = node.set_attribute(name, value);
}

/// Sets a property unless it has the value already: writing the value of a field moves its cursor.
fn set_property(node: &web_sys::Element, name: &str, value: &JsValue) {
    let name = JsValue::from_str(name);
    if Reflect::get(node, &name).ok().as_ref() != Some(value) {
        let _ = Reflect::set(node, &name, value);
    }
}

fn draw_live(
    parent: &Node,
    content: Box<dyn Fn() -> Vec<Child>>,
    scope: &mut Scope,
) -> (Node, Rc<RefCell<Scope>>) {
    let marker: Comment = document().create_comment("");
    let drawn = append(parent, marker.clone().into());
    let inner = Rc::new(RefCell::new(Scope::default()));
    let current = Rc::clone(&inner);
    scope.effects.push(follow(Box::new(move || {
        let children = content();
        let mut scope = current.borrow_mut();
        scope.clear();
        if children.is_empty() {
            return;
        }
        let fragment: DocumentFragment = document().create_document_fragment();
        draw_all(&fragment, children, &mut scope, true);
        let _ = marker.before_with_node_1(&fragment);
    })));
    (drawn, inner)
}

fn draw_keyed(parent: &Node, keyed: Keyed, scope: &mut Scope) -> (Node, Rc<RefCell<Vec<Item>>>) {
    let marker: Comment = document().create_comment("");
    let drawn = append(parent, marker.clone().into());
    let items = Rc::new(RefCell::new(Vec::<Item>::new()));
    let current = Rc::clone(&items);
    let outer = Owner::current().unwrap_or_default();
    scope.effects.push(follow(Box::new(move || {
        let keys = (keyed.keys)();
        let mut items = current.borrow_mut();
        let mut before: Vec<Option<Item>> = items.drain(..).map(Some).collect();
        for key in keys {
            let kept = before
                .iter_mut()
                .find(|item| item.as_ref().is_some_and(|item| item.key == key));
            let item = kept.and_then(Option::take);
            items.push(item.unwrap_or_else(|| draw_item(key, &keyed, &outer)));
        }
        before.into_iter().flatten().for_each(Item::remove);
        arrange(&items, &marker);
    })));
    (drawn, items)
}

fn draw_item(key: String, keyed: &Keyed, outer: &Owner) -> Item {
    let owner = outer.child();
    let mut scope = Scope::default();
    let fragment = document().create_document_fragment();
    let node = owner.with(|| draw_element(&fragment, (keyed.item)(&key), &mut scope));
    scope.roots.push(Root::Node(node.clone()));
    Item {
        key,
        node,
        scope,
        owner,
    }
}

/// Puts the items before the marker in their order. What already stands right is not touched, so it keeps
/// focus and scroll position.
fn arrange(items: &[Item], marker: &Comment) {
    let mut next: Node = marker.clone().into();
    for item in items.iter().rev() {
        if item.node.next_sibling().as_ref() != Some(&next) {
            place_before(&next, &item.node);
        }
        next = item.node.clone();
    }
}

fn place_before(anchor: &Node, node: &Node) {
    if let Some(parent) = anchor.parent_node() {
        let _ = parent.insert_before(node, Some(anchor));
    }
}

fn append(parent: &Node, node: Node) -> Node {
    let _ = parent.append_child(&node);
    node
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}
