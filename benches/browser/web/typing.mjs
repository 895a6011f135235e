// Typing into a page that has everything: how long after each key the change is painted, and what a key costs.

import { SLOWER } from "../slow.mjs";

/** Longest wait for what a key changes, and the pause between keys, in milliseconds. */
const KEY_MS = 1_500;
const PAUSE_MS = 60;

/** @typedef {import("./visit.mjs").Visit} Visit */

/**
 * Types phrases letter by letter, each into an empty box.
 * @param {Visit} visit
 * @param {import("./contestants.mjs").Contestant} contestant
 * @param {string[]} phrases
 * @param {boolean} isSlow
 */
export async function type({ page, session }, { sight }, phrases, isSlow) {
  const box = page.locator(sight.box);
  await box.click();
  await session.send("Emulation.setCPUThrottlingRate", { rate: isSlow ? SLOWER : 1 });
  await session.send("Performance.enable");
  const before = await costs(session);
  const from = await page.evaluate(() => {
    const seen = /** @type {any} */ (globalThis).seen;
    seen.keys = [];
    return performance.now();
  });
  let keys = 0;
  for (const phrase of phrases) {
    await box.fill("");
    await page.waitForTimeout(KEY_MS);
    for (const letter of phrase) {
      const count = await page.evaluate(() => /** @type {any} */ (globalThis).seen.keys.length);
      await page.keyboard.press(letter === " " ? "Space" : letter);
      keys += 1;
      const painted = page.waitForFunction((known) => /** @type {any} */ (globalThis).seen.keys.length > known, count, { timeout: KEY_MS, polling: 20 });
      await painted.catch(() => {});
      await page.waitForTimeout(PAUSE_MS);
    }
  }
  const after = await costs(session);
  const seen = await page.evaluate(() => /** @type {any} */ (globalThis).seen);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const tasks = seen.tasks.filter((/** @type {{ at: number }} */ { at }) => at >= from);
  const perKey = (/** @type {keyof typeof after} */ name) => (after[name] - before[name]) / keys;
  return { painted: /** @type {number[]} */ (seen.keys), keys, tasks, script: perKey("script") * 1000, layout: perKey("layout") * 1000, layouts: perKey("layouts") };
}

/**
 * Seconds and counts since the page began.
 * @param {import("playwright-core").CDPSession} session
 */
async function costs(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (/** @type {string} */ wanted) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { script: of("ScriptDuration"), layout: of("LayoutDuration"), layouts: of("LayoutCount") };
}
