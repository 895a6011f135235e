// How soon a slow computer on a slow network shows the cards: first visit, later visit with the worker, and later visit
// with nothing but the browser's own cache. What counts are the ratios within one run.
//
//   node start.mjs --site DIR --vigie PROGRAM [--rounds N]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { CONDITIONS, slow } from "./slow.mjs";
import { median } from "./statistics.mjs";

const { values } = parseArgs({ options: { site: { type: "string" }, vigie: { type: "string" }, rounds: { type: "string", default: "5" } } });
if (!values.site || !values.vigie) throw new Error("usage: node start.mjs --site DIR --vigie PROGRAM [--rounds N]");

const server = spawn(resolve(values.vigie), ["serve", resolve(values.site), "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const [url] = await once(createInterface({ input: server.stdout }), "line");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** @typedef {{ cards: number, app: number }} Times */

/**
 * Opens the site in a slow page and says when cards were painted and when the app had taken over, in milliseconds.
 * @returns {Promise<Times & { page: Page, hasten: () => Promise<void> }>}
 */
async function start(/** @type {Context} */ context) {
  const page = await context.newPage();
  const hasten = await slow(page);
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => document.addEventListener("vigie-start", () => (self.appStarted = performance.now())));
  });
  await page.goto(url, { waitUntil: "commit" });
  const times = await page.waitForFunction(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return paint && self.appStarted && document.querySelector("#app article") ? { cards: paint.startTime, app: self.appStarted } : null;
  }, null, { timeout: 120_000 });
  return { page, hasten, .../** @type {Times} */ (await times.jsonValue()) };
}

/** Lets the first visit end at full speed: the worker is there and the collection kept. */
async function finish(/** @type {Awaited<ReturnType<typeof start>>} */ { page, hasten }, /** @type {boolean} */ hasWorker) {
  await hasten();
  await page.waitForLoadState("networkidle");
  if (hasWorker) {
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
    await page.evaluate(async () => {
      const text = await (await fetch("bundle/articles.json", { headers: { "x-vigie-update": "1" } })).text();
      const { port1, port2 } = new MessageChannel();
      /** @type {Promise<{ ok: boolean, error?: string }>} */
      const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
      navigator.serviceWorker.controller?.postMessage({ vigie: "keep", text }, [port2]);
      const { ok, error } = await answer;
      if (!ok) throw new Error(error);
    });
  }
  await page.close();
}

/** @type {Record<"first" | "worker" | "cache", Times[]>} */
const rows = { first: [], worker: [], cache: [] };
for (let round = 0; round < Number(values.rounds); round++) {
  for (const serviceWorkers of /** @type {const} */ (["allow", "block"])) {
    const hasWorker = serviceWorkers === "allow";
    const context = await browser.newContext({ serviceWorkers });
    const first = await start(context);
    if (hasWorker) rows.first.push(first);
    await finish(first, hasWorker);
    rows[hasWorker ? "worker" : "cache"].push(await start(context));
    await context.close();
  }
}
await browser.close();
server.kill();

const of = (/** @type {keyof typeof rows} */ row, /** @type {keyof Times} */ what) => median(rows[row].map((times) => times[what]));
const line = (/** @type {string} */ name, /** @type {keyof typeof rows} */ row) => {
  const cells = /** @type {const} */ (["cards", "app"]).map((what) => `${of(row, what).toFixed(0).padStart(7)} ms ${(of(row, what) / of("first", what)).toFixed(2).padStart(5)} ×`);
  console.log(`${name.padEnd(34)}${cells.join("   ")}`);
};
console.log(`${values.rounds} rounds, ${CONDITIONS}\n`);
console.log(`${"".padEnd(34)}${"cards".padStart(18)}   ${"app started".padStart(18)}`);
line("first visit", "first");
line("later visit, with the worker", "worker");
line("later visit, browser's cache alone", "cache");
