// The HTML contains the first page, and the app draws the same.

import assert from "node:assert/strict";
import { test } from "node:test";

import { expectSameCards } from "./support/same_cards.mjs";
import { answers, gate } from "./support/fault_server.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();

test("the prepared cards are the app's first cards", (t) => expectSameCards(suite, t));

suite.test("the prepared page can be read before any part of the app has come", { base: "/" }, async ({ page, faults, url }) => {
  // The theme alone is waited for: without it the page would be drawn twice.
  const never = gate();
  faults.break(/(app-[^/]*|boot)\.js$|\.(wasm|json|idx)$/, answers.after(never.opened));
  await page.goto(url, { waitUntil: "commit" });
  const card = page.getByRole("article").first();
  await card.waitFor();
  assert.match(await card.evaluate((card) => getComputedStyle(card).display), /grid/);
  never.open();
});
