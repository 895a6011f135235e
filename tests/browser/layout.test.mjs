// Layout: no horizontal scrolling, no layout shifts, no more elements than the page needs.

import assert from "node:assert/strict";

import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers, gate } from "./support/fault_server.mjs";
import { feed } from "./support/sample.mjs";
import { openSuite, WINDOWS } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];

/** Budget of shared/design/budgets.md. */
const MOST_SHIFT = 0.02;
const MOST_ELEMENTS = 1_500;

/** Articles with a table, with code, with a long text, without any; all of them in the slow set. */
const ARTICLES = [
  "/papers/2026-01-19-denervation-renale-garrigue-3-trois-ans",
  "/papers/2026-03-11-eleven-thousand-dose-reports-one-small-script",
  "/formation/2026-09-14-journees-interventionnelles-valmorin-2026-programme",
  "/papers/2025-07-10-carnet-nominations-de-juillet",
];

const notLinux = process.platform !== "linux" && "the fonts of this system are its own";

suite.test("text is drawn with the fonts of the suite, whatever the machine has", { skip: notLinux }, async ({ context, list, page }) => {
  await list.open();
  const session = await context.newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const families = new Set();
  for (const selector of ["main h1", ".article-card__link", ".article-card__summary", "footer p"]) {
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    assert.ok(fonts.length, selector);
    for (const { familyName } of fonts) families.add(familyName);
  }
  assert.deepEqual([...families].filter((family) => !family.startsWith("DejaVu")), []);
});

async function expectNoSidewaysScrolling(/** @type {Page} */ page, /** @type {string} */ view) {
  const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= room, `${view}: ${content} in ${room} pixels`);
}

for (const width of [320, 375, 768, 1280, 3840]) {
  suite.test(`nothing scrolls sideways at ${width} pixels`, { allow, window: { width, height: 900 } }, async ({ list, article, page }) => {
    await list.open();
    await list.showAll();
    await expectNoSidewaysScrolling(page, "list");
    if (await list.filtersButton.isVisible()) await list.filtersButton.click();
    await expectNoSidewaysScrolling(page, "filters");
    await list.search("unquestionablyinterminablesearchwordwithoutasinglespaceinit");
    await expectNoSidewaysScrolling(page, "no result");
    for (const permalink of runsAll ? feed.items.map((/** @type {Item} */ { id }) => id) : ARTICLES) {
      await article.open(permalink);
      await article.view.getByText("Le texte se charge…").waitFor({ state: "detached" });
      await expectNoSidewaysScrolling(page, permalink);
    }
    await article.open("/papers/rien-du-tout");
    await expectNoSidewaysScrolling(page, "unknown page");
  });
}

for (const window of Object.keys(WINDOWS)) {
  for (const search of ["", "?q=stent", "?section=papers"]) {
    suite.test(`nothing jumps when the app takes over on a ${window}, asked for “${search}”`, { window, base: "/" }, async ({ t, list, page, faults, url }) => {
      const wasm = gate();
      faults.break(/\.wasm$/, answers.after(wasm.opened));
      await page.goto(url + search, { waitUntil: "domcontentloaded" });
      await page.waitForFunction(() => performance.getEntriesByType("paint").length > 0);
      await page.waitForFunction(() => [...document.images].slice(0, 3).every((image) => image.complete));
      wasm.open();
      await list.loaded();
      const shifts = await page.evaluate(
        () =>
          new Promise((resolve) => {
            /** @type {LayoutShift[]} */
            const seen = [];
            const observer = new PerformanceObserver((entries) => seen.push(.../** @type {LayoutShift[]} */ (entries.getEntries())));
            observer.observe({ type: "layout-shift", buffered: true });
            // Two frames and a task: what has been drawn by now has been reported.
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
              const name = (/** @type {{ node?: Element }} */ source) => source.node?.className || source.node?.nodeName || "?";
              resolve(seen.filter((entry) => !entry.hadRecentInput).map((entry) => ({ value: entry.value, moved: entry.sources.map(name) })));
            })));
          }),
      );
      const sum = shifts.reduce((/** @type {number} */ sum, /** @type {{ value: number }} */ { value }) => sum + value, 0);
      t.diagnostic(`layout shift ${sum.toFixed(4)}`);
      assert.ok(sum <= MOST_SHIFT, `${sum.toFixed(4)}: ${JSON.stringify(shifts)}`);
    });
  }
}

suite.test("the page starts with few elements", {}, async ({ t, list, page }) => {
  await list.open();
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  t.diagnostic(`${elements} elements`);
  assert.ok(elements <= MOST_ELEMENTS, `${elements} elements`);
});

suite.test("what a finger touches is large enough", { window: "phone" }, async ({ list, page }) => {
  await list.open();
  await list.filtersButton.click();
  const small = await page.locator("button:visible, input:visible, select:visible, label:visible").evaluateAll((elements) =>
    elements
      .map((element) => (element.closest("label") ?? element).getBoundingClientRect())
      .filter(({ width, height }) => width > 1 && height > 1 && (width < 24 || height < 24))
      .map(({ width, height }) => `${width}×${height}`),
  );
  assert.deepEqual(small, []);
});

suite.test("the search box keeps its place when the first letter is typed", {}, async ({ list }) => {
  await list.open();
  const before = await list.box.boundingBox();
  await list.type("s");
  await eventually(async () => assert.deepEqual(await list.box.boundingBox(), before));
});

suite.test("what the page loads ahead is what it runs", { base: "/" }, async ({ list, page, faults }) => {
  await page.addInitScript(() => {
    const ask = window.fetch;
    window.fetched = [];
    window.fetch = (...given) => {
      window.fetched.push(new Request(...given).url);
      return ask(...given);
    };
  });
  await list.open();
  const { ahead, fetched, modules } = await page.evaluate(() => ({
    ahead: [...document.querySelectorAll("link[rel=preload]")].map((link) => /** @type {HTMLLinkElement} */ (link).href),
    fetched: window.fetched,
    modules: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /app-[^/]*\.js$/.test(name)),
  }));
  assert.ok(ahead.length > 0);
  for (const file of ahead) assert.ok(fetched.includes(file), `${file} is used`);
  assert.equal(new Set(modules).size, 1, "the module that was loaded ahead is the one that runs");
  // Read to be checked and read to be run, it comes from the server once.
  for (const file of [/^app-[^/]*\.js$/, /^app-[^/]*\.wasm$/]) assert.equal(faults.asked.filter((path) => file.test(path)).length, 1);
});
