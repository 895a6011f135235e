// Asks for a file of the bundle while the program that will read it is on its way.

import { STALL_MS } from "../shared.js";

/**
 * @typedef {{ answer: Promise<Response>, controller: AbortController }} Asked
 * An answer to come, and what ends it: the program that takes it over ends what does not go on.
 */

/**
 * Asks as the program would.
 * @param {string} address
 * @param {RequestCache} cache `no-cache` for a file whose name never changes
 * @returns {Asked}
 */
export function ask(address, cache) {
  const controller = new AbortController();
  const answer = fetch(address, { cache, redirect: "manual", signal: controller.signal });
  const limit = setTimeout(() => controller.abort(), STALL_MS);
  const settle = () => clearTimeout(limit);
  answer.then(settle, settle);
  return { answer, controller };
}
