// Files, digests, caches.

import { DIGEST_HEADER, NAME_DIGITS } from "../shared.js";
import { bytesOf } from "../parts/bytes.js";
import { digestOf } from "../parts/digest.js";
import { DATA_CACHE } from "./names.js";

/** Longest time for one file that is fetched to be cached: the largest still arrives at 3 kB/s. */
const FILE_MS = 90_000;
/** Files fetched at a time while a collection is cached. */
const PARALLEL = 4;

/**
 * What the server answers. A page that asks past what is cached gets that after all if nobody answers: it checks digests.
 * @param {Request} request
 * @param {() => Promise<Response | null | undefined>} find
 */
export async function fromServer(request, find) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await find();
    if (kept) return kept;
    throw error;
  }
}

/**
 * Fetches a file with a digest and refuses other bytes. A damaged copy in the browser's cache is passed by once.
 * @param {string} address
 * @param {string} integrity
 * @param {number} most Bytes that are read of it.
 */
export async function fetchExact(address, integrity, most) {
  /** @type {(cache: RequestCache) => Promise<Response>} */
  const ask = (cache) => within(FILE_MS, async (signal) => {
    const response = await fetch(address, { cache, signal });
    const bytes = await bytesOf(response, response.ok ? most : 0);
    if ((await digestOf(bytes)) !== integrity) throw new TypeError(`altered: ${address}`);
    return stored(response, bytes, integrity);
  });
  return ask("default").catch(() => ask("reload"));
}

/**
 * Does work that a signal ends after some milliseconds.
 * @template Result
 * @param {number} limit
 * @param {(signal: AbortSignal) => Promise<Result>} work
 */
export async function within(limit, work) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), limit);
  return work(control.signal).finally(() => clearTimeout(timer));
}

/**
 * A response to keep: plain bytes, no longer redirected or compressed, with their digest.
 * @param {Response} response
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 * @param {string} digest
 */
export function stored(response, bytes, digest) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "transfer-encoding", "vary"]) headers.delete(name);
  headers.set("content-length", String(bytes.byteLength));
  headers.set(DIGEST_HEADER, digest);
  return new Response(bytes, { headers });
}

/**
 * The first response in some caches that has this digest, else any, and whose bytes are still those.
 * @param {string[]} names
 * @param {string} address
 * @param {string} [digest]
 */
export async function inCaches(names, address, digest) {
  for (const name of names) {
    const kept = await matchIn(name, address);
    const written = digestIn(kept);
    if (!kept || !written || (digest && written !== digest)) continue;
    if ((await digestOf(await kept.clone().arrayBuffer())) === written) return kept;
  }
  return null;
}

/**
 * The digest that a cached response was written with.
 * @param {Response | undefined} kept
 */
export const digestIn = (kept) => kept?.headers.get(DIGEST_HEADER);

/**
 * Looks into one cache, without making it. A browser that refuses has nothing.
 * @param {string} cacheName
 * @param {string} address
 */
export const matchIn = (cacheName, address) => caches.match(address, { cacheName }).catch(() => undefined);

/** @type {(address: string) => Promise<string | undefined>} */
export const readNote = async (address) => (await matchIn(DATA_CACHE, address))?.text();
/** @type {(address: string, text: string) => Promise<void>} */
export const writeNote = async (address, text) => (await caches.open(DATA_CACHE)).put(address, new Response(text));

/** @param {unknown} error */
export const isShortOfSpace = (error) => error instanceof Error && error.name === "QuotaExceededError";

/**
 * The digest as names of files have it: its first hexadecimal digits.
 * @param {string} integrity
 */
export const nameOf = (integrity) =>
  [...atob(integrity.slice("sha256-".length))].map((c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join("").slice(0, NAME_DIGITS);

/**
 * Works on all items, a few at a time. The first failure ends it, once what has begun is over.
 * @template Item
 * @param {Iterable<Item>} items
 * @param {(item: Item) => Promise<void>} work
 */
export async function each(items, work) {
  const queue = [...items];
  const drain = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  /** @type {(error: unknown) => never} */
  const stop = (error) => {
    queue.length = 0;
    throw error;
  };
  const drains = await Promise.allSettled(Array.from({ length: PARALLEL }, () => drain().catch(stop)));
  for (const drained of drains) if (drained.status === "rejected") throw drained.reason;
}
