// One visit of one page: opens it, waits for what it shall show, and says what was seen.

import { readFileSync } from "node:fs";

import { slow } from "../slow.mjs";
import { COUNTS, observe } from "./observe.mjs";

/** Longest wait for anything, in milliseconds. */
const LIMIT_MS = 60_000;
/** A page is at rest when it has asked for nothing and waited for nothing for this long, in milliseconds. */
const REST_MS = 2_000;
/** Tasks are blocking from here on, in milliseconds. */
const BLOCKING_MS = 50;

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").BrowserContext} BrowserContext
 * @typedef {import("./contestants.mjs").Contestant} Contestant
 * @typedef {import("./observe.mjs").Seen} Seen
 * @typedef {{ page: Page, session: import("playwright-core").CDPSession, hasten: () => Promise<void>, rest: () => Promise<void> }} Visit
 */

/**
 * Opens a page, slow or fast; `prepare` is called before anything is asked for.
 * @param {BrowserContext} context
 * @param {Contestant} contestant
 * @param {{ isSlow: boolean, search?: string, prepare?: (session: Visit["session"]) => Promise<unknown> }} how
 * @returns {Promise<Visit>}
 */
export async function open(context, { url, sight }, { isSlow, search = "", prepare }) {
  const page = await context.newPage();
  const rest = watchRequests(page);
  const session = await context.newCDPSession(page);
  await prepare?.(session);
  const hasten = isSlow ? await slow(page) : async () => {};
  await page.addInitScript(observe, { sight, counts: COUNTS });
  await page.goto(url + search, { waitUntil: "commit", timeout: LIMIT_MS });
  return { page, session, hasten, rest };
}

/**
 * Watches the requests of a page. Returns what waits until it is at rest.
 * @param {Page} page
 */
function watchRequests(page) {
  const open = new Set();
  let last = Date.now();
  page.on("request", (request) => open.add(request));
  /** @param {import("playwright-core").Request} request */
  const end = (request) => {
    open.delete(request);
    last = Date.now();
  };
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return async () => {
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
      if (!open.size && Date.now() - last > REST_MS) return;
    }
  };
}

/**
 * Waits until a condition holds in the page; a page that never gets there is told by nothing having been seen.
 * @param {Page} page
 * @param {(argument: any) => unknown} condition
 * @param {unknown} argument
 */
async function until(page, condition, argument) {
  await page.waitForFunction(condition, argument, { timeout: LIMIT_MS, polling: 100 }).catch(() => {});
}

/** @returns {Seen} */
const look = () => /** @type {any} */ (globalThis).seen;

/**
 * Waits for the app, if there is one, and for rest.
 * @param {Visit} visit
 * @param {Contestant} contestant
 */
export async function started({ page, rest }, { sight }) {
  if (sight.start) await until(page, () => /** @type {any} */ (globalThis).seen.start !== null, null);
  await rest();
  return page.evaluate(look);
}

/**
 * Waits until so many results can be read, or until the page is at rest.
 * @param {Visit} visit
 * @param {number} count
 */
export async function answered({ page, rest }, count) {
  const reached = until(page, (wanted) => wanted in /** @type {any} */ (globalThis).seen.results, count);
  await Promise.race([reached, rest()]);
  return page.evaluate(look);
}

/**
 * Lets a first visit end at full speed: everything is here, and kept where a worker keeps it.
 * @param {Visit} visit
 * @param {Contestant} contestant
 */
export async function finish({ page, hasten, rest }, { hasWorker }) {
  await hasten();
  await rest();
  if (hasWorker) {
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", null, { timeout: LIMIT_MS });
    // The worker keeps the collection after the page has read it.
    await page.waitForFunction(async () => {
      const names = await caches.keys();
      const data = names.find((name) => name.endsWith(":data"));
      return Boolean(data && (await (await caches.open(data)).match("bundle/articles.json")));
    }, null, { timeout: LIMIT_MS, polling: 250 });
  }
  await page.close();
}

/**
 * What weighs on the reader's computer now: elements, and megabytes of the largest renderer (Linux alone tells).
 * @param {Visit} visit
 */
export async function weight({ page, session }) {
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const browser = await page.context().browser()?.newBrowserCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { processInfo } = (await browser?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  await browser?.detach();
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => resident(id));
  return { elements, megabytes: Math.max(...sizes) };
}

/** @param {number} id of a process */
function resident(id) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** What tasks took beyond 50 ms each, in sum, and the longest. @param {Seen["tasks"]} tasks */
export const blocking = (tasks) => ({
  blocking: tasks.reduce((sum, { duration }) => sum + duration - BLOCKING_MS, 0),
  longest: Math.max(0, ...tasks.map(({ duration }) => duration)),
});
