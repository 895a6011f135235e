// Measures one engine on one fresh page.

import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Results asked of every search, as many as a screen shows and as relevance needs. */
const LIMIT = 20;

/** A search that no list of queries contains, to see the first answer. */
const FIRST = "valve";

/** Longest time for one pass over the queries; slower engines answer a part of them, which is said. */
const BUDGET_MS = 90_000;

export function launch(/** @type {string} */ executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Opens the page at `url` in a profile of its own and measures. `texts` are asked if given; `judged` are answered
 * outside of the clock; memory is what stays after all of it, less what the page held before the index came.
 */
export async function measure(/** @type {Browser} */ browser, /** @type {string} */ url, /** @type {{ texts: string[] | null, judged: string[] | null }} */ { texts, judged }) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    /** @type {Error[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(url, { waitUntil: "load" });
    if (errors.length > 0) throw errors[0];
    const session = await context.newCDPSession(page);
    const empty = await held(page, session);
    await page.evaluate(() => bench.prepare());
    const start = await page.evaluate(({ text, limit }) => bench.start(text, limit), { text: FIRST, limit: LIMIT });
    const times = texts && (await page.evaluate(({ all, limit, budget }) => bench.ask(all, limit, budget), { all: texts, limit: LIMIT, budget: BUDGET_MS }));
    const memory = (await held(page, session)) - empty;
    const answers = judged && (await page.evaluate(({ all, limit }) => bench.answers(all, limit), { all: judged, limit: LIMIT }));
    return { ...start, times, memory, answers };
  } finally {
    await context.close();
  }
}

/** Bytes the page holds after collecting garbage: heap, buffers, and the memory of WebAssembly. */
async function held(/** @type {Page} */ page, /** @type {import("playwright-core").CDPSession} */ session) {
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  return usedSize + backingStorageSize + (await page.evaluate(() => bench.linearMemory()));
}
