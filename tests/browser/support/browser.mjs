// The browser of the suite: this program, these flags, these fonts, whatever else the machine has.

import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { chromium as whole, shell } from "./environment.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the fonts come from, on Linux; other systems have one set each. */
const FONTS = fileURLToPath(new URL("fonts.conf", import.meta.url));

/** @type {(executablePath: string, flags: string[]) => import("playwright-core").LaunchOptions} */
const options = (executablePath, flags) => ({
  executablePath,
  args: [...FLAGS, ...flags],
  env: { ...process.env, FONTCONFIG_FILE: FONTS },
});

/** Starts the browser of a file of tests. */
export const launch = () => chromium.launch(options(shell, []));

/**
 * Options of Playwright that start the whole browser, for what only that one does, with these flags too.
 * @param {string[]} flags
 */
export const wholeBrowser = (...flags) => options(whole, flags);
