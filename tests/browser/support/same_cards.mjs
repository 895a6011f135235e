// The prepared cards beside the app's.

import assert from "node:assert/strict";

/**
 * Compares the cards of the prepared page, read without JavaScript, with those the app draws: elements, classes,
 * attributes, texts, order. When a picture is fetched is the prepared page's own business.
 */
export async function expectSameCards(suite, t) {
  const prepared = await cards(suite, t, { javaScriptEnabled: false }, ({ page, url }) => page.goto(url));
  const drawn = await cards(suite, t, {}, ({ list }) => list.open());
  assert.equal(drawn.cards.length, 30);
  for (const [number, card] of drawn.cards.entries()) assert.equal(prepared.cards[number], card, `card ${number + 1}`);
  assert.equal(prepared.cards.length, drawn.cards.length);
  assert.deepEqual(prepared.frame, drawn.frame, "title, count and words of the search box");
}

async function cards(suite, t, options, open) {
  const reader = await suite.reader(t, options);
  try {
    await open(reader);
    const found = await reader.page.evaluate(() => {
      const OWN = ["loading"];
      const write = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        // A page without scripts has links of its own, to the sources.
        if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "noscript") return "";
        // On the prepared page only the place of the star is there.
        if (node.classList.contains("favourite-toggle")) return "<star>";
        const attributes = [...node.attributes].filter(({ name }) => !OWN.includes(name)).map(({ name, value }) => {
          const address = ["href", "src"].includes(name) ? node[name] : value;
          return ` ${name}="${address}"`;
        });
        return `<${node.localName}${attributes.sort().join("")}>${[...node.childNodes].map(write).join("")}</${node.localName}>`;
      };
      const text = (selector) => document.querySelector(selector)?.textContent;
      return {
        cards: [...document.querySelectorAll(".article-list > li")].map(write),
        frame: [text(".site-header__title"), text("#results"), text("label[for=search]"), document.querySelector("#search")?.placeholder, document.title, document.documentElement.lang],
      };
    });
    assert.deepEqual(reader.unexpected, []);
    return found;
  } finally {
    await reader.close();
  }
}
