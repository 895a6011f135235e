// The other ways to embed the list: what `vigie snippet` prints, pasted into pages of others; the frame and what it says
// to the page around; which messages each side ignores.

import assert from "node:assert/strict";
import { after } from "node:test";

import { known, matched } from "./support/matched.mjs";
import { violations } from "./support/axe.mjs";
import { lightIn, pageWith, siteFor, snippet } from "./support/embedding.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers, gate, serveWithFaults } from "./support/fault_server.mjs";
import { serveHost } from "./support/host_site.mjs";
import { openSuite } from "./support/suite.mjs";
import { installed } from "./support/worker.mjs";

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/** @type {string} */
let folder;
/** @type {HostSite} */
let host;
/** @type {HostSite} */
let stranger;
const suite = openSuite(async () => {
  // Neither needs the site behind it; the one that does is started when its address is known.
  [host, stranger] = await Promise.all([serveHost(() => "http://127.0.0.1:9/"), serveHost(() => "http://127.0.0.1:9/")]);
  return (folder = siteFor(new URL(host.url).origin));
});
after(() => Promise.all([host?.close(), stranger?.close()]));

/** The page belongs to the host, so what is asked of the site is foreign to it, and wanted. */
const OTHER = /^foreign request: http:\/\/127\.0\.0\.1:\d+\//;
/** The modules of a list that is gone before they are used. */
const UNUSED = /^console warning: .*preload/;

/** @type {(name: string, options: TestOptions, body: TestBody) => void} */
const test = (name, options, body) =>
  suite.test(name, { ...options, get faults() { return host; }, allow: [OTHER, UNUSED, ...(options.allow ?? [])] }, body);

let number = 0;
const origin = () => suite.url.replace(/\/$/, "");
const print = (/** @type {string[]} */ ...options) => snippet(folder, "--site", suite.url, ...options);

/**
 * Shows a page of the host; returns the frame in it once its list is there, and nothing where there is none.
 * @returns {Promise<{ element: Locator, frame: Frame }>}
 */
async function show(/** @type {Page} */ page, /** @type {string} */ code, { policy, head, isReady = true, on = host } = /** @type {{ policy?: string, head?: string, isReady?: boolean, on?: HostSite }} */ ({})) {
  /** @type {Record<string, string>} */
  const headers = policy ? { "content-security-policy": policy } : {};
  await page.goto(on.publish(`/page-${(number += 1)}`, pageWith(code, head), headers));
  const element = page.locator("iframe").first();
  const frame = (await element.count()) ? await (await element.elementHandle())?.contentFrame() : null;
  if (!frame) return /** @type {{ element: Locator, frame: Frame }} */ ({});
  if (isReady) await frame.waitForFunction(() => document.querySelector("vigie-articles")?.ready?.then?.(() => true));
  return { element, frame };
}

const heightOf = (/** @type {Locator} */ element) => element.evaluate((/** @type {HTMLElement} */ node) => node.offsetHeight);
const contentOf = (/** @type {Frame} */ frame) => frame.evaluate(() => Math.ceil(document.querySelector("main").getBoundingClientRect().height));
const titles = (/** @type {Frame} */ frame) => frame.locator("vigie-articles [part~=title]").allTextContents();

/** Waits until the frame is as high as its list. */
const fits = (/** @type {Locator} */ element, /** @type {Frame} */ frame) => eventually(async () => assert.equal(await heightOf(element), await contentOf(frame)));
/** A frame without a border, so that its height is that of its page. */
const BARE = "<style>iframe { border: 0 }</style>";

test("the printed frame fits its list under a policy that allows no more than the frame", {}, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe", "--limit", "3", "--lang", "en");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src ${origin()}; script-src ${origin()}`;
  const { element, frame } = await show(page, code, { policy, head: BARE });
  await fits(element, frame);
  assert.notEqual(await heightOf(element), 640, "the height was given by the list");
  assert.equal(await frame.locator("vigie-articles article").count(), 3);
  assert.equal(await element.getAttribute("sandbox"), SANDBOX);
  assert.equal(await element.getAttribute("referrerpolicy"), "no-referrer");
  assert.equal(await element.getAttribute("loading"), "lazy");
  assert.ok(await element.getAttribute("title"));
  await frame.evaluate(() => document.querySelector("vigie-articles").setAttribute("limit", "8"));
  await eventually(async () => assert.equal(await frame.locator("vigie-articles article").count(), 8));
  await fits(element, frame);
  await frame.evaluate(() => document.querySelector("vigie-articles").setAttribute("limit", "1"));
  await eventually(async () => assert.equal(await frame.locator("vigie-articles article").count(), 1));
  await fits(element, frame);
});

test("where the site is kept for reading offline, the frame is still the server's", { worker: true }, async (/** @type {Reader} */ { page }) => {
  await page.goto(suite.url);
  await installed(page);
  const answered = page.waitForResponse((response) => response.url().includes("/embed.html"));
  const { frame } = await show(page, print("--form", "iframe", "--limit", "3"));
  assert.equal((await answered).fromServiceWorker(), false);
  assert.equal(await frame.locator("vigie-articles article").count(), 3);
});

test("without its script the frame keeps its height and scrolls", {}, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe", "--fixed", "--height", "300");
  const policy = `default-src 'none'; img-src data:; frame-src ${origin()}`;
  const { element, frame } = await show(page, code, { policy });
  assert.equal(await element.evaluate((/** @type {HTMLElement} */ node) => node.clientHeight), 300);
  assert.ok((await contentOf(frame)) > 300);
  await element.hover();
  await page.mouse.wheel(0, 200);
  await eventually(async () => assert.ok((await frame.evaluate(() => scrollY)) > 0));
});

test("without JavaScript the frame shows the newest articles and says so", { javaScriptEnabled: false }, async (/** @type {Reader} */ { page }) => {
  const { frame } = await show(page, print("--form", "iframe"), { isReady: false });
  const links = frame.locator("vigie-articles li a");
  await links.first().waitFor();
  assert.equal(await links.count(), 10);
  // Playwright's own text search skips <noscript>.
  const [french, english] = await frame.locator("noscript p").all();
  assert.match(await french.innerText(), /^JavaScript est désactivé/);
  assert.match(await english.innerText(), /^JavaScript is off/);
  assert.ok(((await french.boundingBox())?.height ?? 0) > 10 && ((await english.boundingBox())?.height ?? 0) > 10);
  for (const link of await links.all()) assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  assert.equal(await frame.locator("base").getAttribute("target"), "_blank");
});

test("a frame that may keep nothing, not even its origin, still shows its list", { allow: [/sandbox/] }, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe").replace(SANDBOX, "allow-scripts");
  const { frame } = await show(page, code);
  assert.ok((await frame.locator("vigie-articles article").count()) > 1);
  const thrown = await frame.evaluate(() => {
    try {
      return String(localStorage);
    } catch (error) {
      return Object(error).name;
    }
  });
  assert.equal(thrown, "SecurityError");
});

test("the address chooses query, language, look and number", {}, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe", "--query", "tavi", "--lang", "en", "--mode", "search", "--limit", "2", "--label", "TAVI news");
  const { frame } = await show(page, code);
  const chosen = await frame.evaluate(() => ({
    lang: document.documentElement.lang,
    results: document.querySelector("vigie-articles").results.length,
  }));
  assert.equal(chosen.lang, "en");
  assert.ok(chosen.results > 0 && chosen.results <= 2, `${chosen.results}`);
  assert.ok(await frame.getByRole("region", { name: "TAVI news" }).isVisible());
  const printed = print("--query", "tavi", "--limit", "2");
  for (const title of await titles(frame)) assert.ok(printed.includes(title.replaceAll("&", "&amp;")), title);
});

test("the page around changes theme, language and query by attributes of the iframe", {}, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe").replace("<iframe ", '<iframe data-theme="dark" ');
  const { element, frame } = await show(page, code);
  const root = () => frame.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme]);
  await eventually(async () => assert.deepEqual(await root(), ["dark", "fr", "dark"]));
  const set = (/** @type {string} */ name, /** @type {string} */ value) => element.evaluate((/** @type {HTMLElement} */ node, /** @type {string[]} */ [name, value]) => (node.dataset[name] = value), [name, value]);
  await set("theme", "light");
  await set("lang", "en");
  await eventually(async () => assert.deepEqual(await root(), ["light", "en", "light"]));
  const all = await titles(frame);
  await set("query", "impella");
  await eventually(async () => assert.notDeepEqual(await titles(frame), all));
  assert.equal(await frame.evaluate(() => document.querySelector("vigie-articles").getAttribute("query")), "impella");
});

test("what readers open and what goes wrong are events of the iframe", {}, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe", "--open", "event", "--limit", "2");
  const { element, frame } = await show(page, code);
  await fitsOrWaits(element);
  await element.evaluate((/** @type {HTMLElement} */ node) => {
    window.heard = [];
    for (const type of ["open", "error"]) document.addEventListener(`vigie-${type}`, (/** @type {CustomEventInit & Event} */ { target, detail }) => window.heard.push({ type, isFrame: target === node, detail }));
  });
  await frame.locator("vigie-articles [part~=title] a").first().click();
  await eventually(async () => assert.equal((await page.evaluate(() => window.heard)).length, 1));
  const [{ type, isFrame, detail }] = await page.evaluate(() => window.heard);
  assert.deepEqual([type, isFrame], ["open", true]);
  assert.match(String(detail.article), /^\/\w+\//);
  assert.equal(detail.title, (await titles(frame))[0]);
  await frame.evaluate(() => document.querySelector("vigie-articles").dispatchEvent(new CustomEvent("vigie-error", { detail: { code: "FETCH", message: "non" } })));
  await eventually(async () => assert.deepEqual((await page.evaluate(() => window.heard))[1]?.detail.code, "FETCH"));
});

/** Waits until the script around has greeted the frame. */
const fitsOrWaits = (/** @type {Locator} */ element) => eventually(async () => assert.ok(await element.evaluate((/** @type {HTMLElement} */ node) => node.style.height)));

/** Messages that nobody should believe, as expressions: not all of them can be written as JSON. */
const NONSENSE = [
  "null", "undefined", "0", "1", "NaN", "true", "''", "'vigie'", "[]", "[1]", "{}", "new Date(0)", "new Map([['vigie', 1]])",
  "/vigie/", "new ArrayBuffer(8)", "10n", "new Error('vigie')", "{ vigie: '1' }", "{ vigie: 2 }", "{ vigie: true }",
  "JSON.parse('{\"__proto__\": {\"vigie\": 1, \"type\": \"theme\", \"value\": \"light\"}}')",
  "JSON.parse('{\"vigie\": 1, \"__proto__\": {\"type\": \"size\", \"height\": 5}}')",
  "{ vigie: 1, constructor: { prototype: { polluted: 1 } } }",
  "'x'.repeat(1e6)", "{ vigie: 1, type: 'x'.repeat(1e6) }",
];
/** Types and values, each sent with each id. */
const TYPES = ["theme", "lang", "query", "size", "open", "error", "hello", "__proto__", "constructor", "toString", "hasOwnProperty", "", "THEME", null, 7];
const VALUES = ["1", "5", "-1", "'500'", "Infinity", "NaN", "1e9", "null", "{}", "[900]", "'light'", "'x'.repeat(1e5)"];

/** Sends all of it from where `send` stands. */
const storm = `(send) => {
  for (const text of ${JSON.stringify(NONSENSE)}) send(eval("(" + text + ")"));
  for (const type of ${JSON.stringify(TYPES)}) for (const text of ${JSON.stringify(VALUES)}) for (const id of [undefined, "0", "__proto__"]) {
    const value = eval("(" + text + ")");
    send({ vigie: 1, id, type, value, height: value });
  }
  return ${NONSENSE.length} + ${TYPES.length * VALUES.length * 3};
}`;

/** What the frame shows, for comparison. */
const state = (/** @type {Frame} */ frame) => frame.evaluate(() => {
  const list = document.querySelector("vigie-articles");
  const { theme } = document.documentElement.dataset;
  return { theme, lang: document.documentElement.lang, attributes: [...list.attributes].map(({ name, value }) => `${name}=${value}`), polluted: Reflect.get({}, "polluted"), text: list.shadowRoot.textContent };
});

test("the frame believes nobody but the page around, and only what has meaning", {}, async (/** @type {Reader} */ { page }) => {
  const code = `${print("--form", "iframe", "--theme", "dark", "--fixed")}<iframe id="other" srcdoc="<p>x</p>"></iframe>`;
  const { frame } = await show(page, code);
  const before = await state(frame);
  // From the page around, whose origin is allowed, but which never says who it is; and from a frame beside.
  const sent = await page.evaluate(`(${storm})((message) => document.querySelector("iframe").contentWindow.postMessage(message, "*"))`);
  assert.ok(sent > 500, `${sent} messages`);
  const sibling = known(await page.locator("#other").elementHandle().then((handle) => handle.contentFrame()), "the frame beside");
  await sibling.evaluate(`(${storm})((message) => parent.frames[0].postMessage(message, "*"))`);
  await sibling.evaluate(() => parent.frames[0].postMessage({ vigie: 1, id: "mine", type: "hello" }, "*"));
  await sibling.evaluate(() => parent.frames[0].postMessage({ vigie: 1, id: "mine", type: "theme", value: "light" }, "*"));
  // Messages keep their order: when the last one is heard, all before it were.
  await frame.evaluate(() => void (window.last = new Promise((resolve) => addEventListener("message", ({ data }) => data === "last" && resolve()))));
  await page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage("last", "*"));
  await sibling.evaluate(() => parent.frames[0].postMessage("last", "*"));
  await frame.evaluate(() => window.last);
  assert.deepEqual(await state(frame), before);
});

test("the page around believes nobody but its frame, and only what has meaning", { allow: [/Framing|frame-ancestors|Refused to frame|chrome-error/] }, async (/** @type {Reader} */ { page }) => {
  const evil = stranger.publish("/evil", pageWith("evil"));
  const code = `${print("--form", "iframe", "--limit", "2")}<iframe id="evil" src="${evil}"></iframe>`;
  const { element, frame } = await show(page, code, { head: BARE });
  await fits(element, frame);
  await page.evaluate(() => {
    window.told = 0;
    for (const type of ["vigie-open", "vigie-error"]) document.addEventListener(type, () => (window.told += 1));
  });
  const before = await heightOf(element);
  const other = known(await page.locator("#evil").elementHandle().then((handle) => handle.contentFrame()), "the frame of a stranger");
  await other.waitForLoadState();
  await other.evaluate(`(${storm})((message) => parent.postMessage(message, "*"))`);
  await page.evaluate(`(${storm})((message) => postMessage(message, "*"))`);
  // The right frame, but without the name it was given.
  const mute = `(message) => message?.type === "hello" || parent.postMessage(message, "*")`;
  await frame.evaluate(`(${storm})(${mute})`);
  await page.evaluate(() => void (window.lasts = new Promise((resolve) => {
    let missing = 3;
    addEventListener("message", ({ data }) => data === "last" && !(missing -= 1) && resolve());
  })));
  await Promise.all([other, frame].map((one) => one.evaluate(() => parent.postMessage("last", "*"))));
  await page.evaluate(() => postMessage("last", "*"));
  await page.evaluate(() => window.lasts);
  assert.equal(await heightOf(element), before);
  assert.equal(await page.evaluate(() => window.told), 0);
  assert.equal(await page.evaluate(() => Reflect.get({}, "polluted")), undefined);
});

test("heights that mean nothing are ignored even from the right frame under its right name", {}, async (/** @type {Reader} */ { page }) => {
  const { element, frame } = await show(page, print("--form", "iframe", "--limit", "2"), { head: BARE });
  await fits(element, frame);
  const before = await heightOf(element);
  // The name is what the page around says in its greeting.
  await frame.evaluate(() => {
    window.id = new Promise((resolve) => addEventListener("message", ({ data }) => data?.type === "hello" && resolve(data.id)));
    parent.postMessage({ vigie: 1, type: "hello" }, "*");
  });
  await frame.evaluate(async () => {
    const id = await window.id;
    for (const height of [-1, 0, NaN, Infinity, 1e9, "500", "5px;position:fixed", null, {}, [900], true]) parent.postMessage({ vigie: 1, id, type: "size", height }, "*");
    parent.postMessage("last", "*");
  });
  await eventually(async () => assert.equal(await heightOf(element), before));
  await frame.evaluate(async () => parent.postMessage({ vigie: 1, id: await window.id, type: "size", height: 777 }, "*"));
  await eventually(async () => assert.equal(await heightOf(element), 777));
});

test("a page that was not named may not frame the list, and where no header forbids it, it is not listened to", { allow: [/frame-ancestors|Refused to frame|Framing|chrome-error/] }, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "iframe");
  await page.goto(stranger.publish("/framing", pageWith(code)));
  await eventually(() => assert.ok(page.frames().some((one) => one.url().startsWith("chrome-error:")), page.frames().map((one) => one.url()).join()));
  const bare = await serveWithFaults(suite.url);
  try {
    bare.break("embed.html", answers.changed((text, headers) => (delete headers["content-security-policy"], text)));
    const { frame } = await show(page, code.replaceAll(suite.url, bare.url).replace(/<script.*/, ""), { on: stranger });
    const before = await state(frame);
    await page.evaluate(() => {
      const { contentWindow } = document.querySelector("iframe");
      window.sizes = 0;
      addEventListener("message", ({ data }) => (window.sizes += data?.type === "size" ? 1 : 0));
      for (const type of ["hello", "theme", "lang", "query"]) contentWindow.postMessage({ vigie: 1, id: "mine", type, value: type === "theme" ? "dark" : "en" }, "*");
      contentWindow.postMessage("last", "*");
    });
    await frame.evaluate(() => document.querySelector("vigie-articles").setAttribute("limit", "2"));
    await eventually(async () => assert.equal(await frame.locator("vigie-articles article").count(), 2));
    const { theme, lang } = await state(frame);
    assert.deepEqual([theme, lang], [before.theme, before.lang]);
    assert.equal(await page.evaluate(() => window.sizes), 0, "no size is told to a page that was not named");
  } finally {
    await bare.close();
  }
});

test("a list that never comes to rest sends at most twenty heights a second, and then its last", {}, async (/** @type {Reader} */ { page }) => {
  const { element, frame } = await show(page, print("--form", "iframe", "--limit", "2"), { head: BARE });
  await fits(element, frame);
  await page.evaluate(() => {
    window.times = [];
    addEventListener("message", ({ data }) => data?.type === "size" && window.times.push(performance.now()));
  });
  await frame.evaluate(
    () =>
      new Promise((resolve) => {
        const { style } = document.querySelector("main");
        let left = 200;
        const step = () => {
          style.paddingBlockEnd = `${(left % 2) * 40}px`;
          if (left--) requestAnimationFrame(step);
          else resolve(null);
        };
        step();
      }),
  );
  await frame.evaluate(() => (document.querySelector("main").style.paddingBlockEnd = "333px"));
  await fits(element, frame);
  const times = await page.evaluate(() => window.times);
  assert.ok(times.length > 0);
  // The clock of the frame stands in for that of the page: a message is never heard before it is sent, so a window
  // that is a little shorter than a second holds no more than what a second may hold.
  for (const [at, start] of times.entries()) {
    const inside = times.slice(at).filter((/** @type {number} */ time) => time - start < 500).length;
    assert.ok(inside <= 20, `${inside} messages within half a second`);
  }
});

test("a change of one pixel is not worth a message", {}, async (/** @type {Reader} */ { page }) => {
  const { element, frame } = await show(page, print("--form", "iframe", "--limit", "2"), { head: BARE });
  await fits(element, frame);
  const before = await heightOf(element);
  await page.evaluate(() => {
    window.heights = [];
    addEventListener("message", ({ data }) => data?.type === "size" && window.heights.push(data.height));
  });
  const pad = (/** @type {number} */ pixels) => frame.evaluate((/** @type {number} */ pixels) => new Promise((resolve) => {
    document.querySelector("main").style.paddingBlockEnd = `${pixels}px`;
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }), pixels);
  await pad(1);
  await pad(50);
  await eventually(async () => assert.deepEqual(await page.evaluate(() => window.heights), [before + 50]));
});

test("a dark frame is never white: its colours are set before its style and its scripts arrive", {}, async (/** @type {Reader} */ { page, context }) => {
  const [style, script] = [gate(), gate()];
  await context.route("**/embed.css", async (/** @type {Route} */ route) => (await style.opened, route.continue()));
  await context.route("**/widget.js", async (/** @type {Route} */ route) => (await script.opened, route.continue()));
  const code = print("--form", "iframe", "--theme", "dark", "--fixed");
  const { element, frame } = await show(page, code, { isReady: false, head: "<style>body { background: #203040 }</style>" });
  assert.ok(frame, "the page is there although style and script of the frame are not");
  await eventually(async () => {
    const early = await frame.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.documentElement).colorScheme]);
    assert.deepEqual(early, ["dark", "dark"]);
  });
  const dark = async (/** @type {string} */ when) => {
    // Text and pictures are light and stand on what is asked about; an undrawn frame would be white nearly everywhere.
    const light = await lightIn(context, await page.screenshot({ clip: (await element.boundingBox()) ?? undefined }));
    assert.ok(light < 1 / 3, `${Math.round(light * 100)} % are light ${when}`);
  };
  await dark("before the style");
  style.open();
  await frame.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor === "rgb(20, 28, 33)");
  await dark("before the element");
  script.open();
  await frame.waitForFunction(() => document.querySelector("vigie-articles")?.ready?.then?.(() => true));
  await dark("at last");
});

test("the page in the frame has nothing that axe finds", {}, async (/** @type {Reader} */ { page }) => {
  for (const search of ["?theme=light&mode=search", "?theme=dark&mode=full&lang=en"]) {
    await page.goto(`${suite.url}embed.html${search}`);
    await page.waitForFunction(() => document.querySelector("vigie-articles")?.ready?.then?.(() => true));
    // The frame stands inside a page with a heading of its own.
    const found = (await violations(page)).filter((line) => !line.startsWith("page-has-heading-one"));
    assert.deepEqual(found, [], search);
  }
});

test("hostile addresses leave a list with its defaults", {}, async (/** @type {Reader} */ { page }) => {
  const hostile = ["javascript:alert(1)", "\"><img src=x onerror=alert(1)>", "__proto__", "constructor", "x".repeat(1500), "\u202e\0", "light dark", "-1", "1e9"];
  const names = ["theme", "lang", "query", "mode", "limit", "show", "open", "heading-level", "images", "label", "more", "keys", "src", "onload", "style", "class", "id", "__proto__"];
  for (const value of hostile) {
    const search = new URLSearchParams(names.map((name) => [name, value]));
    await page.goto(`${suite.url}embed.html?${search}`);
    await page.waitForFunction(() => document.querySelector("vigie-articles")?.ready?.then?.(() => true));
    const seen = await page.evaluate(() => {
      const list = document.querySelector("vigie-articles");
      return { theme: document.documentElement.dataset.theme, lang: document.documentElement.lang, src: list.getAttribute("src"), forbidden: ["onload", "style", "class", "id", "__proto__"].filter((name) => list.hasAttribute(name)), images: document.images.length };
    });
    assert.deepEqual(seen, { theme: undefined, lang: "fr", src: "./", forbidden: [], images: 0 }, value.slice(0, 40));
  }
});

// The printed code under the policies that the documentation names, and no other.

const READY = () => document.querySelector("vigie-articles")?.ready?.then?.(() => true);

test("the printed element works on the same host under its policy", {}, async (/** @type {Reader} */ { page }) => {
  const own = await serveHost(() => suite.url);
  try {
    const code = snippet(folder, "--site", `${own.url}veille/`, "--limit", "3");
    const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:";
    await show(page, code, { policy, on: own });
    await page.waitForFunction(READY);
    assert.equal(await page.locator("vigie-articles article").count(), 3);
  } finally {
    await own.close();
  }
});

test("the printed element works on another host under its policy", {}, async (/** @type {Reader} */ { page }) => {
  const site = origin();
  const code = print("--limit", "3", "--query", "stent");
  const policy = `default-src 'none'; script-src ${site} 'wasm-unsafe-eval'; connect-src ${site}; img-src ${site} data:`;
  await show(page, code, { policy });
  const inside = await page.evaluate(() => [...document.querySelectorAll("vigie-articles li a")].map((link) => link.textContent));
  assert.equal(inside.length, 3);
  await page.waitForFunction(READY);
  const shown = await page.locator("vigie-articles [part~=title]").allTextContents();
  assert.deepEqual(shown.map((/** @type {string} */ text) => text.trim()), inside, "what is printed is what the element shows");
});

test("the printed list needs no script and allows none", {}, async (/** @type {Reader} */ { page }) => {
  const code = print("--form", "static", "--limit", "4", "--lang", "en");
  await show(page, code, { policy: "default-src 'none'; img-src data:" });
  const links = page.locator(".vigie-liste li a");
  assert.equal(await links.count(), 4);
  assert.equal(await page.locator("script, iframe, [style]").count(), 0);
  for (const link of await links.all()) {
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
    assert.match((await link.getAttribute("href")) ?? "", /^https?:\/\//);
    const tag = await link.evaluate((node) => node.closest("[lang]")?.getAttribute("lang"));
    assert.ok(["fr", "en"].includes(tag ?? ""));
  }
  assert.deepEqual(await violations(page), []);
});

test("the short address answers too, and neither is kept by the worker", {}, async (/** @type {Reader} */ { page }) => {
  const short = await fetch(`${suite.url}embed?theme=dark`);
  assert.equal(short.status, 200);
  assert.equal(await short.text(), await (await fetch(`${suite.url}embed.html`)).text());
  const worker = await (await fetch(`${suite.url}sw.js`)).text();
  const [, list] = matched(/"files":(\{[^}]*\})/, worker);
  assert.deepEqual(Object.keys(JSON.parse(list)).filter((name) => /embed|widget|demo/.test(name)), []);
  await page.goto(host.publish("/nothing", pageWith("nothing")));
});
