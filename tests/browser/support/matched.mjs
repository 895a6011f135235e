// Values that a test cannot go on without: what a pattern finds, and what may be missing by its type.

import assert from "node:assert/strict";

/**
 * The whole match, then its groups; fails where there is none.
 * @param {RegExp} pattern
 * @param {string | null} text
 * @returns {string[]}
 */
export function matched(pattern, text) {
  const found = pattern.exec(text ?? "");
  assert.ok(found, `${pattern} in ${text}`);
  return found;
}

/**
 * A value that must be there.
 * @template T
 * @param {T} value
 * @param {string} [what]
 */
export function known(value, what) {
  assert.ok(value !== null && value !== undefined, `${what ?? "a value"} is missing`);
  return /** @type {NonNullable<T>} */ (value);
}
