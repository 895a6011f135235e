// The page with the keyboard, with a screen reader, in dark colours, and in the other language.

import assert from "node:assert/strict";

import { matched } from "./support/matched.mjs";
import { violations } from "./support/axe.mjs";
import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { COUNT } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];

const SHORT = "/papers/2025-07-10-carnet-nominations-de-juillet";
const LONG = "/papers/2025-03-14-tavi-moins-de-70-ans-essai-estran-2";
const CODE = "/papers/2026-03-11-eleven-thousand-dose-reports-one-small-script";

/** Every view of the site: how to reach it. */
const VIEWS = {
  "the list": (/** @type {Reader} */ { list }) => list.open(),
  "a search result": async (/** @type {Reader} */ { list }) => {
    await list.open("?q=stent&section=papers");
    await list.answers("stent");
  },
  "an empty result": async (/** @type {Reader} */ { list }) => {
    await list.open("?q=zzzyx");
    await list.answers("zzzyx");
  },
  "an article": (/** @type {Reader} */ { article }) => article.open(SHORT),
  "a long article with tables": async (/** @type {Reader} */ { article }) => {
    await article.open(LONG);
    await article.view.getByRole("table").first().waitFor();
  },
  "an article with code": async (/** @type {Reader} */ { article }) => {
    await article.open(CODE);
    await article.view.locator("pre").waitFor();
  },
  "an unknown page": (/** @type {Reader} */ { article }) => article.open("/papers/rien-du-tout"),
  "a failure": async (/** @type {Reader} */ { page, list, url, faults }) => {
    faults.break("bundle/articles.json", answers.status(500));
    await page.goto(url);
    await list.alert.getByRole("button").waitFor();
  },
};

const each = ["fr", "en"].flatMap((language) => ["light", "dark"].map((theme) => ({ language, theme })));
const looks = [
  ...each.map((look) => ({ ...look, window: "desktop" })),
  ...each.filter(({ language, theme }) => runsAll || (language === "fr") === (theme === "dark")).map((look) => ({ ...look, window: "phone" })),
];

for (const look of looks) {
  const name = `axe-core finds nothing on any view: ${Object.values(look).join(", ")}`;
  suite.test(name, { ...look, base: "/", allow: [...allow, expected.failedLoad] }, async (reader) => {
    /** @type {Record<string, string[]>} */
    const found = {};
    for (const [view, reach] of Object.entries(VIEWS)) {
      await reach(reader);
      assert.equal(await reader.page.locator("html").getAttribute("data-theme"), look.theme);
      // Below the prepared cards the app speaks its reader's language, on a page that is in the publisher's.
      const inTheirs = reader.page.locator(view === "a failure" ? "[lang]:has(> .failure-notice)" : "html");
      assert.equal(await inTheirs.getAttribute("lang"), look.language);
      for (const violation of await violations(reader.page)) (found[violation] ??= []).push(view);
    }
    assert.deepEqual(found, {});
  });
}

suite.test("axe-core finds nothing before the app has started, and in the dialog of a panic", {}, async ({ t, list, page }) => {
  await list.open();
  await page.evaluate(() => document.dispatchEvent(new CustomEvent("vigie-panic", { detail: "panicked" })));
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(await violations(page), []);
  const still = await suite.reader(t, { base: "/", allow: [/./] });
  try {
    still.faults.break(/\.wasm$/, answers.status(404));
    await still.page.goto(still.url);
    await still.list.alert.waitFor();
    assert.deepEqual(await violations(still.page), []);
  } finally {
    await still.close();
  }
});

suite.test("on a phone the opened filters have no violation either", { window: "phone" }, async ({ list, page }) => {
  await list.open();
  await list.filtersButton.click();
  assert.deepEqual(await violations(page), []);
});

/** What has the focus, in a word. */
const focused = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    if (element.matches(".skip-link")) return element.getAttribute("href");
    if (element.id === "search") return "search";
    if (element.closest("fieldset.facet-group, .filter-panel")) return "filters";
    if (element.matches("select")) return "sort";
    if (element.closest("article")) return "card";
    return element === document.body ? "page" : "other";
  });

suite.test("the tab order is skip links, search, filters, order, list; every stop is visible", {}, async ({ list, page }) => {
  await list.open();
  /** @type {(string | null)[]} */
  const order = [];
  for (let step = 0; step < 90 && order.at(-1) !== "card"; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (order.at(-1) !== stop) order.push(stop);
    assert.ok(await isMarked(page), `the focus can be seen on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`);
  }
  assert.deepEqual(order.filter((stop) => stop !== "other"), ["#search", "#results", "search", "filters", "sort", "card"]);
});

/** Whether the focused element, a part of it, or the label around it has an outline or a shadow of the focus. */
const isMarked = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const outlined = (/** @type {CSSStyleDeclaration} */ style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const candidates = [element, element.nextElementSibling, element.closest("label"), element.parentElement];
    return candidates.some((one) => one && [null, "::before", "::after"].some((part) => outlined(getComputedStyle(one, part))));
  });

suite.test("skip links lead to the search and to the results", {}, async ({ list, page }) => {
  await list.open("?q=stent");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(page), "search"));
  await list.answers("stent");
  await page.getByRole("link", { name: list.words.skipToResults }).focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), "results"));
  assert.equal(await list.box.inputValue(), "stent");
});

suite.test("on an article every skip link leads somewhere", { allow }, async ({ article, page }) => {
  await article.open(SHORT);
  const targets = await page.locator(".skip-link").evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).hash));
  for (const target of targets) assert.ok(await page.locator(target).isVisible(), `${target} is on the page`);
});

suite.test("an article is opened, read and left with the keyboard alone", {}, async ({ list, article, page }) => {
  await list.open("?q=stent");
  const [, second] = await list.texts();
  await list.links.nth(1).focus();
  await page.keyboard.press("Enter");
  await article.shown();
  assert.equal(await article.title.textContent(), second);
  // The star stands before the title, the way back before the star.
  await page.keyboard.press("Shift+Tab");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed")), "false"));
  await page.keyboard.press("Shift+Tab");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.closest("nav") !== null), true));
  await article.back.focus();
  await page.keyboard.press("Enter");
  await list.answers("stent");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.textContent), second));
});

suite.test("headings and landmarks give the list an outline", {}, async ({ list, page }) => {
  await list.open();
  for (const role of /** @type {const} */ (["banner", "main", "contentinfo", "search"])) assert.equal(await page.getByRole(role).count(), 1, role);
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, "one heading of the first level");
  assert.equal(await list.titles.count(), 30);
});

suite.test("the other language keeps the place and is remembered", {}, async ({ list, page }) => {
  await list.open("?q=stent");
  await page.mouse.wheel(0, 600);
  const y = await eventually(async () => {
    const y = await page.evaluate(() => window.scrollY);
    assert.ok(y > 100);
    assert.equal(await page.evaluate(() => history.state?.y), y);
    return y;
  });
  const before = await list.permalinks();
  await page.evaluate(() => document.getElementById("language").click());
  await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "en"));
  await page.getByRole("combobox", { name: "Search the articles" }).waitFor();
  assert.deepEqual(await list.permalinks(), before);
  await eventually(async () => {
    assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - y) <= 2);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "language");
  });
  assert.match(page.url(), /\?q=stent$/);
  await page.reload();
  await page.getByRole("contentinfo").getByText(/also works offline in this tab/).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("button", { name: "Français" }).click();
  await eventually(async () => assert.equal(await page.locator("html").getAttribute("lang"), "fr"));
});

suite.test("the other language keeps the article", { allow }, async ({ article, page }) => {
  await article.open(LONG);
  const title = await article.title.textContent();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: /^Read at/ }).waitFor();
  assert.equal(await article.title.textContent(), title);
  assert.equal(await article.title.getAttribute("lang"), "fr");
});

suite.test("readers who chose nothing get the publisher's language, whatever their browser speaks", { locale: "en-US" }, async ({ list, page }) => {
  await list.open();
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
});

suite.test("a theme is remembered and set before anything is drawn", { base: "/" , allow: [/./] }, async ({ list, page, faults, url }) => {
  await list.open();
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.getByRole("radio", { name: list.words.themes.light }).check({ force: true });
  const light = await background();
  await page.getByRole("radio", { name: list.words.themes.dark }).check({ force: true });
  await eventually(async () => assert.notEqual(await background(), light));
  const dark = await background();
  // Neither the app nor the script that starts it may be needed for the colours.
  faults.break(/\.wasm$|boot\.js$/, answers.status(404));
  await page.goto(url);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await background(), dark);
  const html = await (await fetch(url)).text();
  const early = html.search(/<script>/);
  assert.ok(early > 0 && early < html.indexOf("<body"), "the theme comes first, in a script that runs at once");
});

suite.test("without a choice the system's colours hold", { colorScheme: "dark" }, async ({ list, page }) => {
  await list.open();
  const [red] = matched(/\d+/, await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
  assert.ok(Number(red) < 80, "dark");
  assert.ok(await page.getByRole("radio", { name: list.words.themes.auto }).isChecked());
});

suite.test("text can be twice as large without losing anything", { window: { width: 640, height: 450 }, deviceScaleFactor: 2 }, async ({ list, page }) => {
  await list.open();
  assert.equal(await list.total(), COUNT);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
});
