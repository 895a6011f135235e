// Favourites: adding, listing, taking back, and what happens to them when articles change. Names that begin with a row of
// the fault table try that row.

import assert from "node:assert/strict";

import { violations } from "./support/axe.mjs";
import { article, buildSite, contentFolder } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { Favourites, KEY, manyArticles, seed, storages, upload, value } from "./support/favourites.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { serve } from "./support/vigie_server.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];
const [NEWEST, SECOND] = feed.items;
const path = (/** @type {Item} */ { id }) => id;

// --- Keeping ---

suite.test("a favourite is there after a reload, in the list of favourites and on the article", { allow }, async (reader) => {
  const { list, page, article } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await favourites.press(favourites.star(NEWEST.title), "true");
  await favourites.expectCount(1);
  assert.deepEqual(JSON.parse(await page.evaluate((key) => localStorage.getItem(key) ?? "", KEY + path(NEWEST))).title, NEWEST.title);
  await page.reload();
  await list.loaded();
  assert.equal(await favourites.star(NEWEST.title).getAttribute("aria-pressed"), "true");
  assert.equal(await favourites.star(SECOND.title).getAttribute("aria-pressed"), "false");
  await favourites.link.click();
  await list.expectTotal(1);
  assert.equal(new URL(page.url()).search, "?favourites");
  await page.reload();
  await list.loaded();
  assert.deepEqual(await list.texts(), [NEWEST.title]);
  await list.links.first().click();
  await article.shown();
  const star = article.view.getByRole("button", { name: NEWEST.title });
  assert.equal(await star.getAttribute("aria-pressed"), "true");
  await favourites.press(star, "false");
  await page.goBack();
  await list.expectTotal(0);
  await page.goBack();
  await list.expectTotal(COUNT);
  assert.deepEqual(await favourites.kept(), []);
});

suite.test("search, filters and order work inside the favourites", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  const added = await favourites.addFirst(6);
  await favourites.open();
  await list.expectTotal(6);
  assert.deepEqual(await list.permalinks(), added);
  await list.sort.selectOption("oldest");
  await eventually(async () => assert.deepEqual(await list.permalinks(), added.toReversed()));
  const groups = await list.groups();
  for (const { label, count } of await list.values(groups[0])) {
    await list.value(groups[0], label).check();
    await list.expectTotal(count, label);
    await list.value(groups[0], label).uncheck();
    await list.expectTotal(6);
  }
  const word = (await list.texts())[0].split(/\s+/).find((word) => /^\p{L}{6,}$/u.test(word));
  await list.search(word ?? "");
  const found = await list.permalinks();
  assert.ok(found.length > 0 && found.every((permalink) => added.includes(permalink)));
  assert.match(page.url(), /favourites/);
});

suite.test("a favourite that is taken back leaves the list, and the focus stays near", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  const [first] = await favourites.addFirst(2);
  await favourites.link.click();
  await list.expectTotal(2);
  await favourites.stars.first().focus();
  await page.keyboard.press("Enter");
  await list.expectTotal(1);
  assert.ok(!(await favourites.kept()).includes(first));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "results");
});

suite.test("the first favourite that is saved is told to the page", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await page.evaluate(() => {
    window.told = 0;
    document.addEventListener("vigie-favourite", () => (window.told += 1));
  });
  await favourites.addFirst(3);
  assert.equal(await page.evaluate(() => window.told), 1);
});

suite.test("readers are reminded once to make a backup, at 20 favourites", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await favourites.addFirst(19);
  assert.equal(await favourites.notice.count(), 0);
  await favourites.stars.nth(19).click();
  await favourites.notice.getByText("20 favoris").waitFor();
  await favourites.notice.getByRole("button", { name: "Fermer" }).click();
  await favourites.press(favourites.stars.nth(20), "true");
  await page.reload();
  await list.loaded();
  await favourites.press(favourites.stars.nth(21), "true");
  await favourites.expectCount(22);
  assert.equal(await favourites.notice.count(), 0);
});

suite.test("a browser that promised to keep everything is not reminded", {}, async (reader) => {
  const { list, page } = reader;
  await page.addInitScript(() => {
    window.asked = 0;
    navigator.storage.persisted = async () => {
      window.asked += 1;
      return true;
    };
  });
  const favourites = new Favourites(reader);
  await list.open();
  await favourites.addFirst(20);
  await eventually(async () => assert.ok((await page.evaluate(() => window.asked)) > 0));
  assert.equal(await favourites.notice.count(), 0);
});

// --- Articles that change ---

/** Answers as another site does: what was published meanwhile. */
const published = (/** @type {string} */ url) => async (/** @type {Asked} */ { request, response }) => {
  const answer = await fetch(new URL(request.url ?? "", url));
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|connection|keep-alive)$/.test(name)));
  response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
};

const report = (/** @type {string} */ name, more = {}) => ({
  [`papers/${name}.md`]: article({
    title: `Compte rendu ${name}`,
    date: "2026-02-03T08:00:00.000Z",
    summary: `Le compte rendu ${name} en une phrase.`,
    sourceUrl: `https://registre.example/${name}`,
    tags: ["Registre"],
    permalink: `/papers/${name}`,
    ...more,
  }),
});

/** A reader adds every article of one site, then another one is published at the same address. */
async function republish(/** @type {TestContext} */ t, /** @type {Record<string, string>} */ before, /** @type {Record<string, string>} */ after, /** @type {(favourites: Favourites, reader: Reader) => Promise<void>} */ check, options = {}) {
  const servers = await Promise.all([before, after].map((files) => serve(buildSite(contentFolder(files)))));
  const reader = await suite.reader(t, { base: "/", allow, ...options });
  const favourites = new Favourites(reader);
  try {
    reader.faults.break(/.*/, published(servers[0].url));
    await reader.list.open();
    await favourites.addFirst(await favourites.stars.count());
    reader.faults.mend();
    reader.faults.break(/.*/, published(servers[1].url));
    await favourites.open();
    await check(favourites, reader);
    assert.deepEqual(reader.unexpected, []);
  } finally {
    await reader.close();
    await Promise.all(servers.map((server) => server.close()));
  }
}

suite.test("store-07: an article that is no longer published stays, with its title and date", {}, ({ t }) =>
  republish(t, { ...report("un"), ...report("deux") }, report("deux"), async (favourites, { list, page }) => {
    await list.expectTotal(2);
    assert.deepEqual(await list.permalinks(), ["/papers/deux"]);
    await favourites.expectCount(2);
    const gone = favourites.others.filter({ hasText: "Compte rendu un" });
    assert.match((await gone.textContent()) ?? "", /3 févr\. 2026.*n’est plus publié/);
    assert.equal(await gone.getByRole("link").count(), 0);
    assert.deepEqual(await violations(page), []);
    await page.reload();
    await list.loaded();
    await gone.waitFor();
    await gone.getByRole("button").click();
    await favourites.expectCount(1);
    assert.equal(await favourites.others.count(), 0);
  }));

suite.test("store-07: without any published favourite the list is not called empty", {}, ({ t }) =>
  republish(t, report("un"), report("deux"), async (favourites, { page }) => {
    await favourites.others.getByText("n’est plus publié").waitFor();
    assert.equal(await page.getByText("Aucun favori").filter({ visible: true }).count(), 0);
  }));

suite.test("store-08: a favourite follows its article to a new permalink", {}, ({ t }) =>
  republish(
    t,
    { ...report("ancien"), ...report("deux") },
    { ...report("nouveau", { title: "Compte rendu ancien", aliases: ["/papers/ancien"] }), ...report("deux") },
    async (favourites, { list, page }) => {
      await list.expectTotal(2);
      await eventually(async () => assert.deepEqual(await favourites.kept(), ["/papers/deux", "/papers/nouveau"]));
      assert.deepEqual((await list.permalinks()).sort(), ["/papers/deux", "/papers/nouveau"]);
      assert.equal(await favourites.others.count(), 0);
      await eventually(async () => {
        const pressed = await favourites.stars.evaluateAll((stars) => stars.map((star) => star.getAttribute("aria-pressed")));
        assert.deepEqual(pressed, ["true", "true"]);
      });
      await page.reload();
      await list.loaded();
      await favourites.expectCount(2);
    },
  ));

suite.test("store-07: while no article could be loaded none is called gone", { base: "/", allow: [...allow, expected.failedLoad] }, async (reader) => {
  const { page, url, faults } = reader;
  await seed(page, url, { [`${KEY}/papers/2020-01-01-perdu`]: value("Compte rendu perdu", "2020-01-01") });
  faults.break("bundle/articles.json", answers.status(500));
  await page.goto(`${url}?favourites`);
  const favourites = new Favourites(reader);
  await favourites.others.getByText("Compte rendu perdu").waitFor();
  assert.equal(await page.getByText("n’est plus publié").count(), 0);
});

const many = openSuite(() => manyArticles(120));

many.test("store-07: an article of a month that is missing is not called gone", { base: "/", allow: [...allow, expected.failedLoad, expected.integrity] }, async (reader) => {
  const { page, url, list, faults } = reader;
  const [first, last] = ["/papers/2026-01-01", "/papers/2025-09-20"];
  await seed(page, url, { [KEY + first]: value("Relevé quotidien 0"), [KEY + last]: value("Relevé quotidien 103", "2025-09-20") });
  faults.break(/cards\/2025-09/, answers.status(500));
  await page.goto(`${url}?favourites`);
  const favourites = new Favourites(reader);
  await favourites.others.getByText("Relevé quotidien 103").waitFor();
  assert.deepEqual(await list.permalinks(), [first]);
  assert.equal(await page.getByText("n’est plus publié").count(), 0);
  faults.mend();
  await page.reload();
  await list.loaded();
  assert.deepEqual(await list.permalinks(), [first, last]);
  assert.equal(await favourites.others.count(), 0);
});

// --- Looks ---

for (const language of ["fr", "en"]) {
  for (const theme of ["light", "dark"]) {
    suite.test(`axe-core finds nothing in the favourites: ${language}, ${theme}`, { language, theme, base: "/", allow: [...allow, expected.failedLoad] }, async (reader) => {
      const { list, page, url } = reader;
      const favourites = new Favourites(reader, language);
      /** @type {Record<string, string[]>} */
    const found = {};
      const look = async (/** @type {string} */ view) => (found[view] = await violations(page));
      await favourites.open();
      await look("none");
      await seed(page, url, { [`${KEY}/papers/parti`]: value("Un article parti"), [`${KEY}/papers/abime`]: "{" });
      await list.open();
      await favourites.addFirst(2);
      await favourites.notice.waitFor();
      await look("a notice");
      await favourites.open();
      await favourites.others.first().waitFor();
      await look("the list");
      await favourites.import.click();
      await favourites.dialog.waitFor();
      await look("the dialog");
      assert.deepEqual(found, { none: [], "a notice": [], "the list": [], "the dialog": [] });
    });
  }
}

suite.test("favourites work with the keyboard alone", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  await list.links.first().focus();
  const star = favourites.stars.first();
  for (let tabs = 0; tabs < 8 && !(await star.evaluate((star) => star === document.activeElement)); tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await star.getAttribute("aria-pressed"), "true"));
  assert.ok(await star.evaluate((star) => star === document.activeElement), "the focus stays");
  await favourites.link.focus();
  await page.keyboard.press("Enter");
  await list.expectTotal(1);
  await favourites.import.focus();
  await page.keyboard.press("Enter");
  await favourites.dialog.waitFor();
  await page.keyboard.press("Escape");
  await favourites.dialog.waitFor({ state: "detached" });
  assert.ok(await favourites.import.evaluate((button) => button === document.activeElement), "the focus is back");
});

suite.test("favourites fit into 320 pixels", { window: { width: 320, height: 700 } }, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  const fits = async (/** @type {string} */ view) => {
    const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(content <= room, `${view}: ${content} in ${room} pixels`);
  };
  await page.addInitScript(storages.denied);
  await list.open();
  await favourites.addFirst(1);
  await favourites.notice.waitFor();
  await fits("a notice");
  await favourites.link.click();
  await list.expectTotal(1);
  await fits("the list");
  const star = await favourites.stars.first().boundingBox();
  assert.ok(star && star.width >= 24 && star.height >= 24);
  await favourites.import.click();
  await favourites.dialog.waitFor();
  await fits("the dialog");
});

suite.test("what is said about favourites is English in English", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader, "en");
  await page.addInitScript(storages.denied);
  await list.open();
  // Blocked storage does not keep the language either.
  await page.getByRole("button", { name: "English" }).click();
  await favourites.addFirst(1);
  await favourites.notice.getByText("nothing is kept after this visit").waitFor();
  assert.match((await favourites.stars.first().getAttribute("aria-label")) ?? "", /^Favourite: .*, not saved$/);
  await favourites.link.click();
  await eventually(async () => assert.equal(await list.sentence(), "1 favourite"));
  assert.match(await favourites.importFile(upload("{")), /no backup/);
});
