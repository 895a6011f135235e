// Reproducible random numbers: the same seed gives the same numbers.

/**
 * A generator of whole numbers: `next(n)` gives one from 0 to n − 1 (mulberry32).
 * @param {number} seed
 * @returns {(limit: number) => number}
 */
export function generator(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
