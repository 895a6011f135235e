// Runs a program of tests made for the browser in the browser of the suite. Cargo calls it with the program, in the
// place of `wasm-bindgen-test-runner`, which wants a driver of its own for each browser; here it only serves the page.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";

import { launch } from "./support/browser.mjs";

/** Longest until the tests have ended, in milliseconds. */
const PATIENCE = 120_000;

/** A port of this computer that nothing listens at. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return /** @type {import("node:net").AddressInfo} */ (address).port;
}

const host = `127.0.0.1:${await freePort()}`;
const env = { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: host };
const server = spawn("wasm-bindgen-test-runner", process.argv.slice(2), { env, stdio: ["ignore", "pipe", "inherit"] });
/** @type {import("playwright-core").Browser | undefined} */
let browser;
try {
  browser = await launch();
  // It says its address once it answers.
  await Promise.race([once(server.stdout, "data"), once(server, "exit")]);
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.goto(`http://${host}/`);
  const output = page.locator("#output");
  await output.filter({ hasText: /test result: / }).waitFor({ timeout: PATIENCE }).catch(() => {});
  const text = (await output.textContent()) ?? "";
  console.log(text);
  process.exitCode = text.includes("test result: ok.") ? 0 : 1;
} finally {
  await browser?.close();
  server.kill();
}
