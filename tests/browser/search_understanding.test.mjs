// How a search is understood: what the page says about it, and how a reader undoes it.

import assert from "node:assert/strict";

import { matched } from "./support/matched.mjs";
import { violations } from "./support/axe.mjs";
import { eventually } from "./support/eventually.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();

/** What one line under the box says, without the buttons. */
const meaning = (/** @type {Locator} */ chip) => chip.locator("> span").textContent();

const button = (/** @type {Locator} */ place, /** @type {string | RegExp} */ name) => place.getByRole("button", { name });

suite.test("a French question finds English news, and marks the words", async ({ list, page }) => {
  await list.open();
  await list.search("embolie pulmonaire thrombectomie");
  const titles = await list.texts();
  assert.ok(titles.some((title) => /pulmonary embolism/i.test(title)), titles.join("\n"));
  const marks = await page.getByRole("main").locator("mark").allTextContents();
  assert.ok(marks.some((mark) => /pulmonary embolism/i.test(mark)), marks.join("\n"));
});

suite.test("a line says what an acronym was taken for, and one click takes it literally", async ({ list, page }) => {
  await list.open();
  await list.search("EP");
  assert.equal(await meaning(list.readings.first()), "EP → embolie pulmonaire · pulmonary embolism");
  await button(list.readings.first(), "chercher seulement « EP »").click();
  await list.answers("=EP");
  assert.equal(await list.box.inputValue(), "=EP");
  assert.equal(await list.readings.count(), 0);
  assert.ok(await list.box.evaluate((box) => box === document.activeElement), "focus in the box");
  assert.match(page.url(), /q=%3DEP$/);
  await page.goBack();
  await list.answers("EP");
  await list.readings.first().waitFor();
});

suite.test("words that name one thing together are taken back as a phrase", async ({ list }) => {
  await list.open("?q=embolie+pulmonaire");
  assert.equal(await meaning(list.readings.first()), "embolie pulmonaire → pulmonary embolism");
  await button(list.readings.first(), /chercher seulement/).click();
  await list.answers("\"embolie pulmonaire\"");
  assert.equal(await list.readings.count(), 0);
  const texts = await list.cards.allTextContents();
  assert.ok(texts.length > 0);
  for (const text of texts) assert.match(text, /embolie pulmonaire/i);
});

suite.test("an ambiguous acronym offers its other meanings", async ({ list }) => {
  await list.open("?q=EP");
  const other = button(list.readings.first(), /^plutôt /);
  const name = ((await other.first().textContent()) ?? "").replace("plutôt ", "");
  await other.first().click();
  await list.answers(name);
  assert.equal(await list.box.inputValue(), name);
});

suite.test("a typing error is corrected, said so, and taken back", async ({ list }) => {
  await list.open("?q=denervasion");
  const chip = list.readings.filter({ hasText: "Résultats proches de" });
  assert.match((await meaning(chip)) ?? "", /«\s*denervasion\s*»\s*: .*denervation/u);
  assert.ok((await list.total()) > 0);
  await button(list.readings.first(), /chercher seulement/).click();
  await list.answers("=denervasion");
  assert.equal(await list.cards.count(), 0);
});

suite.test("a year is a date", async ({ list }) => {
  await list.open("?q=2025+stent");
  assert.equal(await meaning(list.readings.first()), "2025 → articles publiés en 2025");
  await button(list.readings.first(), /chercher seulement/).click();
  await list.answers("=2025 stent");
});

suite.test("what is not understood is underlined below the box, with a hint", async ({ list, page }) => {
  await list.open();
  await list.search("avant:xyz stent");
  assert.equal(await list.notices.count(), 1);
  assert.match((await list.notices.first().textContent()) ?? "", /^avant:xyz – pas une date/);
  const decoration = await list.notices.locator("span").evaluate((words) => getComputedStyle(words).textDecorationLine);
  assert.equal(decoration, "underline");
  const description = await list.box.getAttribute("aria-describedby");
  assert.match((await page.locator(`#${description}`).textContent()) ?? "", /avant:xyz/);
  assert.ok((await list.total()) > 0, "the rest is searched");
  await list.search("avant:2026 stent");
  assert.equal(await list.notices.count(), 0);
  await list.search(`"stent (ballon`);
  assert.match((await list.notices.first().textContent()) ?? "", /guillemets non fermés/);
});

suite.test("the hints are in the language of the interface", { language: "en" }, async ({ list }) => {
  await list.open("?q=before:xyz+EP");
  assert.match((await list.notices.first().textContent()) ?? "", /not a date/);
  assert.match((await list.readings.first().textContent()) ?? "", /EP → .*search only “EP”/);
});

suite.test("an empty list says which word empties it, and each way out works", async ({ list, page }) => {
  const { main } = list;
  await list.open("?q=titre:zzzyx+titre:stent");
  await page.getByText("Aucun article ne contient « titre:zzzyx ».").waitFor();
  await button(main, /^sans « titre:zzzyx » : \d+ articles?$/).click();
  await list.answers("titre:stent");
  assert.ok((await list.total()) > 0);
  await list.open("?q=stent&source=nobody");
  await button(main, /^sans les filtres : \d+ articles$/).click();
  await list.answers("stent");
  assert.ok((await list.total()) > 0);
});

suite.test("an empty list offers what begins alike, and the help", async ({ list, page }) => {
  await list.open("?q=%3Dembolqqqq");
  await page.getByText("Vous cherchiez peut-être").waitFor();
  await button(list.main, /^embol.* · /).first().click();
  await eventually(async () => assert.ok((await list.total()) > 0));
  await list.open("?q=%3Dzzzyx");
  await list.main.getByRole("link", { name: "Toutes les façons de chercher" }).last().click();
  await page.getByRole("heading", { level: 1, name: "Comment chercher" }).waitFor();
});

suite.test("suggestions are a combobox for keyboard and screen reader", async ({ list, page }) => {
  await list.open();
  assert.equal(await list.box.getAttribute("role"), "combobox");
  assert.equal(await list.box.getAttribute("aria-expanded"), "false");
  await list.box.pressSequentially("embol");
  await list.options.first().waitFor();
  assert.equal(await list.box.getAttribute("aria-expanded"), "true");
  assert.equal(await list.box.getAttribute("aria-activedescendant"), null, "nothing is chosen by itself");
  assert.match((await list.options.first().textContent()) ?? "", /\d+ articles?$/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("ArrowDown");
  const active = await list.box.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("ArrowUp");
  assert.equal(await list.box.getAttribute("aria-activedescendant"), null, "back in the text");
  await page.keyboard.press("ArrowUp");
  const last = page.locator(`#${await list.box.getAttribute("aria-activedescendant")}`);
  assert.equal(await last.textContent(), await list.options.last().textContent());
  await page.keyboard.press("Escape");
  assert.equal(await list.options.count(), 0);
  assert.equal(await list.box.inputValue(), "embol", "the first Escape only closes");
  await page.keyboard.press("Escape");
  assert.equal(await list.box.inputValue(), "");
});

suite.test("a suggestion takes the place of what was typed", async ({ list, page }) => {
  await list.open();
  await list.box.pressSequentially("stent embolie pulm");
  const option = list.options.filter({ hasText: "embolie pulmonaire" }).first();
  await option.waitFor();
  await option.click();
  await list.answers("stent embolie pulmonaire");
  assert.equal(await list.box.inputValue(), "stent embolie pulmonaire ");
  assert.equal(await list.options.count(), 0);
  assert.ok(await list.box.evaluate((box) => box === document.activeElement), "focus in the box");
  await page.keyboard.type("embol");
  await list.options.first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.doesNotMatch(await list.box.inputValue(), /embol$/));
});

suite.test("Enter searches for what was typed, and leaving closes the suggestions", async ({ list, page }) => {
  await list.open();
  await list.box.pressSequentially("embol");
  await list.options.first().waitFor();
  await page.keyboard.press("Enter");
  assert.equal(await list.options.count(), 0);
  assert.equal(await list.box.inputValue(), "embol");
  await page.keyboard.type("i");
  await list.options.first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await list.options.count(), 0);
  await list.box.press("ArrowDown");
  await list.options.first().waitFor();
});

suite.test("without anything to suggest there is no list", async ({ list, page }) => {
  await list.open();
  await list.type("zzzyx");
  await page.waitForFunction(() => document.querySelector("#suggestions").hidden);
  assert.equal(await list.box.getAttribute("aria-expanded"), "false");
});

suite.test("suggestions fit the narrowest phone", { window: { width: 320, height: 568 } }, async ({ list, page }) => {
  await list.open();
  await list.box.pressSequentially("embol");
  await list.options.first().waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide} px wide`);
  for (const box of await list.options.evaluateAll((options) => options.map((option) => option.getBoundingClientRect().height))) {
    assert.ok(box >= 44, `${box} px high`);
  }
});

suite.test("a card names its topics, each a link to all its articles", async ({ list, page }) => {
  await list.open("?q=stent");
  const link = list.cards.first().locator(".article-card__topic").first();
  const name = await link.textContent();
  const href = await link.getAttribute("href");
  assert.match(href ?? "", /\/\?topic=[a-z-]+$/);
  await link.click();
  await list.answers("");
  assert.equal(new URL(page.url()).search, new URL(href ?? "", page.url()).search, "nothing else is kept");
  await list.active.getByRole("button", { name: list.words.removeFilter(name ?? "") }).waitFor();
  const [chosen] = (await list.values("Thème")).filter(({ label }) => label === name);
  assert.equal(await list.total(), chosen.count);
  const id = new URL(page.url()).searchParams.get("topic");
  assert.equal(chosen.count, feed.items.filter((/** @type {Item} */ item) => /** @type {string[] | undefined} */ (item._vigie.topics)?.includes(id ?? "")).length);
});

suite.test("topics are named in the language of the interface", { language: "en" }, async ({ list }) => {
  await list.open("?topic=neuro");
  await list.active.getByRole("button", { name: "Remove the filter Stroke and neuro-intervention" }).waitFor();
});

suite.test("a filter that is not offered still works and has a name", async ({ list }) => {
  await list.open("?quality=image");
  await list.active.getByRole("button", { name: "Retirer le filtre Avec image" }).waitFor();
  assert.ok((await list.total()) > 0 && (await list.total()) < COUNT);
  assert.ok(await list.group("Qualité").isHidden());
});

suite.test("the order that was typed is shown, and a chosen one takes its place", async ({ list }) => {
  await list.open("?q=stent+tri:ancien");
  const chosen = () => list.sort.evaluate((/** @type {HTMLSelectElement} */ select) => select.selectedOptions[0].textContent);
  assert.equal(await chosen(), "Plus anciens");
  await list.sort.selectOption({ label: "Plus récents" });
  await eventually(async () => assert.equal(await list.box.inputValue(), "stent"));
  assert.equal(await chosen(), "Plus récents");
});

suite.test("what has everything comes first, then a line, then what is near", async ({ list, page }) => {
  await list.open("?q=thrombectomie+radioprotection+stent");
  const sentence = await list.sentence();
  if (/aucun n’a tous les mots/.test(sentence)) return assert.equal(await page.locator(".article-list__divider", { hasText: "il leur manque un mot" }).count(), 0);
  const [, complete] = matched(/:\s(\d+) avec tous les mots/, sentence);
  const rows = await page.locator(".article-list > li").evaluateAll((rows) => rows.map((row) => row.className));
  assert.equal(rows.indexOf("article-list__divider"), Number(complete));
});

for (const [language, file, title, back] of [["fr", "aide.html", "Comment chercher", "Retour à la veille"], ["en", "help.html", "How to search", "Back to the articles"]]) {
  suite.test(`the help explains every construct: ${language}`, { language }, async ({ list, page, url }) => {
    await list.open();
    await page.locator(".readings__help").click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    assert.equal(page.url(), `${url}${file}`);
    assert.deepEqual(await violations(page), []);
    const examples = await page.locator("tbody a").evaluateAll((links) => links.map((link) => [link.textContent, /** @type {HTMLAnchorElement} */ (link).href]));
    assert.ok(examples.length > 25);
    for (const [query, href] of examples) assert.equal(new URL(href).searchParams.get("q"), query);
    await page.getByRole("link", { name: examples[0][0] }).first().click();
    await list.loaded();
    assert.equal(await list.box.inputValue(), examples[0][0]);
    await page.goBack();
    await page.getByRole("link", { name: back }).click();
    await list.loaded();
  });
}

suite.test("first words typed move nothing but their own line", async ({ list, page }) => {
  await list.open();
  const top = () => page.locator(".result-summary").evaluate((summary) => summary.getBoundingClientRect().top);
  const before = await top();
  await list.search("EP");
  await list.readings.first().waitFor();
  assert.equal(await top(), before);
});

suite.test("few answers are followed by articles about the same things, which count nowhere", async ({ list, page }) => {
  await list.open("?q=FlowGate");
  const count = await list.cards.count();
  const divider = page.getByText("À lire aussi, sur les mêmes sujets");
  // Only where the answers' titles name things that others name too.
  assert.equal(await divider.count(), (await list.related.count()) > 0 ? 1 : 0);
  await list.expectTotal(count);
});
