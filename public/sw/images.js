// Pictures, cached only as far as the reader wants.

import { bytesOf } from "../parts/bytes.js";
import { digestOf } from "../parts/digest.js";
import { each, matchIn, nameOf, readNote, stored, writeNote } from "./kept.js";
import { addressOf, CHOICE, DATA_CACHE, IMAGE_CACHE, IMAGES } from "./names.js";

/** Maximum bytes of a file that is cached as a page asks for it, unpacked; several are read at a time. */
const MAX_SEEN_BYTES = 4 << 20;
/** Pictures take at most this many bytes, and at most this share of what the browser grants. */
const MAX_IMAGE_BYTES = 60 << 20;
const MAX_IMAGE_SHARE = 0.2;

/**
 * Keeps a file whose name holds its digest, if its bytes agree. Returns the cache it is in.
 * @param {string} address
 * @param {Response} response
 */
export async function keepNamed(address, response) {
  const bytes = await bytesOf(response, MAX_SEEN_BYTES);
  const digest = await digestOf(bytes);
  if (!new URL(address).pathname.includes(nameOf(digest))) return null;
  const cache = await caches.open(address.startsWith(addressOf(IMAGES)) ? IMAGE_CACHE : DATA_CACHE);
  await cache.put(address, stored(response, bytes, digest));
  return cache;
}

export const imageChoice = async () => (await readNote(CHOICE)) ?? "off";

/**
 * Keeps or drops pictures: "off", "seen" as they are looked at, or the addresses given. Returns how many did not come.
 * @param {string} choice
 * @param {string[]} [addresses]
 */
export async function chooseImages(choice, addresses = []) {
  await writeNote(CHOICE, choice);
  if (choice === "off") await caches.delete(IMAGE_CACHE);
  let failed = 0;
  await each(addresses, async (address) => {
    if (await matchIn(IMAGE_CACHE, address)) return;
    const kept = await fetch(address).then((response) => keepNamed(address, response)).catch(() => null);
    if (!kept) failed += 1;
  });
  if (addresses.length) await trimImages(await caches.open(IMAGE_CACHE));
  return { failed };
}

/**
 * Drops the pictures cached first until the rest is small enough.
 * @param {Cache} cache
 */
export async function trimImages(cache) {
  const { quota = Infinity } = (await navigator.storage?.estimate?.()) ?? {};
  const most = Math.min(MAX_IMAGE_BYTES, quota * MAX_IMAGE_SHARE);
  const [requests, responses] = await Promise.all([cache.keys(), cache.matchAll()]);
  const sizes = responses.map(({ headers }) => Number(headers.get("content-length")));
  let total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  for (const [at, bytes] of sizes.entries()) {
    if (total <= most) return;
    await cache.delete(requests[at]);
    total -= bytes;
  }
}
