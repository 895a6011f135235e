// Answers of a megabyte that unpack to a gigabyte, and answers that never end, in place of every file: whatever comes, a
// page takes less than half a gigabyte of memory, says what is missing, and what else is here can be read.
//
// Not here are the page and the scripts, which the browser itself reads whole.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before } from "node:test";
import { gzipSync } from "node:zlib";

import { eventually } from "./support/eventually.mjs";
import { serveWithFaults } from "./support/fault_server.mjs";
import { hostPage, serveHost } from "./support/host_site.mjs";
import { canMeasure, forgetMemory, peakMemory } from "./support/renderer_memory.mjs";
import { seal } from "./support/seal.mjs";
import { openSuite } from "./support/suite.mjs";
import { ask, installed, keepCollection, settled, visit } from "./support/worker.mjs";

const suite = openSuite();
const LIMIT_MIB = 512;
const allow = [/^(worker )?console (error|warning)/];
const options = { base: "/", allow, skip: canMeasure ? false : "only Linux tells the most memory that a process has taken" };

// Ways to be too large.

/** @type {Record<string, string>} */
const TYPES = { json: "application/json", js: "text/javascript", css: "text/css", wasm: "application/wasm" };
const headersOf = (/** @type {Asked["request"]} */ { url }) => ({
  "content-type": TYPES[/\.(\w+)(\?|$)/.exec(url ?? "")?.[1] ?? ""] ?? "application/octet-stream",
  "cache-control": "public, max-age=31536000, immutable",
});

let packed;
/** A gigabyte of spaces, packed. */
const bomb = (/** @type {Asked} */ { request, response }) => {
  packed ??= gzipSync(Buffer.alloc(1 << 30, " "), { level: 9 });
  response.writeHead(200, { ...headersOf(request), "content-encoding": "gzip" }).end(packed);
};

/** Spaces as long as somebody takes them, up to four gigabytes. */
const endless = async (/** @type {Asked} */ { request, response }) => {
  const part = Buffer.alloc(1 << 20, " ");
  response.writeHead(200, headersOf(request));
  for (let count = 0; count < 4096 && !response.destroyed; count += 1) {
    if (!response.write(part)) await new Promise((done) => ["drain", "close"].forEach((event) => response.once(event, done)));
  }
  response.end();
};

async function checkMemory(/** @type {TestContext} */ t, /** @type {string} */ name) {
  const most = await peakMemory(suite.browser, 4 * LIMIT_MIB);
  t.diagnostic(`${name}: ${most} MiB`);
  assert.ok(most < LIMIT_MIB, `${name}: ${most} MiB`);
}

// The hosted page.

const says = (/** @type {string | RegExp} */ text) => (/** @type {Reader} */ { list }) => list.alert.filter({ hasText: text }).waitFor();
const nothingStarts = says(/incomplets ou altérés/);
const isReadable = async (/** @type {Reader} */ { list }) => assert.ok((await list.cards.count()) >= 30);

/** What is too large, where, and what can be seen then. */
const FILES = /** @type {Record<string, [RegExp, string, ...((reader: Reader) => Promise<void>)[]]>} */ ({
  "the entry": [/^bundle\/articles\.json$/, "", says("Les articles n’ont pas pu être chargés")],
  "the months": [/^bundle\/cards\//, "", says(/mois d’articles n’ont pas pu être chargés/), isReadable],
  "the index": [/^bundle\/search\./, "", says("La recherche n’a pas pu être chargée"), isReadable],
  "the concepts": [/^bundle\/concepts\./, "", says("La recherche n’a pas pu être chargée"), isReadable],
  "a body": [/^bundle\/bodies\//, "papers/2025-03-14-tavi-moins-de-70-ans-essai-estran-2", says("Le texte n’a pas pu être chargé")],
  "the program": [/^app-.*\.wasm$/, "", nothingStarts, isReadable],
});

for (const [name, [place, path, ...looks]] of Object.entries(FILES)) {
  suite.test(`${name}, too large: less than ${LIMIT_MIB} MiB, and said`, options, async (reader) => {
    const { faults, page, url, t } = reader;
    faults.break(place, name === "the months" ? endless : bomb);
    await page.goto(url + path);
    for (const look of looks) await look(reader);
    await checkMemory(t, name);
  });
}

/** Removes what the worker of a page keeps; the worker stays. */
const dropCaches = (/** @type {Page} */ page) => page.evaluate(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

suite.test(`with a worker that keeps nothing any more: less than ${LIMIT_MIB} MiB`, { ...options, worker: true }, async (reader) => {
  const { faults, page, url, t } = reader;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await visit(reader);
  // The program comes through the worker with its digest, which the browser checks: see "Decompression bombs".
  const { "the program": _, ...cases } = FILES;
  for (const [name, [place, path, ...looks]] of Object.entries(cases)) {
    faults.mend();
    await dropCaches(page);
    // What the page before has left behind is not of this one.
    await page.goto("about:blank");
    await session.send("HeapProfiler.collectGarbage");
    await forgetMemory(suite.browser);
    faults.break(place, bomb);
    await page.goto(url + path);
    for (const look of looks) await look(reader);
    await checkMemory(t, `${name}, with a worker`);
  }
});

suite.test("the program is checked and starts where browsers compute no digests", { base: "/" }, async ({ list, page, faults }) => {
  // As on an intranet without https.
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }));
  await list.open();
  assert.equal(await page.evaluate(() => crypto.subtle), undefined);
  const asked = faults.asked.filter((file) => /^app-/.test(file));
  assert.equal(asked.length, 2, `program and glue are fetched once: ${asked}`);
});

// What only the worker reads.

/** Waits until a file has been asked for. */
const isAsked = (/** @type {Faults} */ faults, /** @type {RegExp} */ place) => eventually(async () => assert.ok(faults.asked.some((path) => place.test(path))));

suite.test(`a page that the worker keeps, too large: less than ${LIMIT_MIB} MiB, and no worker`, { ...options, worker: true }, async ({ faults, list, page, t }) => {
  const help = /^aide\.html$/;
  faults.break(help, bomb);
  await list.open();
  await isAsked(faults, help);
  assert.equal((await settled(page)).active, null, "a version is installed whole or not at all");
  await checkMemory(t, "a page that the worker keeps");
});

suite.test(`texts that the worker keeps, too large: less than ${LIMIT_MIB} MiB, and the collection is not kept`, { ...options, worker: true }, async ({ faults, list, page, t }) => {
  const bodies = /^bundle\/bodies\//;
  faults.break(bodies, bomb);
  await list.open();
  await installed(page);
  const answer = await keepCollection(page);
  assert.equal(answer.ok, false);
  assert.match(answer.error, /too large/);
  assert.ok((await ask(page, { vigie: "version" })).ok, "the worker still answers");
  await checkMemory(t, "texts that the worker keeps");
});

// A manifest that lies.

const MONTHS = 500;

/** A month of 256 cards and 32 MiB. */
function largeMonth() {
  const text = "mot ".repeat(32_000);
  const items = Array.from({ length: 256 }, (_, at) => ({ id: `/papers/${at}`, title: `Article ${at}`, content_text: text, date_published: "2020-01-02T00:00:00Z" }));
  const month = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "", items });
  return Buffer.from(month.padEnd(32 << 20));
}

suite.test(`${MONTHS} months of 32 MiB that are as published: less than ${LIMIT_MIB} MiB, and the rest is said`, options, async ({ faults, list, page, url, t }) => {
  const bytes = largeMonth();
  const month = gzipSync(bytes);
  const integrity = `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
  faults.break("bundle/articles.json", ({ pass }) => pass((given) => {
    const feed = JSON.parse(String(given));
    const shard = (/** @type {number} */ at) => ({ month: `${1970 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`, count: 256, url: `cards/${at}.json`, bytes: bytes.length, integrity });
    feed._vigie.shards = Array.from({ length: MONTHS }, (_, at) => shard(at));
    feed._vigie.count = MONTHS * 256;
    return Buffer.from(seal(JSON.stringify(feed)));
  }));
  faults.break(/^bundle\/cards\//, ({ request, response }) => response.writeHead(200, { ...headersOf(request), "content-encoding": "gzip" }).end(month));
  await page.goto(url);
  await list.alert.filter({ hasText: /49\d mois d’articles n’ont pas pu être chargés/ }).waitFor();
  await checkMemory(t, "a manifest that lies");
});

// The list on a page of others.

/** @type {Faults} */
let broken;
/** @type {HostSite} */
let host;
before(async () => {
  broken = await serveWithFaults(suite.url);
  host = await serveHost(() => broken.url);
});
after(async () => {
  await host?.close();
  await broken?.close();
});

const PARTS = {
  feed: /^bundle\/articles\.json$/,
  months: /^bundle\/cards\//,
  engine: /^widget-.*\.wasm$/,
  scripts: /^widget-.*\.js$/,
  style: /^widget-.*\.css$/,
};

for (const [name, place] of Object.entries(PARTS)) {
  const onHost = { allow, skip: options.skip, get faults() { return host; } };
  suite.test(`widget: ${name}, too large: less than ${LIMIT_MIB} MiB, and the page is told`, onHost, async ({ page, t }) => {
    broken.publish(suite.url);
    broken.mend();
    broken.break(place, bomb);
    await page.addInitScript(() => {
      window.codes = [];
      document.addEventListener("vigie-error", ({ detail }) => window.codes.push(detail.code));
    });
    await page.goto(host.publish(`/${name}`, hostPage()));
    await eventually(async () => assert.deepEqual((await page.evaluate(() => window.codes)).slice(0, 1), ["INTEGRITY"]));
    await checkMemory(t, `widget: ${name}`);
  });
}
