// The element on twenty-six kinds of pages: it can be used, nothing outside of it changes by a pixel, and the page never
// sees an exception, a global, a cookie or a history entry of the element.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { hostPage, serveHost } from "./support/host_site.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();
/** @type {HostSite} */
let host;
before(async () => (host = await serveHost(() => suite.url)));
after(() => host?.close());

const styled = (/** @type {string} */ text) => `<style>${text}</style>`;
const script = (/** @type {string} */ text) => `<script>${text}</script>`;
/** The box has one size with and without the list. */
const BOX = "#box { display: block; width: 700px; height: 500px; overflow: auto; }";

/** Kinds of pages: what each adds to a plain one. */
/** @type {Record<string, NonNullable<Parameters<typeof hostPage>[0]>>} */
const KINDS = {
  "a plain page": {},
  "a reset that unsets everything": { head: styled("* { all: unset; } div, p, h1, main { display: block; } head, head * { display: none; }") },
  "important rules for every element": { head: styled("* { color: red !important; font: 30px/3 cursive !important; margin: 9px !important; border: 3px solid lime !important; letter-spacing: 5px !important; }") },
  "rules for tags, as old frameworks have": { head: styled("a { color: lime; display: block; text-transform: uppercase } ul { float: right } li { width: 20px } button { display: none } input { width: 1px; position: absolute } h3 { display: none } section { display: none } article { position: fixed; inset: 0 }") },
  "rules for our own classes": { head: styled(".article-card, .widget, .search-box { display: none !important } .article-list { transform: rotate(20deg) }") },
  "box-sizing and universal margins": { head: styled("*, *::before, *::after { box-sizing: content-box; margin: 12px; padding: 7px }") },
  "a root font of 62.5 %": { head: styled("html { font-size: 62.5% } body { font-size: 1.6rem }") },
  "text from right to left": { html: 'dir="rtl"' },
  "vertical writing": { head: styled("body { writing-mode: vertical-rl } #box { width: 700px; height: 500px; writing-mode: horizontal-tb }") },
  "zoom and transform": { head: styled("body { zoom: 1.5 } main { transform: scale(0.8); transform-origin: 0 0 }") },
  "quirks mode": { doctype: "" },
  "a base address": { head: '<base href="/ailleurs/">', attributes: 'src="/veille/"', src: "/veille/widget.js" },
  "frozen prototypes": { head: script("for (const c of [Object, Array, Function, String, Promise, Map, Element, Node, HTMLElement, Event]) Object.freeze(c.prototype)") },
  "patched built-ins, as old libraries do": { head: script("Array.prototype.toJSON = function () { return 'x' }; Array.prototype.last = function () { return this[this.length - 1] }; Object.prototype.extra = 1; String.prototype.trim = function () { return this.replace(/^\\s+|\\s+$/g, '') }; Element.prototype.remove = function () { this.parentNode && this.parentNode.removeChild(this) }; Function.prototype.bind2 = 1") },
  "patched globals": { head: script("window.name = 'veille'; window.TextDecoderStream = undefined; window.Set2 = Set; window.event = 1; window.results = 2; window.engine = 3; window.define = function () { throw new Error('AMD') }; window.define.amd = {}; window.module = { exports: {} }; window.require = () => { throw new Error('no') }") },
  "an own fetch that adds a header to its own calls": { head: script("const real = window.fetch; window.fetch = function (input, init) { return real.call(window, input, init) }") },
  "zone.js and its like: wrapped timers and promises": { head: script("const later = window.setTimeout; window.setTimeout = (f, ...r) => later((...a) => f(...a), ...r); const then = Promise.prototype.then; Promise.prototype.then = function (a, b) { return then.call(this, a && ((v) => a(v)), b && ((e) => b(e))) }; const listen = EventTarget.prototype.addEventListener; EventTarget.prototype.addEventListener = function (t, f, o) { return listen.call(this, t, f, o) }") },
  "a wrapped registry of elements": { head: script("const real = customElements.define.bind(customElements); customElements.define = (name, made, options) => real(name, made, options)") },
  "an element that is defined twice": { after: '<script type="module" src="/veille/widget.js?again"></script>' },
  "ids and names that hide globals": { before: '<form id="customElements2" hidden></form><a id="document2"></a><img name="engine" alt="" hidden><i id="search" hidden></i><i id="results" hidden></i><i id="root" hidden></i>' },
  "document.write": { before: script("document.write('<p>écrit par un script</p>')"), element: "<script>document.write('<vigie-articles id=\"veille\" loading=\"eager\"><ul><li>écrit</li></ul></vigie-articles>')</script>" },
  "an application that makes the element itself": { element: '<div id="app"></div>', after: script("const made = document.createElement('vigie-articles'); made.id = 'veille'; made.setAttribute('loading', 'eager'); made.setAttribute('limit', '4'); document.getElementById('app').append(made)") },
  "inside another shadow root": { element: '<div id="outer"></div>', after: script("const outer = document.getElementById('outer').attachShadow({ mode: 'open' }); outer.innerHTML = '<vigie-articles id=\"veille\" loading=\"eager\"></vigie-articles>'") },
  "inside a table of layout": { element: '<table border="1"><tr><td width="200">menu</td><td><vigie-articles id="veille" loading="eager"></vigie-articles></td></tr></table>' },
  "a page that listens to every key and click": { head: script("for (const t of ['keydown', 'keyup', 'click', 'input', 'focusin']) document.addEventListener(t, (e) => { if (e.target === null) throw new Error('null') }, true)") },
  "dark, by its colour scheme": { head: `<meta name="color-scheme" content="dark">${styled("body { background: #111; color: #eee }")}` },
};

const find = () => {
  /** @type {(root: ParentNode) => Element[]} */
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot && one.localName !== "vigie-articles" ? all(one.shadowRoot) : [])]);
  return all(document).find((one) => one.localName === "vigie-articles");
};

let number = 0;
for (const [name, kind] of Object.entries(KINDS)) {
  const options = { get faults() { return host; }, allow: [/^console warning: .*(preload|Slow network)/] };
  suite.test(`${name}: usable, and nothing around it changes`, options, async ({ page }) => {
    const path = `/kind-${(number += 1)}`;
    const dressed = { ...kind, head: `${styled(BOX)}${kind.head ?? ""}`, attributes: `mode="search" limit="4" ${kind.attributes ?? ""}` };
    const [bare, full] = [false, true].map((on) => host.publish(`${path}-${on}`, hostPage({ ...dressed, script: on, after: on ? dressed.after : (dressed.after ?? "").replace(/<script type="module".*?<\/script>/g, "") })));
    // Cut away, as a mask would be an element that the page can style, and a layer that is see-through lets a scaled page
    // smooth the letters beside it otherwise.
    const hidden = { style: "#box { clip-path: inset(50%) !important }" };
    await page.goto(bare);
    const before = await page.screenshot({ ...hidden, animations: "disabled" });
    const names = await page.evaluate(() => Object.getOwnPropertyNames(window).sort());

    await page.goto(full);
    await page.waitForFunction(`(${find})()?.ready && (${find})().ready.then(() => true)`);
    const cards = page.locator("vigie-articles article");
    await cards.first().waitFor({ state: "visible" });
    const box = await cards.first().boundingBox();
    assert.ok(box && box.width > 150 && box.height > 20, `a card has room: ${JSON.stringify(box)}`);
    const after = await page.screenshot({ ...hidden, animations: "disabled" });
    assert.ok(before.equals(after), "pixels outside of the element are the same");

    const left = await page.evaluate(() => ({
      names: Object.getOwnPropertyNames(window).sort(),
      cookie: document.cookie,
      stored: localStorage.length + sessionStorage.length,
      steps: history.length,
      hash: location.hash,
      focus: document.activeElement?.localName,
      links: document.querySelectorAll("link[rel=modulepreload]").length,
    }));
    const added = left.names.filter((one) => !names.includes(one));
    assert.deepEqual(added, [], "no new globals");
    assert.deepEqual([left.cookie, left.stored, left.hash, left.links], ["", 0, "", 0]);

    const isSearch = await page.evaluate(`(${find})().getAttribute("mode") === "search"`);
    if (isSearch) {
      const steps = await page.evaluate(() => history.length);
      await page.locator("vigie-articles input").first().fill("tavi");
      await page.waitForFunction(`(${find})().results.length > 0 && (${find})().query === "tavi"`);
      assert.equal(await page.evaluate(() => history.length), steps, "searching adds no step to the history");
      assert.equal(await page.evaluate(() => location.hash), "");
    }
  });
}
