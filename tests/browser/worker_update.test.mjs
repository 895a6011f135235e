// How a new version replaces the old one while people read. Rows of the table of faults; A is the version that was
// opened first, B the one published after it.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before } from "node:test";

import { matched } from "./support/matched.mjs";
import { article, buildSite, edit, temporaryFolder } from "./support/built_site.mjs";
import { runsAll, sample, site } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { checkNow } from "./support/news.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { FAVOURITE, ask, caches, installed, keepCollection, lookForUpdate, settled, shells, stopWorkers, version, visit, workers } from "./support/worker.mjs";

// All versions are made the same way, so that they differ in nothing but what a test is about.
const suite = openSuite(() => buildSite(sample));
/** Pictures are kept only if the reader wants them. */
const picture = /^console error: Failed to load resource: .*\/bundle\/images\//;
const two = { worker: true, base: "/", allow: [picture, expected.news] };
const failing = { ...two, allow: [expected.install, expected.failedLoad, /SecurityError|TypeError: Failed to update/] };
const TITLE = "Une endoprothèse toute nouvelle";

/** The sites that are published one after the other: `code` has other scripts, `pages` one article more. */
const next = /** @type {{ code: VigieServer, pages: VigieServer, both: VigieServer, more: string }} */ ({});
before(async () => {
  const program = (/** @type {string} */ word) => (/** @type {string} */ app) => edit(app, "boot.js", (text) => `${text}void "${word}";\n`);
  const more = temporaryFolder();
  cpSync(sample, more, { recursive: true });
  writeFileSync(join(more, "nouveau.md"), article({ title: TITLE, date: "2026-11-01T08:00:00.000Z", permalink: "/papers/toute-nouvelle", body: "Le texte." }));
  next.code = await suite.also(() => buildSite(sample, program("B")));
  next.pages = await suite.also(() => buildSite(more));
  next.both = await suite.also(() => buildSite(more, program("C")));
  next.more = more;
});

/**
 * Waits until no version waits and the newest is in charge. It is not asked meanwhile: a browser lets an old worker go
 * when it has nothing to do.
 */
const inCharge = (/** @type {Page} */ page) =>
  eventually(async () => assert.deepEqual(await workers(page), { installing: null, waiting: null, active: "activated" }));

/** Which version of the program a page gets: the end of its start script. */
const program = (/** @type {Page} */ page) => page.evaluate(async () => (await (await fetch(new URL("boot.js", document.documentElement.dataset.root ? new URL(document.documentElement.dataset.root, location.href) : location.href))).text()).slice(-10).trim());

/** Marks a page, so that a reload shows. */
const mark = (/** @type {Page} */ page) => page.evaluate(() => (self.isSamePage = true));
const expectSame = async (/** @type {Page} */ page) => assert.equal(await page.evaluate(() => self.isSamePage), true, "the page was not reloaded");

const titles = (/** @type {Page} */ page) => page.locator("#app article h2").allTextContents();

suite.test("update-01: a new version waits while somebody reads, and the old one has all its files", two, async (reader) => {
  const { page, list, faults } = reader;
  await visit(reader);
  await mark(page);
  const before = await version(page);
  const shown = await titles(page);
  faults.publish(next.code.url);
  assert.equal(await lookForUpdate(page), null);
  await eventually(async () => assert.equal((await workers(page)).waiting, "installed"));
  await expectSame(page);
  assert.equal(await version(page), before);
  assert.notEqual(await version(page, "waiting"), before);
  assert.deepEqual(await titles(page), shown);
  // Every file of the old version still comes, offline too, by its digest.
  await faults.shut();
  const files = await oldFiles(page);
  assert.deepEqual(files.filter(({ isThere }) => !isThere), []);
  await list.links.first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expectSame(page);
});

/**
 * Asks for every file of version A with its digest, as a tab of A does.
 * @returns {Promise<{ path: string, isThere: boolean }[]>}
 */
function oldFiles(/** @type {Page} */ page) {
  const text = readFileSync(join(suite.folder, "sw.js"), "utf8");
  const { files } = JSON.parse(matched(/\/\*vigie:shell\*\/ (\{.*?\});/, text)[1]);
  return page.evaluate(async (/** @type {Record<string, string>} */ files) => {
    const asked = Object.entries(files).map(async ([path, integrity]) => {
      const isThere = await fetch(new URL(path, document.baseURI.split("/papers/")[0]), { integrity }).then(({ ok }) => ok, () => false);
      return { path, isThere };
    });
    return Promise.all(asked);
  }, files);
}

suite.test("update-02: of two tabs each stays on its version until its own reload", two, async (reader) => {
  const { page, context, faults, list } = reader;
  await visit(reader);
  await mark(page);
  const first = await version(page);
  faults.publish(next.code.url);
  const second = await context.newPage();
  await second.goto(reader.url);
  // As the page does: no version is offered before the first look for news. Chromium 156 was seen not to exchange workers
  // for minutes when it was asked while a tab was still starting.
  await checkNow(second);
  await lookForUpdate(second);
  await eventually(async () => assert.equal((await workers(second)).waiting, "installed"));
  assert.deepEqual(await ask(second, { vigie: "takeOver" }, "waiting"), { ok: true });
  await inCharge(second);
  assert.notEqual(await version(second), first);
  await second.reload();
  await installed(second);
  assert.equal(await program(second), 'void "B";');
  // The other tab goes on with the files it was opened with, and without a network.
  await expectSame(page);
  await faults.shut();
  assert.deepEqual((await oldFiles(page)).filter(({ isThere }) => !isThere), []);
  await list.search("stent");
  await page.reload();
  await list.loaded();
  assert.equal(await program(page), 'void "B";');
});

suite.test("update-02: with nobody left on it, the old version is cleared away", { ...two, skip: !runsAll }, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  faults.publish(next.code.url);
  await lookForUpdate(page);
  await ask(page, { vigie: "takeOver" }, "waiting");
  await inCharge(page);
  await page.reload();
  await reader.list.loaded();
  await keepCollection(page);
  await eventually(async () => assert.equal((await shells(page)).length, 1));
});

suite.test("update-03: a version that does not come whole changes nothing", failing, async (reader) => {
  const { page, list, faults } = reader;
  await visit(reader);
  await mark(page);
  const before = await version(page);
  faults.publish(next.code.url);
  faults.break("boot.js", answers.status(404));
  await lookForUpdate(page);
  assert.deepEqual(await workers(page), { installing: null, waiting: null, active: "activated" });
  assert.equal(await version(page), before);
  await expectSame(page);
  await faults.shut();
  await page.reload();
  await list.loaded();
  assert.equal((await shells(page)).length, 1);
});

/** @type {[string, Answer][]} */
const BROKEN = [
  ["update-04: a worker that cannot be read", answers.text("this is (no script", "text/javascript")],
  ["update-04: a worker that throws", answers.text("throw new Error('broken');", "text/javascript")],
  ["update-05: a page in place of the worker", answers.page],
  ["update-05: no worker (404)", answers.status(404)],
  ["update-05: no worker (500)", answers.status(500)],
];
for (const [at, [name, answer]] of BROKEN.entries()) {
  suite.test(`${name} leaves the old one in charge`, { ...failing, skip: !runsAll && ![0, 3].includes(at) }, async (reader) => {
    const { page, list, faults } = reader;
    await visit(reader);
    const before = await version(page);
    faults.break("sw.js", answer);
    assert.notEqual(await lookForUpdate(page), null);
    assert.equal(await version(page), before);
    await page.reload();
    await list.loaded();
    await settled(page);
    await faults.shut();
    await page.reload();
    await list.loaded();
    await list.expectTotal(COUNT);
    assert.equal(await version(page), before);
  });
}

suite.test("update-06: a proxy that keeps the worker for a year does not hide a new version", two, async (reader) => {
  const { page, faults } = reader;
  const forAYear = answers.changed((text, headers) => {
    headers["cache-control"] = "public, max-age=31536000";
    return text;
  });
  faults.break("sw.js", forAYear);
  await visit(reader);
  const before = await version(page);
  faults.publish(next.code.url);
  // The next visit, nothing more.
  await page.reload();
  await reader.list.loaded();
  await eventually(async () => assert.equal((await workers(page)).waiting, "installed"));
  assert.notEqual(await version(page, "waiting"), before);
});

suite.test("update-07: whoever comes once a week is at most one version behind", { ...two, skip: !runsAll }, async (reader) => {
  const { context, faults } = reader;
  await visit(reader);
  await reader.page.close();
  const weeks = ["C", "D", "E", "F", "G"];
  let last = "";
  for (const week of weeks) {
    const server = await suite.also(() => buildSite(sample, (app) => edit(app, "boot.js", (text) => `${text}void "${week}";\n`)));
    faults.publish(server.url);
    const page = await context.newPage();
    await page.goto(reader.url);
    await installed(page);
    const shown = await program(page);
    if (last) assert.equal(shown, `// ${last}`, "the version of the visit before");
    await lookForUpdate(page);
    await eventually(async () => assert.equal((await workers(page)).waiting, "installed"));
    if (week === weeks.at(-1)) {
      await ask(page, { vigie: "takeOver" }, "waiting");
      await inCharge(page);
      await page.reload();
      assert.equal(await program(page), `// ${week}`);
    }
    last = week;
    await page.close();
  }
});

suite.test("update-08: the switch takes worker and caches away, and nothing else", { ...two, skip: !runsAll, allow: [expected.install] }, async (reader) => {
  const { page, list, faults } = reader;
  await visit(reader);
  await page.evaluate(async ([key, value]) => {
    localStorage.setItem(key, value);
    await self.caches.open("of somebody else");
  }, FAVOURITE);
  faults.break("sw.js", answers.text(readFileSync(join(site, "sw-kill.js"), "utf8"), "text/javascript"));
  await lookForUpdate(page);
  await page.reload();
  await list.loaded();
  const isGone = async () => {
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    assert.deepEqual(await caches(page), { "of somebody else": [] });
  };
  // The worker leaves once more after the page has asked for it.
  await eventually(isGone, 20_000);
  // Later visits bring nothing back.
  await page.reload();
  await list.loaded();
  await eventually(isGone);
  assert.equal(await page.evaluate(([key]) => localStorage.getItem(key), FAVOURITE), FAVOURITE[1]);
});

suite.test("update-09: going back to the old version is an update like any other", { ...two, skip: !runsAll }, async (reader) => {
  const { page, faults } = reader;
  faults.publish(next.code.url);
  await visit(reader);
  assert.equal(await program(page), 'void "B";');
  faults.publish(suite.url);
  await lookForUpdate(page);
  await eventually(async () => assert.equal((await workers(page)).waiting, "installed"));
  await ask(page, { vigie: "takeOver" }, "waiting");
  await inCharge(page);
  await page.reload();
  await reader.list.loaded();
  assert.notEqual(await program(page), 'void "B";');
  await faults.shut();
  await page.reload();
  await reader.list.loaded();
});

suite.test("update-11: without a network a look for news fails by itself, and what is kept stays", { ...two, allow: [expected.failedLoad] }, async (reader) => {
  const { page, faults, list } = reader;
  await visit(reader);
  await faults.shut();
  const outcome = await page.evaluate(async () => {
    const entry = "bundle/articles.json";
    const asked = await fetch(entry, { cache: "no-cache", headers: { "x-vigie-update": "1" } }).then(() => "answered", ({ name }) => name);
    const kept = await (await fetch(entry)).json();
    return { asked, count: kept._vigie.count };
  });
  assert.deepEqual(outcome, { asked: "TypeError", count: COUNT });
  await page.reload();
  await list.expectTotal(COUNT);
});

suite.test("new articles take over silently, and the page always shows those of the kept collection", two, async (reader) => {
  const { page, faults, context } = reader;
  await visit(reader);
  await mark(page);
  const shown = await titles(page);
  const before = await version(page);
  faults.publish(next.pages.url);
  await lookForUpdate(page);
  await inCharge(page);
  assert.notEqual(await version(page), before);
  await expectSame(page);
  assert.deepEqual(await titles(page), shown);
  // The new worker is in charge and the old collection kept: the prepared page is the old one.
  assert.ok(!(await preparedPage(context, reader.url)).includes(TITLE));
  // Once the collection is here, the page is the new one, and the old version is gone.
  assert.deepEqual(await keepCollection(page), { ok: true, added: 1, isPartial: false });
  assert.ok((await preparedPage(context, reader.url)).includes(TITLE));
  await eventually(async () => assert.equal((await shells(page)).length, 1));
  await faults.shut();
  await page.reload();
  await eventually(async () => assert.ok((await titles(page)).some((/** @type {string} */ title) => title.includes(TITLE))));
});

/** The text of the first page as a navigation gets it, before any script has run. */
async function preparedPage(/** @type {Reader["context"]} */ context, /** @type {string} */ url) {
  const page = await context.newPage();
  try {
    return (await (await page.goto(url))?.text()) ?? "";
  } finally {
    await page.close();
  }
}

suite.test("a version with other code is not let in by one that changes pages after it", two, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  const before = await version(page);
  faults.publish(next.code.url);
  await lookForUpdate(page);
  await eventually(async () => assert.equal((await workers(page)).waiting, "installed"));
  const waiting = await version(page, "waiting");
  const third = await suite.also(() => buildSite(next.more, (app) => edit(app, "boot.js", (text) => `${text}void "B";\n`)));
  faults.publish(third.url);
  await lookForUpdate(page);
  await eventually(async () => {
    assert.equal((await workers(page)).waiting, "installed");
    assert.notEqual(await version(page, "waiting"), waiting);
  });
  assert.equal(await version(page), before);
});

suite.test("an exchange of the collection is whole or does not happen", { ...two, allow: [expected.install, expected.failedLoad] }, async (reader) => {
  const { page, faults, list } = reader;
  await visit(reader);
  faults.publish(next.both.url);
  faults.break(/^bundle\/search\./, answers.altered);
  const kept = await keepCollection(page);
  assert.equal(kept.ok, false);
  await faults.shut();
  await page.reload();
  await list.loaded();
  await list.expectTotal(COUNT);
  await list.search("stent");
});

suite.test("a tab reads on in the collection it was opened with", two, async (reader) => {
  const { page, faults, context } = reader;
  await visit(reader);
  const bodies = feed._vigie.bodies.map((/** @type {Reader} */ { url }) => url);
  faults.publish(next.pages.url);
  assert.equal((await keepCollection(page)).added, 1);
  // Twice more, as on later starts, and after a rest.
  await stopWorkers(context, page);
  assert.equal((await keepCollection(page)).added, 0);
  await faults.shut();
  const missing = await page.evaluate(async (urls) => {
    const asked = urls.map((/** @type {string} */ url) => fetch(`bundle/${url}`).then(({ ok }) => (ok ? null : url), () => url));
    return (await Promise.all(asked)).filter(Boolean);
  }, bodies);
  assert.deepEqual(missing, []);
});
