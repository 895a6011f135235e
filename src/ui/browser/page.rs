//! The document around the app: title, language, theme, focus, scrolling.

use vigie_core::language::Language;
use vigie_core::scripts::KEYS_BEGIN;
use vigie_view::components::PART_ID;
use vigie_view::theme::Theme;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, HtmlInputElement, MouseEvent, Node,
    ShadowRoot, Window,
};

pub(super) fn window() -> Window {
    web_sys::window().expect("the app runs in a page")
}

pub(super) fn document() -> Document {
    window().document().expect("a page has a document")
}

pub(super) fn root_element() -> HtmlElement {
    document()
        .document_element()
        .and_then(|element| element.dyn_into().ok())
        .expect("a document has an <html>")
}

/// Returns the path of the site's folder on its host, with slashes on both ends.
pub fn root() -> String {
    root_element()
        .dataset()
        .get("root")
        .unwrap_or_else(|| "/".to_owned())
}

/// Returns the language the page was published in: the publisher's choice for readers who made none.
pub fn published_language() -> Option<Language> {
    Language::from_tag(&root_element().lang())
}

/// Sets the language of the interface on the document.
pub fn set_language(language: Language) {
    root_element().set_lang(language.tag());
}

/// Sets the colours. The style sheet does the rest.
pub fn set_theme(theme: Theme) {
    // A data attribute takes every text.
    let _ = root_element().dataset().set("theme", theme.name());
}

/// Returns the begin of everything the site keeps in this browser.
pub(super) fn keys() -> String {
    root_element()
        .dataset()
        .get("keys")
        .unwrap_or_else(|| [KEYS_BEGIN, "/:"].concat())
}

/// Notes on the document which collection is shown, for the scripts that look for a newer one: when it was
/// published, of when its newest article is, how many it has, and after how many days they are called old, if that is said.
pub fn publish(generated: &str, latest: &str, count: u32, stale_days: Option<u32>) {
    let notes = root_element().dataset();
    // A data attribute takes every text.
    let _ = notes.set("generated", generated);
    let _ = notes.set("latest", latest);
    let _ = notes.set("count", &count.to_string());
    if let Some(days) = stale_days {
        let _ = notes.set("staleDays", &days.to_string());
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Tells the scripts of the page how far the app is, by an event of [`vigie_core::scripts`].
pub fn announce(event: &str) {
    if let Ok(event) = Event::new(event) {
        let _ = document().dispatch_event(&event);
    }
}

/// Empties the prepared element of the page and returns it. The page keeps its height
/// until [`release_height`], so that nothing moves under a reader who has scrolled.
pub fn take_over(id: &str) -> HtmlElement {
    let place = place(id).expect("index.html has the place of the app");
    // Through the object model: the policy refuses style attributes, not this.
    let _ = place
        .style()
        .set_property("min-block-size", &format!("{}px", place.offset_height()));
    place.replace_children_with_node_0();
    place
}

/// Returns a place prepared in the page.
pub fn place(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Returns whether the page has come with cards that can be read without the app.
pub fn has_prepared_cards() -> bool {
    matches!(document().query_selector(".first-page"), Ok(Some(_)))
}

/// Lets the page be as high as its content again.
pub fn release_height() {
    if let Some(place) = document().query_selector("[style]").ok().flatten() {
        let _ = place.remove_attribute("style");
    }
}

/// What a reader typed into the search box before the app was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlyInput {
    /// The text.
    pub text: String,
    /// Whether the box has the focus, so that the app's own box must get it.
    pub has_focus: bool,
}

/// Returns what was typed into the prepared search box.
pub fn early_input(id: &str) -> EarlyInput {
    let input = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else {
        return EarlyInput::default();
    };
    let focused = document()
        .active_element()
        .is_some_and(|active| active.id() == id);
    EarlyInput {
        text: input.value(),
        has_focus: focused,
    }
}

/// Moves the focus to an element of the page without scrolling. An element that is not there changes nothing.
pub fn focus(id: &str) {
    focus_in(&document(), id);
}

/// Moves the focus to an element of a tree, the page or a shadow root, without scrolling. An element that is
/// not there changes nothing.
pub fn focus_in(root: &Node, id: &str) {
    let element = match root.dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.get_element_by_id(id),
        None => document().get_element_by_id(id),
    };
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Returns the element of a tree, the page or a shadow root, that has the focus.
pub(super) fn active_element(root: &Node) -> Option<Element> {
    match root.dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.active_element(),
        None => document().active_element(),
    }
}

/// Returns the `data-id` of the card that holds the focus; empty without.
pub fn focused_card() -> String {
    let active = document().active_element();
    let card = active.and_then(|element| element.closest("[data-id]").ok().flatten());
    card.and_then(|card| card.get_attribute("data-id"))
        .unwrap_or_default()
}

/// A card and its distance from the top of the window, in CSS pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardPlace {
    /// Permalink of the card; empty for none.
    pub id: String,
    /// Distance of its upper edge; negative above the window.
    pub top: f64,
}

/// Cards of the page, in order.
fn cards() -> impl Iterator<Item = Element> {
    let cards = document()
        .query_selector_all(".article-list [data-id]")
        .ok();
    let cards = cards
        .into_iter()
        .flat_map(|cards| (0..cards.length()).filter_map(move |at| cards.item(at)));
    cards.filter_map(|card| card.dyn_into().ok())
}

fn card(id: &str) -> Option<Element> {
    cards().find(|card| card.get_attribute("data-id").as_deref() == Some(id))
}

/// Returns the first card that can be seen; without id if there is none.
pub fn first_visible_card() -> CardPlace {
    for card in cards() {
        let place = card.get_bounding_client_rect();
        if place.bottom() > 0.0 {
            return CardPlace {
                id: card.get_attribute("data-id").unwrap_or_default(),
                top: place.top(),
            };
        }
    }
    CardPlace::default()
}

/// Scrolls so that a card is where it was on screen. Does nothing if there is no such card.
pub fn align_card(place: &CardPlace) {
    if let Some(card) = card(&place.id) {
        let moved = card.get_bounding_client_rect().top() - place.top;
        if moved.abs() >= 1.0 {
            window().scroll_by_with_x_and_y(0.0, moved);
        }
    }
}

/// Moves the focus to the link of a card, without scrolling.
pub fn focus_card(id: &str) {
    focus_link(card(id));
}

/// Moves the focus to the link of the card at a position of the list; returns whether it exists.
pub fn focus_card_at(position: usize) -> bool {
    let card = cards().nth(position);
    let is_there = card.is_some();
    focus_link(card);
    is_there
}

fn focus_link(card: Option<Element>) {
    let link = card.and_then(|card| card.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = link.focus_with_options(&options);
    }
}

/// Returns how far the page is scrolled, in CSS pixels.
pub fn scroll_offset() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls the page at once.
pub fn scroll_to(offset: f64) {
    window().scroll_to_with_x_and_y(0.0, offset);
}

/// Moves focus and window to an element, as a skip link does.
pub fn skip_to(id: &str) {
    focus(id);
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Calls back when the page has been scrolled or the focus has moved. Lives as long as the page.
pub fn on_move(mut action: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |_| action());
    for event in ["scroll", "focusin"] {
        let _ = window().add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Returns the part of the address from `#` on; empty without.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Moves focus and window to the part of the article that the address names, if it names one that is there.
pub fn show_fragment() {
    let id = js_sys::decode_uri_component(fragment().trim_start_matches('#'));
    if let Some(id) = id.ok().map(String::from).filter(|id| !id.is_empty()) {
        skip_to(&[PART_ID, &id].concat());
    }
}

/// Calls back for a plain click on a link into the site, with path, query and fragment of its address; if
/// the callback takes it, the browser does not follow it. Clicks with a modifier, of another button, on a
/// link for a new tab or to another site stay the browser's. Lives as long as the page.
pub fn on_internal_link(mut take: impl FnMut(&str, &str, &str) -> bool + 'static) {
    let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|element| element.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok())
        else {
            return;
        };
        let here = window().location();
        let same_site = here.origin().is_ok_and(|origin| origin == link.origin());
        if !same_site
            || !link.target().is_empty()
            || link.has_attribute("download")
            // Links of the page itself to its parts are the browser's.
            || (!link.hash().is_empty() && !link.matches(".prose a").unwrap_or_default())
        {
            return;
        }
        let root = root();
        let Some(path) = link.pathname().strip_prefix(&root).map(str::to_owned) else {
            return;
        };
        let search = link.search();
        if take(&path, search.trim_start_matches('?'), &link.hash()) {
            event.prevent_default();
        }
    });
    let _ = document().add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}
