// Caches a collection: fetches the files that an entry names, then replaces the entry.

import { digestOf } from "../parts/digest.js";
import { filesOf, keptFeed, noteRead } from "./entry.js";
import { each, digestIn, fetchExact, isShortOfSpace, matchIn, readNote, stored, writeNote } from "./kept.js";
import { ARTICLES, DATA_CACHE, ENTRY, IMAGE_CACHE, isNamedByContent, LAST_READ, ROOT } from "./names.js";
import { dropOldShells, fill, tabs } from "./shell.js";

/** @typedef {import("./entry.js").Manifest} Manifest */
/** @typedef {import("./entry.js").File} File */
/** @typedef {{ id: string, _vigie?: { aliases?: string[] } }} Item */

/** How far ahead of this device a publication may be dated: clocks differ. */
const DAY_MS = 86_400_000;
/** Months that are cached when space is short. */
const SHORT_MONTHS = 24;
/** Maximum bytes of a file that is read to be cached, unpacked: of the data, and of its index. */
const MAX_DATA_BYTES = 8 << 20;
const MAX_INDEX_BYTES = 32 << 20;
/** Maximum bytes of a collection that is cached; of a larger one the newest months. */
const MAX_COLLECTION_BYTES = 128 << 20;

/**
 * Keeps the collection of an entry: fetches what is not here, then exchanges the entry. An older one than the cached one
 * only takes its place if the reader has chosen it. Returns how many articles are new beside the collection that was cached
 * before, and whether old months had to be left out for lack of space, or files for their size.
 * @param {string} text
 * @param {boolean} [isChosen]
 */
export async function keep(text, isChosen) {
  const cache = await caches.open(DATA_CACHE);
  /** @type {{ _vigie: Manifest }} */
  const feed = JSON.parse(text);
  const [before, lastRead] = await Promise.all([ENTRY, LAST_READ].map(keptFeed));
  // Another tab has already met a later publication, unless a wrong clock dated it after today.
  const [present, offered] = [before?._vigie?.generated ?? "", feed._vigie.generated];
  const soon = new Date(Date.now() + DAY_MS).toISOString();
  if (!isChosen && present > offered && !(present > soon && offered <= soon)) return { added: 0, isPartial: false };
  const all = filesOf(feed);
  let files = bearable(all);
  let isPartial = files.length < all.length;
  const fetchAll = () => each(files, async ({ url, integrity, bytes }) => {
    const address = new URL(url, ENTRY).href;
    if (!(await cache.match(address))) await cache.put(address, await fetchExact(address, integrity, bytes));
  });
  try {
    await fetchAll();
  } catch (error) {
    if (!isShortOfSpace(error)) throw error;
    // Pictures go first, then old months; what readers saved is never touched.
    await caches.delete(IMAGE_CACHE);
    const since = monthsBefore(feed._vigie.generated, SHORT_MONTHS);
    files = files.filter(({ month = since }) => month >= since);
    for (const { url } of await cache.keys()) {
      const month = /\/(\d{4}-\d\d)\.[0-9a-f]+\./.exec(url)?.[1];
      if (month && month < since) await cache.delete(url);
    }
    isPartial = true;
    await fetchAll();
  }
  const bytes = new TextEncoder().encode(text);
  const type = { headers: { "content-type": "application/json" } };
  const digest = await digestOf(bytes);
  const isKnown = digestIn(await matchIn(DATA_CACHE, ENTRY)) === digest && (await readNote(ARTICLES));
  const kept = stored(new Response(null, type), bytes, digest);
  await cache.put(ENTRY, kept.clone());
  if (!isKnown) await noteArticles(cache, feed._vigie);
  const count = before ? await added(cache, before, feed) : 0;
  // The page that has it cached for the first time has read it from the server.
  if (!lastRead) await noteRead(kept);
  // Of several tabs each may still read the files of another publication.
  if ((await tabs()).length < 2) await dropOthers(cache, [files, filesOf(before), filesOf(lastRead)].flat());
  // A start that went well is the moment to mend what the browser has taken away, and to clear up.
  await fill().catch(() => {});
  await dropOldShells();
  return { added: count, isPartial };
}

/**
 * The articles of a cached month; none if it is not here.
 * @param {Cache} cache
 * @param {string} url
 * @returns {Promise<Item[]>}
 */
async function itemsOf(cache, url) {
  const shard = await cache.match(new URL(url, ENTRY).href);
  return shard ? (await shard.json()).items : [];
}

/**
 * Notes the addresses of all articles, old ones too, so that none of another page is taken for one.
 * @param {Cache} cache
 * @param {Manifest} manifest
 */
async function noteArticles(cache, { shards }) {
  const lines = [""];
  for (const { url } of shards) {
    for (const { id, _vigie } of await itemsOf(cache, url)) lines.push(...[id, ...(_vigie?.aliases ?? [])].map((id) => id.slice(1)));
  }
  await writeNote(ARTICLES, `${lines.join("\n")}\n`);
}

/**
 * Those of some files that are small enough, as long as there is room.
 * @param {File[]} files
 */
function bearable(files) {
  let left = MAX_COLLECTION_BYTES;
  return files.filter(({ month, bytes }) => bytes <= (month ? MAX_DATA_BYTES : MAX_INDEX_BYTES) && (left -= bytes) >= 0);
}

/**
 * Deletes data files that are none of these.
 * @param {Cache} cache
 * @param {File[]} files
 */
async function dropOthers(cache, files) {
  const named = new Set(files.map(({ url }) => new URL(url, ENTRY).href));
  for (const { url } of await cache.keys()) if (isNamedByContent(url.slice(ROOT.href.length)) && !named.has(url)) await cache.delete(url);
}

/**
 * How many articles one collection has that the other has not, counted in the months that differ.
 * @param {Cache} cache
 * @param {import("./entry.js").Feed} old
 * @param {import("./entry.js").Feed} feed
 */
async function added(cache, old, feed) {
  /** @type {(entry: import("./entry.js").Feed) => Set<string>} */
  const urls = (entry) => new Set((entry._vigie?.shards ?? []).map(({ url }) => url));
  const [before, after] = [urls(old), urls(feed)];
  /** @type {(some: Set<string>, others: Set<string>) => Promise<Set<string>>} */
  const ids = async (some, others) => {
    const found = new Set();
    for (const url of some) if (!others.has(url)) for (const { id } of await itemsOf(cache, url)) found.add(id);
    return found;
  };
  const known = await ids(before, after);
  return [...(await ids(after, before))].filter((id) => !known.has(id)).length;
}

/**
 * @param {string} date
 * @param {number} count
 */
function monthsBefore(date, count) {
  const day = new Date(date);
  day.setUTCMonth(day.getUTCMonth() - count);
  return day.toISOString().slice(0, 7);
}
