// Reproducible random numbers: the same seed gives the same documents and queries on every machine.

/** A 32-bit digest of a text (FNV-1a with a final mix, so that near texts fall far apart). */
export function digest(/** @type {string} */ text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A source of numbers 0 ≤ n < 1 (mulberry32). */
export function chance(/** @type {string | number} */ seed) {
  let state = digest(String(seed));
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One of a list.
 * @template Item
 * @param {Item[]} list
 * @param {Random} random
 */
export function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

/**
 * A list in another order.
 * @template Item
 * @param {Item[]} list
 * @param {Random} random
 */
export function shuffle(list, random) {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}
