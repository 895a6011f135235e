//! Drawing: turns [`Element`] values into nodes of the page, and updates them when signals change.
//!
//! Only text nodes, elements and attributes are created, never markup from text.
//!
//! Other programs change the page too: a translator replaces text nodes by elements, an extension removes or moves
//! nodes. Dynamic content is therefore placed between two anchors (empty comments) and cleared by what is found
//! between them, not by what was drawn; if an anchor or a dynamic element is gone, the page is redrawn.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use reactive_graph::effect::RenderEffect;
use reactive_graph::graph::ToAnySubscriber as _;
use reactive_graph::owner::Owner;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent, Node};

use super::page::{active_element, document, focus_in};
use crate::element::{Child, Element, Keyed, Live};
use crate::event::Event;
use crate::signals::{RwSignal, leave};

/// Calls a listener with what it may want to know of an event, and does what it asks for.
pub(super) fn tell(event: &web_sys::Event, listener: &mut dyn FnMut(&mut Event)) {
    let mut told = Event::default();
    if let Some(target) = event.target() {
        if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
            (told.value, told.is_typing) = (input.value(), true);
        } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
            (told.value, told.is_typing) = (select.value(), true);
        }
    }
    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
        if !event.is_composing() {
            told.key = event.key();
        }
    } else if let Some(event) = event.dyn_ref::<MouseEvent>() {
        told.is_modified = event.button() != 0
            || event.ctrl_key()
            || event.meta_key()
            || event.shift_key()
            || event.alt_key();
    }
    // Known only while the event is under way.
    let place = event.current_target();
    listener(&mut told);
    if told.is_prevented {
        event.prevent_default();
    }
    if !told.focus.is_empty()
        && let Some(place) = place.and_then(|place| place.dyn_into::<Node>().ok())
    {
        focus_in(&place.get_root_node(), told.focus);
    }
}

/// What keeps drawn nodes alive and in step.
struct Scope {
    /// The signals made for this drawing. Without parent: an owner never forgets a child, and these come and go.
    owner: Owner,
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<Closure<dyn FnMut(web_sys::Event)>>,
    /// What is redrawn inside this scope.
    inner: Vec<Shared>,
    /// Set when a node is not where it was drawn: the whole page is then redrawn.
    damage: RwSignal<()>,
}

/// A scope that its surroundings can end, whatever still holds it.
type Shared = Rc<RefCell<Scope>>;

impl Scope {
    fn new(damage: RwSignal<()>) -> Shared {
        Rc::new(RefCell::new(Self {
            owner: Owner::default(),
            effects: Vec::new(),
            listeners: Vec::new(),
            inner: Vec::new(),
            damage,
        }))
    }

    /// Ends everything at once. Called when the nodes are gone: removing what has the focus still calls listeners,
    /// and these read signals.
    fn end(&mut self) {
        for effect in self.effects.drain(..) {
            leave(&effect.to_any_subscriber());
        }
        for inner in self.inner.drain(..) {
            inner.borrow_mut().end();
        }
        self.listeners.clear();
        self.owner.cleanup();
    }

    /// Runs now, and again when a signal it has read changes; compiled once for all that is drawn. A node that
    /// has been taken out of the page meanwhile is not ours alone any more.
    fn follow(&mut self, node: &Node, mut run: Box<dyn FnMut()>) {
        let (node, damage) = (node.clone(), self.damage);
        let effect = RenderEffect::new(move |before: Option<()>| {
            if before.is_some() && !node.is_connected() {
                damage.set(());
            }
            run();
        });
        self.effects.push(effect);
    }

    /// Draws in place of what this scope has drawn before. `clear` removes its nodes, and refuses if it cannot.
    fn redraw(
        shared: &Shared,
        content: &dyn Fn() -> Vec<Child>,
        clear: &dyn Fn() -> bool,
        parent: &Node,
    ) -> bool {
        let owner = Owner::default();
        let children = owner.with(content);
        let is_clear = clear();
        let mut scope = shared.borrow_mut();
        scope.end();
        if is_clear {
            owner.with(|| draw_all(parent, children, &mut scope));
        }
        scope.owner = owner;
        is_clear
    }
}

/// One drawn item of a keyed list.
struct Item {
    key: String,
    node: Node,
    scope: Shared,
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

/// Draws content into a place, in step with signals, for as long as the page lives. Whatever else is in the
/// place goes. When another program has removed nodes, everything is redrawn from the same state, and the
/// focus put back.
pub fn mount(place: &web_sys::HtmlElement, content: impl Fn() -> Vec<Child> + 'static) {
    std::mem::forget(draw_in(place, Box::new(content)));
}

/// Something drawn that goes before the page does. Dropping it ends its signals, effects and listeners; its
/// nodes stay where they are.
pub struct Mounted {
    owner: Owner,
    drawing: Drawing,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let Drawing { effect, scope } = &self.drawing;
        leave(&effect.to_any_subscriber());
        // What its effects hold would live until the executor comes to them, and follow signals until then.
        scope.borrow_mut().end();
        self.owner.cleanup();
    }
}

/// Content that is drawn into a place, and drawn again when it was damaged.
struct Drawing {
    effect: RenderEffect<()>,
    scope: Shared,
}

/// Draws content into a place, as [`mount`] does, until what is returned is dropped. `content` is made with the
/// signals that live as long.
pub fn mount_until_dropped<Content: Fn() -> Vec<Child> + 'static>(
    place: &web_sys::HtmlElement,
    content: impl FnOnce() -> Content,
) -> Mounted {
    let owner = Owner::new();
    let drawing = owner.with(|| draw_in(place, Box::new(content())));
    Mounted { owner, drawing }
}

fn draw_in(place: &web_sys::HtmlElement, content: Box<dyn Fn() -> Vec<Child>>) -> Drawing {
    let place: Node = place.clone().into();
    let damage = RwSignal::new(());
    let scope = Scope::new(damage);
    let drawn = Rc::clone(&scope);
    let effect = RenderEffect::new(move |_: Option<()>| {
        damage.get();
        let root = place.get_root_node();
        let focused = active_element(&root).map(|element| element.id());
        let focused = focused.unwrap_or_default();
        let clear = || {
            place.set_text_content(None);
            true
        };
        Scope::redraw(&drawn, &content, &clear, &place);
        if !focused.is_empty() {
            focus_in(&root, &focused);
        }
    });
    Drawing { effect, scope }
}

fn draw_all(parent: &Node, children: Vec<Child>, scope: &mut Scope) {
    for child in children {
        match child {
            Child::Text(text) => append(parent, &document().create_text_node(&text)),
            Child::Element(element) => drop(draw_element(parent, element, scope)),
            Child::Live(content) => draw_live(parent, content, scope),
            Child::Keyed(keyed) => draw_keyed(parent, keyed, scope),
        }
    }
}

fn draw_element(parent: &Node, element: Element, scope: &mut Scope) -> Node {
    let node = document()
        .create_element(element.tag)
        .expect("components name real elements");
    for (name, value) in &element.attributes {
        set_attribute(&node, name, value);
    }
    draw_all(&node, element.children, scope);
    // After the children: the value of a select needs its options.
    for live in element.live {
        let drawn = node.clone();
        scope.follow(&node, Box::new(move || apply(&drawn, &live)));
    }
    for (event, mut listener) in element.listeners {
        let listener =
            Closure::<dyn FnMut(web_sys::Event)>::new(move |event| tell(&event, &mut listener));
        let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        scope.listeners.push(listener);
    }
    append(parent, &node);
    node.into()
}

/// Sets what follows signals, as it is now.
pub(super) fn apply(node: &web_sys::Element, live: &Live) {
    match live {
        Live::Attribute(name, value) => match value() {
            Some(value) => set_attribute(node, name, &value),
            None => drop(node.remove_attribute(name)),
        },
        Live::TextProperty(name, value) => set_property(node, name, &value().into()),
        Live::FlagProperty(name, value) => set_property(node, name, &value().into()),
        // Not the data of a text node: a translator has put its own in that node's place.
        Live::Text(text) => node.set_text_content(Some(&text())),
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

/// Draws content between two anchors: whatever is between them when it changes is removed, also what a
/// translator has put there.
fn draw_live(parent: &Node, content: Box<dyn Fn() -> Vec<Child>>, scope: &mut Scope) {
    let start = anchor(parent);
    let end = anchor(parent);
    let damage = scope.damage;
    let current = Scope::new(damage);
    scope.inner.push(Rc::clone(&current));
    let after = end.clone();
    let redraw = move || {
        let fragment: Node = document().create_document_fragment().into();
        let clear = || clear_between(&start, &after);
        if Scope::redraw(&current, &content, &clear, &fragment) {
            place_before(&after, &fragment);
        } else {
            damage.set(());
        }
    };
    scope.follow(&end, Box::new(redraw));
}

/// Removes the nodes between two others; returns `false` if these are no longer siblings in order.
fn clear_between(start: &Node, end: &Node) -> bool {
    let follows = start.compare_document_position(end) == Node::DOCUMENT_POSITION_FOLLOWING;
    if !follows || start.parent_node() != end.parent_node() {
        return false;
    }
    while let Some(between) = start.next_sibling().filter(|node| node != end) {
        remove(&between);
    }
    true
}

fn draw_keyed(parent: &Node, keyed: Keyed, scope: &mut Scope) {
    let end = anchor(parent);
    let damage = scope.damage;
    // Ends the items with the list.
    let list = Scope::new(damage);
    scope.inner.push(Rc::clone(&list));
    let mut items = Vec::<Item>::new();
    let after = end.clone();
    let rearrange = move || {
        let keys = (keyed.keys)();
        let mut before: Vec<Option<Item>> = items.drain(..).map(Some).collect();
        for key in keys {
            let kept = before
                .iter_mut()
                .find(|item| item.as_ref().is_some_and(|item| item.key == key));
            let item = kept.and_then(Option::take);
            items.push(item.unwrap_or_else(|| draw_item(key, &keyed, damage)));
        }
        for item in before.into_iter().flatten() {
            remove(&item.node);
            item.scope.borrow_mut().end();
        }
        list.borrow_mut().inner = items.iter().map(|item| Rc::clone(&item.scope)).collect();
        arrange(&items, &after);
    };
    scope.follow(&end, Box::new(rearrange));
}

fn draw_item(key: String, keyed: &Keyed, damage: RwSignal<()>) -> Item {
    let shared = Scope::new(damage);
    let mut scope = shared.borrow_mut();
    let fragment = document().create_document_fragment();
    let owner = scope.owner.clone();
    let node = owner.with(|| draw_element(&fragment, (keyed.item)(&key), &mut scope));
    drop(scope);
    Item {
        key,
        node,
        scope: shared,
    }
}

/// Puts the items before the anchor in their order. Items that are already in place are not touched, so it keeps
/// focus and scroll position.
fn arrange(items: &[Item], end: &Node) {
    let mut next = end.clone();
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

/// Appends an invisible node that says where content ends or begins.
fn anchor(parent: &Node) -> Node {
    let anchor = document().create_comment("").into();
    append(parent, &anchor);
    anchor
}

fn append(parent: &Node, node: &Node) {
    let _ = parent.append_child(node);
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}
