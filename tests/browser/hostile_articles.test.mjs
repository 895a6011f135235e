// A bundle whose every text was written by an attacker: all of it is text, none of it acts.

import assert from "node:assert/strict";

import { buildSite } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { ADDRESSES, MARKUP, hostileContent } from "./support/hostile.mjs";
import { known } from "./support/matched.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite(() => buildSite(hostileContent()));
const allow = [expected.missingPage];

/** Nothing of the content has become an element, an attribute or a name it must not be. */
async function audit(/** @type {Page} */ page) {
  const found = await page.evaluate(() => {
    const wrong = [];
    if (window.pwned) wrong.push("something ran");
    if (!(document.getElementById("app") instanceof HTMLDivElement)) wrong.push("the app's place is taken");
    if (Reflect.get({}, "pwned")) wrong.push("prototype");
    for (const element of document.querySelectorAll("body *")) {
      const name = element.localName;
      if (["script", "iframe", "object", "embed", "style", "svg", "math", "base", "meta", "link", "template"].includes(name)) wrong.push(`<${name}>`);
      for (const { name: attribute, value } of element.attributes) {
        // The app itself holds the height of its place until its cards are drawn.
        if (attribute === "style" && element.id === "app") continue;
        if (attribute.startsWith("on") || ["style", "srcdoc", "srcset", "ping", "formaction"].includes(attribute)) wrong.push(`${name} ${attribute}=${value}`);
      }
      if (element instanceof HTMLAnchorElement && element.hasAttribute("href") && !/^(https?|mailto|tel):/.test(element.protocol)) wrong.push(`link ${element.href}`);
      if (element instanceof HTMLAnchorElement && (element.username || element.password)) wrong.push(`disguised link ${element.href}`);
      if (element instanceof HTMLImageElement && !element.src.startsWith(location.origin)) wrong.push(`picture ${element.src}`);
      // Headings have ids, none of which can be one of the page.
      const isPart = /^h[2-6]$/.test(name) && element.id.startsWith("part-");
      if (element.closest(".prose, .article-card") && element.id && !isPart) wrong.push(`id ${element.id}`);
    }
    return wrong;
  });
  assert.deepEqual(found, []);
}

suite.test("hostile titles, summaries, sources and tags are shown as the text they are", {}, async ({ list, page }) => {
  await list.open();
  await list.showAll();
  assert.equal(await list.cards.count(), MARKUP.length + ADDRESSES.length + 1);
  const text = (await list.cards.allTextContents()).join("\n");
  assert.ok(text.includes('<script>window.pwned=1</script>'), "the markup can be read");
  await audit(page);
  for (const group of await list.groups()) await list.values(group);
  await audit(page);
});

suite.test("hostile filters can be chosen and removed", {}, async ({ list, page }) => {
  await list.open();
  for (const label of ["__proto__", "constructor", "toString"]) {
    await list.values("Étiquette");
    await list.value("Étiquette", label).click();
    await list.expectTotal(MARKUP.length);
    await list.active.getByRole("button", { name: list.words.clearFilters }).click();
    await list.expectTotal(MARKUP.length + ADDRESSES.length + 1);
  }
  await audit(page);
});

suite.test("every hostile article can be opened and nothing happens", { allow }, async ({ list, article, page }) => {
  await list.open();
  await list.links.first().click();
  await article.shown();
  const count = MARKUP.length + ADDRESSES.length + 1;
  for (let number = 1; number <= count; number += 1) {
    await page.getByText(`${number} sur ${count}`, { exact: true }).waitFor();
    await article.view.getByText("Le texte se charge…").waitFor({ state: "detached" });
    await audit(page);
    if (number < count) await article.next.click();
  }
});

suite.test("a hostile body is text, and however deep it nests the page answers", { allow }, async ({ list, article, page }) => {
  await article.open("/papers/2025-03-01-marque");
  await article.view.getByText("profond").waitFor({ state: "attached" });
  const depth = await article.view.locator("blockquote").count();
  assert.ok(depth > 10 && depth <= 64, `${depth} quotes`);
  await audit(page);
  await article.backToAll.first().click();
  await list.loaded();
  await list.search("hostile");
  assert.ok((await list.total()) > 0);
});

suite.test("a link names the host it leads to", { allow }, async ({ article }) => {
  await article.open("/papers/2025-03-01-marque");
  await article.view.getByText("profond").waitFor({ state: "attached" });
  await article.view.getByText("(ailleurs.example)").first().waitFor();
  const hosts = await article.view.locator("a").evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).hostname));
  assert.ok(hosts.includes("tracker.example"), "the remote picture is a link, not a picture");
});

suite.test("characters that turn text around or hide it are gone", { allow }, async ({ list, article }) => {
  const invisible = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;
  await list.open();
  await list.showAll();
  assert.doesNotMatch((await list.cards.allTextContents()).join(""), invisible);
  await article.open("/papers/2025-03-28-bidi");
  assert.doesNotMatch(known(await article.main.textContent()), invisible);
  assert.match((await article.title.textContent()) ?? "", /Dose 001 gm par jour et plus/);
  await article.open("/papers/2025-03-01-marque");
  await article.view.getByText("profond").waitFor({ state: "attached" });
  assert.doesNotMatch(known(await article.main.textContent()), invisible);
});

const RUN = encodeURIComponent(MARKUP[1]);
for (const address of [`?q=${RUN}`, `?source=${RUN}&tag=__proto__&kind=-${RUN}`, `#${RUN}`, `?q=${"a".repeat(6_000)}`, `papers/${RUN}`, `papers/__proto__`, `?__proto__[pwned]=1&q=__proto__`, "?q=%00%01%E2%80%AE"]) {
  suite.test(`a hostile address is harmless: ${address.slice(0, 30)}`, { allow: [...allow, expected.failedLoad] }, async ({ list, page, url }) => {
    await page.goto(url + address);
    await list.loaded();
    await audit(page);
    await list.alert.waitFor({ state: "detached" });
    assert.equal(await page.getByRole("dialog").count(), 0, "no panic");
  });
}

suite.test("hostile words in the search box are text", {}, async ({ list, page }) => {
  await list.open();
  for (const markup of MARKUP) {
    await list.box.fill(markup);
    await eventually(async () => assert.ok((await list.sentence()).includes(markup.trim())));
  }
  await audit(page);
});
