// The service worker: the site without a network.
//
// It keeps two things apart. The *shell* is what `vigie build` lists below: pages, scripts, styles, program. It is
// installed whole, every file against its digest, into a cache of its own version, and a page never gets files of two
// versions. The *data* is the bundle: files named by their content, and the entry that names them, which is exchanged
// last, when everything it names is here. So a reader always has one whole collection, the old one or the new one.
//
// A page speaks with it by messages `{ vigie: "…" }` over a port; the answers are at the end of this file. What concerns
// the data stands in `sw-data.js`, which `vigie build` appends.

/**
 * Written by `vigie build`: digests of the shell by path, one for all of it, one for all but the pages, that of the
 * entry its first page was made with, and the folders articles have their addresses in.
 */
const SHELL = /*vigie:shell*/ { version: "", code: "", entry: "", sections: [], files: {} };

const ROOT = new URL(self.registration.scope);
/** One host may carry several sites, and caches are the host's. */
const PREFIX = `vigie:${ROOT.pathname.replaceAll(":", "%3A")}:`;
const SHELLS = `${PREFIX}shell-`;
/** Versions whose files are the same but for the pages. */
const SAME_CODE = `${SHELLS}${SHELL.code}-`;
const SHELL_CACHE = `${SAME_CODE}${SHELL.entry}-${SHELL.version}`;
const DATA_CACHE = `${PREFIX}data`;
const IMAGE_CACHE = `${PREFIX}images`;

const INDEX = "index.html";
const NOT_FOUND = "404.html";
const FRAME = "embed.html";
const ENTRY_PATH = "bundle/articles.json";
const addressOf = (path) => new URL(path, ROOT).href;
const ENTRY = addressOf(ENTRY_PATH);
/** The entry that a page was given last: a tab may still read its files. */
const LAST_READ = addressOf(`${ENTRY_PATH}?last-read`);
/** Where the choice about pictures is kept, and which code is in charge: a worker has no other storage this simple. */
const CHOICE = addressOf("bundle/images?choice");
const IN_CHARGE = addressOf("bundle/worker?code");
/** Addresses of all articles of the kept collection, a line each. */
const ARTICLES = addressOf("bundle/articles?addresses");

/** SHA-256 of the body, on everything kept here. */
const DIGEST = "x-vigie-digest";
/** A request with this header wants the server's entry and not the kept one. */
const FROM_SERVER = "x-vigie-update";

/** Longest wait for an address that is neither ours nor a file, and where nothing kept can take its place, in milliseconds. */
const UNKNOWN_MS = 6_000;
const ALONE_MS = 10_000;
/** Longest time for one file that is fetched to be kept: the largest still arrives at 3 kB/s. */
const FILE_MS = 90_000;
/** How often the worker says that it is still at work on what a page has asked, in milliseconds. */
const WORKING_MS = 2_000;
/** How far ahead of this device a publication may be dated: clocks differ. */
const DAY_MS = 86_400_000;
/** Files fetched at a time while a collection is kept. */
const PARALLEL = 4;
/** Months that are kept when space is short. */
const SHORT_MONTHS = 24;
/** Old versions of other code that are kept for tabs opened with them. */
const OLD_SHELLS = 2;
/**
 * Most bytes of a file that the worker reads to keep it, unpacked: of the shell, of the data, of its index, and of what is
 * kept as a page asks for it, of which several are read at a time. A few hundred bytes can unpack to a gigabyte.
 */
const MAX_SHELL_BYTES = 8 << 20;
const MAX_DATA_BYTES = 8 << 20;
const MAX_INDEX_BYTES = 32 << 20;
const MAX_SEEN_BYTES = 4 << 20;
/** Most bytes of a collection that is kept; of a larger one the newest months. */
const MAX_COLLECTION_BYTES = 128 << 20;
/** Pictures take at most this many bytes, and at most this share of what the browser grants. */
const MAX_IMAGE_BYTES = 60 << 20;
const MAX_IMAGE_SHARE = 0.2;

// Installing and activating.

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
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
    for (const page of await tabs()) page.postMessage({ vigie: "install-failed", isSpace: isShortOfSpace(error) });
    throw error;
  }
  // Only the prepared pages have changed: nothing a tab has loaded becomes another version.
  if (self.registration.active && (await readNote(IN_CHARGE)) === SHELL.code) await self.skipWaiting();
}

/** Brings what is missing of the shell: from older versions where they have the same bytes, else from the server. */
async function fill() {
  const others = await oldShells();
  const cache = await caches.open(SHELL_CACHE);
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const files = Object.entries(SHELL.files);
  await each(files, async ([path, digest]) => {
    const address = addressOf(path);
    if (here.has(address)) return;
    const kept = await inCaches(others, address, digest);
    // The browser has just loaded the first page under the folder's address.
    const isIndex = path === INDEX && !kept;
    const first = isIndex ? await fetchExact(ROOT.href, digest, MAX_SHELL_BYTES).catch(() => null) : kept;
    await cache.put(address, first ?? (await fetchExact(address, digest, MAX_SHELL_BYTES)));
  });
  // An older worker clears up behind itself and may have met this cache half full.
  const kept = await (await caches.open(SHELL_CACHE)).keys();
  if (kept.length < files.length) throw new Error("the cache of this version was removed while it was filled");
}

/** All pages of the site that are open. */
async function tabs() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(ROOT.href));
}

async function activate() {
  await self.clients.claim();
  await writeNote(IN_CHARGE, SHELL.code).catch(() => {});
  await dropOldShells();
}

/** Caches of other versions, oldest first. */
const oldShells = async () =>
  (await caches.keys().catch(() => [])).filter((name) => name.startsWith(SHELLS) && name !== SHELL_CACHE);

/** Pages that were opened with this version since the worker was last woken. */
const opened = new Set();

/** Old versions stay while a tab may have been opened with one, or while the kept collection belongs to their page. */
async function dropOldShells() {
  const names = await oldShells();
  if (!names.length) return;
  const entry = await keptEntryName();
  const windows = await self.clients.matchAll({ type: "window" });
  const isSomeoneOlder = windows.some(({ id }) => !opened.has(id));
  const isNeeded = (name) =>
    name.startsWith(SAME_CODE)
      ? entry !== SHELL.entry && name.startsWith(`${SAME_CODE}${entry}-`)
      : isSomeoneOlder && names.slice(-OLD_SHELLS).includes(name);
  // One of them may belong to a version that is on its way.
  const { installing, waiting } = self.registration;
  if (installing || waiting) return;
  await Promise.all(names.filter((name) => !isNeeded(name)).map((name) => caches.delete(name)));
}

// Answering requests.

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== ROOT.origin) return;
  const isInside = url.pathname.startsWith(ROOT.pathname);
  const path = isInside ? url.pathname.slice(ROOT.pathname.length) : null;
  const name = url.pathname.split("/").pop();
  const isFresh = ["reload", "no-store"].includes(request.cache);
  if (request.mode === "navigate") {
    // The frame on pages of others is not kept, and no kept page may take its place.
    if (isInside && path !== FRAME) event.respondWith(page(event, path));
  } else if (path === ENTRY_PATH && !url.search) {
    if (!isFresh && !request.headers.has(FROM_SERVER)) event.respondWith(entry(event));
  } else if (isInside && isNamedByContent(path)) event.respondWith(dataFile(event, path, isFresh));
  else if (isInside && isOurs(path)) event.respondWith(shell(request, path, isFresh));
  // A page at an address of unknown depth looks for its files beside and above itself.
  else if (isOurs(name) && !path?.startsWith("bundle/")) event.respondWith(elsewhere(event, name));
});

const isOurs = (path) => Object.hasOwn(SHELL.files, path);
const isSection = (path) => path.includes("/") && SHELL.sections.includes(path.split("/")[0]);

/** Whether the kept collection has an article at an address. */
const isArticle = async (path) => isSection(path) && ((await readNote(ARTICLES)) ?? "").includes(`\n${path}\n`);
/** Whether an address looks like that of a file: none of an article does unless the article is known. */
const isFile = (path) => /\.[a-z0-9]{1,8}$/i.test(path);

/**
 * The kept page at once for pages of the site and for articles. What else a folder of the host holds the server knows:
 * files, other sites, other programs. The page for unknown addresses stands only where nobody answers, or where the server
 * has nothing and an article may be meant.
 */
async function page(event, path) {
  event.waitUntil(dropOldShells());
  const kept = await keptPage(path);
  const give = () => {
    opened.add(event.resultingClientId);
    return kept;
  };
  if (path === "" || isOurs(path) || (await isArticle(path))) {
    return kept ? give() : ((await ask(event.request, ALONE_MS)) ?? nothingKept());
  }
  if (isFile(path)) return fetch(event.request).catch(async () => (await keptFile(event.request.url)) ?? nothingKept());
  const answer = await ask(event.request, kept ? UNKNOWN_MS : ALONE_MS);
  const isWanting = !answer || (isSection(path) && (answer.status === 404 || answer.status >= 500));
  return kept && isWanting ? give() : (answer ?? nothingKept());
}

/** What the server answers in time; nothing if it does not. */
const ask = (request, limit) => within(limit, (signal) => fetch(request, { signal })).catch(() => null);

/** A kept file of the bundle, opened by itself. */
const keptFile = async (address) => (await matchIn(DATA_CACHE, address)) ?? matchIn(IMAGE_CACHE, address);

/** The kept page for an address. The first page is the one that was made with the kept collection, if it is here. */
async function keptPage(path) {
  if (path !== "" && path !== INDEX) return keptShell(isOurs(path) ? path : NOT_FOUND);
  const [entry, index] = await Promise.all([keptEntryName(), keptShell(INDEX)]);
  if (!entry || entry === SHELL.entry) return index;
  const older = (await oldShells()).filter((name) => name.startsWith(`${SAME_CODE}${entry}-`));
  return (await inCaches(older, addressOf(INDEX))) ?? index;
}

/** A kept file of this version. The program is not read twice: the page has it checked, and comes back if it is damaged. */
async function keptShell(path) {
  const address = addressOf(path);
  return path.endsWith(".wasm") ? matchIn(SHELL_CACHE, address) : inCaches([SHELL_CACHE], address, SHELL.files[path]);
}

async function shell(request, path, isFresh) {
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

/**
 * A file of the site under an address where it is not. Only a page that was given here does not know how deep it stands;
 * to every other the server answers, and what it does not have is missing.
 */
async function elsewhere(event, name) {
  // Sent on rather than answered: the start script takes the site's folder from its own address.
  const ours = () => Response.redirect(addressOf(name));
  return (await isGivenHere(event.clientId)) ? ours() : fetch(event.request).catch(ours);
}

/** Whether a page was given by a worker of this site, this one or one that was stopped since. */
async function isGivenHere(id) {
  if (opened.has(id)) return true;
  const client = await self.clients.get(id);
  const path = client?.url.startsWith(ROOT.href) ? new URL(client.url).pathname.slice(ROOT.pathname.length) : "";
  return isArticle(path);
}

/** The kept entry if its bytes are those that were kept, else the server's. */
async function entry(event) {
  const kept = await inCaches([DATA_CACHE], ENTRY);
  if (!kept) return fetch(event.request);
  event.waitUntil(noteRead(kept.clone()).catch(() => {}));
  return kept;
}

async function noteRead(kept) {
  const before = await matchIn(DATA_CACHE, LAST_READ);
  if (before?.headers.get(DIGEST) === kept.headers.get(DIGEST)) return;
  await (await caches.open(DATA_CACHE)).put(LAST_READ, kept);
}

/** First part of the digest of the kept entry, as in names of files; empty if there is none. */
async function keptEntryName() {
  const digest = (await matchIn(DATA_CACHE, ENTRY))?.headers.get(DIGEST);
  return digest ? nameOf(digest) : "";
}

/** A file of the bundle, for ever the same: the kept one, else the server's, which is kept if it is what its name says. */
async function dataFile(event, path, isFresh) {
  const { request } = event;
  const isImage = path.startsWith("bundle/images/");
  const find = () => matchIn(isImage ? IMAGE_CACHE : DATA_CACHE, request.url);
  const kept = isFresh ? null : await find();
  if (kept) return kept;
  const response = await fromServer(request, find);
  if (response.status === 200 && (!isImage || (await imageChoice()) !== "off")) {
    const keepIt = keepNamed(request.url, response.clone()).then((cache) => isImage && cache && trimImages(cache));
    event.waitUntil(keepIt.catch(() => {}));
  }
  return response;
}

/** Keeps a file whose name holds its digest, if its bytes agree. Returns the cache it is in. */
async function keepNamed(address, response) {
  const bytes = await bytesOf(response, MAX_SEEN_BYTES);
  const digest = await digestOf(bytes);
  if (!new URL(address).pathname.split("/").pop().includes(nameOf(digest))) return null;
  const cache = await caches.open(address.startsWith(addressOf("bundle/images/")) ? IMAGE_CACHE : DATA_CACHE);
  await cache.put(address, stored(response, bytes, digest));
  return cache;
}

const isNamedByContent = (path) => /^bundle\/(?:[a-z]+\/)?(?:.*\.)?[0-9a-f]{20}\.[a-z0-9]+$/.test(path);

/** What a reader sees when neither network nor shell is here. */
function nothingKept() {
  const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Hors ligne · Offline</title><h1>Hors ligne</h1><p>Le réseau ne répond pas, et ce navigateur n’a plus les fichiers de cette page.
Ce que vous avez enregistré n’est pas touché.</p><p><a href="">Réessayer</a></p>
<div lang="en"><h2>Offline</h2><p>The network does not answer, and this browser no longer has the files of this page.
What you have saved is untouched.</p><p><a href="">Try again</a></p></div></html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
  return new Response(body, { status: 503, headers });
}

// Files, digests, caches.

/** What the server answers. A page that asks past what is kept gets that after all if nobody answers: it checks digests. */
async function fromServer(request, find) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await find();
    if (kept) return kept;
    throw error;
  }
}

/** Fetches a file with a digest and refuses other bytes. A damaged copy in the browser's cache is passed by once. */
async function fetchExact(address, integrity, most) {
  const ask = (cache) => within(FILE_MS, async (signal) => {
    const response = await fetch(address, { cache, signal });
    const bytes = await bytesOf(response, response.ok ? most : 0);
    if ((await digestOf(bytes)) !== integrity) throw new TypeError(`altered: ${address}`);
    return stored(response, bytes, integrity);
  });
  return ask("default").catch(() => ask("reload"));
}

/**
 * The bytes of a response, counted as they come, unpacked: the first too many ends it. With `integrity` the browser would
 * unpack everything before the first byte is seen.
 */
async function bytesOf(response, most) {
  const parts = [];
  let count = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader.read()) {
    count += read.value.length;
    if (count > most) {
      reader.cancel().catch(() => {});
      throw new TypeError(`missing or too large: ${response.url}`);
    }
    parts.push(read.value);
  }
  return new Blob(parts).arrayBuffer();
}

/** Does work that a signal ends after some milliseconds. */
async function within(limit, work) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), limit);
  return work(control.signal).finally(() => clearTimeout(timer));
}

/** A response to keep: plain bytes, no longer redirected or compressed, with their digest. */
function stored(response, bytes, digest) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "transfer-encoding", "vary"]) headers.delete(name);
  headers.set("content-length", bytes.byteLength);
  headers.set(DIGEST, digest);
  return new Response(bytes, { headers });
}

/** The first response in some caches that has this digest, else any, and whose bytes are still those. */
async function inCaches(names, address, digest) {
  for (const name of names) {
    const kept = await matchIn(name, address);
    const written = kept?.headers.get(DIGEST);
    if (!written || (digest && written !== digest)) continue;
    if ((await digestOf(await kept.clone().arrayBuffer())) === written) return kept;
  }
  return null;
}

/** Looks into one cache, without making it. A browser that refuses has nothing. */
const matchIn = (cacheName, address) => caches.match(address, { cacheName }).catch(() => undefined);

const readNote = async (address) => (await matchIn(DATA_CACHE, address))?.text();
const writeNote = async (address, text) => (await caches.open(DATA_CACHE)).put(address, new Response(text));

const isShortOfSpace = ({ name }) => name === "QuotaExceededError";

async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** The digest as names of files have it: the first 20 hexadecimal digits. */
const nameOf = (integrity) =>
  [...atob(integrity.slice("sha256-".length))].map((c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join("").slice(0, 20);

/** Works on all items, a few at a time. The first failure ends it, once what has begun is over. */
async function each(items, work) {
  const queue = [...items];
  const drain = async () => {
    while (queue.length) await work(queue.shift());
  };
  const stop = (error) => {
    queue.length = 0;
    throw error;
  };
  const drains = await Promise.allSettled(Array.from({ length: PARALLEL }, () => drain().catch(stop)));
  const failed = drains.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

// Messages of the page. Each is answered once, over the port that came with it: `{ ok: true, … }` or
// `{ ok: false, error }`; to who asks with `isWatched` it says `{ isWorking: true }` now and then until that. By itself the worker says one thing, to every page of the site: that it could not be
// installed, `{ vigie: "install-failed", isSpace }`, for lack of space or else because a file did not come as published.

let keeping = Promise.resolve();

const ANSWERS = {
  /** Which version this is. */
  version: async () => ({ version: SHELL.version, code: SHELL.code }),
  /** Keep the collection of this entry. One at a time. */
  keep: ({ text, isChosen }) => (keeping = keeping.catch(() => {}).then(() => keep(text, isChosen))),
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
  const working = event.data.isWatched && setInterval(() => port.postMessage({ isWorking: true }), WORKING_MS);
  const end = (answered) => {
    clearInterval(working);
    port.postMessage(answered);
  };
  const settled = answer(event.data).then(
    (value) => end({ ok: true, ...value }),
    (error) => end({ ok: false, error: `${error.name}: ${error.message}` }),
  );
  event.waitUntil(settled);
});
