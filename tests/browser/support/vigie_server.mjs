// The real server: `vigie serve` with its headers.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { program } from "./environment.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill()));

/**
 * Serves a folder on any free port; `url` ends with a slash.
 * @param {string} folder
 */
export async function serve(folder) {
  const child = spawn(program, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`vigie serve ${folder} ended with code ${code} before it printed its address`);
  });
  exited.catch(() => {});
  const [url] = await Promise.race([once(lines, "line"), exited]);
  return {
    url,
    async close() {
      running.delete(child);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
