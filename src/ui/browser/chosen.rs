//! A file that the reader has chosen.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::object;
use super::still::Still;

/// The file of a field, not read yet.
#[derive(Clone, Debug)]
pub struct ChosenFile(JsValue);

/// Returns the file that a field has, and empties it, so that the same one can be chosen again.
pub fn take(place: &Still, field: &str) -> Option<ChosenFile> {
    let field = place.node(field)?;
    let file = object::get(&object::get(&field, "files"), "0");
    let _ = js_sys::Reflect::set(&field, &"value".into(), &"".into());
    file.is_truthy().then_some(ChosenFile(file))
}

impl ChosenFile {
    /// Returns its size in bytes.
    pub fn size(&self) -> f64 {
        object::get(&self.0, "size").as_f64().unwrap_or_default()
    }

    /// Reads it; `None` if it has gone meanwhile.
    pub async fn read(&self) -> Option<Vec<u8>> {
        let buffer = object::call(&self.0, "arrayBuffer", &[]).await.ok()?;
        Some(Uint8Array::new(buffer.dyn_ref::<js_sys::Object>()?).to_vec())
    }
}
