//! How an index travels to the hosted page from the program that made it: the page asks with a text, an event answers.

use js_sys::{Promise, Uint8Array};
use vigie_core::index::IndexBuffers;
use vigie_core::scripts::{INDEX_PROGRAM, INDEXED_EVENT};
use wasm_bindgen::JsValue;

use super::page::document;
use super::{module, object};
use crate::failure::LoadFailure;

/// What comes of indexing.
pub type Answer = Result<IndexBuffers, LoadFailure>;

/// What stands for a failure that is no status; the start script knows these too.
const NETWORK: u16 = 0;
const ALTERED: u16 = 1;
const TIMEOUT: u16 = 2;

/// Has a feed indexed by the program that can. `lines` are what it needs, a line each.
///
/// # Errors
///
/// Fails if that program or the feed could not be loaded, or if the feed has other articles now.
pub async fn ask(lines: &str) -> Answer {
    let answer = listen(INDEXED_EVENT);
    module::run(INDEX_PROGRAM, lines);
    let answer = object::get(&object::settled(&answer).await, "detail");
    if let Some(code) = object::get(&answer, "failure").as_f64() {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a status has three digits, every other code fewer"
        )]
        return Err(failure(code as u16));
    }
    let bytes = |name| Uint8Array::new(&object::get(&answer, name)).to_vec();
    Ok(IndexBuffers {
        index: bytes("index"),
        concepts: bytes("concepts"),
    })
}

/// Promises the next event. It may answer an earlier question, which was the same.
fn listen(event: &str) -> Promise {
    object::next(&document().into(), event)
}

/// Makes the object that the event carries.
pub fn detail(answer: &Answer) -> JsValue {
    match answer {
        Ok(IndexBuffers { index, concepts }) => object::object(&[
            ("index", Uint8Array::from(&**index).into()),
            ("concepts", Uint8Array::from(&**concepts).into()),
        ]),
        Err(failure) => object::object(&[("failure", code(failure).into())]),
    }
}

fn code(failure: &LoadFailure) -> u16 {
    match failure {
        LoadFailure::Network => NETWORK,
        LoadFailure::Timeout => TIMEOUT,
        LoadFailure::Status(status) | LoadFailure::Busy { status, .. } => *status,
        _ => ALTERED,
    }
}

fn failure(code: u16) -> LoadFailure {
    match code {
        NETWORK => LoadFailure::Network,
        ALTERED => LoadFailure::Altered,
        TIMEOUT => LoadFailure::Timeout,
        status => LoadFailure::Status(status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_that_travelled_keeps_its_meaning() {
        for expected in [
            LoadFailure::Network,
            LoadFailure::Timeout,
            LoadFailure::Status(503),
            LoadFailure::Altered,
        ] {
            assert_eq!(failure(code(&expected)), expected);
        }
    }
}
