// Reading without a network, with a bad one, and with damaged caches. Rows of the table of faults.

import assert from "node:assert/strict";

import { article, buildSite, contentFolder } from "./support/built_site.mjs";
import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { known } from "./support/matched.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { FAVOURITE, ask, caches, failures, installed, isKept, keepCollection, settled, stopWorkers, tamper, visit } from "./support/worker.mjs";

const suite = openSuite();

/** A collection that does not fit into its entry: half of it lies in an older month. */
const LARGE = 120;
const large = openSuite(() => buildSite(contentFolder(Object.fromEntries(Array.from({ length: LARGE }, (_, at) => {
  const month = at < LARGE / 2 ? "2025-03" : "2025-04";
  const name = `${month}-${String(at % 28 + 1).padStart(2, "0")}`;
  return [`${at}.md`, article({ title: `Texte ${at}`, date: `${name}T08:00:00.000Z`, permalink: `/papers/texte-${at}`, body: `Corps ${at}.` })];
})))));
/** Pictures are kept only if the reader wants them. */
const picture = /^console error: Failed to load resource: .*\/bundle\/images\//;
const worker = { worker: true, base: "/", allow: [picture, expected.news] };
const permalink = new URL(feed.items[0].id, "http://host").pathname;
const [section] = permalink.slice(1).split("/");
const { shards, bodies, search } = feed._vigie;

/** What a page and its worker say when nobody answers. */
const OFFLINE = [picture, expected.failedLoad, /^console error: TypeError: Failed to (update|fetch)/, /^worker console error/];

/** Counts the cards of the list once the whole collection is here. */
async function expectList(/** @type {Pick<Reader, "list">} */ { list }) {
  await list.loaded();
  await list.expectTotal(COUNT);
}

const ROUTES = [
  { name: "the list", path: "", check: expectList },
  { name: "a search", path: "?q=stent", check: async (/** @type {Reader} */ { list }) => list.answers("stent") },
  { name: "the list by its file", path: "index.html", check: expectList },
  { name: "the list with a place on it", path: "#search", check: expectList },
  { name: "an article", path: permalink.slice(1), check: (/** @type {Reader} */ { page }) => page.getByRole("heading", { level: 1, name: feed.items[0].title }).waitFor() },
  { name: "an article with a query", path: `${permalink.slice(1)}?q=stent`, check: (/** @type {Reader} */ { page }) => page.getByRole("heading", { level: 1, name: feed.items[0].title }).waitFor() },
  { name: "an unknown article", path: `${section}/nulle-part`, check: expectUnknown },
  { name: "an unknown address", path: "nulle-part", check: expectUnknown },
  { name: "an unknown address far down", path: "nulle-part/a/b/c", check: expectUnknown },
  { name: "an unknown folder", path: "nulle-part/", check: expectUnknown },
  { name: "the help", path: "aide.html", check: (/** @type {Reader} */ { page }) => page.getByRole("heading", { level: 1 }).waitFor() },
  { name: "the help in English", path: "help.html", check: (/** @type {Reader} */ { page }) => page.getByRole("heading", { level: 1 }).waitFor() },
];

/** The app itself answers, in its own layout. */
async function expectUnknown(/** @type {Reader} */ { page, list }) {
  await page.getByRole("contentinfo").getByText(list.words.allLoaded).waitFor();
  assert.equal(await page.locator("main h1").count(), 1);
}

for (const base of runsAll ? ["/", "/intranet/veille/"] : ["/intranet/veille/"]) {
  suite.test(`serve-01: every address works offline, at ${base}`, { ...worker, base, allow: [picture, expected.news] }, async (reader) => {
    await visit(reader);
    await reader.faults.shut();
    const failed = failures(reader.context);
    for (const { name, path, check } of ROUTES) {
      await reader.page.goto(reader.url + path);
      await check(reader);
      await reader.page.waitForLoadState("load");
      assert.deepEqual(failed, [], name);
    }
  });
}

suite.test("serve-01: search, topics and articles work offline after a reload", { ...worker, skip: !runsAll }, async (reader) => {
  await visit(reader);
  await reader.faults.shut();
  const { list, page, article } = reader;
  await page.reload();
  await list.search("stent");
  assert.ok((await list.total()) > 0);
  await page.goto(reader.url);
  await list.loaded();
  await list.links.first().click();
  await article.page.getByRole("heading", { level: 1 }).waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
});

for (const share of runsAll ? [0, 0.25, 0.5, 0.75] : [0.5]) {
  suite.test(`serve-02: a first visit that ends after ${share * 100} % leaves nothing that hinders the next`, { ...worker, allow: [...OFFLINE, expected.start, expected.preload, expected.integrity] }, async (reader) => {
    const { faults, page, list } = reader;
    const total = 14;
    let seen = 0;
    faults.break(/.*/, ({ pass, response }) => {
      seen += 1;
      return seen > share * total ? response.destroy() : pass();
    });
    await page.goto(reader.url).catch(() => {});
    // Either the browser's own page, or the site's words about what is missing.
    await eventually(async () => assert.ok((await page.locator("body").innerText()).length > 0));
    faults.mend();
    await visit(reader);
    await faults.shut();
    await page.reload();
    await expectList({ list });
  });
}

suite.test("serve-03: a network that never answers holds nothing back", worker, async (reader) => {
  await visit(reader);
  reader.faults.break(/.*/, answers.silent);
  await reader.page.goto(reader.url + "?q=stent");
  await reader.list.answers("stent");
  await reader.page.goto(reader.url + permalink.slice(1));
  await reader.page.getByRole("heading", { level: 1, name: feed.items[0].title }).waitFor();
  // What may be another page of the host is asked for, but not for long.
  await reader.page.goto(`${reader.url}nulle-part`);
  await expectUnknown(reader);
});

suite.test("serve-04: the page of a portal is neither shown nor kept", { ...worker, allow: OFFLINE }, async (reader) => {
  await visit(reader);
  reader.faults.break(/.*/, answers.page);
  for (const path of ["", permalink.slice(1), "aide.html"]) {
    await reader.page.goto(reader.url + path);
    await reader.page.locator("main").waitFor();
    assert.equal(await reader.page.getByText("Identifiez-vous").count(), 0, path);
  }
  await reader.page.goto(reader.url);
  await expectList(reader);
  await settled(reader.page);
  assert.equal(await isKept(reader.page, "Identifiez-vous"), false);
});

suite.test("serve-05: a kept file that is gone comes back with the network", worker, async (reader) => {
  const { page, list } = reader;
  await visit(reader);
  const before = files(await caches(page));
  for (const file of ["boot.js", search.url]) assert.equal(await tamper(page, file), 1, file);
  await page.reload();
  await list.loaded();
  await eventually(async () => assert.deepEqual(files(await caches(page)), before));
  // Files that no page asks for come back with the next look for news.
  for (const file of ["help.html", shards[0].url]) assert.equal(await tamper(page, file), 1, file);
  await keepCollection(page);
  assert.deepEqual(files(await caches(page)), before);
});

/** Kept addresses of a site's own files, in order. */
const files = (/** @type {Record<string, string[]>} */ lists) => Object.values(lists).flat().filter((url) => !url.includes("?")).sort();

large.test("serve-05: offline, a month that is gone is said and the others stay", { ...worker, allow: OFFLINE }, async (reader) => {
  const { page, list } = reader;
  // Else the browser's own cache would still have it.
  reader.faults.break(/^bundle\/cards\//, answers.unkept);
  await visit(reader);
  const months = Object.values(await caches(page)).flat().filter((url) => url.includes("/cards/"));
  assert.ok(months.length >= 2);
  assert.equal(await tamper(page, new URL(months.sort()[0]).pathname), 1);
  await reader.faults.shut();
  await page.reload();
  await page.getByText(/mois d’articles n’a pas pu être chargé/).first().waitFor();
  await list.links.first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
});

suite.test("serve-06: with all caches gone the site starts as new, and says so offline", { ...worker, allow: OFFLINE }, async (reader) => {
  const { page, list, faults } = reader;
  await visit(reader);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), FAVOURITE);
  const empty = () => page.evaluate(async () => Promise.all((await self.caches.keys()).map((name) => self.caches.delete(name))));
  await empty();
  await faults.shut();
  await page.goto(reader.url);
  await page.getByRole("heading", { name: "Hors ligne" }).waitFor();
  await page.getByRole("heading", { name: "Offline" }).waitFor();
  await faults.reopen();
  await page.getByRole("link", { name: "Réessayer" }).click();
  await list.loaded();
  assert.equal(await page.evaluate(([key]) => localStorage.getItem(key), FAVOURITE), FAVOURITE[1]);
  // It is whole again without another version.
  await keepCollection(page);
  await faults.shut();
  await page.reload();
  await expectList({ list });
});

const POISONED = { wasm: "_bg.wasm", glue: ".js", style: ".css", boot: "boot.js", page: "index.html", entry: "articles.json", index: search.url, bodies: bodies.at(-1).url };
for (const [name, ending] of Object.entries(POISONED)) {
  const skip = !runsAll && !["wasm", "page", "entry"].includes(name);
  suite.test(`serve-08: a kept file that was altered does no harm: ${name}`, { ...worker, skip, allow: [expected.integrity, expected.preload, expected.start, expected.failedLoad] }, async (reader) => {
    const { page, list } = reader;
    await visit(reader);
    assert.ok((await tamper(page, ending, "alter")) > 0);
    await page.goto(reader.url + permalink.slice(1));
    await page.getByRole("heading", { level: 1, name: feed.items[0].title }).waitFor();
    await list.open();
    await list.expectTotal(COUNT);
    await list.search("stent");
  });
}

large.test("serve-08: a kept month that was altered does no harm", { ...worker, allow: [expected.integrity] }, async (reader) => {
  await visit(reader);
  const month = Object.values(await caches(reader.page)).flat().filter((url) => url.includes("/cards/")).sort()[0];
  assert.equal(await tamper(reader.page, new URL(month).pathname, "alter"), 1);
  await reader.list.open();
  await reader.list.expectTotal(LARGE);
});

suite.test("serve-09: a part of a kept file is that part or the whole", worker, async (reader) => {
  await visit(reader);
  const wasm = known(Object.values(await caches(reader.page)).flat().find((url) => /app-[^/]*\.wasm$/.test(url)), "the kept program");
  for (const address of [wasm, `${reader.url}bundle/articles.json`, `${reader.url}bundle/${search.url}`]) {
    const { status, part, length } = await reader.page.evaluate(async (address) => {
      const whole = new Uint8Array(await (await fetch(address)).arrayBuffer());
      const response = await fetch(address, { headers: { range: "bytes=0-99" } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, part: bytes.every((byte, at) => byte === whole[at]), length: bytes.length === (response.status === 206 ? 100 : whole.length) };
    }, address);
    assert.ok([200, 206].includes(status), address);
    assert.deepEqual({ part, length }, { part: true, length: true }, address);
  }
});

suite.test("serve-10: what is not read from this site passes untouched", { ...worker, allow: [expected.failedLoad, /foreign request|breach of the policy|console error: (Connecting to|Fetch API cannot load)/] }, async (reader) => {
  const { page, faults, list } = reader;
  await visit(reader);
  const before = await caches(page);
  faults.asked.length = 0;
  const statuses = await page.evaluate(async (url) => {
    const post = await fetch(`${url}bundle/articles.json`, { method: "POST", body: "x" });
    const head = await fetch(`${url}boot.js`, { method: "HEAD", cache: "no-store" });
    const foreign = await fetch("http://localhost:9/boot.js").then(() => "answered", () => "refused");
    return [post.status, head.status, foreign];
  }, reader.url);
  assert.deepEqual(statuses, [405, 200, "refused"]);
  for (const path of ["bundle/articles.json", "boot.js"]) assert.ok(faults.asked.includes(path), `${path} reaches the server`);
  assert.deepEqual(await caches(page), before);
  await list.search("stent");
});

for (const [from, to] of [["", "index.html"], ["index.html", ""], ["aide.html", "aide"]]) {
  suite.test(`serve-11: a host that sends /${from} on to /${to} is read offline`, { ...worker, skip: !runsAll && from !== "index.html" }, async (reader) => {
    const { faults, page } = reader;
    const sendOn = (/** @type {Asked} */ { response }) => response.writeHead(301, { location: `/${to}` }).end();
    faults.break(from, sendOn);
    if (to === "aide") faults.break("aide", async ({ response }) => {
      const answer = await fetch(`${suite.url}aide.html`);
      response.writeHead(200, Object.fromEntries([...answer.headers].filter(([name]) => !/encoding|length/.test(name)))).end(await answer.text());
    });
    await visit(reader);
    await faults.shut();
    for (const path of new Set(["", "index.html", from])) {
      await page.goto(reader.url + path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
    }
    await page.goto(reader.url);
    await expectList(reader);
  });
}

/** What was under way when the worker was stopped is asked for once more; the console names it all the same. */
const STOPPED = [...OFFLINE, expected.start];

suite.test("serve-12: a worker that is stopped again and again is not noticed", { ...worker, allow: STOPPED }, async (reader) => {
  const { page, list, context, faults } = reader;
  await visit(reader);
  await faults.shut();
  for (const item of feed.items.slice(0, runsAll ? 12 : 2)) {
    await stopWorkers(context, page);
    await page.goto(reader.url + new URL(item.id, "http://host").pathname.slice(1));
    await stopWorkers(context, page);
    await page.getByRole("heading", { level: 1, name: item.title }).waitFor();
    await stopWorkers(context, page);
    await list.open();
    await list.expectTotal(COUNT);
  }
});

suite.test("serve-13: a reload past the worker does not take it away", { ...worker, skip: !runsAll, allow: OFFLINE }, async (reader) => {
  const { page, list, context, faults } = reader;
  await visit(reader);
  const session = await context.newCDPSession(page);
  const hardReload = async () => {
    const loaded = page.waitForEvent("load");
    await session.send("Page.reload", { ignoreCache: true });
    await loaded;
  };
  await hardReload();
  await list.loaded();
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  await faults.shut();
  await session.send("Page.reload", { ignoreCache: true });
  await eventually(() => assert.ok(page.url().startsWith("chrome-error:")));
  await eventually(() => page.goto(reader.url));
  await expectList({ list });
});

suite.test("sites on one host keep to themselves", worker, async (reader) => {
  const { page, faults, context } = reader;
  // The same site once more, in a folder of the first.
  const inner = /^autre\//;
  faults.break(inner, async ({ request, response }) => {
    const answer = await fetch(new URL((request.url ?? "").replace("/autre/", "/"), suite.url));
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/encoding|length/.test(name)));
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
  });
  await visit(reader);
  await page.goto(`${reader.url}autre/`);
  await reader.list.loaded();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.root), "/autre/");
  await eventually(async () => assert.ok(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL.includes("/autre/"))));
  await installed(page);
  await keepCollection(page);
  const names = Object.keys(await caches(page)).map((name) => name.replace(/shell-.*/, "shell")).sort();
  assert.deepEqual(names, ["vigie:/:data", "vigie:/:shell", "vigie:/autre/:data", "vigie:/autre/:shell"]);
  await faults.shut();
  const other = await context.newPage();
  for (const [path, root] of [["autre/", "/autre/"], ["", "/"], [`autre${permalink}`, "/autre/"], [permalink.slice(1), "/"]]) {
    await other.goto(reader.url + path);
    await other.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await other.evaluate(() => document.documentElement.dataset.root), root, path);
  }
});

suite.test("other pages in the site's folder are the server's", { ...worker, allow: [expected.failedLoad] }, async (reader) => {
  const { page, faults } = reader;
  const text = (/** @type {string} */ words, type = "text/html") => (/** @type {Asked} */ { response }) => response.writeHead(200, { "content-type": type }).end(words);
  faults.break("outil/", text("<!doctype html><title>Outil</title><h1>Un autre outil</h1><script src='boot.js'></script>"));
  faults.break("outil/boot.js", text("document.title = 'started';", "text/javascript"));
  await visit(reader);
  await page.goto(`${reader.url}outil/`);
  await page.getByRole("heading", { name: "Un autre outil" }).waitFor();
  await eventually(async () => assert.equal(await page.title(), "started"));
});

suite.test("pictures are kept when asked, within their limit, and dropped when not", worker, async (reader) => {
  const { page } = reader;
  await visit(reader);
  /** @type {string[]} */
  const images = feed.items.flatMap((/** @type {Item} */ { image = "" }) => (image.includes("images/") ? [image] : []));
  assert.ok(images.length > 0, "the sample has pictures");
  const addresses = images.map((image) => new URL(image, `${reader.url}bundle/`).href);
  const answer = await ask(page, { vigie: "images", choice: "year", addresses: [...addresses, `${reader.url}bundle/images/00000000000000000000.webp`] });
  assert.deepEqual(answer, { ok: true, failed: 1 });
  const kept = (await caches(page))["vigie:/:images"];
  assert.deepEqual(kept.sort(), [...new Set(addresses)].sort());
  assert.deepEqual(await ask(page, { vigie: "imageChoice" }), { ok: true, choice: "year" });
  await ask(page, { vigie: "images", choice: "off" });
  assert.equal((await caches(page))["vigie:/:images"], undefined);
});
