// The cached entry, and the files it names.

import { inCaches, digestIn, matchIn, nameOf } from "./kept.js";
import { DATA_CACHE, ENTRY, LAST_READ } from "./names.js";

/** @typedef {{ url: string, integrity: string, month?: string, bytes: number }} File */
/** @typedef {{ generated: string, shards: File[], bodies?: File[], search?: File, concepts?: File }} Manifest */
/** @typedef {{ _vigie?: Manifest }} Feed */

/**
 * The cached entry if its bytes are those that were cached, else the server's.
 * @param {FetchEvent} event
 */
export async function entry(event) {
  const kept = await inCaches([DATA_CACHE], ENTRY);
  if (!kept) return fetch(event.request);
  event.waitUntil(noteRead(kept.clone()).catch(() => {}));
  return kept;
}

/** @param {Response} kept */
export async function noteRead(kept) {
  const before = await matchIn(DATA_CACHE, LAST_READ);
  if (before && digestIn(before) === digestIn(kept)) return;
  await (await caches.open(DATA_CACHE)).put(LAST_READ, kept);
}

/** First part of the digest of the cached entry, as in names of files; empty if there is none. */
export async function keptEntryName() {
  const digest = digestIn(await matchIn(DATA_CACHE, ENTRY));
  return digest ? nameOf(digest) : "";
}

/**
 * @param {string} address
 * @returns {Promise<Feed | null>}
 */
export async function keptFeed(address) {
  const kept = await inCaches([DATA_CACHE], address);
  return kept ? kept.json().catch(() => null) : null;
}

/**
 * Everything an entry names but pictures, newest month first. The feed of another tool names nothing.
 * @param {Feed | null} feed
 */
export function filesOf(feed) {
  const { shards = [], bodies = [], search, concepts } = feed?._vigie ?? {};
  const months = [...shards, ...bodies].sort((a, b) => ((a.month ?? "") < (b.month ?? "") ? 1 : -1));
  /** @type {File[]} */
  const files = [];
  for (const file of [search, concepts, ...months]) if (file) files.push(file);
  return files;
}
