// The search box: what it finds, what it highlights, how it is cleared.

import assert from "node:assert/strict";

import { eventually } from "./support/eventually.mjs";
import { fold } from "./support/folding.mjs";
import { COUNT } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { answers, gate } from "./support/fault_server.mjs";

const suite = openSuite();

/** Permalinks that a query finds, all of them, in an order of their own. */
async function found(/** @type {ListPage} */ list, /** @type {string} */ query) {
  await list.search(query);
  await list.showAll();
  const permalinks = await list.permalinks();
  assert.equal(permalinks.length, await list.total(), `as many cards as announced for “${query}”`);
  return permalinks.sort();
}

suite.test("results follow every letter that is typed", async ({ list }) => {
  await list.open();
  const all = await list.total();
  let before = all;
  for (const letters of ["ca", "caro", "carotid", "carotide"]) {
    await list.search(letters);
    const now = await list.total();
    assert.ok(now <= before && now > 0, `${letters}: ${now} of ${before}`);
    before = now;
  }
  assert.ok(before < all, "the word has narrowed the list");
});

suite.test("a word finds the article that holds it, first", async ({ list }) => {
  await list.open();
  await list.type("marlinspike");
  const titles = await list.texts();
  assert.equal(titles.length, 1);
  assert.match(titles[0], /Marlinspike thrombectomy catheter/);
});

suite.test("the count is announced to screen readers", async ({ list }) => {
  await list.open();
  assert.equal(await list.sentence(), `${COUNT} articles`);
  await list.type("stent");
  assert.match(await list.sentence(), /^\d+ résultats? pour «\sstent\s»$/);
  assert.equal(await list.status.getAttribute("role"), "status");
  await list.search("zzzyx");
  assert.match(await list.sentence(), /^Aucun résultat pour «\szzzyx\s»$/);
});

suite.test("accents, case and ligatures make no difference", async ({ list }) => {
  await list.open();
  for (const forms of [
    ["hémodialyse", "hemodialyse", "HÉMODIALYSE", "he\u0301modialyse"],
    ["œdème", "oedeme", "OEDÈME"],
    ["embolie pulmonaire", "EMBOLIE PULMONAIRE"],
    ["l’hôpital", "hopital", "l'hopital"],
  ]) {
    const [first, ...others] = forms;
    const expected = await found(list, first);
    assert.ok(expected.length > 0, `${first} finds something`);
    for (const other of others) assert.deepEqual(await found(list, other), expected, other);
  }
});

suite.test("the last word is a beginning until a space ends it", async ({ list }) => {
  await list.open();
  const whole = await found(list, "thrombectomy");
  const beginning = await found(list, "thrombect");
  assert.ok(whole.length > 0 && whole.every((/** @type {string} */ permalink) => beginning.includes(permalink)));
  assert.deepEqual(await found(list, "thrombect "), []);
});

suite.test("what has every word comes first, in any order", async ({ list }) => {
  await list.open();
  const one = await found(list, "=trial ");
  const other = await found(list, "=stent ");
  const both = one.filter((/** @type {string} */ permalink) => other.includes(permalink));
  assert.ok(both.length > 0 && one.length > both.length, `${both.length} of ${one.length}`);
  for (const query of ["=trial =stent ", "=stent =trial "]) assert.deepEqual(await found(list, query), both, query);
});

suite.test("marks stand on the letters that were meant, and change no text", async ({ list, page }) => {
  await list.open();
  await list.showAll();
  const plain = new Map(await cardTexts(page));
  for (const [query, beginning] of [["hemodialys", "hemodialys"], ["=oedeme", "oedeme"], ["=STENT", "stent"]]) {
    await list.search(query);
    await list.showAll();
    const marks = await page.getByRole("main").locator("mark").allTextContents();
    assert.ok(marks.length > 0, `${query} is marked`);
    for (const mark of marks) assert.ok(fold(mark).startsWith(beginning), `${mark} for ${query}`);
    for (const [permalink, text] of await cardTexts(page)) assert.equal(text, plain.get(permalink), permalink);
  }
  await list.search("");
  assert.equal(await page.locator("mark").count(), 0);
});

/** Title and summary of every card, by its permalink. */
const cardTexts = (/** @type {Page} */ page) =>
  page.locator("[data-id]").evaluateAll((/** @type {HTMLElement[]} */ cards) =>
    cards.map((card) => {
      const parts = card.querySelectorAll(".article-card__title, .article-card__summary");
      return /** @type {const} */ ([card.dataset.id, [...parts].map((part) => part.textContent).join("\n")]);
    }),
  );

suite.test("Escape and the button empty the box, and it keeps the focus", async ({ list, page }) => {
  await list.open();
  const empty = [() => page.keyboard.press("Escape"), () => list.clearButton.click()];
  for (const act of empty) {
    await list.box.focus();
    await list.search("stent");
    await act();
    await list.answers("");
    assert.equal(await list.box.inputValue(), "");
    assert.equal(await list.total(), COUNT);
    assert.ok(await list.box.evaluate((box) => box === document.activeElement), "focus in the box");
    assert.ok(await list.clearButton.isHidden(), "nothing left to clear");
  }
});

suite.test("text typed before the app has started is kept, with the focus, and answered", { base: "/" }, async ({ list, page, faults, url }) => {
  const wasm = gate();
  faults.break(/\.wasm$/, answers.after(wasm.opened));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await list.box.click();
  await page.keyboard.type("carot");
  assert.equal(await list.box.inputValue(), "carot");
  wasm.open();
  await list.loaded();
  await list.answers("carot");
  assert.equal(await list.box.inputValue(), "carot");
  await page.keyboard.type("id");
  await list.answers("carotid");
  assert.ok((await list.total()) > 0);
});

suite.test("a search survives a reload before the app has started", { base: "/" }, async ({ list, page, faults, url }) => {
  const wasm = gate();
  faults.break(/\.wasm$/, answers.after(wasm.opened));
  await page.goto(`${url}?q=carotid`, { waitUntil: "domcontentloaded" });
  wasm.open();
  await list.loaded();
  await list.answers("carotid");
  assert.equal(await list.box.inputValue(), "carotid");
});

suite.test("a phrase is found in bodies too, and nowhere that has its words alone", async ({ list }) => {
  await list.open();
  await list.search("«vingtaine de cas d’apprentissage»");
  await eventually(async () => assert.equal(await list.total(), 1));
  const [permalink] = await list.permalinks();
  assert.match(permalink, /fermeture-auricule-gauche-anesthesie-locale/);
  await list.search("«apprentissage de vingtaine»");
  await eventually(async () => assert.equal(await list.total(), 0));
});

suite.test("what only a meaning finds says so where others have the word", async ({ list, page }) => {
  await list.open();
  await list.search("AVC ");
  await list.showAll();
  const cards = await page.locator(".article-card").allInnerTexts();
  const meant = cards.filter((text) => text.includes("trouvé par le sens"));
  assert.ok(meant.length > 0 && meant.length < cards.length, `${meant.length} of ${cards.length}`);
  assert.ok(cards.some((text) => /AVC/.test(text) && !meant.includes(text)), "French articles have the letters");
});

suite.test("signs alone and values that no article has are named", async ({ list, page }) => {
  await list.open();
  await list.search("?");
  assert.equal(await list.total(), 0);
  await page.getByText("ni lettre ni chiffre : rien à chercher").waitFor();
  await list.search("tag:zzyzx ");
  await page.getByText("aucun article n’a cette valeur").waitFor();
});

suite.test("nothing found says so and offers a way on", async ({ list, page }) => {
  await list.open("?q=zzzyx&section=papers");
  await page.getByText("Aucun article ne correspond").waitFor();
  await page.getByText("vérifiez l’orthographe").waitFor();
  await list.main.getByRole("button", { name: "Effacer la recherche" }).last().click();
  await list.answers("");
  assert.ok((await list.total()) > 0);
});

suite.test("results can be ordered by relevance or date", async ({ list }) => {
  await list.open("?q=stent");
  const dates = () => list.cards.locator("time").evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));
  /** @type {Record<string, string[]>} */
  const orders = {};
  for (const order of ["Pertinence", "Plus récents", "Plus anciens"]) {
    await list.sort.selectOption({ label: order });
    await eventually(async () => {
      const shown = await dates();
      const sorted = [...shown].sort();
      if (order === "Plus récents") assert.deepEqual(shown, sorted.reverse());
      if (order === "Plus anciens") assert.deepEqual(shown, sorted);
    });
    orders[order] = (await list.permalinks()).sort();
  }
  assert.ok(orders.Pertinence.length > 2);
  assert.deepEqual(orders["Plus récents"], orders.Pertinence);
  assert.deepEqual(orders["Plus anciens"], orders.Pertinence);
});

suite.test("without words there is no order by relevance", async ({ list }) => {
  await list.open();
  assert.deepEqual(await list.sort.getByRole("option").allTextContents(), ["Plus récents", "Plus anciens"]);
});

suite.test("a feed is searched in the language of its readers: English interface, same answers", { language: "en" }, async ({ list }) => {
  await list.open("?q=embolie");
  assert.match(await list.sentence(), /^\d+ results? for “embolie”$/);
});
