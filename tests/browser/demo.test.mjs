// `/demo/`: the list on three intranets, and the page that writes the code.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { known, matched } from "./support/matched.mjs";
import { violations } from "./support/axe.mjs";
import { snippet, pageWith } from "./support/embedding.mjs";
import { runsAll, site } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { serveHost } from "./support/host_site.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();
/** @type {HostSite} */
let host;
before(async () => (host = await serveHost(() => suite.url)));
after(() => host?.close());

const LOOKS = ["light", "dark", "old"];
const PAGES = ["index", ...LOOKS, "configurator"];

/** Opens a page and waits for all its lists. */
async function open(/** @type {Page} */ page, /** @type {string} */ name) {
  await page.goto(`${suite.url}demo/${name}.html`);
  for (const element of await page.locator("vigie-articles").all()) {
    await element.scrollIntoViewIfNeeded();
    await element.evaluate((/** @type {VigieArticles} */ node) => customElements.whenDefined("vigie-articles").then(() => node.ready));
  }
}

for (const name of PAGES) {
  for (const window of runsAll ? ["desktop", "phone"] : ["desktop"]) {
    for (const colorScheme of /** @type {("light" | "dark")[]} */ (runsAll ? ["light", "dark"] : ["light"])) {
      suite.test(`${name}.html (${window}, ${colorScheme}): axe finds nothing, nothing is too wide`, { window, colorScheme }, async ({ page }) => {
        await open(page, name);
        assert.deepEqual(await violations(page), []);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(excess <= 0, `${excess} pixels`);
      });
    }
  }
}

for (const name of LOOKS) {
  suite.test(`${name}.html holds two lists, and the code beside them is theirs`, {}, async ({ page }) => {
    await open(page, name);
    const lists = await page.locator("vigie-articles").all();
    assert.equal(lists.length, 2);
    const codes = await page.locator(".code code").allTextContents();
    for (const [at, list] of lists.entries()) {
      assert.ok((await list.locator("article").count()) > 1);
      const attributes = await list.evaluate((node) => Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])));
      const { src, ...others } = attributes;
      assert.equal(src, "../");
      const options = Object.entries(others).flatMap(([option, value]) => [`--${option}`, option === "show" ? value.replaceAll(" ", ",") : value]);
      // The code shows two articles; everything else is what the command line prints.
      const printed = snippet(site, "--site", suite.url, ...options).trim().split("\n");
      const shown = codes[at].split("\n");
      assert.equal(shown[0], printed[0]);
      assert.deepEqual(shown.slice(2, 4), printed.slice(2, 4), "the two newest");
      assert.deepEqual(shown.slice(-3), printed.slice(-3));
    }
  });

  suite.test(`${name}.html can be read without JavaScript`, { javaScriptEnabled: false }, async ({ page }) => {
    await page.goto(`${suite.url}demo/${name}.html`);
    assert.ok((await page.locator("vigie-articles li a").count()) > 4);
    assert.equal(await page.locator(".copy:visible").count(), 0);
  });
}

suite.test("the pages carry the policy, run nothing inline and are signed", {}, async ({ url }) => {
  for (const name of PAGES) {
    const answer = await fetch(`${url}demo/${name}.html`);
    const text = await answer.text();
    assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self' 'sha256-[^']+' 'wasm-unsafe-eval'.*frame-ancestors 'none'/);
    assert.match(text, /http-equiv="Content-Security-Policy"/);
    assert.doesNotMatch(text, /<style\b|<[^>]+ style=|<[^>]+ on[a-z]+="|<!--vigie:/i, name);
    for (const [tag] of text.matchAll(/<script\b[^>]*>(?=<\/script>)/g)) assert.match(tag, /integrity="sha256-/, tag);
  }
});

suite.test("no script of frames and examples makes markup from text", {}, async ({ url }) => {
  const sinks = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function|srcdoc/g;
  for (const file of ["embed.js", "embed-frame.js", "demo/demo.js", "demo/configurator.js"]) {
    assert.deepEqual((await (await fetch(url + file)).text()).match(sinks), null, file);
  }
});

suite.test("a button copies the code", { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
  await open(page, "index");
  const block = page.locator(".code").first();
  await block.getByRole("button", { name: "Copier" }).click();
  await block.getByRole("status").getByText("Copié").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await block.locator("code").textContent());
});

suite.test("where copying is forbidden the code is selected", {}, async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
  await open(page, "index");
  const block = page.locator(".code").first();
  await block.getByRole("button", { name: "Copier" }).click();
  await block.getByRole("status").getByText("Ctrl+C").waitFor();
  assert.equal(await page.evaluate(() => String(getSelection()).trim()), (await block.locator("code").textContent())?.trim());
});

/** A choice for every attribute, and what the element has then. */
const CHOICES = {
  query: "stent", limit: "3", more: "none", images: "mirrored", mode: "headlines", theme: "dark", lang: "en", "heading-level": "2",
  label: "Nouvelles \"du\" <service>", open: "event", keys: "on", "url-state": "hash", id: "veille", storage: "none", loading: "eager",
};

async function choose(/** @type {Page} */ page, /** @type {string} */ name, /** @type {string} */ value) {
  const field = page.locator(`#f-${name}`);
  if ((await field.evaluate((/** @type {Element} */ node) => node.localName)) === "select") await field.selectOption(value);
  else await field.fill(value);
}

suite.test("every choice of the configurator is written into the code and seen in the list", {}, async ({ page }) => {
  await open(page, "configurator");
  const code = page.locator("#code-live");
  const list = page.locator("#sample vigie-articles");
  assert.ok(!(await code.textContent())?.includes("mode="));
  for (const [name, value] of Object.entries(CHOICES)) {
    await choose(page, name, /** @type {string} */ value);
    const quoted = value.replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    await eventually(async () => assert.ok((await code.textContent())?.includes(` ${name}="${quoted}"`), name));
    assert.equal(await list.getAttribute(name), value);
  }
  for (const part of ["date", "source"]) await page.locator(`[name=show][value=${part}]`).check();
  assert.ok((await code.textContent())?.includes(' show="date source"'));
  await list.evaluate((/** @type {VigieArticles} */ node) => node.ready);
  await eventually(async () => {
    const shown = await list.locator("article").count();
    assert.ok(shown > 0 && shown <= 3, `${shown} articles`);
  });
  // A choice taken back is no longer written.
  await choose(page, "limit", "");
  await choose(page, "theme", "");
  assert.doesNotMatch(known(await code.textContent()), / (limit|theme)=/);
  assert.equal(await list.getAttribute("limit"), null);
  // What the element would not take is not written either.
  await choose(page, "limit", "101");
  assert.doesNotMatch(known(await code.textContent()), / limit=/);
});

suite.test("the element that the configurator writes is the one the command line prints", {}, async ({ page }) => {
  await open(page, "configurator");
  for (const [name, value] of Object.entries(CHOICES)) await choose(page, name, /** @type {string} */ value);
  const code = await page.locator("#code-live").textContent();
  const options = Object.entries(CHOICES).flatMap(([name, value]) => [`--${name}`, value]);
  const printed = snippet(site, "--site", suite.url, ...options);
  assert.equal(code?.split("\n")[0], printed.split("\n")[0]);
  await page.getByRole("radio", { name: /cadre/ }).check();
  const frame = await page.locator("#code-live").textContent();
  const printedFrame = snippet(site, "--form", "iframe", "--site", suite.url, ...options);
  const address = (/** @type {string | null} */ text) => new URL(matched(/src="([^"]*)"/, text)[1].replaceAll("&amp;", "&"));
  assert.deepEqual([...address(frame).searchParams].sort(), [...address(printedFrame).searchParams].sort());
  assert.equal(matched(/sandbox="[^"]*"/, frame)[0], matched(/sandbox="[^"]*"/, printedFrame)[0]);
  await page.getByRole("radio", { name: /commande/ }).check();
  assert.match((await page.locator("#code-live").textContent()) ?? "", /^vigie snippet site .*--query 'stent'/);
});

suite.test("code from the configurator works where it is pasted", { get faults() { return host; }, allow: [/^foreign request: http:\/\/127\.0\.0\.1/] }, async ({ page }) => {
  await open(page, "configurator");
  await choose(page, "limit", "2");
  await choose(page, "label", "Ma veille");
  const code = await page.locator("#code-live").textContent();
  await page.goto(host.publish("/pasted", pageWith(code ?? "")));
  await page.evaluate(() => customElements.whenDefined("vigie-articles").then(() => document.querySelector("vigie-articles").ready));
  assert.equal(await page.locator("vigie-articles article").count(), 2);
  await page.getByRole("region", { name: "Ma veille" }).waitFor();
});
