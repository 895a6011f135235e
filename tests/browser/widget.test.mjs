// <vigie-articles>: what its attributes, properties, events and parts do, and what it never does.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before } from "node:test";

import { violations } from "./support/axe.mjs";
import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { STATIC, hostPage, serveHost } from "./support/host_site.mjs";
import { known } from "./support/matched.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
/** @type {HostSite} */
let host;
before(async () => (host = await serveHost(() => suite.url)));
after(() => host?.close());

let number = 0;
/** Shows a page of somebody else, and waits until the list is there unless `waits` is false. */
async function show(/** @type {Page} */ page, /** @type {Parameters<typeof hostPage>[0]} */ kind = {}, /** @type {{ headers?: Record<string, string>, waits?: boolean }} */ { headers, waits = true } = {}) {
  host.asked();
  const address = host.publish(`/page-${(number += 1)}`, hostPage(kind), headers);
  await page.addInitScript(() => {
    window.heard = [];
    for (const type of ["ready", "results", "open", "update", "error"]) {
      document.addEventListener(`vigie-${type}`, (/** @type {CustomEventInit & Event} */ event) => window.heard.push({ type, detail: event.detail, isCancelable: event.cancelable, isComposed: event.composed }));
    }
  });
  await page.goto(address);
  if (waits) await page.evaluate(() => document.querySelector("vigie-articles").ready);
  return page.locator("vigie-articles").first();
}

const heard = (/** @type {Page} */ page, /** @type {string} */ type) => page.evaluate((/** @type {string} */ type) => window.heard.filter((one) => one.type === type), type);
const set = (/** @type {Locator} */ element, /** @type {string} */ name, /** @type {string} */ value) => element.evaluate((/** @type {VigieArticles} */ node, /** @type {string[]} */ [name, value]) => node.setAttribute(name, value), [name, value]);
const titles = (/** @type {Locator} */ element) => element.locator("[part~=title]").allTextContents();
const one = { get faults() { return host; } };
/** @type {(name: string, options: TestOptions, body: TestBody) => void} */
const test = (name, options, body) => suite.test(name, Object.defineProperties({ ...options }, Object.getOwnPropertyDescriptors(one)), body);

test("the list that the page has written stays until ours is ready, at its height", {}, async (/** @type {Reader} */ { page }) => {
  /** @type {() => void} */
  let open = () => {};
  const held = new Promise((resolve) => (open = () => resolve(null)));
  await page.route("**/bundle/articles.json", async (/** @type {Route} */ route) => {
    await held;
    await route.continue();
  });
  const element = await show(page, {}, { waits: false });
  const height = await element.evaluate((/** @type {VigieArticles} */ node) => node.offsetHeight);
  await eventually(() => element.evaluate((/** @type {VigieArticles} */ node) => { if (!node.shadowRoot?.querySelector("section")) throw new Error("not drawn"); }));
  assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
  assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.offsetHeight), height);
  open();
  await element.evaluate((/** @type {VigieArticles} */ node) => node.ready);
  assert.ok(await page.getByText("Un titre écrit par la page").isHidden());
  assert.equal(await element.locator("article").count(), 10);
});

test("what is ready says how much there is and how old it is", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page);
  const [{ detail, isComposed, isCancelable }] = await heard(page, "ready");
  assert.equal(detail.count, COUNT);
  assert.equal(detail.generated, feed._vigie.generated);
  assert.deepEqual([isComposed, isCancelable], [true, false]);
  const known = await element.evaluate(async (/** @type {VigieArticles} */ node) => [await node.ready, node.generated, node.version]);
  assert.deepEqual(known[0], detail);
  assert.equal(known[1], detail.generated);
  assert.match(String(known[2]), /^\d+\.\d+\.\d+$/);
});

test("nothing but the small script is loaded before the element comes near", {}, async (/** @type {Reader} */ { page }) => {
  await show(page, { element: `<div style="height: 4000px"></div><vigie-articles id="veille">${STATIC}</vigie-articles>` }, { waits: false });
  await page.waitForLoadState("networkidle");
  assert.deepEqual(host.asked().filter((/** @type {string} */ file) => !/icon/.test(file)), ["widget.js"]);
  await page.locator("vigie-articles").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector("vigie-articles").ready);
  const files = host.asked();
  assert.ok(files.some((/** @type {string} */ file) => /^widget-[0-9a-f]+\.wasm$/.test(file)), files.join(" "));
  assert.ok(files.every((/** @type {string} */ file) => !/^(app|boot|early|style|sw)/.test(file)), files.join(" "));
});

test("every attribute counts when it is written and when it changes", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="headlines" limit="3" heading-level="5"' });
  assert.equal(await element.locator("h5[part~=title]").count(), 3);
  assert.equal(await element.locator("[part~=summary]").count(), 0);
  const becomes = async (/** @type {string} */ name, /** @type {string} */ value, /** @type {() => Promise<unknown>} */ check) => {
    await set(element, name, value);
    await eventually(check);
  };
  const count = async (/** @type {string} */ selector, /** @type {number} */ expected) => assert.equal(await element.locator(selector).count(), expected, selector);
  await becomes("limit", "5", () => count("article", 5));
  await becomes("heading-level", "2", () => count("h2[part~=title]", 5));
  await becomes("mode", "list", async () => assert.ok((await element.locator("[part~=summary]").count()) > 0));
  await becomes("show", "date", () => count("[part~=summary]", 0));
  await becomes("show", "search filters histogram sort export count date source summary badge", async () => {
    for (const part of ["search", "input", "filters", "option", "toolbar", "sort", "status", "source", "badge"]) {
      assert.ok((await element.locator(`[part~=${part}]`).count()) > 0, part);
    }
    await count("[part~=export]", 1);
  });
  await becomes("lang", "en", async () => assert.equal(await element.locator("[part=region]").getAttribute("lang"), "en"));
  await becomes("label", "Cardiology news", async () => assert.equal(await element.getByRole("region", { name: "Cardiology news" }).count(), 1));
  await becomes("theme", "dark", async () => {
    const colour = await element.locator("[part=region]").evaluate((/** @type {Element} */ node) => getComputedStyle(node).backgroundColor);
    assert.equal(colour, "rgb(20, 28, 33)");
  });
  await becomes("theme", "light", async () => {
    const colour = await element.locator("[part=region]").evaluate((/** @type {Element} */ node) => getComputedStyle(node).backgroundColor);
    assert.equal(colour, "rgb(255, 255, 255)");
  });
  await becomes("more", "none", () => count(".article-list__more", 0));
  await becomes("open", "site", async () => assert.match((await element.locator("[part~=title] a").first().getAttribute("href")) ?? "", /\/veille\/\w+\/\d{4}-/));
  await becomes("open", "source", async () => assert.doesNotMatch(known(await element.locator("[part~=title] a").first().getAttribute("href")), /veille\//));
  await becomes("query", "source:aucune-source", () => count("article", 0));
  await becomes("query", "", () => count("article", 5));
});

test("the reader's search adds to the scope of the page and never widens it", {}, async (/** @type {Reader} */ { page }) => {
  const source = feed.items[0]._vigie.source;
  const own = feed.items.filter((/** @type {Item} */ item) => item._vigie.source === source).length;
  assert.ok(own > 0 && own < COUNT);
  const element = await show(page, { attributes: `mode="full" limit="100" query='source:"${source}"'` });
  const sources = async () => new Set(await element.evaluate((/** @type {VigieArticles} */ node) => node.results.map((one) => one.source)));
  assert.deepEqual(await sources(), new Set([source]));
  assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.results.length), own);
  for (const query of ["stent OU tavi", ") OR (", "OR", "-xyz", 'source:"autre" OU valve', "date:1990..", '"', "NOT stent"]) {
    await element.evaluate((/** @type {VigieArticles} */ node, /** @type {string} */ query) => (node.query = query), query);
    await eventually(async () => assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.query), query));
    const found = await sources();
    assert.ok([...found].every((one) => one === source), `${query}: ${[...found]}`);
  }
});

test("titles lead to the source, in a tab of its own, and tell nobody anything", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="full"' });
  const links = await element.locator("section a").evaluateAll((/** @type {HTMLAnchorElement[]} */ all) => all.map(({ rel, referrerPolicy, target }) => `${rel} ${referrerPolicy} ${target}`));
  assert.ok(links.length > 10);
  assert.deepEqual([...new Set(links)], ["noopener noreferrer no-referrer _blank"]);
});

test("the page is told before a title is followed, and may do something else", {}, async (/** @type {Reader} */ { page, context }) => {
  const element = await show(page);
  await page.evaluate(() => addEventListener("vigie-open", (event) => event.preventDefault(), { once: true }));
  const link = element.locator("[part~=title] a").first();
  const [title, href] = [await link.textContent(), await link.evaluate((/** @type {HTMLAnchorElement} */ node) => node.href)];
  await link.click();
  const [{ detail, isCancelable }] = await heard(page, "open");
  assert.equal(isCancelable, true);
  assert.equal(detail.title, title);
  assert.equal(detail.url, href);
  assert.deepEqual(Object.keys(detail).sort(), ["id", "title", "url"]);
  assert.equal(context.pages().length, 1);
  await set(element, "open", "event");
  await element.locator("[part~=title] a").first().click();
  await eventually(async () => assert.equal((await heard(page, "open")).length, 2));
  assert.equal(context.pages().length, 1);
});

test("a text opens under its title where the page asks for it", {}, async (/** @type {Reader} */ { page, context }) => {
  const element = await show(page, { attributes: 'open="here"' });
  const body = element.locator(".widget__body").first();
  assert.ok(await body.isHidden());
  await element.locator("[part~=title] a").first().click();
  await body.waitFor({ state: "visible" });
  await eventually(async () => assert.ok((await body.innerText()).length > 20));
  await element.locator("[part~=title] a").first().click();
  await body.waitFor({ state: "hidden" });
  assert.equal(context.pages().length, 1);
});

test("results, query and focus can be used from the page", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="search" limit="4"' });
  const shown = await element.evaluate((/** @type {VigieArticles} */ node) => node.results);
  assert.deepEqual(shown.map((one) => one.title), await titles(element));
  assert.deepEqual(Object.keys(shown[0]).sort(), ["date", "id", "kind", "language", "source", "summary", "title", "url"]);
  await element.evaluate((/** @type {VigieArticles} */ node) => node.focusSearch());
  assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.shadowRoot.activeElement?.id), "search");
  await element.evaluate((/** @type {VigieArticles} */ node) => (node.query = "valve"));
  await eventually(async () => assert.equal(await element.locator("input").first().inputValue(), "valve"));
  const last = (await heard(page, "results")).slice(-1)[0].detail;
  assert.equal(last.query, "valve");
  assert.ok(Number(last.total) >= Number(last.shown) && Number.isInteger(last.ms));
});

test("the button adds what the limit says", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'limit="4"' });
  await element.locator(".article-list__more button").click();
  await eventually(async () => assert.equal(await element.locator("article").count(), 8));
});

test("filters and years narrow the list and can be taken back", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="full" limit="100"' });
  const bar = element.locator("[part~=bar]").first();
  await bar.click();
  await eventually(async () => assert.ok((await element.locator("article").count()) < COUNT));
  assert.equal(await element.locator("[part~=bar][aria-pressed=true]").count(), 1);
  await element.locator("[part~=bar][aria-pressed=true]").click();
  await eventually(async () => assert.equal(await element.locator("article").count(), COUNT));
});

test("two elements share every download and nothing else", {}, async (/** @type {Reader} */ { page }) => {
  const pair = '<vigie-articles id="a" loading="eager" mode="search"></vigie-articles><vigie-articles id="b" loading="eager" mode="search"></vigie-articles>';
  await show(page, { element: pair });
  await page.evaluate(() => /** @type {VigieArticles} */ (document.querySelector("#b")).ready);
  const files = host.asked();
  assert.deepEqual(files.filter((/** @type {string} */ file, /** @type {number} */ at) => files.indexOf(file) !== at), [], "nothing twice");
  await page.evaluate(() => (/** @type {VigieArticles} */ (document.querySelector("#a")).query = "valve"));
  await eventually(async () => assert.equal(await page.locator("#a input").first().inputValue(), "valve"));
  assert.equal(await page.locator("#b input").first().inputValue(), "");
});

test("an element that moves keeps everything; one that comes back asks for nothing", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="search" limit="5"' });
  await element.evaluate((/** @type {VigieArticles} */ node) => (node.query = "valve"));
  await eventually(async () => assert.equal(await element.locator("input").first().inputValue(), "valve"));
  host.asked();
  await element.evaluate((/** @type {VigieArticles} */ node) => {
    window.kept = node.shadowRoot.querySelector("article");
    document.body.prepend(node);
  });
  assert.ok(await element.evaluate((/** @type {VigieArticles} */ node) => node.shadowRoot.querySelector("article") === window.kept));
  await page.evaluate(async () => {
    const node = document.querySelector("vigie-articles");
    node.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.body.append(node);
  });
  await eventually(async () => assert.equal(await element.locator("input").first().inputValue(), "valve"));
  assert.ok((await element.locator("article").count()) > 0);
  assert.deepEqual(host.asked(), []);
});

test("run-14: an element that is moved while it loads is drawn once, where it stands", {}, async (/** @type {Reader} */ { page }) => {
  /** @type {() => void} */
  let open = () => {};
  const held = new Promise((resolve) => (open = () => resolve(null)));
  await page.route("**/*.wasm", async (/** @type {Route} */ route) => {
    await held;
    await route.continue();
  });
  await show(page, {}, { waits: false });
  await page.evaluate(async () => {
    const node = document.querySelector("vigie-articles");
    for (let turn = 0; turn < 20; turn += 1) {
      (turn % 2 ? document.body : document.querySelector("main")).append(node);
      if (turn % 3 === 0) await new Promise((resolve) => setTimeout(resolve));
      if (turn % 5 === 0) node.remove();
    }
    document.querySelector("#box").append(node);
  });
  open();
  await page.evaluate(() => document.querySelector("vigie-articles").ready);
  assert.equal(await page.locator("vigie-articles section").count(), 1);
  assert.equal(await page.locator("vigie-articles article").count(), 10);
});

test("mounting and removing leaves nothing behind", {}, async (/** @type {Reader} */ { page, context }) => {
  await show(page, { element: '<vigie-articles id="first" loading="eager"></vigie-articles>' });
  const client = await context.newCDPSession(page);
  await client.send("Performance.enable");
  const rounds = (/** @type {number} */ count) =>
    page.evaluate(async (/** @type {number} */ count) => {
      for (let round = 0; round < count; round += 1) {
        const made = document.createElement("vigie-articles");
        made.setAttribute("loading", "eager");
        made.setAttribute("limit", "3");
        document.querySelector("#box").append(made);
        // Every third goes before it is drawn.
        if (round % 3) await made.ready;
        made.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, count);
  const once = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  // A collection leaves what the next one frees: what counts is what no more of them take away.
  const measure = async () => {
    let [last, now] = [await once(), await once()];
    while (now.Nodes < last.Nodes || now.JSEventListeners < last.JSEventListeners) [last, now] = [now, await once()];
    return now;
  };
  const total = runsAll ? 300 : 60;
  await rounds(total);
  const first = await measure();
  host.asked();
  await rounds(total);
  const second = await measure();
  assert.deepEqual(host.asked(), [], "nothing is fetched again");
  assert.ok(second.Nodes - first.Nodes < 50, `${second.Nodes - first.Nodes} nodes more`);
  assert.ok(second.JSEventListeners - first.JSEventListeners < 10, `${second.JSEventListeners - first.JSEventListeners} listeners more`);
  assert.ok(second.JSHeapUsedSize - first.JSHeapUsedSize < 1_000_000, `${second.JSHeapUsedSize - first.JSHeapUsedSize} bytes more`);
});

// What a page forbids.

const POLICY = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'";
const policies = {
  "the documented policy": POLICY,
  "the documented policy and nothing else": `default-src 'none'; ${POLICY}`,
  "Trusted Types without any policy": `default-src 'none'; ${POLICY}; require-trusted-types-for 'script'; trusted-types 'none'`,
  "no policy": "",
};
for (const [name, policy] of Object.entries(policies)) {
  /** @type {Record<string, string>} */
  const headers = policy ? { "content-security-policy": policy } : {};
  test(`works under ${name}`, {}, async (/** @type {Reader} */ { page }) => {
    const element = await show(page, { attributes: 'mode="full" images="mirrored"' }, { headers });
    await element.locator("input").first().fill("valve");
    await eventually(async () => assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.query), "valve"));
    assert.ok((await element.locator("article").count()) > 0);
    const size = await element.locator("[part~=card]").first().evaluate((/** @type {Element} */ node) => getComputedStyle(node).display);
    assert.equal(size, "grid", "styles are there");
  });
}

test("works on a page of another origin, under the documented policy", { allow: [/^foreign request/] }, async (/** @type {Reader} */ { page, unexpected }) => {
  const own = new URL(suite.url).origin;
  const policy = `default-src 'none'; script-src ${own} 'wasm-unsafe-eval'; connect-src ${own}; img-src ${own} 'self'`;
  /** @type {import("playwright-core").Request[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request));
  const element = await show(page, { src: `${suite.url}widget.js`, attributes: `src="${suite.url}" mode="full" images="mirrored"` }, { headers: { "content-security-policy": policy } });
  assert.ok((await element.locator("article").count()) > 0);
  const origins = new Set(asked.map((request) => new URL(request.url()).origin));
  assert.deepEqual(origins, new Set([new URL(host.url).origin, own]));
  for (const request of asked.filter((one) => one.url().startsWith(own))) {
    const sent = await request.allHeaders();
    assert.equal(sent.cookie, undefined);
    assert.ok(!/page-/.test(sent.referer ?? ""), `${request.url()} learns ${sent.referer}`);
  }
  assert.deepEqual(unexpected, []);
});

const blocked = [/^breach of the policy: (script-src|wasm-eval)/, /^console error: .*(Content Security Policy|WebAssembly)/];
test("where WebAssembly is refused, the list of the page stays with one polite line", { allow: blocked }, async (/** @type {Reader} */ { page }) => {
  const policy = "script-src 'self'; connect-src 'self'";
  const element = await show(page, {}, { headers: { "content-security-policy": policy }, waits: false });
  const line = element.getByRole("status");
  await line.waitFor();
  assert.match(await line.innerText(), /^La recherche n’est pas disponible ici\. Ouvrir la veille$/);
  assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
  const [{ detail }] = await heard(page, "error");
  assert.equal(detail.code, "WASM_BLOCKED");
  assert.equal(detail.recoverable, false);
  assert.deepEqual(await violations(page), []);
});

test("without WebAssembly the list of the page stays", {}, async (/** @type {Reader} */ { page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  const element = await show(page, { html: 'data-x lang="en"' }, { waits: false });
  await element.getByRole("status").waitFor();
  assert.equal((await heard(page, "error"))[0].detail.code, "WASM_UNSUPPORTED");
  assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
});

const failed = [expected.failedLoad, expected.integrity, expected.preload, /^console (error|warning): .*(integrity|digest)/i];
for (const [file, code] of [["widget-*.wasm", "INTEGRITY"], ["widget-*.css", "INTEGRITY"], ["widget-*.js", "INTEGRITY"]]) {
  test(`an altered ${file} is not run`, { allow: failed }, async (/** @type {Reader} */ { page }) => {
    await page.route(`**/${file}`, async (/** @type {Route} */ route) => {
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({ response, body: Buffer.concat([body, Buffer.from(" ")]) });
    });
    const element = await show(page, {}, { waits: false });
    await element.getByRole("status").waitFor();
    assert.equal((await heard(page, "error"))[0].detail.code, code);
    assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
  });
}

test("a server that is gone is said, and the list of the page stays", { allow: failed }, async (/** @type {Reader} */ { page }) => {
  await page.route("**/bundle/articles.json", (/** @type {Route} */ route) => route.abort());
  const element = await show(page, {}, { waits: false });
  await element.locator("[part~=error]").waitFor();
  assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
  const [{ detail }] = await heard(page, "error");
  assert.deepEqual([detail.code, detail.recoverable], ["FETCH", true]);
  await page.unroute("**/bundle/articles.json");
  await element.locator("[part~=error] button").click();
  await element.evaluate((/** @type {VigieArticles} */ node) => node.ready);
  assert.ok((await element.locator("article").count()) > 0);
});

test("a feed that another site does not share is named as such", { allow: [/^foreign request/, expected.failedLoad, /^console error: Access to fetch/] }, async (/** @type {Reader} */ { page }) => {
  const other = await serveHost(() => suite.url);
  other.publish("/feed.json", "{}", { "content-type": "application/json" });
  await show(page, { attributes: `src="${other.url}feed.json"` }, { waits: false });
  await eventually(async () => assert.equal((await heard(page, "error")).at(-1)?.detail.code, "CORS"));
  await other.close();
});

for (const [what, address] of Object.entries({
  "whose name nobody knows": /** @returns {string} */ () => "https://nobody.invalid/feed.json",
  "that cannot prove who it is": () => host.url.replace("http:", "https:"),
})) {
  test(`a feed from a server ${what} is told, and the list of the page stays`, { allow: [/^foreign request/, expected.failedLoad] }, async (/** @type {Reader} */ { page }) => {
    const element = await show(page, { attributes: `src="${address()}"` }, { waits: false });
    await element.locator("[part~=error]").waitFor();
    const { detail } = (await heard(page, "error")).slice(-1)[0];
    assert.deepEqual([detail.code, detail.recoverable], ["FETCH", true]);
    assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
  });
}

// Feeds of other tools.

const publishFeed = (/** @type {unknown[]} */ items, more = {}) =>
  host.publish(`/feed-${(number += 1)}.json`, JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Autre", items, ...more }), { "content-type": "application/json" });

test("a feed of another tool is shown as text, and its bad items are told", {}, async (/** @type {Reader} */ { page }) => {
  const src = publishFeed([
    { id: "1", url: "https://journal.example/1", title: "<b>Premier</b> & \u202etexte", content_html: "<p>Un <script>alert(1)</script><b>résumé</b> &amp; fin</p>", date_published: "2025-03-01T00:00:00Z", unknown: { a: 1 } },
    { id: "2", url: "javascript:alert(2)", title: "Second", content_text: "texte <i>brut</i>", date_published: "2025-02-01T00:00:00Z" },
    { title: "sans identité" },
    "pas un objet",
    { id: "4", title: 7 },
  ], { version: "https://jsonfeed.org/version/1", extra: "ignored" });
  const element = await show(page, { attributes: `src="${src}" mode="search"` });
  await eventually(async () => assert.ok((await element.locator("article").count()) >= 2));
  const text = await element.locator("[part~=list]").innerText();
  assert.match(text, /Premier/);
  assert.match(text, /résumé & fin/);
  assert.equal(await element.locator("[part~=list] b, [part~=list] i, script").count(), 0);
  const links = await element.locator("a").evaluateAll((/** @type {HTMLAnchorElement[]} */ all) => all.map((one) => one.protocol));
  assert.ok(links.every((/** @type {string} */ protocol) => /^https?:$/.test(protocol)), links.join(" "));
  await eventually(async () => assert.ok((await heard(page, "error")).some((/** @type {Window["heard"][0]} */ { detail }) => detail.code === "SCHEMA" && detail.recoverable)));
  await element.locator("input").first().fill("premier");
  await eventually(async () => assert.equal(await element.locator("article").count(), 1));
});

test("newer data is shown when the page asks for it, in every list of that feed", {}, async (/** @type {Reader} */ { page }) => {
  const item = (/** @type {number} */ id) => ({ id: String(id), url: `https://journal.example/${id}`, title: `Article ${id}`, date_published: `2025-03-0${id}T00:00:00Z` });
  const path = `/feed-${(number += 1)}.json`;
  const publish = (/** @type {number[]} */ ...ids) => host.publish(path, JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Autre", items: ids.map(item) }), { "content-type": "application/json" });
  const src = publish(1, 2);
  const element = await show(page, { element: `<vigie-articles id="a" loading="eager" src="${src}"></vigie-articles><vigie-articles id="b" loading="eager" src="${src}"></vigie-articles>` });
  await eventually(async () => assert.equal(await page.locator("article").count(), 4));
  await element.evaluate((/** @type {VigieArticles} */ node) => node.refresh());
  publish(1, 2, 3);
  await eventually(async () => {
    await element.evaluate((/** @type {VigieArticles} */ node) => node.refresh());
    assert.equal(await page.locator("article").count(), 6);
  });
  const updates = await heard(page, "update");
  assert.deepEqual(updates.map((/** @type {Window["heard"][0]} */ { detail }) => detail.added), [1, 1]);
});

test("what is no feed is refused, and the list of the page stays", {}, async (/** @type {Reader} */ { page }) => {
  const src = host.publish(`/feed-${(number += 1)}.json`, '{"hello": 1}', { "content-type": "application/json" });
  const element = await show(page, { attributes: `src="${src}"` }, { waits: false });
  await element.locator("[part~=error]").waitFor();
  assert.equal((await heard(page, "error"))[0].detail.code, "SCHEMA");
  assert.ok(await page.getByText("Un titre écrit par la page").isVisible());
});

test("hostile attributes change nothing and never reach styles", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page);
  const look = () => element.evaluate((/** @type {VigieArticles} */ node) => /** @type {Element} */ (node.shadowRoot.querySelector("section").cloneNode()).outerHTML + node.shadowRoot.querySelectorAll("article").length);
  const before = await look();
  const pieces = ["}*{display:none", "red;background:url(//evil.example)", '"><script>alert(1)</script>', "javascript:alert(1)", "expression(1)", "\0", "0", "-1", "1e9", "__proto__", "constructor", "\u202e", "var(--x)", "@import 'x'", "</style>", "${x}", "\\75rl(x)", "data:text/html,x", "//evil.example/", "blob:x", "file:///etc/passwd", "vbscript:x"];
  const names = ["mode", "limit", "more", "show", "theme", "images", "open", "heading-level", "keys"];
  const values = pieces.flatMap((piece) => [piece, `x${piece}`, piece.repeat(50)]);
  await element.evaluate((/** @type {VigieArticles} */ node, /** @type {string[][]} */ [names, values]) => {
    for (const name of names) for (const value of values) node.setAttribute(name, value);
  }, [names, values]);
  assert.ok(names.length * values.length > 500);
  assert.equal(await look(), before);
  await element.evaluate((/** @type {VigieArticles} */ node, /** @type {string[]} */ values) => {
    for (const value of values) {
      node.setAttribute("label", value);
      node.setAttribute("lang", value);
      node.setAttribute("query", value);
    }
    node.setAttribute("label", "");
    node.setAttribute("query", "");
    node.setAttribute("lang", "fr");
  }, values);
  await eventually(async () => assert.equal(await look(), before));
  assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.shadowRoot.querySelectorAll("style, script, [style]").length), 0);
});

test("hostile addresses fall back to the site of the script", {}, async (/** @type {Reader} */ { page }) => {
  for (const src of ["javascript:alert(1)", "data:application/json,{}", "blob:x", "file:///x", "http://", "vbscript:x"]) {
    const element = await show(page, { attributes: `src="${src}"` });
    assert.equal((await heard(page, "ready"))[0].detail.count, COUNT, src);
    assert.ok((await element.locator("article").count()) > 0);
  }
});

test("colours that cannot be read are told once to whoever looks", { allow: [/^console warning: <vigie-articles>: --vigie-text/] }, async (/** @type {Reader} */ { page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on("console", (message) => warnings.push(message.text()));
  const element = await show(page, { head: "<style>vigie-articles { --vigie-text: #eee; --vigie-bg: #fff; --vigie-surface: #fff }</style>" });
  await eventually(() => assert.equal(warnings.filter((text) => text.startsWith("<vigie-articles>")).length, 1));
  await set(element, "mode", "cards");
  await eventually(async () => assert.equal(await element.locator(".widget--cards").count(), 1));
  assert.equal(warnings.filter((text) => text.startsWith("<vigie-articles>")).length, 1);
});

test("the page's properties count, and parts can be styled", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { head: "<style>:root { --vigie-accent: rgb(120, 0, 60); --vigie-radius: 0px; --vigie-font-size: 20px } vigie-articles::part(title) { letter-spacing: 3px }</style>" });
  const style = await element.evaluate((/** @type {VigieArticles} */ node) => {
    const of = (/** @type {string} */ selector) => getComputedStyle(node.shadowRoot.querySelector(selector));
    return [of("[part~=footer] a").color, of(".widget").fontSize, of("[part~=title]").letterSpacing];
  });
  assert.deepEqual(style, ["rgb(120, 0, 60)", "20px", "3px"]);
});

test("every part that publishers read of is drawn, and no other", {}, async (/** @type {Reader} */ { page }) => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const [, list] = known(/ styles a part: ([^.]*)\./.exec(readme), "the parts in README.md");
  const parts = Array.from(known(list, "the parts").matchAll(/`(\w+)`/g), ([, name]) => name);
  const element = await show(page, { attributes: 'mode="full" images="mirrored"' });
  await eventually(() => element.locator("[part~=badges]").first().waitFor());
  const drawn = await element.evaluate((/** @type {VigieArticles} */ node) => Array.from(node.shadowRoot.querySelectorAll("[part]"), (one) => one.getAttribute("part")));
  // Nothing has failed.
  assert.deepEqual(new Set(drawn), new Set(parts.filter((name) => name !== "error")));
});

test("slots of the page are shown where they belong", {}, async (/** @type {Reader} */ { page }) => {
  const inside = `${STATIC}<p slot="header">En-tête de la page</p><p slot="footer">Pied de la page</p><p slot="empty">Rien pour vous</p>`;
  const element = await show(page, { inside });
  assert.ok(await page.getByText("En-tête de la page").isVisible());
  assert.ok(await page.getByText("Pied de la page").isVisible());
  assert.ok(await page.getByText("Rien pour vous").isHidden());
  await set(element, "query", "source:aucune-source");
  await page.getByText("Rien pour vous").waitFor({ state: "visible" });
});

test("the address holds the search only where the page asks for it", {}, async (/** @type {Reader} */ { page }) => {
  const attributes = 'mode="search" url-state="hash"';
  const element = await show(page, { attributes });
  const steps = await page.evaluate(() => history.length);
  await page.evaluate(() => history.replaceState(null, "", "#chapitre&veille2.q=x"));
  await element.locator("input").first().fill("valve aortique");
  await eventually(async () => assert.equal(new URL(page.url()).hash, "#chapitre&veille2.q=x&veille.q=valve+aortique"));
  assert.equal(await page.evaluate(() => history.length), steps);
  await page.reload();
  await page.evaluate(() => document.querySelector("vigie-articles").ready);
  assert.equal(await element.locator("input").first().inputValue(), "valve aortique");
});

test("nothing is kept, whatever the page allows", {}, async (/** @type {Reader} */ { page, context }) => {
  const element = await show(page, { attributes: 'mode="search" storage="local"' });
  await element.locator("input").first().fill("valve");
  await eventually(async () => assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.query), "valve"));
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]);
  assert.deepEqual(kept, [0, 0, "", 0, 0]);
  assert.deepEqual(await context.cookies(), []);
});

test("keys of the page stay the page's", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="search" keys="on"' });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "body");
  await element.locator("[part~=title] a").first().focus();
  await page.keyboard.press("/");
  assert.equal(await element.evaluate((/** @type {VigieArticles} */ node) => node.shadowRoot.activeElement?.id), "search");
  await page.evaluate(() => {
    window.isSwallowed = new Promise((resolve) => addEventListener("keydown", (event) => resolve(event.defaultPrevented), { once: true }));
  });
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => window.isSwallowed), false, "Escape is not swallowed when there is nothing to close");
  await set(element, "keys", "off");
  await element.locator("[part~=title] a").first().focus();
  await page.keyboard.press("/");
  assert.notEqual(await element.evaluate((/** @type {VigieArticles} */ node) => node.shadowRoot.activeElement?.id), "search");
});

test("a list can be saved in five formats", {}, async (/** @type {Reader} */ { page }) => {
  // Months that are still on their way are waited for.
  await page.route("**/bundle/cards/**", (/** @type {Route} */ route) => setTimeout(() => route.continue(), 500));
  const element = await show(page, { attributes: 'mode="full"' });
  const texts = await element.evaluate(async (/** @type {VigieArticles} */ node) => Promise.all(["ris", "bibtex", "csl", "csv", "md"].map((format) => node.exportAs(format))));
  const [ris, bibtex, csl, csv, md] = texts;
  assert.equal(ris.match(/^TY {2}- ELEC/gm)?.length, COUNT);
  assert.equal(ris.match(/^ER {2}- /gm)?.length, COUNT);
  assert.equal(bibtex.match(/^@online\{/gm)?.length, COUNT);
  assert.equal(JSON.parse(csl).length, COUNT);
  assert.equal(csv.trim().split("\r\n").length, COUNT + 1);
  assert.equal(md.trim().split("\n").length, COUNT);
  await assert.rejects(element.evaluate((/** @type {VigieArticles} */ node) => node.exportAs("exe")), /unknown format/);
  const download = page.waitForEvent("download");
  await element.locator(".widget__export").selectOption("ris");
  assert.equal((await download).suggestedFilename(), "vigie.ris");
});

test("in a sandboxed frame without an origin of its own it shows the articles", { allow: [expected.failedLoad, /^foreign request/] }, async (/** @type {Reader} */ { page }) => {
  const inner = host.publish("/sandboxed", hostPage({ attributes: `src="${suite.url}"`, src: `${suite.url}widget.js` }));
  host.publish("/outer", `<!doctype html><html lang="fr"><title>Cadre</title><link rel="icon" href="/veille/icon.svg"><iframe title="Veille" sandbox="allow-scripts" src="${inner}" width="600" height="500"></iframe>`);
  await page.goto(new URL("/outer", host.url).href);
  await page.frameLocator("iframe").locator("vigie-articles article").first().waitFor();
});

test("on paper the list is there, its controls are not", {}, async (/** @type {Reader} */ { page }) => {
  const element = await show(page, { attributes: 'mode="full"' });
  await page.emulateMedia({ media: "print" });
  assert.ok(await element.locator("article").first().isVisible());
  assert.ok(await element.locator("[part~=search]").isHidden());
});

for (const width of [240, 360, 800]) {
  for (const mode of ["list", "cards", "headlines", "search", "full"]) {
    test(`${mode} fits into ${width} pixels without a violation of axe`, { skip: !runsAll && width === 800 && mode !== "full" }, async (/** @type {Reader} */ { page }) => {
      const element = await show(page, { head: `<style>#box { width: ${width}px }</style>`, attributes: `mode="${mode}" limit="6" images="mirrored"` });
      const overflow = await element.evaluate((/** @type {VigieArticles} */ node) => {
        const right = node.getBoundingClientRect().right + 1;
        return [...node.shadowRoot.querySelectorAll("section *:not(.histogram, .histogram *)")].filter((one) => one.getBoundingClientRect().right > right && getComputedStyle(one).position !== "absolute").map((one) => one.className);
      });
      assert.deepEqual(overflow, []);
      assert.deepEqual(await violations(page), []);
      await set(element, "theme", "dark");
      await eventually(async () => assert.equal(await element.locator("[data-theme=dark]").count(), 1));
      assert.deepEqual(await violations(page), []);
    });
  }
}
