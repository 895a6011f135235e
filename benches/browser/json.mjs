// JSON as bytes: how the peers' indexes travel.

export function encodeJson(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function decodeJson(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
