// Several tabs and several publications: every tab that checks for news gets them, and valid files are never reported as altered.

import assert from "node:assert/strict";

import { edit } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers, gate } from "./support/fault_server.mjs";
import { checkNow, collection, HOUR, notice, publishedAt, standIn } from "./support/news.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { ask, lookForUpdate, settled, stopWorkers, version, visit, workers } from "./support/worker.mjs";

const suite = openSuite(() => publishedAt(-5 * HOUR, collection()));
const kept = { worker: true, base: "/", allow: [expected.failedLoad, /^(worker )?console error/] };
const CARDS = /^bundle\/cards\//;

const publication = (/** @type {number} */ hours, /** @type {number} */ news, /** @type {((app: string) => void) | undefined} */ change = undefined) => () => publishedAt(-hours * HOUR, collection({ news }), change);
const changed = (/** @type {string} */ app) => edit(app, "device.js", (text) => `${text}\nvoid "Another version.";\n`);
const MAKERS = {
  first: publication(4, 3),
  second: publication(3, 5),
  third: publication(2, 8),
  version: publication(3, 5, changed),
};
const site = (/** @type {keyof typeof MAKERS} */ name) => standIn(MAKERS[name]);

const offers = (/** @type {number} */ count) => `${count} nouveaux articles`;

/** Another tab of the same reader, with everything loaded. */
async function openTab(/** @type {Reader} */ { context, url, list }) {
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.getByRole("contentinfo").getByText(list.words.allLoaded).waitFor();
  return tab;
}

/** Looks for news, which must be there and be offered. */
async function expectNews(/** @type {Page} */ tab, /** @type {number} */ count) {
  assert.equal(await checkNow(tab), "new");
  await notice(tab, offers(count)).waitFor();
  assert.equal(await notice(tab, "refusée").count(), 0);
}

/** Waits until the worker of a publication is in charge. */
async function replaced(/** @type {Page} */ page, /** @type {string} */ before) {
  await eventually(async () => {
    await settled(page);
    assert.notEqual(await version(page), before, "another worker is in charge");
  });
  return version(page);
}

suite.test("two tabs get the news of one publication, each with its own look", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  const other = await openTab(reader);
  for (const tab of [page, other]) assert.equal(await checkNow(tab), "same");
  const before = await version(page);
  faults.publish(await site("first"));
  await expectNews(page, 3);
  await replaced(page, before);
  await expectNews(other, 3);
  await notice(other, offers(3)).getByRole("button", { name: "Afficher" }).click();
  await other.locator("h1", { hasText: "123" }).waitFor();
});

suite.test("one tab gets the news of two publications in a row", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  await checkNow(page);
  let present = await version(page);
  for (const [name, count] of /** @type {const} */ ([["first", 3], ["second", 5]])) {
    faults.publish(await site(name));
    await expectNews(page, count);
    present = await replaced(page, present);
  }
  await notice(page, offers(5)).getByRole("button", { name: "Afficher" }).click();
  await page.locator("h1", { hasText: "125" }).waitFor();
});

suite.test("three publications reach two tabs, whichever looks first", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  const other = await openTab(reader);
  for (const tab of [page, other]) await checkNow(tab);
  const first = await page.evaluate(() => fetch("bundle/articles.json").then((response) => response.json()));
  let present = await version(page);
  /** @type {[keyof typeof MAKERS, number, Page[]][]} */
  const turns = [["first", 3, [page, other]], ["second", 5, [other]], ["third", 8, [page, other]]];
  for (const [name, count, tabs] of turns) {
    faults.publish(await site(name));
    for (const tab of tabs) await expectNews(tab, count);
    present = await replaced(page, present);
  }
  // What the tabs show can still be read, though the server has it no longer.
  const { url } = first._vigie.shards.at(-1);
  assert.ok(await other.evaluate((/** @type {string} */ url) => fetch(`bundle/${url}`).then((response) => response.ok), url));
});

suite.test("a tab that stays open over several publications can still read its articles", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  await checkNow(page);
  const first = await page.evaluate(() => fetch("bundle/articles.json").then((response) => response.json()));
  for (const [name, count] of /** @type {const} */ ([["first", 3], ["second", 5], ["third", 8]])) {
    faults.publish(await site(name));
    await expectNews(page, count);
  }
  const { url } = first._vigie.shards.at(-1);
  assert.ok(await page.evaluate((url) => fetch(`bundle/${url}`).then((response) => response.ok), url));
});

suite.test("two tabs that look at the same moment both get the news", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  const other = await openTab(reader);
  for (const tab of [page, other]) await checkNow(tab);
  faults.publish(await site("first"));
  await Promise.all([expectNews(page, 3), expectNews(other, 3)]);
});

/** Looks for the news of the first publication and holds its cards up, until they are let through. */
async function lookHeldUp(/** @type {Reader} */ { page, faults }) {
  const { opened, open } = gate();
  faults.publish(await site("first"));
  faults.break(CARDS, answers.after(opened));
  faults.asked.length = 0;
  const looked = checkNow(page);
  await eventually(async () => assert.ok(faults.asked.some((/** @type {string} */ path) => CARDS.test(path))));
  return { looked, open };
}

suite.test("a publication that comes while another is being kept takes its place", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  await checkNow(page);
  const { looked, open } = await lookHeldUp(reader);
  faults.publish(await site("second"));
  open();
  assert.equal(await looked, "new");
  await notice(page, offers(5)).waitFor();
  assert.equal(await notice(page, "refusée").count(), 0);
});

suite.test("a publication that another tab has kept is not exchanged for an older one", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  await checkNow(page);
  const entry = async (/** @type {keyof typeof MAKERS} */ name) => (await fetch(`${await site(name)}bundle/articles.json`)).text();
  faults.publish(await site("second"));
  await expectNews(page, 5);
  assert.equal((await ask(page, { vigie: "keep", text: await entry("first") })).ok, true);
  assert.equal(await page.evaluate(() => fetch("bundle/articles.json").then((response) => response.text())), await entry("second"));
});

suite.test("a worker that is stopped during a look is asked again", kept, async (reader) => {
  const { context, page } = reader;
  await visit(reader);
  await checkNow(page);
  const { looked, open } = await lookHeldUp(reader);
  await stopWorkers(context, page);
  open();
  assert.equal(await looked, "new");
  await notice(page, offers(3)).waitFor();
});

suite.test("a worker that is replaced during a look by another version is not waited for", kept, async (reader) => {
  const { context, page, faults } = reader;
  await visit(reader);
  const other = await openTab(reader);
  await checkNow(page);
  faults.publish(await site("version"));
  await eventually(async () => {
    await lookForUpdate(page);
    assert.equal((await workers(page)).waiting, "installed");
  });
  const { opened, open } = gate();
  faults.break(CARDS, answers.after(opened));
  faults.asked.length = 0;
  const looked = checkNow(page);
  await eventually(async () => assert.ok(faults.asked.some((path) => CARDS.test(path))));
  await other.evaluate(async () => {
    const { waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
    if (!waiting) throw new Error("no worker waits");
    waiting.postMessage({ vigie: "takeOver" }, [new MessageChannel().port2]);
  });
  await stopWorkers(context, other);
  open();
  assert.equal(await looked, "new");
  await notice(page, offers(5)).waitFor();
});

suite.test("a worker that was taken away holds nothing back, and the news is offered", kept, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  const other = await openTab(reader);
  await checkNow(page);
  await other.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.unregister());
  await other.close();
  faults.publish(await site("first"));
  await expectNews(page, 3);
});
