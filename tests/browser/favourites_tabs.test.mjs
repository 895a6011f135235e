// Favourites in several tabs, and in tabs that die. Each test is named by the row of the fault table it tries.

import assert from "node:assert/strict";

import { ListPage } from "./support/list_page.mjs";
import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { Favourites, KEY, manyArticles } from "./support/favourites.mjs";
import { feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const many = openSuite(() => manyArticles(400));
const [, SECOND] = feed.items;

/** Presses every star on the page that is not pressed, in one loop. */
const pressAll = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const stars = [...document.querySelectorAll('.article-list .favourite-toggle[aria-pressed="false"]')];
    stars.forEach((star) => /** @type {HTMLElement} */ (star).click());
    return stars.length;
  });

many.test("store-05: two tabs that add 200 favourites each at once have 400 in the end", {}, async (reader) => {
  const { context, page, list } = reader;
  const second = await context.newPage();
  const other = new ListPage(second, reader.url);
  await Promise.all([list.open("?sort=date"), other.open("?sort=oldest")]);
  await Promise.all([list.showAllOf(200), other.showAllOf(200)]);
  // Cards come in batches of 30; only the first 200 are pressed.
  const trim = (/** @type {Page} */ page) => page.evaluate(() => [...document.querySelectorAll(".article-list .favourite-toggle")].slice(200).forEach((star) => star.remove()));
  await Promise.all([trim(page), trim(second)]);
  // What the other tab adds meanwhile may bring cards whose stars are pressed too.
  for (const pressed of await Promise.all([pressAll(page), pressAll(second)])) assert.ok(pressed >= 200, String(pressed));
  for (const tab of [page, second]) {
    const favourites = new Favourites({ page: tab, url: reader.url, list });
    await favourites.expectCount(400);
    assert.equal((await favourites.kept()).length, 400);
  }
  await page.reload();
  await list.loaded();
  await new Favourites(reader).expectCount(400);
});

suite.test("store-05: what one tab adds or takes back shows in the other", {}, async (reader) => {
  const { context, list, url } = reader;
  const page = await context.newPage();
  const other = { page, url, list: new ListPage(page, url) };
  const [here, there] = [new Favourites(reader), new Favourites(other)];
  await Promise.all([list.open(), other.list.open("?favourites")]);
  await here.addFirst(2);
  await other.list.expectTotal(2);
  await there.stars.nth(1).click();
  await other.list.expectTotal(1);
  await here.expectCount(1);
  assert.equal(await here.star(SECOND.title).getAttribute("aria-pressed"), "false");
});

suite.test("store-05: what another tab writes there and cannot be read takes nothing away", { allow: [expected.failedLoad] }, async (reader) => {
  const { context, list, page, url } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  const [first, second] = await favourites.addFirst(2);
  const other = await context.newPage();
  await other.goto(`${url}icon.svg`);
  await other.evaluate(([broken, gone]) => {
    localStorage.setItem(broken, '{"version":2}');
    localStorage.removeItem(gone);
  }, [KEY + first, KEY + second]);
  await favourites.expectCount(1);
  assert.equal(await favourites.stars.first().getAttribute("aria-pressed"), "true");
  await page.reload();
  await list.loaded();
  await favourites.notice.getByText("abîmés").waitFor();
});

suite.test(`store-06: a tab that is killed at any moment loses no favourite it has confirmed (${runsAll ? 50 : 5} times)`, { allow: [/./] }, async (reader) => {
  const { context, url } = reader;
  let lost = 0;
  let confirmedInAll = 0;
  for (let run = 0; run < (runsAll ? 50 : 5); run += 1) {
    const page = await context.newPage();
    const list = new ListPage(page, url);
    const confirmed = new Set();
    await page.exposeFunction("confirmed", (/** @type {string} */ name) => confirmed.add(name));
    await list.open();
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await list.loaded();
    // The page tells what it shows as a favourite; a loop of short turns presses one star after the other.
    await page.evaluate(() => {
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          if (!(target instanceof HTMLElement)) continue;
          if (target.getAttribute("aria-pressed") !== "true" || target.textContent) continue;
          window.confirmed(target.closest("[data-id]")?.getAttribute("data-id") ?? undefined);
        }
      }).observe(document.querySelector(".article-list") ?? document, { subtree: true, attributeFilter: ["aria-pressed"] });
      const stars = [...document.querySelectorAll(".article-list .favourite-toggle")];
      const step = () => {
        const star = stars.shift();
        /** @type {HTMLElement | undefined} */ (star)?.click();
        if (star) setTimeout(step, 1);
      };
      step();
    });
    // At a moment that differs from run to run: when so many favourites have been confirmed.
    const enough = 1 + Math.floor(Math.random() * 25);
    await eventually(async () => assert.ok(confirmed.size >= enough));
    const crashed = page.waitForEvent("crash");
    const session = await context.newCDPSession(page);
    session.send("Page.crash").catch(() => {});
    await crashed;
    await page.close().catch(() => {});
    const next = await context.newPage();
    const nextList = new ListPage(next, url);
    await nextList.open("?favourites");
    const kept = await new Favourites({ page: next, url, list: nextList }).kept();
    lost += [...confirmed].filter((permalink) => !kept.includes(permalink)).length;
    confirmedInAll += confirmed.size;
    await eventually(async () => assert.equal(await nextList.total(), kept.length));
    await next.close();
  }
  assert.equal(lost, 0, `lost of ${confirmedInAll} confirmed`);
  assert.ok(confirmedInAll >= (runsAll ? 50 : 5));
});
