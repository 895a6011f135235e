// What the processes that draw pages take of the computer's memory, as the system itself counts it.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Only Linux tells the most that a process has taken. */
export const canMeasure = existsSync("/proc/self/status");

/** How often is looked, and how often in a row nothing may have grown until it counts as quiet. */
const STEP_MS = 100;
const QUIET_STEPS = 5;

/** @param {import("playwright-core").CDPSession} session */
const processes = async (session) =>
  (await session.send("SystemInfo.getProcessInfo")).processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);

/**
 * Forgets what was taken before: from now on the most counts that is taken again.
 * @param {import("playwright-core").Browser} browser
 */
export async function forgetMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  for (const id of await processes(session)) writeFileSync(`/proc/${id}/clear_refs`, "5");
  await session.detach();
}

/**
 * The most that any process of pages and workers has taken so far, in MiB.
 * @param {import("playwright-core").CDPSession} session
 */
async function peak(session) {
  const sizes = (await processes(session)).map((id) => {
    try {
      return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
      return 0;
    }
  });
  return Math.round(Math.max(...sizes) / 1024);
}

/**
 * The most that was taken, once nothing grows any more; gives up above `limit`, in MiB.
 * @param {import("playwright-core").Browser} browser
 * @param {number} limit
 */
export async function peakMemory(browser, limit) {
  const session = await browser.newBrowserCDPSession();
  let [most, quiet] = [0, 0];
  while (quiet < QUIET_STEPS && most < limit) {
    await pause(STEP_MS);
    const now = await peak(session);
    quiet = now > most ? 0 : quiet + 1;
    most = Math.max(most, now);
  }
  await session.detach();
  return most;
}
