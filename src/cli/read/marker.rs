//! Reads the marker of a finished output, by which a folder that an earlier run wrote is recognised.
//!
//! [`crate::write::marker`] writes it and finds other files in such a folder.

use std::path::Path;

use serde_json::Value;

use super::Root;

/// Name of the file.
pub const MARKER: &str = "vigie.json";

/// Key of the origins that may show the site's list in a frame.
pub const FRAMED_BY: &str = "embed";

/// Largest marker or entry that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// Reads the marker of a finished output; `null` without one.
pub fn read(folder: &Path) -> Value {
    read_json(folder, MARKER)
}

/// Whether a folder was written by an earlier run: it has a marker.
pub fn is_output(folder: &Path) -> bool {
    folder.join(MARKER).is_file() && is_marker(&read(folder))
}

/// Whether a marker is one that a run wrote.
pub(crate) fn is_marker(marker: &Value) -> bool {
    marker.get("name").and_then(Value::as_str) == Some("vigie")
}

/// Reads a file of JSON; `null` where there is none that can be read.
pub(crate) fn read_json(folder: &Path, name: &str) -> Value {
    let root = Root::open(folder).ok();
    let bytes = root.and_then(|root| root.read(name, MAX_BYTES).ok());
    serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default()
}
