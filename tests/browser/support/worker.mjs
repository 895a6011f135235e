// The service worker as a page sees it: its state, its caches, its answers.

import assert from "node:assert/strict";

import { eventually } from "./eventually.mjs";

/** Key and value of a favourite, as the app stores it: what readers keep outlives every cache. */
export const FAVOURITE = ["vigie:/:favourite:/papers/x", '{"title":"X","date":"2025-01-01","added":""}'];

/** @typedef {"active" | "waiting"} Which */

/**
 * Waits until the worker answers for a page.
 * @param {import("playwright-core").Page} page
 */
export async function installed(page) {
  await eventually(async () => {
    const state = await page.evaluate(() => navigator.serviceWorker.controller?.state);
    assert.equal(state, "activated", "the worker answers for this page");
  });
}

/**
 * States of the workers of a page's site: `{ installing, waiting, active }`, each a state or null.
 * @param {import("playwright-core").Page} page
 */
export function workers(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    /** @type {(name: "installing" | "waiting" | "active") => string | null} */
    const state = (name) => registration?.[name]?.state ?? null;
    return { installing: state("installing"), waiting: state("waiting"), active: state("active") };
  });
}

/**
 * Waits until no worker is on its way, and returns the states.
 * @param {import("playwright-core").Page} page
 */
export async function settled(page) {
  return eventually(async () => {
    const states = await workers(page);
    assert.equal(states.installing, null, "no worker is being installed");
    return states;
  });
}

/**
 * Asks the worker of a page, `active` or `waiting`, and returns its answer.
 * @param {import("playwright-core").Page} page
 * @param {object} message
 * @param {Which} [which]
 */
export function ask(page, message, which = "active") {
  return page.evaluate(
    async ({ message, which }) => {
      const registration = await navigator.serviceWorker.getRegistration();
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
      const worker = registration?.[which];
      if (!worker) throw new Error(`no worker is ${which}`);
      worker.postMessage(message, [port2]);
      return answer;
    },
    { message, which },
  );
}

/**
 * The version of a worker of a page.
 * @param {import("playwright-core").Page} page
 * @param {Which} [which]
 */
export async function version(page, which = "active") {
  return (await ask(page, { vigie: "version" }, which)).version;
}

/**
 * Has the collection that the server publishes kept, and returns what the worker says about it.
 * @param {import("playwright-core").Page} page
 */
export async function keepCollection(page) {
  const text = await page.evaluate(async () => {
    const root = (await navigator.serviceWorker.getRegistration())?.scope;
    const response = await fetch(new URL("bundle/articles.json", root), { cache: "no-cache", headers: { "x-vigie-update": "1" } });
    return response.text();
  });
  return ask(page, { vigie: "keep", text });
}

/**
 * Opens the list and waits until the site and its collection are kept whole.
 * @param {Pick<import("./suite.mjs").Reader, "list" | "page">} reader
 */
export async function visit({ list, page }, search = "") {
  await list.open(search);
  await installed(page);
  const kept = await keepCollection(page);
  assert.deepEqual({ ok: kept.ok, isPartial: kept.isPartial }, { ok: true, isPartial: false }, kept.error);
}

/**
 * Asks the browser to look for another version now, and waits until it has. Its own errors are returned.
 * @param {import("playwright-core").Page} page
 */
export async function lookForUpdate(page) {
  const error = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) throw new Error("the site has no worker");
    return registration.update().then(() => null, (error) => String(error));
  });
  await settled(page);
  return error;
}

/**
 * Everything kept: addresses by the name of their cache.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
export function caches(page) {
  return page.evaluate(async () => {
    const names = await self.caches.keys();
    const lists = names.map(async (name) => /** @type {const} */ ([name, (await (await self.caches.open(name)).keys()).map(({ url }) => url)]));
    return Object.fromEntries(await Promise.all(lists));
  });
}

/**
 * Names of the caches of whole versions.
 * @param {import("playwright-core").Page} page
 */
export async function shells(page) {
  return Object.keys(await caches(page)).filter((name) => name.includes(":shell-"));
}

/**
 * Whether any kept file holds a text.
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
export function isKept(page, text) {
  return page.evaluate(async (text) => {
    for (const name of await self.caches.keys()) {
      for (const response of await (await self.caches.open(name)).matchAll()) if ((await response.text()).includes(text)) return true;
    }
    return false;
  }, text);
}

/**
 * Deletes a kept file whose address ends so, or replaces it by what `change` makes of its bytes; returns how many.
 * @param {import("playwright-core").Page} page
 * @param {string} ending
 */
export function tamper(page, ending, change = "delete") {
  return page.evaluate(
    async ([ending, change]) => {
      let count = 0;
      for (const name of await self.caches.keys()) {
        const cache = await self.caches.open(name);
        for (const request of await cache.keys()) {
          if (!request.url.endsWith(ending)) continue;
          count += 1;
          if (change === "delete") {
            await cache.delete(request);
            continue;
          }
          const kept = await cache.match(request);
          if (!kept) continue;
          const bytes = new Uint8Array(await kept.arrayBuffer());
          bytes[bytes.length >> 1] ^= 1;
          await cache.put(request, new Response(bytes, { headers: kept.headers }));
        }
      }
      return count;
    },
    [ending, change],
  );
}

/**
 * Stops every worker of a page's browser, as browsers do with idle ones.
 * @param {import("playwright-core").BrowserContext} context
 * @param {import("playwright-core").Page} page
 */
export async function stopWorkers(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}

/**
 * Collects what fails to load on any page of a context, apart from pictures and what the page asks about news.
 * @param {import("playwright-core").BrowserContext} context
 */
export function failures(context) {
  /** @type {string[]} */
  const failed = [];
  /** @type {(url: string, what: string | number | undefined) => void} */
  const note = (url, what) => {
    // What a page has begun to load and no longer wants is no failure.
    if (what !== "net::ERR_ABORTED" && !/\/bundle\/images\/|\/bundle\/articles\.json$|\/sw\.js$/.test(url)) failed.push(`${url} ${what}`);
  };
  // What a worker asks by itself is its own business.
  /** @type {(request: import("playwright-core").Request) => boolean} */
  const isOfPage = (request) => !request.serviceWorker();
  context.on("requestfailed", (request) => isOfPage(request) && note(request.url(), request.failure()?.errorText));
  context.on("response", (response) => {
    if (response.status() >= 400 && isOfPage(response.request())) note(response.url(), response.status());
  });
  return failed;
}
