// Filters: their counts, how they combine, how they are removed; and the batches of the list.

import assert from "node:assert/strict";

import { eventually } from "./support/eventually.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();
const BATCH = 30;

const GROUPS = ["Rubrique", "Thème", "Source", "Étiquette", "Type", "Année", "Langue"];

/** Chooses every value of these groups alone, compares what it shows with what it has promised, and returns how many. */
async function checkCounts(/** @type {ListPage} */ list, /** @type {string[]} */ groups) {
  let checked = 0;
  for (const group of groups) {
    for (const { label, count } of await list.values(group)) {
      const box = list.value(group, label);
      const wasChosen = await box.isChecked();
      if (wasChosen) continue;
      const others = await list.group(group).getByRole("checkbox", { checked: true }).count();
      await box.click();
      if (others === 0) await list.expectTotal(count, `${group}: ${label}`);
      await box.click();
      await eventually(async () => assert.equal(await box.isChecked(), false));
      checked += 1;
    }
  }
  return checked;
}

suite.test("every group that the articles have is offered, with its values", async ({ list }) => {
  await list.open();
  assert.deepEqual(await list.groups(), GROUPS);
  let values = 0;
  for (const group of GROUPS) values += (await list.values(group)).length;
  assert.ok(values > 40, `${values} values`);
});

for (const group of GROUPS) {
  suite.test(`the count beside every value is what choosing it shows: ${group}`, async ({ list }) => {
    await list.open();
    assert.equal(await checkCounts(list, [group]), (await list.values(group)).length);
  });
}

suite.test("counts follow the words and the filters of other groups", async ({ list }) => {
  await list.open("?q=stent&section=papers");
  const checked = await checkCounts(list, await list.groups());
  assert.ok(checked > 5, `${checked} values`);
});

suite.test("a count is a number of cards", async ({ list }) => {
  await list.open();
  const [{ label, count }] = await list.values("Rubrique");
  await list.value("Rubrique", label).click();
  await list.expectTotal(count);
  await list.showAll();
  assert.equal(await list.cards.count(), count);
});

suite.test("values of one group widen, groups narrow", async ({ list }) => {
  await list.open();
  const sources = await list.values("Source");
  const [first, second] = sources;
  await list.value("Source", first.label).click();
  await list.expectTotal(first.count);
  await list.value("Source", second.label).click();
  await list.expectTotal(first.count + second.count, "either source");
  await list.value("Rubrique", "Actualités").click();
  const isEither = (/** @type {Item} */ item) => [first.label, second.label].includes(String(item._vigie?.source));
  const expected = feed.items.filter((/** @type {Item} */ item) => isEither(item) && item.id.startsWith("/papers/")).map((/** @type {Item} */ item) => item.id);
  assert.ok(expected.length < first.count + second.count, "the section narrows");
  await list.expectTotal(expected.length, "either source, and the section");
  await list.showAll();
  assert.deepEqual((await list.permalinks()).sort(), expected.sort());
});

suite.test("an active filter goes with one click, all go with one click", async ({ list }) => {
  await list.open();
  assert.ok(await list.active.isHidden(), "no filter, no list of filters");
  const [source] = await list.values("Source");
  await list.value("Source", source.label).click();
  await list.value("Rubrique", "Actualités").click();
  await list.active.getByRole("button", { name: list.words.removeFilter("Actualités") }).click();
  await list.expectTotal(source.count);
  assert.equal(await list.value("Rubrique", "Actualités").isChecked(), false);
  await list.value("Rubrique", "Actualités").click();
  await list.active.getByRole("button", { name: list.words.clearFilters }).click();
  await list.expectTotal(COUNT);
  await list.active.waitFor({ state: "hidden" });
});

suite.test("sponsored contents can be hidden", async ({ list, page }) => {
  await list.open();
  await list.showAll();
  const sponsored = await list.cards.filter({ hasText: list.words.sponsored }).count();
  assert.ok(sponsored > 0, "the sample has some");
  await list.hideSponsored.click();
  await list.expectTotal(COUNT - sponsored);
  await list.showAll();
  assert.equal(await list.cards.filter({ hasText: list.words.sponsored }).count(), 0);
  assert.match(page.url(), /[?&]kind=-sponsored\b/);
  await list.active.getByRole("button", { name: /sans Sponsorisé/ }).click();
  await list.expectTotal(COUNT);
  assert.equal(await list.hideSponsored.isChecked(), false);
});

suite.test("filters and words narrow together, and words can change under a filter", async ({ list }) => {
  await list.open("?section=papers");
  const inSection = await list.total();
  await list.search("stent");
  const both = await list.total();
  assert.ok(both > 0 && both < inSection);
  await list.active.getByRole("button", { name: list.words.clearFilters }).click();
  await eventually(async () => assert.ok((await list.total()) > both));
  await list.answers("stent");
});

suite.test("cards come in batches of 30", async ({ list, page }) => {
  await list.open();
  assert.equal(await list.cards.count(), BATCH);
  assert.equal(await list.more.textContent(), `Afficher ${COUNT - BATCH} de plus`);
  await page.getByText(`${BATCH} sur ${COUNT} affichés`).waitFor();
  await list.more.click();
  await eventually(async () => assert.equal(await list.cards.count(), COUNT));
  assert.ok(await list.more.isHidden(), "nothing more to show");
});

suite.test("another question starts again with one batch", async ({ list }) => {
  await list.open();
  await list.showAll();
  await list.value("Rubrique", "Actualités").click();
  await list.active.waitFor();
  await eventually(async () => assert.equal(await list.cards.count(), BATCH));
});

suite.test("filters are used with the keyboard alone", async ({ list, page }) => {
  await list.open();
  const [{ label, count }] = await list.values("Rubrique");
  const box = list.value("Rubrique", label);
  await list.box.focus();
  for (let step = 0; step < 10 && !(await hasFocus(box)); step += 1) await page.keyboard.press("Tab");
  assert.ok(await hasFocus(box), "the first value is reached from the search box");
  await page.keyboard.press("Space");
  await list.expectTotal(count);
  assert.ok(await hasFocus(box), "the focus stays on the value");
  await page.keyboard.press("Space");
  await list.expectTotal(COUNT);
});

const hasFocus = (/** @type {Locator} */ locator) => locator.evaluate((/** @type {HTMLElement} */ element) => element === document.activeElement);

/** Whoever presses a key must find the focus on something afterwards, not at the start of the page. */
async function keepsFocus(/** @type {Page} */ page) {
  await eventually(async () => {
    const name = await page.evaluate(() => document.activeElement?.tagName);
    assert.notEqual(name, "BODY", "the focus is lost");
  }, 1_000);
}

suite.test("removing a filter with the keyboard keeps a place", async ({ list, page }) => {
  await list.open("?section=papers&year=2025");
  await list.active.getByRole("button", { name: list.words.removeFilter("2025") }).focus();
  await page.keyboard.press("Enter");
  await list.active.getByRole("button", { name: /2025/ }).waitFor({ state: "hidden" });
  await keepsFocus(page);
});

suite.test("clearing all filters with the keyboard keeps a place", async ({ list, page }) => {
  await list.open("?section=papers");
  await list.active.getByRole("button", { name: list.words.clearFilters }).focus();
  await page.keyboard.press("Enter");
  await list.expectTotal(COUNT);
  await keepsFocus(page);
});

suite.test("showing more with the keyboard keeps a place", async ({ list, page }) => {
  await list.open();
  await list.more.focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await list.cards.count(), COUNT));
  await keepsFocus(page);
});

suite.test("on a phone filters open behind their button, which counts the active ones", { window: "phone" }, async ({ list }) => {
  await list.open();
  const box = list.value("Rubrique", "Actualités");
  assert.ok(await box.isHidden(), "closed at first");
  await list.filtersButton.click();
  assert.equal(await list.filtersButton.getAttribute("aria-expanded"), "true");
  await box.click();
  await eventually(async () => assert.equal(await list.filtersButton.textContent(), "Filtres (1)"));
  await list.filtersButton.click();
  assert.ok(await box.isHidden(), "closed again");
});

suite.test("a filter of the address that no article has shows an empty list with a way on", async ({ list }) => {
  await list.open("?source=personne");
  assert.equal(await list.total(), 0);
  await list.active.getByRole("button", { name: list.words.removeFilter("personne") }).click();
  await list.expectTotal(COUNT);
});
