// The address contains what is asked, the session history the scroll position.

import assert from "node:assert/strict";

import { eventually } from "./support/eventually.mjs";
import { known } from "./support/matched.mjs";
import { COUNT } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];

const search = (/** @type {Page} */ page) => new URL(page.url()).search;
const expectSearch = (/** @type {Page} */ page, /** @type {string} */ expected) => eventually(() => assert.equal(search(page), expected));
const scrollY = (/** @type {Page} */ page) => page.evaluate(() => Math.round(window.scrollY));
const entries = (/** @type {Page} */ page) => page.evaluate(() => history.length);
const focusedCard = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement?.closest("[data-id]")?.getAttribute("data-id") ?? null);

suite.test("words, filters and order stand in the address", async ({ list, page }) => {
  await list.open();
  await list.type("stent");
  await expectSearch(page, "?q=stent");
  await list.value("Rubrique", "Actualités").click();
  await expectSearch(page, "?q=stent&section=papers");
  await list.sort.selectOption({ label: "Plus anciens" });
  await expectSearch(page, "?q=stent&section=papers&sort=oldest");
  await list.clearButton.click();
  await expectSearch(page, "?section=papers&sort=oldest");
});

suite.test("a reload gives the same page", async ({ list, page }) => {
  await list.open();
  await list.type("stent");
  await list.value("Rubrique", "Actualités").click();
  await list.sort.selectOption({ label: "Plus anciens" });
  await expectSearch(page, "?q=stent&section=papers&sort=oldest");
  const before = [await list.sentence(), await list.permalinks()];
  await page.reload();
  await list.loaded();
  await list.answers("stent");
  assert.deepEqual([await list.sentence(), await list.permalinks()], before);
  assert.equal(await list.box.inputValue(), "stent");
  assert.ok(await list.value("Rubrique", "Actualités").isChecked());
  assert.equal(await list.sort.locator("option:checked").textContent(), "Plus anciens");
});

suite.test("a shared address gives others the same results", async ({ t, list, page }) => {
  await list.open();
  await list.type("l'embolie & co");
  await list.search("ballon actif");
  await list.value("Année", "2026").click();
  await expectSearch(page, "?q=ballon+actif&year=2026");
  const before = [await list.sentence(), await list.permalinks()];
  const other = await suite.reader(t);
  try {
    await other.list.open(search(page));
    await other.list.answers("ballon actif");
    assert.deepEqual([await other.list.sentence(), await other.list.permalinks()], before);
    assert.equal(await other.list.box.inputValue(), "ballon actif");
  } finally {
    await other.close();
  }
});

suite.test("any text survives the address", async ({ list, page }) => {
  for (const text of ["l’hôpital", "50 % & plus", "a+b=c#d", "\u{1fac0} cœur", "\"entre guillemets\""]) {
    await list.open();
    await list.search(text);
    await eventually(() => assert.ok(search(page).startsWith("?q=")));
    await page.reload();
    await list.loaded();
    await list.answers(text);
    assert.equal(await list.box.inputValue(), text);
  }
});

suite.test("one step back leaves a search, however slowly it was typed", async ({ list, page }) => {
  await list.open();
  await list.value("Rubrique", "Actualités").click();
  await expectSearch(page, "?section=papers");
  const before = await entries(page);
  for (const letters of ["s", "st", "ste", "stent"]) {
    await list.box.pressSequentially(letters.slice((await list.box.inputValue()).length));
    await expectSearch(page, `?q=${letters}&section=papers`);
  }
  assert.equal(await entries(page), before + 1, "typing is one entry of the history");
  await page.goBack();
  await expectSearch(page, "?section=papers");
  await list.answers("");
  assert.equal(await list.box.inputValue(), "");
  await page.goForward();
  await list.answers("stent");
  assert.equal(await list.box.inputValue(), "stent");
});

suite.test("each filter is a step of its own", async ({ list, page }) => {
  await list.open();
  await list.value("Rubrique", "Actualités").click();
  await expectSearch(page, "?section=papers");
  await list.value("Année", "2026").click();
  await expectSearch(page, "?section=papers&year=2026");
  const narrow = await list.total();
  await page.goBack();
  await expectSearch(page, "?section=papers");
  await eventually(async () => assert.ok((await list.total()) > narrow));
  assert.equal(await list.value("Année", "2026").isChecked(), false);
  await page.goBack();
  await list.expectTotal(COUNT);
  await page.goForward();
  await page.goForward();
  await list.expectTotal(narrow);
  assert.ok(await list.value("Année", "2026").isChecked());
});

/** Shows every card, opens one far down, and returns where the list stood. */
async function openCardFarDown(/** @type {ListPage} */ list, /** @type {Reader["article"]} */ article, /** @type {Page} */ page) {
  await list.showAll();
  const card = list.cards.nth(COUNT - 8);
  const id = await card.getAttribute("data-id");
  // A click scrolls to its target first: what counts is where the card stood at that moment.
  await page.evaluate(() => {
    const note = (/** @type {Event} */ event) => (window.clicked = [window.scrollY, /** @type {Element} */ (event.target).closest("[data-id]")?.getBoundingClientRect().top ?? 0]);
    addEventListener("click", note, { capture: true, once: true });
  });
  await card.locator("h2").getByRole("link").click();
  await article.shown();
  const [y, top] = await page.evaluate(() => window.clicked);
  assert.ok(y > 2_000, `scrolled to ${y}`);
  return { top, id };
}

/** The offset in the page may differ, as cards that were never on screen have guessed heights; the eye must not. */
async function expectPlace(/** @type {ListPage} */ list, /** @type {Page} */ page, /** @type {{ top: number, id: string | null }} */ { top, id }) {
  const card = page.locator(`[data-id="${id}"]`);
  await eventually(async () => {
    assert.equal(await list.cards.count(), COUNT, "as many cards as before");
    const now = await card.evaluate((/** @type {HTMLElement} */ card) => card.getBoundingClientRect().top);
    assert.ok(Math.abs(now - top) <= 2, `the card is at ${now} of the window, was at ${top}`);
    assert.equal(await focusedCard(page), id, "the card has the focus");
  });
}

suite.test("back from an article leads to the same place in the list", async ({ list, article, page }) => {
  await list.open();
  const place = await openCardFarDown(list, article, page);
  assert.equal(await scrollY(page), 0, "an article begins at its top");
  await page.goBack();
  await expectPlace(list, page, place);
  await page.goForward();
  await article.shown();
  await page.goBack();
  await expectPlace(list, page, place);
});

suite.test("the link back to the results leads to the same place too", async ({ list, article, page }) => {
  await list.open();
  const place = await openCardFarDown(list, article, page);
  await article.back.click();
  await expectPlace(list, page, place);
});

suite.test("back leads to the same place after the article was reloaded", { allow }, async ({ list, article, page }) => {
  await list.open();
  const place = await openCardFarDown(list, article, page);
  await page.reload();
  await article.shown();
  await page.goBack();
  await expectPlace(list, page, place);
});

suite.test("a reload of the list keeps the place", async ({ list, page }) => {
  await list.open();
  await list.showAll();
  const card = list.cards.nth(COUNT - 8);
  await card.scrollIntoViewIfNeeded();
  await card.locator("h2").getByRole("link").focus();
  const id = await card.getAttribute("data-id");
  const top = await eventually(async () => {
    const [kept, y, top] = await card.evaluate((card) => [history.state, window.scrollY, card.getBoundingClientRect().top]);
    assert.equal(kept?.y, y, "the place is kept in the history");
    assert.equal(kept?.focus, id, "the focus is kept in the history");
    return top;
  });
  await page.reload();
  await list.loaded();
  await expectPlace(list, page, { top, id });
});

suite.test("results after a search keep their place when an article is left", async ({ list, article, page }) => {
  await list.open("?q=stent");
  const before = await list.permalinks();
  await list.links.nth(2).click();
  await article.shown();
  assert.equal(search(page), "?q=stent");
  await page.goBack();
  await list.answers("stent");
  assert.deepEqual(await list.permalinks(), before);
  await eventually(async () => assert.equal(await focusedCard(page), before[2]));
});

suite.test("an article opened while a search is being typed leads back to that search", async ({ list, article, page }) => {
  await list.open();
  await list.type("stent");
  const before = await list.permalinks();
  await list.links.first().click();
  await article.shown();
  await page.goBack();
  await list.answers("stent");
  assert.deepEqual(await list.permalinks(), before);
  assert.equal(await list.box.inputValue(), "stent");
  await page.goBack();
  await list.expectTotal(COUNT);
});

suite.test("what the address asks and nobody knows is harmless", async ({ list }) => {
  await list.open("?utm_source=lettre&q=stent&subject=%E0%A4%A&sort=upside-down&year=&=&&view=cards");
  await list.answers("stent");
  assert.ok((await list.total()) > 0);
  assert.doesNotMatch(known(await list.links.first().getAttribute("href")), /utm_source/);
  assert.equal(await list.sort.locator("option:checked").textContent(), "Pertinence");
});

suite.test("a click that asks for a new tab gets one", { allow }, async ({ list, context }) => {
  await list.open();
  const opened = context.waitForEvent("page");
  await list.links.first().click({ modifiers: ["ControlOrMeta"] });
  const tab = await opened;
  await tab.getByRole("heading", { level: 1 }).waitFor();
  assert.notEqual(new URL(tab.url()).pathname, "/");
  assert.equal(await list.total(), COUNT);
});
