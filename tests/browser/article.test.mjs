// The page of an article: how it is opened, what it shows, where its links lead.

import assert from "node:assert/strict";

import { eventually } from "./support/eventually.mjs";
import { known } from "./support/matched.mjs";
import { feed, readDate, readShortDate, sampleArticles } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];

const TABLE = "/papers/2026-01-19-denervation-renale-garrigue-3-trois-ans";
const CODE = "/papers/2026-03-11-eleven-thousand-dose-reports-one-small-script";
const DUPLICATE = "/papers/2025-11-18-tidewell-medical-ce-mark-marlinspike-thrombectomy-catheter";
const FOLDED = "/papers/2025-11-19-tidewell-medical-receives-ce-mark-marlinspike";
const NO_SUMMARY = "/papers/2025-07-10-carnet-nominations-de-juillet";
const TRUNCATED = "/papers/2025-06-24-iliofemoral-deep-vein-thrombosis-overnight-thrombolysis";

const item = (/** @type {string} */ permalink) => feed.items.find((/** @type {Item} */ { id }) => id === permalink);
const path = (/** @type {Page} */ page) => new URL(page.url()).pathname;

suite.test("a card opens the article at its permalink", async ({ list, article, page }) => {
  await list.open();
  const [permalink] = await list.permalinks();
  const [title] = await list.texts();
  await list.links.first().click();
  await article.shown();
  assert.equal(await article.title.textContent(), title);
  assert.equal(path(page), permalink);
  assert.match(await page.title(), new RegExp(`^${title.slice(0, 20)}`));
  assert.ok(await article.title.evaluate((title) => title === document.activeElement), "the title has the focus");
});

suite.test("an article opens straight at its own address", { allow }, async ({ article, page }) => {
  await article.open(TABLE);
  assert.equal(await article.title.textContent(), item(TABLE).title);
  assert.equal(path(page), TABLE);
  await article.backToAll.click();
  await page.getByText(`${feed.items.length} articles`, { exact: true }).waitFor();
});

suite.test("an address with a slash at its end names the same article", { allow: [expected.missingPage, expected.otherDepth] }, async ({ article }) => {
  await article.open(`${TABLE}/`);
  assert.equal(await article.title.textContent(), item(TABLE).title);
});

for (const base of ["/intranet/outils/vigie/", "/veille/"]) {
  suite.test(`list and articles work under ${base}`, { allow: [expected.failedLoad], base }, async ({ list, article, page, url }) => {
    await list.open("?q=stent");
    const titles = await list.texts();
    await list.links.first().click();
    await article.shown();
    assert.equal(await article.title.textContent(), titles[0]);
    assert.ok(page.url().startsWith(`${url}papers/`) || page.url().startsWith(`${url}produits/`), page.url());
    await page.reload();
    await article.shown();
    assert.equal(await article.title.textContent(), titles[0]);
    await article.open(CODE);
    await article.view.locator("pre").waitFor();
    const background = await page.evaluate(() => getComputedStyle(document.querySelector("main h1") ?? document.body).fontFamily);
    assert.match(background, /,/, "the style sheet has come");
    await article.backToAll.click();
    await list.loaded();
    assert.equal(page.url(), url);
  });
}

suite.test("a body shows headings, tables and lists as such", { allow }, async ({ article }) => {
  await article.open(TABLE);
  const table = article.view.getByRole("table").first();
  await table.waitFor();
  assert.ok((await table.getByRole("columnheader").count()) >= 2);
  assert.ok((await table.getByRole("row").count()) >= 3);
  assert.ok((await article.view.getByRole("heading", { level: 2 }).count()) >= 1);
  assert.ok((await article.view.getByRole("list").count()) >= 1);
  assert.doesNotMatch(known(await article.view.textContent()), /\|\s*-{3}|^#{2,}/m);
});

suite.test("a body shows code as it was written", { allow }, async ({ article }) => {
  await article.open(CODE);
  const code = article.view.locator("pre code");
  await code.waitFor();
  const text = await code.textContent();
  assert.match(text ?? "", /def totals\(path\):\n {4}found, stack/);
  assert.ok((await article.view.getByRole("listitem").count()) >= 3);
});

suite.test("a link of a body into the site opens there, without loading the page again", { allow }, async ({ article, page }) => {
  await article.open(CODE);
  await page.evaluate(() => (window.isSamePage = true));
  const link = article.view.locator('a[href^="/papers/"]').first();
  const target = await link.getAttribute("href");
  await link.click();
  await eventually(async () => assert.equal(path(page), target));
  await eventually(async () => assert.equal(await article.title.textContent(), item(target ?? "")?.title));
  assert.ok(await page.evaluate(() => window.isSamePage), "the same page");
});

suite.test("pictures come from the site itself and are whole", { allow }, async ({ list, article, page, url }) => {
  await list.open();
  await list.showAll();
  const cards = list.cards.locator("img");
  assert.ok((await cards.count()) > 10);
  for (const source of await cards.evaluateAll((images) => images.map((image) => /** @type {HTMLImageElement} */ (image).src))) {
    assert.ok(source.startsWith(`${url}bundle/images/`), source);
  }
  await article.open(CODE);
  const picture = article.view.locator("figure img");
  await eventually(async () => assert.ok(await picture.evaluate((/** @type {HTMLImageElement} */ image) => image.complete && image.naturalWidth > 100)));
  await article.view.getByText(/^Crédit : .*projet Vigie$/).waitFor();
  assert.equal(await page.locator('img:not([src*="/bundle/images/"])').count(), 0);
});

suite.test("the first action reads on at the source, in a tab of its own that learns nothing", { allow }, async ({ article }) => {
  await article.open(TRUNCATED);
  const link = article.source(item(TRUNCATED)._vigie.source);
  assert.equal(await link.getAttribute("href"), item(TRUNCATED).external_url);
  assert.equal(await link.getAttribute("target"), "_blank");
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  assert.equal(await link.getAttribute("referrerpolicy"), "no-referrer");
  assert.match((await link.textContent()) ?? "", /nouvel onglet/);
});

suite.test("an excerpt says that it is one", { allow }, async ({ list, article }) => {
  await article.open(TRUNCATED);
  await article.view.getByText("La source ne donne que ce début").waitFor();
  await list.open("?q=iliofemoral");
  const card = list.card(item(TRUNCATED).title);
  await card.getByText("Extrait", { exact: true }).waitFor();
  assert.doesNotMatch(known(await card.textContent()), /&#|&amp;|\[&/);
});

suite.test("previous and next walk through the results", async ({ list, article, page }) => {
  await list.open("?q=stent&sort=date");
  const permalinks = await list.permalinks();
  assert.ok(permalinks.length > 2);
  await list.links.nth(1).click();
  await article.shown();
  const at = (/** @type {number} */ number) =>
    eventually(async () => {
      assert.equal(path(page), permalinks[number]);
      assert.equal(await article.title.textContent(), item(permalinks[number]).title);
    });
  await at(1);
  await page.getByText(`2 sur ${permalinks.length}`).waitFor();
  await article.next.click();
  await at(2);
  await article.previous.click();
  await at(1);
  await article.previous.click();
  await at(0);
  assert.ok(await article.previous.isHidden(), "nothing before the first");
  await article.back.click();
  await list.answers("stent");
  assert.deepEqual(await list.permalinks(), permalinks);
});

suite.test("two sources of one story share a card that says so", { allow }, async ({ list, article }) => {
  await list.open("?q=marlinspike");
  assert.equal(await list.total(), 1);
  await list.cards.getByText("2 sources").waitFor();
  await list.links.click();
  await article.shown();
  const [also] = item(DUPLICATE)._vigie.also;
  const link = article.view.getByRole("link", { name: also.source });
  assert.equal(await link.getAttribute("href"), also.url);
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
});

suite.test("the address of a folded duplicate leads to the article that was kept", { allow }, async ({ article, page }) => {
  await article.open(FOLDED);
  assert.equal(await article.title.textContent(), item(DUPLICATE).title);
  await eventually(async () => assert.equal(path(page), DUPLICATE));
});

suite.test("an address that names nothing is answered with help", { allow }, async ({ list, article, page }) => {
  await article.open("/papers/2019-01-01-retrait-marlinspike-catheter");
  assert.equal(await article.title.textContent(), "Cette page n’existe pas");
  await page.getByText("Vous cherchiez peut-être").waitFor();
  const similar = page.getByRole("link", { name: item(DUPLICATE).title });
  await similar.waitFor();
  await article.backToAll.first().click();
  await list.loaded();
  assert.equal(await list.total(), feed.items.length);
});

suite.test("an address outside every section is answered with help too", { allow: [expected.missingPage, expected.otherDepth] }, async ({ article }) => {
  await article.open("/nulle-part/a/b");
  assert.equal(await article.title.textContent(), "Cette page n’existe pas");
  await article.backToAll.first().waitFor();
});

suite.test("an article without summary looks intended", { allow }, async ({ list, article }) => {
  await list.open();
  await list.showAll();
  const { title } = item(NO_SUMMARY);
  const card = list.card(title);
  assert.equal(await card.locator("p").count(), 1, "source and date only, no empty paragraph");
  assert.doesNotMatch(known(await card.textContent()), /undefined|null|\[…\]/);
  await card.locator("h2").getByRole("link").click();
  await article.shown();
  await article.view.getByText("La source n’a pas fourni de résumé.").waitFor();
  await article.source(item(NO_SUMMARY)._vigie.source).waitFor();
});

suite.test("texts in another language than the interface say which", { allow }, async ({ list, article, page }) => {
  await list.open();
  await list.showAll();
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  const languages = await list.links.evaluateAll((links) => links.map((link) => /** @type {HTMLElement} */ (link).lang));
  const published = feed.items.map((/** @type {Item} */ item) => (item.language ?? ""));
  assert.deepEqual(languages, published);
  assert.ok(new Set(languages).size === 2, "the sample has two languages");
  await article.open(CODE);
  assert.equal(await article.title.getAttribute("lang"), "en");
  await article.view.locator("pre").waitFor();
  assert.equal(await article.view.locator("[lang=en] pre").count(), 1);
});

/** What the articles say of their day, by permalink; one leaves it out. */
function publishedDays() {
  const days = sampleArticles().filter(({ publishedDate }) => publishedDate);
  assert.ok(days.length > 40, `${days.length} days are written out`);
  return new Map(days.map(({ permalink, publishedDate }) => [permalink, publishedDate]));
}

for (const timezoneId of ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"]) {
  suite.test(`every date is the published day in ${timezoneId}`, { allow, timezoneId }, async ({ list, article, page }) => {
    const written = publishedDays();
    await list.open();
    await list.showAll();
    const shown = await list.cards.evaluateAll((cards) =>
      cards.map((card) => {
        const time = card.querySelector("time");
        return { permalink: card.dataset.id, attribute: time.getAttribute("datetime"), text: time.textContent };
      }),
    );
    assert.equal(shown.length, feed.items.length);
    for (const { permalink, attribute, text } of shown) {
      const published = written.get(permalink ?? "");
      if (!published) continue;
      const day = readDate(published);
      const [year, month, number] = (attribute ?? "").split("-").map(Number);
      assert.deepEqual({ day: number, month, year }, day, permalink);
      assert.deepEqual(readShortDate(text), day, `${permalink}: ${text}`);
    }
    await article.open(DUPLICATE);
    assert.equal(await article.date.textContent(), written.get(DUPLICATE));
    assert.equal(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone), timezoneId);
  });
}
