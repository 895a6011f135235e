// Installation of the worker: completely or not at all, and without disturbing the reader. Rows of the table of faults.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";

import { wholeBrowser } from "./support/browser.mjs";
import { buildSite, edit } from "./support/built_site.mjs";
import { runsAll, sample } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers, gate } from "./support/fault_server.mjs";
import { COUNT } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { FAVOURITE, caches, installed, isKept, lookForUpdate, shells, stopWorkers, version, visit, workers } from "./support/worker.mjs";

const suite = openSuite();
/** A worker that does not come says so in the console, and nothing else is wrong. */
const failing = { worker: true, base: "/", allow: [expected.install] };

/** Opens the list with the worker held back, so that a test can break what it fetches; returns how to let it come. */
async function openBefore(/** @type {Reader} */ { list, faults }, /** @type {(string | RegExp)[]} */ ...unkept) {
  const { opened, open } = gate();
  faults.break("sw.js", answers.after(opened));
  // The page's own copies of these must not be found in the browser's cache.
  for (const place of unkept) faults.break(place, answers.unkept);
  await list.open();
  return open;
}

/** Waits until the page has been told that the worker could not be installed, and returns what it was told. */
async function told(/** @type {Page} */ page) {
  return eventually(async () => {
    const message = await page.evaluate(() => self.toldByWorker);
    assert.ok(message, "the page is told");
    return message;
  });
}

function listen(/** @type {Page} */ page) {
  return page.addInitScript(() => {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data?.vigie === "install-failed" && (self.toldByWorker = data));
  });
}

/** The page works, nothing is half kept, and the next visit brings everything. */
async function expectRecovery(/** @type {Reader} */ reader) {
  const { page, list, faults } = reader;
  await eventually(async () => assert.deepEqual(await workers(page), { installing: null, waiting: null, active: null }));
  assert.deepEqual(await shells(page), []);
  await list.search("stent");
  assert.ok((await list.total()) > 0);
  faults.mend();
  await visit(reader);
  await faults.shut();
  await page.reload();
  await list.loaded();
  await list.expectTotal(COUNT);
}

suite.test("install-01: with one file missing nothing is kept, until the next visit", failing, async (reader) => {
  await listen(reader.page);
  const open = await openBefore(reader, /_bg\.wasm$/);
  reader.faults.break(/_bg\.wasm$/, answers.status(404));
  open();
  assert.deepEqual(await told(reader.page), { vigie: "install-failed", isSpace: false });
  await expectRecovery(reader);
});

const PORTAL = [/_bg\.wasm$/, "help.html", /^app-\w+\.js$/, /\.css$/, "boot.js", "icon.svg", "manifest.webmanifest"];
for (const place of runsAll ? PORTAL : PORTAL.slice(0, 1)) {
  suite.test(`install-02: a portal's page is never kept in place of ${place}`, failing, async (reader) => {
    await listen(reader.page);
    const open = await openBefore(reader, place);
    reader.faults.break(place, answers.page);
    open();
    assert.deepEqual(await told(reader.page), { vigie: "install-failed", isSpace: false });
    await expectRecovery(reader);
    assert.equal(await isKept(reader.page, "Identifiez-vous"), false);
  });
}

const other = (/** @type {string} */ file) => async (/** @type {Asked} */ { response }) => {
  const bytes = Buffer.from(await (await fetch(`${suite.url}${file}`)).arrayBuffer());
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(bytes);
};
/** @type {[string, string | RegExp, Answer][]} */
const ALTERED = [
  ["cut in half", /_bg\.wasm$/, answers.truncated],
  ["altered by one bit", /_bg\.wasm$/, answers.altered],
  ["exchanged for another", "help.html", other("aide.html")],
  ["cut in half", "404.html", answers.truncated],
  ["altered by one bit", "manifest.webmanifest", answers.altered],
];
for (const [what, place, answer] of runsAll ? ALTERED : ALTERED.slice(2, 3)) {
  suite.test(`install-03: a file that was ${what} is refused: ${place}`, failing, async (reader) => {
    await listen(reader.page);
    const open = await openBefore(reader, place);
    reader.faults.break(place, answer);
    open();
    assert.deepEqual(await told(reader.page), { vigie: "install-failed", isSpace: false });
    await expectRecovery(reader);
  });
}

suite.test("install-04: without space the page works, is told, and what was kept before stays", failing, async (reader) => {
  const { page, context, faults, list } = reader;
  await listen(page);
  const session = await context.newCDPSession(page);
  const limit = (/** @type {number | undefined} */ quotaSize) => session.send("Storage.overrideQuotaForOrigin", { origin: new URL(reader.url).origin, quotaSize });
  const open = await openBefore(reader);
  await limit(300_000);
  open();
  assert.deepEqual(await told(page), { vigie: "install-failed", isSpace: true });
  assert.deepEqual(await shells(page), []);
  await list.search("stent");
  await limit(undefined);
  await visit(reader);
  const before = await version(page);
  // A new version that finds no space leaves the old one in charge, and what the reader saved.
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), FAVOURITE);
  const next = await suite.also(() => buildSite(sample, (app) => edit(app, "boot.js", (text) => `${text}void "${"x".repeat(2_000_000)}";\n`)));
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  await limit((usage ?? 0) + 500_000);
  faults.publish(next.url);
  await lookForUpdate(page);
  assert.equal(await version(page), before);
  await limit(undefined);
  await faults.shut();
  await page.reload();
  await list.loaded();
  assert.equal(await page.evaluate(([key]) => localStorage.getItem(key), FAVOURITE), FAVOURITE[1]);
});

suite.test("install-05: a worker that is stopped half-way comes whole at the next visit", failing, async (reader) => {
  const { page, context, faults } = reader;
  const held = gate();
  faults.break("help.html", answers.after(held.opened));
  await reader.list.open();
  await eventually(async () => {
    const kept = Object.values(await caches(page)).flat();
    assert.ok(kept.length >= 2 && faults.asked.includes("help.html"));
  });
  await stopWorkers(context, page);
  held.open();
  await eventually(async () => assert.notEqual((await workers(page)).active, "activated"));
  faults.mend();
  await visit(reader);
  await faults.shut();
  await page.reload();
  await reader.list.loaded();
  assert.equal(new Set(await shells(page)).size, 1);
});

suite.test("install-06: a network that is lost half-way costs nothing but another visit", { ...failing, skip: !runsAll }, async (reader) => {
  const { page, faults } = reader;
  await listen(page);
  const held = gate();
  faults.break("help.html", answers.after(held.opened));
  await reader.list.open();
  await eventually(() => assert.ok(faults.asked.includes("help.html")));
  await faults.shut();
  assert.deepEqual(await told(page), { vigie: "install-failed", isSpace: false });
  await faults.reopen();
  await expectRecovery(reader);
});

for (const [what, script] of [
  ["opens", "CacheStorage.prototype.open = () => Promise.reject(new DOMException('no', 'UnknownError'));"],
  ["takes", "Cache.prototype.put = () => Promise.reject(new DOMException('no', 'UnknownError'));"],
]) {
  suite.test(`install-07: a browser that ${what} no cache shows the page and says it once`, { ...failing, skip: !runsAll && what !== "opens" }, async (reader) => {
    const { page, list, faults, context } = reader;
    await listen(page);
    /** @type {string[]} */
    const said = [];
    context.on("serviceworker", (worker) => worker.on("console", (message) => said.push(message.text())));
    faults.break("sw.js", answers.edited((text) => `${script}\n${text}`));
    await list.open();
    assert.deepEqual(await told(page), { vigie: "install-failed", isSpace: false });
    await list.search("stent");
    assert.ok((await list.total()) > 0);
    assert.ok(said.length <= 1, said.join("\n"));
    await expectRecovery(reader);
  });
}

suite.test("install-08: a browser without workers shows the page", { base: "/", worker: true }, async ({ page, list }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await list.open();
  assert.equal(await page.evaluate(() => "serviceWorker" in navigator), false);
  await list.search("stent");
  assert.ok((await list.total()) > 0);
});

suite.test("install-08: a browser that refuses the worker shows the page", { base: "/", worker: true, allow: [/^console error: SecurityError/] }, async ({ page, list, faults }) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("refused by policy", "SecurityError"));
  });
  await list.open();
  await list.search("stent");
  assert.ok((await list.total()) > 0);
  assert.ok(!faults.asked.includes("sw.js"));
});

suite.test("install-09: the worker comes after everything a reader waits for, and loads nothing again", { base: "/", worker: true }, async (reader) => {
  const { page, list, faults } = reader;
  await list.open();
  await installed(page);
  const first = faults.asked.indexOf("sw.js");
  const reading = faults.asked.filter((path) => /\.(wasm|idx)$|^app-.*\.js$|^bundle\/articles/.test(path));
  for (const path of reading) assert.ok(faults.asked.indexOf(path) < first, `${path} comes before the worker`);
  const named = faults.asked.filter((path) => /-[0-9a-f]{12,}.*\.(wasm|js|css)$/.test(path));
  assert.deepEqual(named, [...new Set(named)], "files named by their content are asked for once");
});

test("pwa: Chromium finds nothing that keeps the site from being installed", async (t) => {
  await suite.reader(t).then((reader) => reader.close());
  const profile = mkdtempSync(join(tmpdir(), "vigie-profile-"));
  // Not a private window: those cannot install.
  const context = await chromium.launchPersistentContext(profile, wholeBrowser());
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    /** @type {string[]} */
  const failed = [];
    page.on("requestfailed", (request) => failed.push(request.url()));
    await page.goto(suite.url);
    await installed(page);
    const session = await context.newCDPSession(page);
    const { errors, data, manifest } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    const written = JSON.parse(data ?? "");
    assert.deepEqual(
      [written.display, written.lang, written.start_url, written.scope].join(" "),
      "standalone fr ./ ./",
    );
    assert.equal(manifest?.startUrl ?? suite.url, suite.url);
    // Every picture it names is there and as large as it says.
    for (const { src, sizes, type } of [...written.icons, ...written.screenshots]) {
      const size = await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, new URL(src, suite.url).href);
      if (sizes !== "any") assert.equal(size, sizes, src);
      const response = await fetch(new URL(src, suite.url));
      assert.equal(response.headers.get("content-type"), type, src);
    }
    assert.ok(["narrow", "wide"].every((form) => written.screenshots.some((/** @type {{ form_factor: string }} */ { form_factor }) => form_factor === form)));
    assert.deepEqual(failed, []);
    for (const [file, type] of [["manifest.webmanifest", "application/manifest+json"], ["sw.js", "text/javascript"]]) {
      const { headers } = await fetch(new URL(file, suite.url));
      assert.equal(headers.get("cache-control"), "no-cache", file);
      assert.ok(headers.get("content-type")?.startsWith(type), file);
    }
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
