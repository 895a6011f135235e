// The real collection, which is no part of the repository: run where it is at hand. Times are printed, never judged.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { buildSite } from "./support/built_site.mjs";
import { realCollection } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { expectSameCards } from "./support/same_cards.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const content = join(realCollection, "papers");
const skip = existsSync(content) ? false : `no real collection at ${content}; VIGIE_SHARED names its folder`;

/** Cards of the collection after duplicates are folded. */
const COUNT = 2_644;
const SLOWED = 4;

if (skip) {
  test("the real collection", { skip }, () => {});
} else {
  const suite = openSuite(() => buildSite(content));

  /** Browsers ask for the icon again when the address changes. */
  const allow = [/ERR_INTERNET_DISCONNECTED.*\/icon\.svg/];

  suite.test("all cards of the real collection are loaded and searched, offline too", { allow: [...allow, expected.news] }, async ({ context, list }) => {
    await list.open();
    assert.equal(await list.total(), COUNT);
    await list.type("stent");
    const online = await list.total();
    assert.ok(online > 100, `${online} results`);
    await context.setOffline(true);
    await list.search("embolie");
    await list.search("stent");
    assert.equal(await list.total(), online);
    await list.showAllOf(90);
    await list.search("thrombectomy");
    assert.ok((await list.total()) > 100);
    assert.equal(await list.main.getByText("en cours de chargement").count(), 0, "every card is here");
  });

  suite.test("the page stays small however many articles there are", {}, async ({ list, page }) => {
    await list.open();
    assert.ok((await page.evaluate(() => document.querySelectorAll("*").length)) <= 1_500);
  });

  test("the prepared cards of the real collection are the app's first cards", (t) => expectSameCards(suite, t));

  suite.test("measured: bytes on the wire and long tasks on a slow computer", {}, async ({ t, context, list, page, url }) => {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    const names = new Map();
    /** @type {[string, number][]} */
  const received = [];
    session.on("Network.requestWillBeSent", ({ requestId, request }) => names.set(requestId, request.url));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => received.push([names.get(requestId) ?? "", encodedDataLength]));
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((entries) => window.longTasks.push(...entries.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: "longtask", buffered: true });
    });
    await page.goto(url, { waitUntil: "commit" });
    await list.box.fill("stent");
    await list.answers("stent");
    await eventually(async () => assert.ok((await list.total()) > 100));
    const sum = (/** @type {RegExp} */ pattern) => received.filter(([name]) => pattern.test(name)).reduce((sum, [, bytes]) => sum + bytes, 0);
    t.diagnostic(`first cards: ${sum(/\/$|\.css$|early\.js$/)} bytes (page, style, early script)`);
    t.diagnostic(`first search: ${sum(/./)} bytes in ${received.length} answers, of them app ${sum(/\.wasm$|app-[^/]*\.js$|boot\.js$/)}, index ${sum(/\.idx$/)}, months ${sum(/\/cards\//)}`);
    await list.loaded();
    t.diagnostic(`everything: ${sum(/./)} bytes in ${received.length} answers`);
    t.diagnostic(`long tasks until then, CPU slowed ${SLOWED}×: ${await page.evaluate(() => JSON.stringify(window.longTasks))} ms`);
    await page.evaluate(() => (window.longTasks.length = 0));
    for (const query of ["thrombec", "thrombectomy ", "pulmonary embolism", "drug-coated balloon trial", "a"]) await list.search(query);
    t.diagnostic(`long tasks while searching: ${await page.evaluate(() => JSON.stringify(window.longTasks))} ms`);
  });
}
