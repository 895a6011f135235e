// Favourites when storage refuses, contains garbage, is cleared, or the clock is wrong. Each test is named by
// the row of the fault table it tries.

import assert from "node:assert/strict";

import { eventually } from "./support/eventually.mjs";
import { Favourites, fillStorage, KEY, seed, storages, value } from "./support/favourites.mjs";
import { known } from "./support/matched.mjs";
import { COUNT, feed, readShortDate } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];
const [NEWEST, SECOND] = feed.items;
const path = (/** @type {Item} */ { id }) => id;

// --- Storage that refuses ---

for (const [name, row] of /** @type {const} */ ([["denied", "store-01"], ["none", "store-01"], ["denied", "serve-14"], ["noRoom", "serve-14"]])) {
  suite.test(`${row}: with storage ${name} the app works from memory and says that nothing is kept`, {}, async (reader) => {
    const { list, page } = reader;
    const favourites = new Favourites(reader);
    await page.addInitScript(storages[name]);
    await list.open();
    await favourites.addFirst(2);
    await favourites.notice.getByText("rien n’est conservé après cette visite").waitFor();
    await favourites.expectCount(2);
    assert.match((await favourites.stars.first().getAttribute("aria-label")) ?? "", /non enregistré$/);
    assert.equal(await favourites.stars.first().textContent(), "non enregistré");
    const { text } = await favourites.download(() => favourites.notice.getByRole("button", { name: "Exporter" }).click());
    assert.deepEqual(JSON.parse(text).favourites.map((/** @type {{ permalink: string }} */ { permalink }) => permalink).sort(), [path(NEWEST), path(SECOND)].sort());
    await favourites.link.click();
    await list.expectTotal(2);
    await page.reload();
    await list.loaded();
    await list.expectTotal(0);
  });
}

suite.test("serve-14: what a private window keeps ends with it", {}, async (reader) => {
  const favourites = new Favourites(reader);
  await reader.list.open();
  await favourites.addFirst(1);
  await reader.page.reload();
  await reader.list.loaded();
  await favourites.expectCount(1);
  const other = await suite.reader(reader.t);
  try {
    await other.list.open("?favourites");
    await other.page.getByText("importez une sauvegarde").waitFor();
    assert.equal(await new Favourites(other).count(), 0);
  } finally {
    await other.close();
  }
});

suite.test("store-02: a favourite without room is shown as unsaved, and nothing else is damaged", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  const [first] = await favourites.addFirst(1);
  const before = await page.evaluate((key) => localStorage.getItem(key), KEY + first);
  await page.evaluate(fillStorage);
  await favourites.press(favourites.stars.nth(1), "true");
  await favourites.notice.getByText("n’a pas pu être enregistré").waitFor();
  assert.match((await favourites.stars.nth(1).getAttribute("aria-label")) ?? "", /non enregistré$/);
  assert.doesNotMatch(known(await favourites.stars.nth(0).getAttribute("aria-label")), /non enregistré$/);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY + first), before);
  assert.deepEqual(await favourites.kept(), [first]);
  const { text } = await favourites.download(() => favourites.notice.getByRole("button", { name: "Exporter" }).click());
  assert.equal(JSON.parse(text).favourites.length, 2);
  // With room again the way on works.
  await page.evaluate(() => localStorage.removeItem("filler:0"));
  await favourites.notice.getByRole("button", { name: "Réessayer" }).click();
  await favourites.notice.waitFor({ state: "detached" });
  assert.doesNotMatch(known(await favourites.stars.nth(1).getAttribute("aria-label")), /non enregistré$/);
  await page.reload();
  await list.loaded();
  await favourites.expectCount(2);
});

suite.test("store-02: what found no room is saved with the next favourite that does", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await page.evaluate(fillStorage);
  await favourites.press(favourites.stars.nth(0), "true");
  await favourites.notice.waitFor();
  await page.evaluate(() => localStorage.removeItem("filler:0"));
  await favourites.press(favourites.stars.nth(1), "true");
  assert.equal((await favourites.kept()).length, 2);
});

// --- Values that cannot be read ---

const GARBAGE = {
  "an opened brace": "{",
  "nothing": "",
  "null": "null",
  "a list": "[1,{}]",
  "a web page": "<!doctype html><title>x</title>",
  "a future version": '{"version":2,"title":"x","date":"2026-01-01"}',
  "wrong types": '{"title":1,"date":2}',
  "2 MB of a": "a".repeat(2_000_000),
};

for (const [name, text] of Object.entries(GARBAGE)) {
  suite.test(`store-03: ${name} is put aside, and the app starts with an empty list`, { base: "/", allow: [...allow, expected.failedLoad] }, async (reader) => {
    const { list, page, url } = reader;
    const favourites = new Favourites(reader);
    const key = KEY + path(NEWEST);
    await seed(page, url, { [key]: text, "vigie:/:damaged:0": "of an earlier time" });
    await favourites.open();
    await favourites.notice.getByText("abîmés").waitFor();
    await list.expectTotal(0);
    await favourites.expectCount(0);
    const { text: saved } = await favourites.download(() => favourites.notice.getByRole("button", { name: "abîmées" }).click());
    assert.ok(saved.includes(JSON.stringify(text).slice(1, -1)) && saved.includes(path(NEWEST)));
    assert.ok(saved.includes("of an earlier time"));
    // Adding the article anew does not touch what was put aside.
    await list.open();
    await favourites.press(favourites.star(NEWEST.title), "true");
    await page.reload();
    await list.loaded();
    await favourites.expectCount(1);
    const all = await page.evaluate(() => Object.values(localStorage));
    assert.ok(all.some((value) => value.endsWith(text) && value.startsWith(`favourite:${path(NEWEST)}\n`)) || all.includes(text), "the damaged value is still there");
    assert.ok(all.includes("of an earlier time"));
    await favourites.open();
    await favourites.damaged.waitFor();
  });
}

suite.test("store-03: 5 MB that cannot be moved stay where they are, and are never written over", { base: "/", allow: [...allow, expected.failedLoad] }, async (reader) => {
  const { list, page, url } = reader;
  const favourites = new Favourites(reader);
  const key = KEY + path(NEWEST);
  await seed(page, url, { [key]: "a".repeat(5_000_000) });
  await list.open();
  await favourites.notice.getByText("abîmés").waitFor();
  await favourites.press(favourites.star(NEWEST.title), "true");
  await favourites.notice.getByText("n’a pas pu être enregistré").waitFor();
  assert.equal(await page.evaluate((key) => localStorage.getItem(key)?.length, key), 5_000_000);
  await favourites.press(favourites.star(SECOND.title), "true");
  await favourites.press(favourites.star(NEWEST.title), "false");
  assert.equal(await page.evaluate((key) => localStorage.getItem(key)?.length, key), 5_000_000);
  assert.deepEqual(await favourites.kept(), [path(NEWEST), path(SECOND)].sort());
});

suite.test("store-03: one damaged value costs one favourite", { base: "/", allow: [...allow, expected.failedLoad] }, async (reader) => {
  const { list, page, url } = reader;
  const favourites = new Favourites(reader);
  const [first, second, third] = feed.items;
  await seed(page, url, {
    [KEY + path(first)]: value(first.title),
    [KEY + path(second)]: "{",
    [KEY + path(third)]: value(third.title),
    [`${KEY}javascript:alert(1)`]: value("x"),
    [`${KEY}/../../etc/passwd`]: value("x"),
  });
  await favourites.open();
  await list.expectTotal(2);
  assert.deepEqual(await favourites.kept(), [path(first), path(third)].sort());
  const damaged = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("vigie:/:damaged:")));
  assert.deepEqual(damaged.sort(), ["vigie:/:damaged:0", "vigie:/:damaged:1", "vigie:/:damaged:2"]);
});

suite.test("store-04: no database is ever opened", {}, async (reader) => {
  const { list, page } = reader;
  await page.addInitScript(() => {
    window.opened = 0;
    for (const name of /** @type {const} */ (["open", "deleteDatabase", "databases"])) {
      IDBFactory.prototype[name] = () => {
        window.opened += 1;
        throw new DOMException("The database is not available.", "InvalidStateError");
      };
    }
  });
  const favourites = new Favourites(reader);
  await list.open();
  await favourites.addFirst(2);
  await page.reload();
  await list.loaded();
  await favourites.expectCount(2);
  await favourites.open();
  await favourites.import.click();
  assert.equal(await page.evaluate(() => window.opened), 0);
});

// --- Storage that is cleared ---

suite.test("store-10: storage that is cleared while the tab is open is written anew with the next favourite", {}, async (reader) => {
  const { list, page, context, url } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await favourites.addFirst(3);
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "local_storage" });
  await eventually(async () => assert.deepEqual(await favourites.kept(), []));
  await favourites.expectCount(3);
  await favourites.press(favourites.stars.nth(3), "true");
  assert.equal((await favourites.kept()).length, 4);
  await page.reload();
  await list.loaded();
  await favourites.expectCount(4);
});

suite.test("serve-07: after the browser has erased everything the list is empty and says what to do", { allow }, async (reader) => {
  const { list, page, context, url, article } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await favourites.addFirst(3);
  await page.goto("about:blank");
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "local_storage,indexeddb" });
  await favourites.open();
  await list.expectTotal(0);
  await page.getByText("Si ce navigateur a effacé vos favoris, importez une sauvegarde.").waitFor();
  await favourites.import.waitFor();
  await article.open(path(NEWEST));
  assert.equal(await article.title.textContent(), NEWEST.title);
});

// --- Clocks ---

const CLOCKS = ["1970-01-01T00:00:01Z", "2038-01-20T00:00:00Z", "2099-12-31T23:59:59Z", "2026-03-29T00:59:59Z"];

for (const timezoneId of ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Paris"]) {
  suite.test(`store-09: a wrong clock changes nothing in ${timezoneId}`, { timezoneId }, async (reader) => {
    const { list, page, context } = reader;
    const favourites = new Favourites(reader);
    const asked = [];
    context.on("request", (request) => request.url().endsWith("articles.json") && asked.push(request.url()));
    for (const [number, clock] of CLOCKS.entries()) {
      await page.clock.setFixedTime(new Date(clock));
      await list.open();
      assert.ok(asked.length <= 2 * (number + 1), "a visit asks for the entry, and once whether there is news");
      await list.expectTotal(COUNT);
      assert.deepEqual((await list.texts()).slice(0, 5), feed.items.slice(0, 5).map((/** @type {Item} */ { title }) => title));
      const shown = await list.cards.first().locator("time").textContent();
      const [year, month, day] = NEWEST.date_published.slice(0, 10).split("-").map(Number);
      assert.deepEqual(readShortDate(shown ?? ""), { day, month, year });
      await favourites.press(favourites.stars.nth(number), "true");
      await favourites.expectCount(number + 1);
    }
    await favourites.open();
    await list.expectTotal(CLOCKS.length);
    const text = await page.locator("body").innerText();
    assert.doesNotMatch(text, /il y a|NaN|Invalid|undefined|-\d+ (h|j|s)\b/);
  });
}
