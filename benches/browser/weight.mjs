// Bytes: as they are in memory, and as they travel.

import { brotliCompressSync, constants } from "node:zlib";

/** The best quality takes a second for each megabyte; larger collections are compared at one that takes a tenth. */
const MOST_ARTICLES_AT_BEST = 10_000;

const BEST = constants.BROTLI_MAX_QUALITY;

const QUICK = 9;

/** The quality at which all engines of a run are compressed. */
export function brotliQuality(/** @type {number} */ articles) {
  return articles <= MOST_ARTICLES_AT_BEST ? BEST : QUICK;
}

/** Raw and compressed bytes of files that are fetched one by one; a file that brotli cannot shrink travels as it is. */
export function weigh(/** @type {Uint8Array[]} */ files, /** @type {number} */ quality) {
  const sum = (/** @type {(file: Uint8Array) => number} */ of) => files.reduce((total, file) => total + of(file), 0);
  return { raw: sum((file) => file.length), brotli: sum((file) => Math.min(file.length, compressed(file, quality))) };
}

function compressed(/** @type {Uint8Array} */ bytes, /** @type {number} */ quality) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}
