//! The engine in the form that the benchmark page uses.
//!
//! The other libraries take bytes and return ids. This crate gives the engine the same interface, compiled with the
//! profile of the app, so that all are called in the same way. Only the module [`adapter`] depends on `vigie-core`.

pub mod adapter;

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The texts of the articles.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Texts(adapter::Texts);

#[wasm_bindgen]
impl Texts {
    /// Reads the texts of a JSON Feed.
    pub fn read(feed: &[u8]) -> Result<Texts, JsError> {
        adapter::read_texts(feed).map(Self).map_err(|error| JsError::new(&error))
    }
}

/// An opened index.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(adapter::Searcher);

#[wasm_bindgen]
impl Engine {
    /// Opens the bytes of an index; refuses damaged ones.
    pub fn open(bytes: Vec<u8>) -> Result<Engine, JsError> {
        adapter::open(bytes)
            .map(Self)
            .map_err(|error| JsError::new(&error))
    }

    /// Answers what a reader typed with at most `limit` numbers of documents, best first.
    pub fn search(&self, texts: &Texts, text: &str, limit: usize) -> Vec<u32> {
        adapter::search(&self.0, &texts.0, text, limit)
    }
}
