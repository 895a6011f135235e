// JSON as bytes: how the peers' indexes travel.

export function encodeJson(/** @type {unknown} */ value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function decodeJson(/** @type {Uint8Array} */ bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
