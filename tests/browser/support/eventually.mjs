// Waits for a condition instead of a fixed time.

import { setTimeout as pause } from "node:timers/promises";

const LIMIT_MS = 30_000;
const STEP_MS = 40;

/**
 * Repeats `check` until it throws nothing, and returns its result; after the limit its last error stands.
 * @template Result
 * @param {() => Result | Promise<Result>} check
 */
export async function eventually(check, limit = LIMIT_MS) {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(STEP_MS);
    }
  }
}
