// The service worker: the site without a network.
//
// It keeps two things apart. The *shell* is what `vigie build` lists below: pages, scripts, styles, program. It is
// installed whole, every file against its digest, into a cache of its own version, and a page never gets files of two
// versions. The *data* is the bundle: files named by their content, and the entry that names them, which is exchanged
// last, when everything it names is here. So a reader always has one whole collection, the old one or the new one.
//
// A page speaks with it by messages `{ vigie: "…" }` over a port; the answers are at the end of this file.

/** Written by `vigie build`: digests of the shell by path, one for all of it, and one for all but the pages. */
const SHELL = /*vigie:shell*/ { version: "", code: "", files: {} };

const ROOT = new URL(self.registration.scope);
/** One host may carry several sites, and caches are the host's. */
const PREFIX = `vigie:${ROOT.pathname}:`;
const SHELL_CACHE = `${PREFIX}shell-${SHELL.code}-${SHELL.version}`;
const DATA_CACHE = `${PREFIX}data`;
const IMAGE_CACHE = `${PREFIX}images`;

const ENTRY = new URL("bundle/articles.json", ROOT).href;
/** The entry before the present one: a tab may still read its files. */
const PREVIOUS = new URL("bundle/articles.json?previous", ROOT).href;
/** Where the choice about pictures is kept: a worker has no other storage that is this simple. */
const CHOICE = new URL("bundle/images?choice", ROOT).href;

/** SHA-256 of the body, on everything kept here. */
const DIGEST = "x-vigie-digest";
/** A request with this header wants the server's entry and not the kept one. */
const FROM_SERVER = "x-vigie-update";

/** Longest wait for a page of the site that is not kept, in milliseconds. */
const PAGE_MS = 10_000;
/** Files fetched at a time while a collection is kept. */
const PARALLEL = 4;
/** Months that are kept when space is short. */
const SHORT_MONTHS = 24;
/** Pictures take at most this many bytes, and at most this share of what the browser grants. */
const MAX_IMAGE_BYTES = 60 << 20;
const MAX_IMAGE_SHARE = 0.2;

// Installing and activating.

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const names = await shellCaches();
  const cache = await caches.open(SHELL_CACHE);
  try {
    const files = Object.entries(SHELL.files);
    await each(files, async ([path, digest]) => {
      const address = new URL(path, ROOT).href;
      const kept = await inCaches([SHELL_CACHE, ...names], address, digest);
      await cache.put(address, kept ?? (await fetchExact(address, digest)));
    });
  } catch (error) {
    // Whole or not at all. What was fetched is still in the browser's own cache.
    await caches.delete(SHELL_CACHE);
    throw error;
  }
  // Only the prepared pages have changed: nothing a tab has loaded becomes another version.
  if (names.some((name) => name.startsWith(`${PREFIX}shell-${SHELL.code}-`))) await self.skipWaiting();
}

async function activate() {
  await self.clients.claim();
  await dropOldShells();
}

const shellCaches = async () =>
  (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}shell-`) && name !== SHELL_CACHE);

/** Old versions stay while a tab may have been opened with one. */
async function dropOldShells() {
  const names = await shellCaches();
  if (!names.length || (await self.clients.matchAll({ type: "window" })).length > 1) return;
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  await Promise.all(names.map((name) => caches.delete(name)));
}

// Answering requests.

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return;
  const path = url.pathname.slice(ROOT.pathname.length);
  const isFresh = ["reload", "no-store"].includes(request.cache);
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (path === "bundle/articles.json" && !url.search) {
    if (!isFresh && !request.headers.has(FROM_SERVER)) event.respondWith(entry(request));
  } else if (isNamedByContent(path)) event.respondWith(dataFile(event, path, isFresh));
  else {
    const file = shellFile(path);
    // Sent on rather than answered: the start script takes the site's folder from its own address.
    if (file && file !== path) event.respondWith(Response.redirect(new URL(file, ROOT)));
    else if (file && !isFresh) event.respondWith(shell(request, file));
  }
});

/** The path of a shell file. A page at an address of unknown depth looks for its files beside itself. */
function shellFile(path) {
  if (path in SHELL.files) return path;
  const name = path.split("/").pop();
  return !path.startsWith("bundle/") && name in SHELL.files ? name : null;
}

async function page(event, path) {
  event.waitUntil(dropOldShells());
  const isIndex = path === "" || path === "index.html";
  // Whatever else the site may hold that is no part of the shell: its own pages, feeds, folders.
  const isOther = !isIndex && !(path in SHELL.files) && /(\.[a-z0-9]+|\/)$/i.test(path);
  const name = isIndex ? "index.html" : path in SHELL.files ? path : "404.html";
  const kept = isOther ? null : await ownShell(name);
  if (kept) return kept;
  try {
    return await fetch(event.request, { signal: AbortSignal.timeout(PAGE_MS) });
  } catch {
    return nothingKept();
  }
}

async function shell(request, file) {
  const wanted = request.integrity;
  if (wanted && wanted !== SHELL.files[file]) {
    // A tab of another version asks for its own file.
    const kept = await inCaches(await shellCaches(), new URL(file, ROOT).href, wanted);
    return kept ?? fetch(request);
  }
  return (await ownShell(file)) ?? fetch(request);
}

async function ownShell(file) {
  return matchIn(SHELL_CACHE, new URL(file, ROOT).href);
}

/** The kept entry if its bytes are those that were kept, else the server's. */
async function entry(request) {
  const kept = await matchIn(DATA_CACHE, ENTRY);
  if (kept) {
    const bytes = await kept.clone().arrayBuffer();
    if ((await digestOf(bytes)) === kept.headers.get(DIGEST)) return kept;
    await (await caches.open(DATA_CACHE)).delete(ENTRY);
  }
  return fetch(request);
}

/** A file of the bundle, for ever the same: the kept one, else the server's, which is kept if it is what its name says. */
async function dataFile(event, path, isFresh) {
  const { request } = event;
  const isImage = path.startsWith("bundle/images/");
  const kept = isFresh ? null : await matchIn(isImage ? IMAGE_CACHE : DATA_CACHE, request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && (!isImage || (await imageChoice()) !== "off")) {
    const copy = response.clone();
    event.waitUntil(keepNamed(request.url, copy).catch(() => {}));
  }
  return response;
}

/** Keeps a file whose name holds its digest, if its bytes agree. */
async function keepNamed(address, response) {
  const bytes = await response.arrayBuffer();
  const digest = await digestOf(bytes);
  const path = new URL(address).pathname;
  if (!path.includes(hex(digest).slice(0, 20))) return;
  const isImage = path.includes("/bundle/images/");
  const cache = await caches.open(isImage ? IMAGE_CACHE : DATA_CACHE);
  await cache.put(address, stored(response, bytes, digest));
  if (isImage) await trimImages(cache);
}

const isNamedByContent = (path) => /^bundle\/(?:[a-z]+\/)?(?:.*\.)?[0-9a-f]{20}\.[a-z0-9]+$/.test(path);

/** What a reader sees when neither network nor shell is here: the browser has emptied its caches. */
function nothingKept() {
  const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Hors ligne</title><h1>Hors ligne</h1><p>Le réseau ne répond pas et ce navigateur a effacé les articles gardés. Vos favoris sont intacts.</p>
<p><a href="">Réessayer</a></p><div lang="en"><h2>Offline</h2><p>The network does not answer and this browser has erased the kept articles.
Your favourites are intact.</p><p><a href="">Try again</a></p></div></html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
  return new Response(body, { status: 503, headers });
}

// Keeping a collection.

/**
 * Keeps the collection of an entry: fetches what is not here, then exchanges the entry. Returns how many articles are
 * new beside the collection that was kept before, and whether old months had to be left out for lack of space.
 */
async function keep(text) {
  const cache = await caches.open(DATA_CACHE);
  const feed = JSON.parse(text);
  const before = await matchIn(DATA_CACHE, ENTRY);
  const old = before ? await before.clone().json() : null;
  let files = filesOf(feed);
  let isPartial = false;
  const fetchAll = () => each(files, async ({ url, integrity }) => {
    const address = new URL(url, ENTRY).href;
    if (!(await cache.match(address))) await cache.put(address, await fetchExact(address, integrity));
  });
  try {
    await fetchAll();
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    // Pictures go first, then old months; what readers saved is never touched.
    await caches.delete(IMAGE_CACHE);
    files = files.filter(({ month }) => !month || month >= monthsBefore(feed._vigie.generated, SHORT_MONTHS));
    isPartial = true;
    await dropOthers(cache, files);
    await fetchAll();
  }
  if (before) await cache.put(PREVIOUS, before);
  const bytes = new TextEncoder().encode(text);
  const type = { headers: { "content-type": "application/json" } };
  await cache.put(ENTRY, stored(new Response(null, type), bytes, await digestOf(bytes)));
  await dropOthers(cache, [...files, ...(old ? filesOf(old) : [])]);
  return { added: old ? await added(cache, old, feed) : 0, isPartial };
}

/** Everything an entry names but pictures, newest month first. */
function filesOf({ _vigie: { shards = [], bodies = [], search, concepts } }) {
  const months = [...shards, ...bodies].sort((a, b) => (a.month < b.month ? 1 : -1));
  return [search, concepts, ...months].filter(Boolean);
}

/** Deletes data files that none of these entries' files is. */
async function dropOthers(cache, files) {
  const named = new Set(files.map(({ url }) => new URL(url, ENTRY).href));
  for (const { url } of await cache.keys()) {
    if (![ENTRY, PREVIOUS, CHOICE].includes(url) && !named.has(url)) await cache.delete(url);
  }
}

/** How many articles one collection has that the other has not, counted in the months that differ. */
async function added(cache, old, feed) {
  const urls = (entry) => new Set(entry._vigie.shards.map(({ url }) => url));
  const [before, after] = [urls(old), urls(feed)];
  const ids = async (some, others) => {
    const found = new Set();
    for (const url of some) {
      const shard = others.has(url) ? null : await cache.match(new URL(url, ENTRY).href);
      for (const { id } of shard ? (await shard.json()).items : []) found.add(id);
    }
    return found;
  };
  const known = await ids(before, after);
  return [...(await ids(after, before))].filter((id) => !known.has(id)).length;
}

function monthsBefore(date, count) {
  const day = new Date(date);
  day.setUTCMonth(day.getUTCMonth() - count);
  return day.toISOString().slice(0, 7);
}

// Pictures.

async function imageChoice() {
  const kept = await matchIn(DATA_CACHE, CHOICE);
  return kept ? kept.text() : "off";
}

/** Keeps or drops pictures: "off", "seen" as they are looked at, or the addresses given. */
async function chooseImages(choice, addresses = []) {
  await (await caches.open(DATA_CACHE)).put(CHOICE, new Response(choice));
  if (choice === "off") await caches.delete(IMAGE_CACHE);
  await each(addresses, async (address) => {
    if (!(await matchIn(IMAGE_CACHE, address))) await keepNamed(address, await fetch(address));
  });
}

/** Drops the pictures kept first until the rest is small enough. */
async function trimImages(cache) {
  const { quota = Infinity } = await navigator.storage.estimate();
  const most = Math.min(MAX_IMAGE_BYTES, quota * MAX_IMAGE_SHARE);
  const kept = await Promise.all((await cache.keys()).map(async (request) => {
    const response = await cache.match(request);
    return { request, bytes: response ? (await response.blob()).size : 0 };
  }));
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { request, bytes } of kept) {
    if (total <= most) return;
    await cache.delete(request);
    total -= bytes;
  }
}

// Files, digests, caches.

/** Fetches a file with a digest; the browser refuses other bytes. A damaged copy in its own cache is passed by once. */
async function fetchExact(address, integrity) {
  const ask = (cache) => fetch(address, { integrity, cache });
  const response = await ask("default").catch(() => ask("reload"));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return stored(response, await response.arrayBuffer(), integrity);
}

/** A response to keep: plain bytes, no longer redirected or compressed, with their digest. */
function stored(response, bytes, digest) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  headers.set(DIGEST, digest);
  return new Response(bytes, { headers });
}

async function inCaches(names, address, digest) {
  for (const name of names) {
    const kept = await matchIn(name, address);
    if (kept?.headers.get(DIGEST) !== digest) continue;
    if ((await digestOf(await kept.clone().arrayBuffer())) === digest) return kept;
  }
  return null;
}

/** Looks into one cache, without making it. A browser that refuses has nothing. */
const matchIn = (cacheName, address) => caches.match(address, { cacheName }).catch(() => undefined);

async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

const hex = (integrity) =>
  [...atob(integrity.slice("sha256-".length))].map((c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join("");

/** Works on all items, a few at a time; the first failure ends it. */
async function each(items, work) {
  const queue = [...items];
  const drain = async () => {
    while (queue.length) await work(queue.shift());
  };
  await Promise.all(Array.from({ length: PARALLEL }, drain));
}

// Messages of the page. Each is answered once, over the port that came with it.

let keeping = Promise.resolve();

const ANSWERS = {
  /** Which version this is. */
  version: async () => ({ version: SHELL.version, code: SHELL.code }),
  /** Keep the collection of this entry. One at a time. */
  keep: ({ text }) => (keeping = keeping.catch(() => {}).then(() => keep(text))),
  /** Keep pictures, or drop them. */
  images: ({ choice, addresses }) => chooseImages(choice, addresses),
  imageChoice: async () => ({ choice: await imageChoice() }),
  /** Take over now: the reader has agreed. */
  takeOver: () => self.skipWaiting(),
};

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const answer = Object.hasOwn(ANSWERS, event.data?.vigie) ? ANSWERS[event.data.vigie] : null;
  if (!answer || !port) return;
  const settled = answer(event.data).then(
    (value) => port.postMessage({ ok: true, ...value }),
    (error) => port.postMessage({ ok: false, error: `${error.name}: ${error.message}` }),
  );
  event.waitUntil(settled);
});
