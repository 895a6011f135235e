//! Body shards: a JSON object from permalink to closed tree, one file a month.
//!
//! Bodies are trees, not Markdown: the builder parses once, no reader downloads a parser, and a body cannot contain
//! anything but what the page may show.

use std::collections::BTreeMap;

use super::error::BundleError;
use super::feed::parse_json;
use crate::json::Misfit;
use crate::markdown::Document;
use crate::permalink::Permalink;

/// Bodies of one month by permalink.
pub type Bodies = BTreeMap<Permalink, Document>;

/// Writes a body shard. Sorted by permalink, so that equal bodies give equal bytes.
pub fn encode_bodies(bodies: &Bodies) -> Vec<u8> {
    serde_json::to_vec(bodies).expect("text keys and trees of text are always JSON")
}

/// Reads a body shard, in the order of the file. Refuses what is no JSON, a page of HTML, and any tree that is not closed.
///
/// # Errors
///
/// Fails if the bytes are not JSON, or a permalink or tree is invalid.
pub fn decode_bodies(bytes: &[u8]) -> Result<Vec<(Permalink, Document)>, BundleError> {
    let mut bodies = Vec::new();
    for (permalink, body) in parse_json(bytes)?.object("bodies")?.0 {
        let permalink = Permalink::parse(&permalink).ok_or(Misfit::new("body", "permalink"))?;
        bodies.push((permalink, Document::read(body)?));
    }
    Ok(bodies)
}
