//! Browser features that may be missing or forbidden: looked up by name, and used only if present.

use std::pin::Pin;
use std::time::Duration;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::page::window;
use super::timer::set_timeout;

/// The window, by whose names everything else is found.
pub(super) fn global() -> JsValue {
    window().into()
}

/// Returns a property; undefined where it is missing or forbidden.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Returns a property along a way of names.
pub(super) fn at(names: &[&str]) -> JsValue {
    names
        .iter()
        .fold(global(), |object, name| get(&object, name))
}

/// Returns a text; empty for anything else.
pub(super) fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// Makes an object.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Calls a method, and waits if it promises something. Fails with what was thrown; with undefined where there is no such
/// method.
pub(super) fn call(object: &JsValue, name: &str, values: &[JsValue]) -> JsFuture {
    let promise = match call_now(object, name, values) {
        Ok(result) => Promise::resolve(&result),
        Err(error) => Promise::reject(&error),
    };
    JsFuture::from(promise)
}

/// Calls a method that promises nothing.
pub(super) fn call_now(
    object: &JsValue,
    name: &str,
    values: &[JsValue],
) -> Result<JsValue, JsValue> {
    let method = get(object, name).dyn_into::<Function>();
    let method = method.map_err(|_| JsValue::UNDEFINED)?;
    method.apply(object, &values.iter().collect::<Array>())
}

/// Makes an object of a kind that the browser has.
pub(super) fn make(kind: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let kind = at(&[kind]).dyn_into::<Function>();
    let kind = kind.map_err(|_| JsValue::UNDEFINED)?;
    Reflect::construct(&kind, &values.iter().collect::<Array>())
}

/// Calls back on every event. Lives as long as the page.
pub(super) fn listen(target: &JsValue, event: &str, call: impl FnMut(JsValue) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(call);
    let values = [event.into(), listener.as_ref().clone()];
    let _ = call_now(target, "addEventListener", &values);
    listener.forget();
}

/// Promises the next event.
pub(super) fn next(target: &JsValue, event: &str) -> Promise {
    Promise::new(&mut |resolve, _| {
        let once = object(&[("once", JsValue::TRUE)]);
        let _ = call_now(
            target,
            "addEventListener",
            &[event.into(), resolve.into(), once],
        );
    })
}

/// Does something that takes its time. Compiled once, whatever it is.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(work));
}

#[inline(never)]
fn spawn_boxed(work: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(work);
}

/// Promises that some milliseconds have passed.
pub fn after(milliseconds: u64) -> Promise {
    Promise::new(&mut |resolve, _| {
        let call = move || drop(resolve.call0(&JsValue::UNDEFINED));
        set_timeout(call, Duration::from_millis(milliseconds));
    })
}

/// Waits for the first of two promises; undefined if it is refused.
pub async fn first(one: &Promise, other: &Promise) -> JsValue {
    let promise = Promise::race(&Array::of2(one, other));
    JsFuture::from(promise).await.unwrap_or_default()
}

/// Waits for a promise; undefined if it is refused.
pub async fn settled(promise: &Promise) -> JsValue {
    JsFuture::from(promise.clone()).await.unwrap_or_default()
}
