// The shell: pages, scripts, styles and program of one version, installed whole, every file against its digest.

import { INDEX_PAGE, INSTALL_FAILED_MESSAGE } from "../shared.js";
import { bytesOf } from "../parts/bytes.js";
import { digestOf } from "../parts/digest.js";
import { keptEntryName } from "./entry.js";
import { each, fetchExact, fromServer, inCaches, isShortOfSpace, matchIn, readNote, stored, writeNote } from "./kept.js";
import { addressOf, IMAGE_CACHE, IN_CHARGE, ROOT, SAME_CODE, SHELL, SHELL_CACHE, SHELLS, worker } from "./names.js";

/** Old versions of other code that are cached for tabs opened with them. */
const OLD_SHELLS = 2;
/** Maximum bytes of a file that is read to be cached, unpacked: a few hundred bytes can unpack to a gigabyte. */
const MAX_SHELL_BYTES = 8 << 20;

export async function install() {
  // A worker that changed alone shares its cache with the one in charge.
  const isShared = await caches.has(SHELL_CACHE);
  try {
    await fill().catch(async (error) => {
      if (!isShortOfSpace(error)) throw error;
      // Pictures go before the site does.
      await caches.delete(IMAGE_CACHE);
      await fill();
    });
  } catch (error) {
    // Whole or not at all. What was fetched is still in the browser's own cache.
    if (!isShared) await caches.delete(SHELL_CACHE).catch(() => {});
    for (const page of await tabs()) page.postMessage({ vigie: INSTALL_FAILED_MESSAGE, isSpace: isShortOfSpace(error) });
    throw error;
  }
  // Only the prepared pages have changed: nothing a tab has loaded becomes another version.
  if (worker.registration.active && (await readNote(IN_CHARGE)) === SHELL.code) await worker.skipWaiting();
}

/** Brings what is missing of the shell: from older versions where they have the same bytes, else from the server. */
export async function fill() {
  const others = await oldShells();
  const cache = await caches.open(SHELL_CACHE);
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const files = Object.entries(SHELL.files);
  await each(files, async ([path, digest]) => {
    const address = addressOf(path);
    if (here.has(address)) return;
    const kept = await inCaches(others, address, digest);
    // The browser has just loaded the first page under the folder's address.
    const isIndex = path === INDEX_PAGE && !kept;
    const first = isIndex ? await fetchExact(ROOT.href, digest, MAX_SHELL_BYTES).catch(() => null) : kept;
    await cache.put(address, first ?? (await fetchExact(address, digest, MAX_SHELL_BYTES)));
  });
  // An older worker clears up behind itself and may have met this cache half full.
  const kept = await (await caches.open(SHELL_CACHE)).keys();
  if (kept.length < files.length) throw new Error("the cache of this version was removed while it was filled");
}

/** All pages of the site that are open. */
export async function tabs() {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(ROOT.href));
}

export async function activate() {
  await worker.clients.claim();
  await writeNote(IN_CHARGE, SHELL.code).catch(() => {});
  await dropOldShells();
}

/** Caches of other versions, oldest first. */
export const oldShells = async () =>
  (await caches.keys().catch(() => /** @type {string[]} */ ([]))).filter((name) => name.startsWith(SHELLS) && name !== SHELL_CACHE);

/**
 * Pages that were opened with this version since the worker was last woken.
 * @type {Set<string>}
 */
export const opened = new Set();

/** Old versions stay while a tab may have been opened with one, or while the cached collection belongs to their page. */
export async function dropOldShells() {
  const names = await oldShells();
  if (!names.length) return;
  const entry = await keptEntryName();
  const windows = await worker.clients.matchAll({ type: "window" });
  const isSomeoneOlder = windows.some(({ id }) => !opened.has(id));
  /** @type {(name: string) => boolean} */
  const isNeeded = (name) =>
    name.startsWith(SAME_CODE)
      ? entry !== SHELL.entry && name.startsWith(`${SAME_CODE}${entry}-`)
      : isSomeoneOlder && names.slice(-OLD_SHELLS).includes(name);
  // One of them may belong to a version that is on its way.
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  await Promise.all(names.filter((name) => !isNeeded(name)).map((name) => caches.delete(name)));
}

/**
 * A cached file of this version. The program is not read twice: the page has it checked, and comes back if it is damaged.
 * @param {string} path
 */
export async function keptShell(path) {
  const address = addressOf(path);
  return path.endsWith(".wasm") ? matchIn(SHELL_CACHE, address) : inCaches([SHELL_CACHE], address, SHELL.files[path]);
}

/**
 * A file of the shell: the cached one, else the server's.
 * @param {Request} request
 * @param {string} path
 * @param {boolean} isFresh
 */
export async function shell(request, path, isFresh) {
  const wanted = request.integrity;
  const digest = SHELL.files[path];
  if (wanted && wanted !== digest) {
    // A tab of another version asks for its own file.
    const kept = isFresh ? null : await inCaches(await oldShells(), addressOf(path), wanted);
    return kept ?? fetch(request);
  }
  const kept = isFresh ? null : await keptShell(path);
  if (kept) return kept;
  // Missing or damaged: what comes is put back if it is right.
  const response = await fromServer(request, () => keptShell(path));
  const bytes = await bytesOf(response.clone(), MAX_SHELL_BYTES).catch(() => null);
  if (bytes && (await digestOf(bytes)) === digest) {
    const mended = stored(response, bytes, digest);
    await caches.open(SHELL_CACHE).then((cache) => cache.put(addressOf(path), mended)).catch(() => {});
  }
  return response;
}
