// The checksum of an entry, computed without the builder: entries that tests edit must be sealed again.

const FACTOR = 0x9e3779b97f4a7c15n;
const MASK = (1n << 64n) - 1n;
const OPENING = '{"checksum":"';
const DIGITS = 16;

/**
 * The checksum of `src/core/bytes.rs`.
 * @param {Buffer} bytes
 */
function checksum(bytes) {
  /** @type {(sum: bigint, word: bigint) => bigint} */
  const step = (sum, word) => {
    const mixed = ((sum ^ word) * FACTOR) & MASK;
    return ((mixed << 29n) | (mixed >> 35n)) & MASK;
  };
  const whole = bytes.length - (bytes.length % 8);
  let sum = BigInt(bytes.length);
  for (let at = 0; at < whole; at += 8) sum = step(sum, bytes.readBigUInt64LE(at));
  for (const byte of bytes.subarray(whole)) sum = step(sum, BigInt(byte));
  return sum;
}

/**
 * Puts the right checksum into the text of an entry.
 * @param {string} text
 */
export function seal(text) {
  const at = text.indexOf(OPENING) + OPENING.length;
  const [before, after] = [text.slice(0, at), text.slice(at + DIGITS)];
  return before + checksum(Buffer.from(before + after)).toString(16).padStart(DIGITS, "0") + after;
}
