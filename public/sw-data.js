// The worker's half about data: keeping a collection, and pictures. `vigie build` puts it at the end of `sw.js`, since a
// worker of one file is exchanged as one.

// Keeping a collection.

/**
 * Keeps the collection of an entry: fetches what is not here, then exchanges the entry. An older one than the kept one
 * only takes its place if the reader has chosen it. Returns how many articles are new beside the collection that was kept
 * before, and whether old months had to be left out for lack of space, or files for their size.
 */
async function keep(text, isChosen) {
  const cache = await caches.open(DATA_CACHE);
  const feed = JSON.parse(text);
  const [before, lastRead] = await Promise.all([ENTRY, LAST_READ].map((address) => keptFeed(address)));
  // Another tab has already met a later publication, unless a wrong clock dated it after today.
  const [present, offered] = [before?._vigie?.generated, feed._vigie.generated];
  const soon = new Date(Date.now() + DAY_MS).toISOString();
  if (!isChosen && present > offered && !(present > soon && offered <= soon)) return { added: 0, isPartial: false };
  let files = bearable(filesOf(feed));
  let isPartial = files.length < filesOf(feed).length;
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
      if (/\/(\d{4}-\d\d)\.[0-9a-f]{20}\./.exec(url)?.[1] < since) await cache.delete(url);
    }
    isPartial = true;
    await fetchAll();
  }
  const bytes = new TextEncoder().encode(text);
  const type = { headers: { "content-type": "application/json" } };
  const digest = await digestOf(bytes);
  const isKnown = (await matchIn(DATA_CACHE, ENTRY))?.headers.get(DIGEST) === digest && (await readNote(ARTICLES));
  await cache.put(ENTRY, stored(new Response(null, type), bytes, digest));
  if (!isKnown) await noteArticles(cache, feed);
  const count = before ? await added(cache, before, feed) : 0;
  // The page that has it kept for the first time has read it from the server.
  if (!lastRead) await noteRead(await matchIn(DATA_CACHE, ENTRY));
  // Of several tabs each may still read the files of another publication.
  if ((await tabs()).length < 2) await dropOthers(cache, [files, filesOf(before), filesOf(lastRead)].flat());
  // A start that went well is the moment to mend what the browser has taken away, and to clear up.
  await fill().catch(() => {});
  await dropOldShells();
  return { added: count, isPartial };
}

/** Notes the addresses of all articles, old ones too, so that none of another page is taken for one. */
async function noteArticles(cache, feed) {
  const lines = [""];
  for (const { url } of feed._vigie.shards) {
    const shard = await cache.match(new URL(url, ENTRY).href);
    for (const { id, _vigie } of shard ? (await shard.json()).items : []) lines.push(...[id, ...(_vigie?.aliases ?? [])].map((id) => id.slice(1)));
  }
  await writeNote(ARTICLES, `${lines.join("\n")}\n`);
}

async function keptFeed(address) {
  const kept = await inCaches([DATA_CACHE], address);
  return kept ? kept.json().catch(() => null) : null;
}

/** Everything an entry names but pictures, newest month first. The feed of another tool names nothing. */
function filesOf(feed) {
  const { shards = [], bodies = [], search, concepts } = feed?._vigie ?? {};
  const months = [...shards, ...bodies].sort((a, b) => (a.month < b.month ? 1 : -1));
  return [search, concepts, ...months].filter(Boolean);
}

/** Those of some files that are small enough, as long as there is room. */
function bearable(files) {
  let left = MAX_COLLECTION_BYTES;
  return files.filter(({ month, bytes }) => bytes <= (month ? MAX_DATA_BYTES : MAX_INDEX_BYTES) && (left -= bytes) >= 0);
}

/** Deletes data files that are none of these. */
async function dropOthers(cache, files) {
  const named = new Set(files.map(({ url }) => new URL(url, ENTRY).href));
  for (const { url } of await cache.keys()) if (isNamedByContent(url.slice(ROOT.href.length)) && !named.has(url)) await cache.delete(url);
}

/** How many articles one collection has that the other has not, counted in the months that differ. */
async function added(cache, old, feed) {
  const urls = (entry) => new Set((entry._vigie?.shards ?? []).map(({ url }) => url));
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

const imageChoice = async () => (await readNote(CHOICE)) ?? "off";

/** Keeps or drops pictures: "off", "seen" as they are looked at, or the addresses given. Returns how many did not come. */
async function chooseImages(choice, addresses = []) {
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

/** Drops the pictures kept first until the rest is small enough. */
async function trimImages(cache) {
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
