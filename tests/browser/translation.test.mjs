// Pages that other programs change: a translator replaces texts by elements, an extension removes or moves
// elements. The app continues to work and shows the right content.

import assert from "node:assert/strict";

import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { generator } from "./support/random.mjs";
import { feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];

/** Runs in the page: does to every text what Google's translator does, a `<font>` in a `<font>` in its place. */
const translate = () => {
  const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts.filter((text) => text.data.trim())) {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.append(text.data.toUpperCase());
    outer.append(inner);
    text.replaceWith(outer);
  }
  return texts.length;
};

/** What is drawn, without the traces of a translator: the count, the cards, the article, the head and the foot. */
const drawn = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const text = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).map((element) => element.textContent);
    return {
      count: text("#results"),
      cards: text(".article-card"),
      article: text(".article-view"),
      neighbours: text(".neighbour-links"),
      filters: text(".active-filters"),
      options: text(".facet-group"),
      head: text(".site-header"),
      foot: text(".site-footer"),
      title: document.title,
    };
  });

suite.test("run-13: a translated page is searched, filtered and read, and every text that changes is right", { allow }, async ({ list, article, page }) => {
  await list.open();
  // By its id: its label is translated too.
  list.box = page.locator("#search");
  assert.ok((await page.evaluate(translate)) > 100);
  await list.search("fistule");
  const found = await list.sentence();
  assert.match(found, /fistule/);
  assert.equal(await list.cards.locator("font").count(), await list.cards.locator("font font").count() * 2, "new cards are not translated");
  await page.evaluate(translate);
  await list.search("fistules");
  await page.evaluate(translate);
  await list.search("");
  assert.equal(await list.total(), feed.items.length);
  await page.evaluate(translate);
  await page.locator("select").selectOption({ index: 1 });
  await page.evaluate(translate);
  await list.links.first().click();
  await article.shown();
  await page.evaluate(translate);
  await page.goBack();
  await eventually(async () => assert.ok(await list.links.first().isVisible()));
  await page.evaluate(translate);
  await page.getByRole("button", { name: "ENGLISH" }).click();
  await page.getByLabel("Search the articles").waitFor();
  assert.equal(await page.locator("#app font").count(), 0, "a page drawn anew has nothing of the old one");
});

suite.test("run-13: typing keeps focus and letters while the page is translated", { allow }, async ({ list, page }) => {
  await list.open();
  list.box = page.locator("#search");
  await page.evaluate(translate);
  await list.box.focus();
  for (const letter of "fistule") {
    await page.keyboard.type(letter);
    await page.evaluate(translate);
  }
  assert.equal(await list.box.inputValue(), "fistule");
  assert.ok(await list.box.evaluate((box) => box === document.activeElement));
  // The translator may have met the answer already; it writes in capitals.
  await eventually(async () => assert.match(await list.sentence(), /fistule/i));
});

suite.test("run-13: what an extension takes out comes back with the next change", { allow }, async ({ list, page }) => {
  await list.open();
  for (const selector of [".article-list", ".result-summary", ".list-page", "main", ".site-footer", ".filter-panel"]) {
    await list.search("");
    await list.box.focus();
    await page.evaluate((selector) => document.querySelector(`#app ${selector}`).remove(), selector);
    // Some of them hold the box itself: the address asks then.
    await page.evaluate(() => {
      history.pushState(null, "", "?q=fistule");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await eventually(async () => assert.match(await list.sentence(), /fistule/, selector));
    await eventually(async () => assert.ok((await list.cards.count()) > 0, selector));
    assert.ok(await page.locator(".filter-panel").isVisible(), selector);
    assert.equal(await list.box.inputValue(), "fistule");
  }
});

/** Runs in the page: one random change of one random node below the app; says what was done. */
const mutate = (/** @type {number[]} */ [kind, first, second]) => {
  const root = document.getElementById("app");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  /** @type {(Element | Text)[]} */
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Element | Text} */ (walker.currentNode));
  /** @type {(nodes: (Element | Text)[], at: number) => Element | Text | undefined} */
  const pick = (nodes, at) => nodes[at % nodes.length];
  const texts = nodes.filter((node) => node instanceof Text && node.data.trim());
  if (kind < 5) {
    const text = pick(texts, first);
    if (!text) return "nothing";
    const font = document.createElement("font");
    text.replaceWith(font);
    // A translator keeps the text, or writes its own.
    font.append(kind < 3 ? text : "translated");
    return "wrapped";
  }
  const node = pick(nodes, first);
  if (!node) return "nothing";
  if (kind < 7) {
    node.remove();
    return `removed ${node.nodeName}`;
  }
  const place = pick(nodes.filter((other) => other.nodeType === Node.ELEMENT_NODE && !node.contains(other)), second);
  if (!place) return "nothing";
  place.insertBefore(node, place.childNodes[second % (place.childNodes.length + 1)] ?? null);
  return `moved ${node.nodeName} into ${place.nodeName}`;
};

const QUERIES = ["", "fistule", "échographe", "TAVI ou stent", "source:inconnue", "\"deux mots\"", "imagerie 2025"];

/** One step of the reader, by the address or the controls: the same on every page. */
async function step(/** @type {Page} */ page, /** @type {(limit: number) => number} */ next) {
  const open = async (/** @type {string} */ address) => {
    await page.evaluate((/** @type {string} */ address) => {
      const root = document.documentElement.dataset.root;
      history.pushState(null, "", root + address);
      dispatchEvent(new PopStateEvent("popstate"));
    }, address);
  };
  const query = QUERIES[next(QUERIES.length)];
  const { id } = feed.items[next(feed.items.length)];
  const kind = next(4);
  if (kind === 0) await open(`?q=${encodeURIComponent(query)}&sort=${["newest", "oldest", "relevance"][next(3)]}`);
  else if (kind === 1) await open(id.slice(1));
  else if (kind === 2) await open(`?kind=sponsored&q=${encodeURIComponent(query)}`);
  else {
    await page.evaluate((/** @type {string} */ query) => {
      const box = /** @type {HTMLInputElement} */ (document.getElementById("search"));
      if (!box) return;
      box.value = query;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, query);
  }
}

const MUTATIONS = runsAll ? 500 : 50;
const EACH = 5;
for (const seed of runsAll ? [1, 2, 3] : [1]) {
  suite.test(`run-13: ${MUTATIONS} random changes between the reader's steps cost no exception and no content (seed ${seed})`, { allow }, async ({ list, page }) => {
    await list.open();
    const [chance, steps] = [generator(seed), generator(seed + 1_000)];
    /** @type {unknown[]} */
  const done = [];
    for (let count = 0; count < MUTATIONS; count += 1) {
      const numbers = [chance(10), chance(1 << 20), chance(1 << 20)];
      done.push(await page.evaluate(mutate, numbers));
      if (count % EACH === EACH - 1) await step(page, steps);
    }
    // Whatever the page has become, a new language draws it whole: by its button if that is still there.
    await page.evaluate(() => {
      history.pushState(null, "", `${document.documentElement.dataset.root}?q=fistule`);
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await eventually(async () => assert.match(await list.sentence(), /fistule/, done.join("\n")));
    await page.getByRole("button", { name: "English" }).click();
    await page.getByLabel("Search the articles").waitFor();
    await eventually(async () => assert.match((await page.locator("#results").textContent()) ?? "", /fistule/));
    const after = await drawn(page);
    await page.reload();
    await page.getByText(/also works offline in this tab/).waitFor();
    await eventually(async () => assert.deepEqual(after, await drawn(page), done.join("\n")));
  });
}
