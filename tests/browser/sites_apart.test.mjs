// Sites on one host share nothing: favourites, settings, caches, and what is erased are those of a site's folder. What an
// earlier version kept for all of them goes to the site it belongs to.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { ListPage } from "./support/list_page.mjs";
import { article, buildSite, contentFolder } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { Favourites, value } from "./support/favourites.mjs";
import { serveSites } from "./support/several_sites.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { caches, installed, keepCollection } from "./support/worker.mjs";

const COUNT = 3;
const content = (/** @type {string} */ name) =>
  contentFolder(Object.fromEntries(Array.from({ length: COUNT }, (_, at) => [`${at}.md`, article({
    title: `Un article de ${name} ${at}`,
    date: `2026-01-0${at + 1}T08:00:00.000Z`,
    permalink: `/papers/${name}-${at}`,
    aliases: [`/papers/ancien-${name}-${at}`],
    sourceUrl: `https://journal.example/${name}/${at}`,
  })])));

const suite = openSuite(() => buildSite(content("cardio")));
/** Pairs of folders on one host. */
/** @type {Record<string, [string, string]>} */
const PAIRS = { "side by side": ["cardio/", "radio/"], "one at the top": ["", "radio/"], "one below the other": ["cardio/", "cardio/radio/"] };
/** @type {Record<string, Awaited<ReturnType<typeof serveSites>>>} */
const hosts = {};
before(async () => {
  const radio = await suite.also(() => buildSite(content("radio")));
  for (const [name, [first, second]] of Object.entries(PAIRS)) {
    hosts[name] = await serveSites({ [`/${first}`]: () => suite.url, [`/${second}`]: () => radio.url });
  }
});
after(() => Promise.all(Object.values(hosts).map((host) => host.close())));

/** The two sites of a reader: each with its own page objects, in the same tab. */
function sites(/** @type {Pick<Reader, "page">} */ { page }, /** @type {string} */ name) {
  return PAIRS[name].map((/** @type {string} */ folder) => {
    const url = hosts[name].url + folder;
    const own = new ListPage(page, url);
    return { url, folder: `/${folder}`, list: own, favourites: new Favourites({ page, url, list: own }) };
  });
}

const stored = (/** @type {Page} */ page) => page.evaluate(() => ({ ...localStorage }));
const theme = (/** @type {Page} */ page) => page.evaluate(() => document.documentElement.dataset.theme);
const on = (/** @type {string} */ name, more = {}) => ({ get faults() { return hosts[name]; }, allow: [expected.failedLoad], ...more });

/** What an earlier version kept for the whole host, put there before any page runs. */
const seedEarlier = async (/** @type {Page} */ page, /** @type {string} */ url, /** @type {Record<string, string>} */ values) => {
  await page.goto(`${url}icon.svg`);
  await page.evaluate((/** @type {Record<string, string>} */ values) => Object.entries(values).forEach(([key, value]) => localStorage.setItem(key, value)), values);
};

for (const name of Object.keys(PAIRS)) {
  suite.test(`favourites and settings of one site are unknown to the other: ${name}`, on(name), async (reader) => {
    const { page } = reader;
    const [cardio, radio] = sites(reader, name);
    await cardio.list.open();
    await cardio.favourites.addFirst(2);
    await page.getByRole("radio", { name: "Sombre" }).check({ force: true });
    await page.locator("#language").click();
    await radio.list.open();
    assert.equal(await radio.favourites.count(), 0);
    assert.equal(await theme(page), "auto");
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
    await radio.favourites.addFirst(1);
    await page.goto(cardio.url);
    await cardio.favourites.link.or(page.getByRole("link", { name: /^Favourites/ })).waitFor();
    await eventually(async () => assert.equal(await page.locator(".site-header__count").textContent(), "2"));
    assert.equal(await theme(page), "dark");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  });

  suite.test(`what an earlier version kept for the whole host goes to the site it belongs to, once: ${name}`, on(name), async (reader) => {
    const { page } = reader;
    const [cardio, radio] = sites(reader, name);
    await seedEarlier(page, cardio.url, {
      "vigie:theme": "dark",
      "vigie:favourite:/papers/cardio-0": value("Un article de cardio 0"),
      "vigie:favourite:/papers/radio-0": value("Un article de radio 0"),
      "vigie:favourite:/papers/ancien-radio-1": value("Un article de radio 1"),
      "vigie:favourite:/papers/cardio-2": "{",
      "vigie:favourite:/papers/parti": value("Un article parti"),
      "autre": "reste",
    });
    await cardio.list.open("?favourites");
    await cardio.favourites.expectCount(1);
    assert.equal(await theme(page), "dark");
    await radio.list.open("?favourites");
    await radio.favourites.expectCount(2);
    assert.equal(await theme(page), "dark");
    // What no site knows is nobody's until the reader says whose it is.
    assert.deepEqual(Object.keys(await stored(page)).filter((key) => key.startsWith("vigie:favourite:")), ["vigie:favourite:/papers/parti"]);
    const kept = (/** @type {string} */ folder) => Object.keys(JSON.parse(JSON.stringify(all))).filter((key) => key.startsWith(`vigie:${folder}:favourite:`)).sort();
    let all = await stored(page);
    assert.deepEqual(kept(radio.folder), [`vigie:${radio.folder}:favourite:/papers/radio-0`, `vigie:${radio.folder}:favourite:/papers/radio-1`]);
    assert.deepEqual(kept(cardio.folder), [`vigie:${cardio.folder}:favourite:/papers/cardio-0`]);
    assert.equal(all[`vigie:${cardio.folder}:damaged:0`], "favourite:/papers/cardio-2\n{");
    await page.getByRole("button", { name: "Reprendre ici 1 favori d’avant" }).click();
    await radio.favourites.expectCount(3);
    await page.getByText("Un article parti").waitFor();
    // Taken once: what is taken back does not come again.
    await cardio.list.open();
    await cardio.favourites.press(cardio.favourites.star("Un article de cardio 0"), "false");
    await cardio.list.open();
    await cardio.favourites.expectCount(0);
    all = await stored(page);
    assert.equal(all.autre, "reste");
  });

  suite.test(`erasing one site leaves the other whole: ${name}`, on(name, { worker: true }), async (reader) => {
    const { page } = reader;
    const [cardio, radio] = sites(reader, name);
    await seedEarlier(page, cardio.url, { "vigie:theme": "dark", "vigie:favourite:/papers/cardio-0": value("Un article de cardio 0") });
    for (const { list, favourites, url } of [radio, cardio]) {
      await list.open();
      await eventually(async () => assert.equal(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL), `${url}sw.js`));
      await installed(page);
      await keepCollection(page);
      await favourites.press(favourites.stars.nth(1), "true");
    }
    await cardio.favourites.expectCount(2);
    const before = [await caches(page), await stored(page)];
    // The page that follows is a first visit, whose worker would come before it can be seen that the old one went.
    await page.addInitScript(() => (ServiceWorkerContainer.prototype.register = () => new Promise(() => {})));
    await page.goto(`${cardio.url}?reset`);
    await cardio.list.loaded();
    await page.evaluate(() => (window.marked = true));
    await page.getByRole("dialog").getByRole("button", { name: "Tout effacer sur cet appareil" }).click();
    await eventually(async () => assert.equal(await page.evaluate(() => window.marked), undefined));
    await cardio.list.loaded();
    await cardio.favourites.expectCount(0);
    assert.equal(await theme(page), "auto", "what was shared before does not come back");
    const isOf = (/** @type {string} */ folder) => (/** @type {[string, unknown]} */ [key]) => key.startsWith(`vigie:${folder}:`);
    const [keptCaches, keptValues] = [await caches(page), await stored(page)];
    assert.deepEqual(Object.entries(keptCaches).filter(isOf(cardio.folder)), []);
    assert.deepEqual(Object.entries(keptValues).filter(isOf(cardio.folder)), []);
    for (const [at, kept] of [keptCaches, keptValues].entries()) {
      assert.deepEqual(Object.entries(kept).filter(isOf(radio.folder)).sort(), Object.entries(before[at]).filter(isOf(radio.folder)).sort());
    }
    const scopes = await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));
    assert.deepEqual(scopes, [radio.url]);
    await radio.list.open();
    await radio.favourites.expectCount(1);
    assert.equal(await theme(page), "dark");
  });
}

suite.test("a tab hears nothing of what happens on another site of the host", on("side by side"), async (reader) => {
  const { context } = reader;
  const [cardio] = sites(reader, "side by side");
  const other = await context.newPage();
  const [, radio] = sites({ page: other }, "side by side");
  await cardio.list.open();
  await radio.list.open();
  await radio.favourites.addFirst(2);
  await cardio.favourites.addFirst(1);
  await radio.favourites.expectCount(2);
  await cardio.favourites.expectCount(1);
});

suite.test("a new version of the site around is not announced on the site below", on("one at the top", { worker: true }), async (reader) => {
  const { page } = reader;
  const [top, below] = sites(reader, "one at the top");
  await top.list.open();
  await installed(page);
  await below.list.open();
  await eventually(async () => assert.equal(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL), `${below.url}sw.js`));
  await keepCollection(page);
  assert.equal(await page.locator(".notice", { hasText: "Nouvelle version" }).count(), 0);
});
