// A feed of another tool with one item of 20 MB: the page that shows it goes on answering, and says that of this item
// only the beginning is here.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { hostPage, serveHost } from "./support/host_site.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();
/** @type {HostSite} */
let host;
before(async () => (host = await serveHost(() => suite.url)));
after(() => host?.close());

const MEGABYTE = 1 << 20;
const FEED = "application/feed+json";
const SHORT = { id: "2", title: "Un stent court", content_text: "Une phrase.", date_published: "2026-01-02T03:04:05Z" };

/** Words of medicine, so that concepts and topics are looked for too. */
const WORDS = "embolie pulmonaire, stent coronaire actif de 3,5 mm, angioplastie et TAVI chez 1 250 patients. ";
const text = (/** @type {number} */ bytes) => WORDS.repeat(Math.ceil(bytes / WORDS.length));
const feedOf = (/** @type {object[]} */ ...items) => JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Ailleurs", items });
const heavy = (/** @type {object} */ more) => ({ id: "1", title: "Un article énorme", date_published: "2026-01-01T03:04:05Z", ...more });

/** Items of 20 MB, each in its way, and how many articles are shown beside what is said. */
const SHORTENED = /Un article trop long a été coupé/;
/** @type {Record<string, [() => object[], number, RegExp, ((json: string) => string)?]>} */
const KINDS = {
  "nothing large, to compare": [() => [], 1, /^/],
  "a plain text": [() => [heavy({ content_text: text(20 * MEGABYTE) })], 2, SHORTENED],
  "markup": [() => [heavy({ content_html: `<p>${text(MEGABYTE)}</p>`.repeat(20) })], 2, SHORTENED],
  "a title": [() => [heavy({ title: text(20 * MEGABYTE) })], 2, SHORTENED],
  "letters that are escaped": [() => [heavy({ content_text: text(20 * MEGABYTE) })], 2, SHORTENED, (json) => json.replaceAll("patients", "pati\\u0065\\u0301nts")],
  "a million tags": [() => [heavy({ content_text: "Court.", tags: Array.from({ length: 2_000_000 }, (_, at) => `t${at}`) })], 1, /Un article illisible a été laissé de côté/],
  "forty texts of 500 kB": [() => Array.from({ length: 40 }, (_, at) => heavy({ id: `n${at}`, content_text: text(500_000) })), 41, /40 articles trop longs ont été coupés/],
};

/** Notes the tasks of a page that take longer than a twentieth of a second. */
const watchTasks = (/** @type {Page} */ page) => page.addInitScript(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: "longtask" });
});

async function tellTasks(/** @type {Page} */ page, /** @type {TestContext} */ t, /** @type {string} */ name) {
  const tasks = await page.evaluate(() => window.tasks);
  t.diagnostic(`${name}: longest task ${Math.max(0, ...tasks)} ms of ${tasks.length} long ones`);
  // A busy machine makes any task long, so only the slow set, which runs alone, judges them.
  if (runsAll) assert.ok(Math.max(0, ...tasks) < 200, `${name}: ${tasks}`);
}

for (const [name, [items, count, sentence, change = (/** @type {string} */ json) => json]] of Object.entries(KINDS)) {
  const json = () => change(feedOf(...items(), SHORT));

  suite.test(`hosted page: ${name}`, { base: "/" }, async ({ faults, list, page, url, t }) => {
    faults.break("bundle/articles.json", answers.text(json(), FEED));
    await watchTasks(page);
    await page.goto(url);
    await eventually(async () => assert.match(await list.main.innerText(), sentence));
    await list.loaded();
    assert.equal(await list.total(), count);
    await list.search("stent");
    await list.expectTotal(count);
    await tellTasks(page, t, `hosted page, ${name}`);
  });

  suite.test(`widget: ${name}`, { get faults() { return host; } }, async ({ page, t }) => {
    host.publish("/feed.json", json(), { "content-type": FEED });
    await watchTasks(page);
    await page.addInitScript(() => {
      window.said = [];
      document.addEventListener("vigie-error", ({ detail }) => window.said.push(detail.message));
    });
    await page.goto(host.publish("/page", hostPage({ attributes: 'src="/feed.json" mode="full"' })));
    const results = page.locator("vigie-articles [role=status]").first();
    await eventually(async () => assert.match((await results.textContent()) ?? "", new RegExp(`^${count} article`)));
    await eventually(async () => assert.match((await page.evaluate(() => window.said)).join("\n"), sentence));
    await page.evaluate(() => (document.querySelector("vigie-articles").query = "stent"));
    await eventually(async () => assert.match((await results.textContent()) ?? "", /stent/));
    await tellTasks(page, t, `widget, ${name}`);
  });
}
