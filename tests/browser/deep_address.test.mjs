// The page for unknown addresses at any depth: it finds the site above itself, or says that it cannot.

import assert from "node:assert/strict";

import { answers } from "./support/fault_server.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage, expected.otherDepth, expected.failedLoad];

for (const base of ["/", "/veille/cardio/"]) {
  for (const path of ["a/b/c", "a/b/c/d", "a/b/c/d/", "papers/2026/05/un-article", "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"]) {
    suite.test(`an unknown address ${path} below ${base} leads to the site`, { base, allow }, async ({ page, list, url }) => {
      await page.goto(url + path);
      await page.getByRole("heading", { name: list.words.unknownTitle }).waitFor({ timeout: 20_000 });
      // The style was found too.
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).margin), "0px");
      await page.getByRole("main").getByRole("link", { name: "Toute la veille" }).click();
      await list.loaded();
      assert.equal(page.url(), url);
    });
  }
}

suite.test("an address below which no site answers says so, with a way on", { base: "/", allow }, async ({ page, faults, url }) => {
  faults.break(/(^|\/)(boot|early)\.js$/, answers.status(404));
  await page.goto(`${url}a/b/c/d/e`);
  await page.getByText("Cette page n’existe pas, ou le site dont elle fait partie ne répond pas.").waitFor({ timeout: 20_000 });
  await page.getByText("This page does not exist, or the site it belongs to does not answer.").waitFor();
  assert.equal(await page.getByRole("link", { name: "Accueil du serveur" }).getAttribute("href"), "/");
});

suite.test("a script that is not the published one is not run from a deep address either", { base: "/", allow: [...allow, expected.integrity, expected.preload] }, async ({ page, faults, url }) => {
  faults.break(/(^|\/)boot\.js$/, answers.edited((text) => `${text}\nwindow.altered = true;\n`));
  await page.goto(`${url}a/b/c/d`);
  await page.getByText("Cette page n’existe pas, ou le site").waitFor({ timeout: 20_000 });
  assert.equal(await page.evaluate(() => window.altered), undefined);
});
