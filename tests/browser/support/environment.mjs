// Where the suite finds what it tests. `cargo xtask test` sets all of it.

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/**
 * @param {string} name
 * @param {string} what
 */
function required(name, what) {
  const value = process.env[name];
  if (value && existsSync(value)) return resolve(value);
  const state = value ? `names nothing: ${value}` : "is not set";
  throw new Error(`${name} (${what}) ${state}.\nRun the suite with \`cargo xtask test\`, or see tests/README.md to run it by hand.`);
}

/** The built site of `examples/articles`. */
export const site = required("VIGIE_SITE", "the built site of examples/articles");

/** The `vigie` program, which serves the site and builds others. */
export const program = required("VIGIE_BIN", "the vigie program");

/** The app without articles, as Trunk left it. */
export const dist = required("VIGIE_DIST", "the app that the site was built from");

/** The whole browser. */
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** The browser without windows, which costs half; else the whole one. */
export const shell = process.env.CHROMIUM_SHELL ?? chromium;

/** Whether the slow set runs too. */
export const runsAll = process.env.VIGIE_ALL === "1";

/** The sample articles the site was built from. */
export const sample = join(repository, "examples/articles");

/** Folder of the real collection, which is no part of the repository. */
export const realCollection = process.env.VIGIE_SHARED ?? resolve(repository, "../shared/corpus");

/** Where pictures of failed tests go. */
export const pictures = join(repository, "tests/browser/test-results");
