// The prepared cards beside the app's.

import assert from "node:assert/strict";

/**
 * Compares the cards of the prepared page, read without JavaScript, with those the app draws: elements, classes,
 * attributes, texts, order. When a picture is fetched is the prepared page's own business.
 * @param {import("./suite.mjs").Suite} suite
 * @param {import("node:test").TestContext} t
 */
export async function expectSameCards(suite, t) {
  const prepared = await cards(suite, t, { javaScriptEnabled: false }, ({ page, url }) => page.goto(url));
  const drawn = await cards(suite, t, {}, ({ list }) => list.open());
  assert.equal(drawn.cards.length, 30);
  for (const [number, card] of drawn.cards.entries()) assert.equal(prepared.cards[number], card, `card ${number + 1}`);
  assert.equal(prepared.cards.length, drawn.cards.length);
  assert.equal(drawn.around.length, 5);
  assert.deepEqual(prepared.around, drawn.around, "what stands around the cards");
  assert.deepEqual(prepared.frame, drawn.frame, "title, count and words of the search box");
}

/**
 * @param {import("./suite.mjs").Suite} suite
 * @param {import("node:test").TestContext} t
 * @param {import("./suite.mjs").Options} options
 * @param {(reader: import("./suite.mjs").Reader) => Promise<unknown>} open
 */
async function cards(suite, t, options, open) {
  const reader = await suite.reader(t, options);
  try {
    await open(reader);
    const found = await reader.page.evaluate(() => {
      const OWN = ["loading"];
      /** @type {(node: Node) => string} */
      const write = (node) => {
        if (node instanceof Text) return node.data;
        // A page without scripts has links of its own, to the sources.
        if (!(node instanceof Element) || node.localName === "noscript") return "";
        // On the prepared page only the place of the star is there.
        if (node.classList.contains("favourite-toggle")) return "<star>";
        const attributes = [...node.attributes].filter(({ name }) => !OWN.includes(name)).map(({ name, value }) => {
          const address = name in node && ["href", "src"].includes(name) ? Reflect.get(node, name) : value;
          return ` ${name}="${address}"`;
        });
        return `<${node.localName}${attributes.sort().join("")}>${[...node.childNodes].map(write).join("")}</${node.localName}>`;
      };
      /** @type {(selector: string) => string | null | undefined} */
      const text = (selector) => document.querySelector(selector)?.textContent;
      return {
        cards: [...document.querySelectorAll(".article-list > li")].map(write),
        around: [...document.querySelectorAll(".site-header__title, .site-header__favourites, #results, .search-box__label, .readings")].map(write),
        frame: [text(".site-header__title"), text("#results"), text("label[for=search]"), document.querySelector("#search")?.getAttribute("placeholder"), document.title, document.documentElement.lang],
      };
    });
    assert.deepEqual(reader.unexpected, []);
    return found;
  } finally {
    await reader.close();
  }
}
