// The requests of one start, as lines: when each was asked for, when it came, how large, and with which priority.

import { open, started } from "./visit.mjs";

/** Width of the picture, in characters. */
const WIDTH = 60;

/**
 * Opens a page slowly and prints its requests.
 * @param {import("playwright-core").Browser} browser
 * @param {import("./contestants.mjs").Contestant} contestant
 * @param {string} search
 * @returns {Promise<string>}
 */
export async function waterfall(browser, contestant, search) {
  /** @type {Map<string, { name: string, priority: string, from: number, to: number, bytes: number }>} */
  const lines = new Map();
  /** @param {import("./visit.mjs").Visit["session"]} session */
  const prepare = (session) => {
    session.on("Network.requestWillBeSent", ({ requestId, request, timestamp }) => {
      if (!request.url.startsWith("http")) return;
      lines.set(requestId, { name: new URL(request.url).pathname.slice(1) || "/", priority: request.initialPriority, from: timestamp, to: NaN, bytes: 0 });
    });
    session.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
      const line = lines.get(requestId);
      if (line) Object.assign(line, { to: timestamp, bytes: encodedDataLength });
    });
    return session.send("Network.enable");
  };
  const context = await browser.newContext();
  const visit = await open(context, contestant, { isSlow: true, search, prepare });
  const seen = await started(visit, contestant);
  await context.close();
  const all = [...lines.values()];
  const zero = Math.min(...all.map(({ from }) => from));
  const end = Math.max(...all.map(({ to }) => to || zero));
  const at = (/** @type {number} */ time) => Math.round(((time - zero) / (end - zero)) * WIDTH);
  const milliseconds = (/** @type {number} */ time) => ((time - zero) * 1000).toFixed(0).padStart(6);
  const drawn = all.map(({ name, priority, from, to, bytes }) => {
    const bar = `${" ".repeat(at(from))}${"▬".repeat(Math.max(1, at(to) - at(from)))}`;
    return `${milliseconds(from)} ${milliseconds(to)} ${String(bytes).padStart(8)}  ${priority.padEnd(8)}  ${bar.padEnd(WIDTH)}  ${name}`;
  });
  const marks = `first paint ${seen.paint?.toFixed(0)} ms, largest ${seen.largest?.toFixed(0)} ms, app started ${seen.start?.toFixed(0)} ms`;
  return ["  from     to    bytes  priority", ...drawn, marks].join("\n");
}
