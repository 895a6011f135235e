// What a pattern finds in a text that must have it.

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
