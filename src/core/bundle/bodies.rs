//! Body shards: a JSON object from permalink to Markdown, one file a month.

use std::collections::BTreeMap;

use super::error::BundleError;
use super::feed::parse_json;
use crate::permalink::Permalink;

/// Bodies of one month by permalink.
pub type Bodies = BTreeMap<Permalink, String>;

/// Writes a body shard. Sorted by permalink, so that equal bodies give equal bytes.
pub fn encode_bodies(bodies: &Bodies) -> Vec<u8> {
    let wire: BTreeMap<&str, &str> = bodies
        .iter()
        .map(|(id, body)| (id.as_str(), body.as_str()))
        .collect();
    serde_json::to_vec(&wire).expect("text keys and text values are always JSON")
}

/// Reads a body shard. Entries whose key is no permalink are left out.
pub fn decode_bodies(bytes: &[u8]) -> Result<Bodies, BundleError> {
    let wire: BTreeMap<String, String> = parse_json(bytes)?;
    let bodies = wire.into_iter();
    Ok(bodies
        .filter_map(|(id, body)| Some((Permalink::parse(&id)?, body)))
        .collect())
}
