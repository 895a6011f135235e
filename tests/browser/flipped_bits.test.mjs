// One flipped bit in any file that is shipped: the file is refused, or the effect is the same.
//
// Checked by the browser, by the digests in index.html (scripts, style), in the start script's tag (glue, program)
// and in the manifest (months, bodies, index, concepts); the app, by the checksum inside the entry. Nothing can check
// index.html itself before it is drawn: what a flipped bit there can do is bounded by the last test.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { buildSite, contentFolder } from "./support/built_site.mjs";
import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { collection, COUNT } from "./support/months.mjs";
import { generator } from "./support/random.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const site = { folder: "" };
const suite = openSuite(() => (site.folder = buildSite(contentFolder(collection()))));
const allow = [expected.failedLoad, expected.integrity, expected.preload, expected.start];

const SEED = 20_260_401;
const FLIPS = runsAll ? 100 : 2;

/** The right file with one bit changed. */
const flipped = (/** @type {number} */ bit) => (/** @type {Asked} */ { pass }) =>
  pass((/** @type {Buffer} */ bytes) => {
    bytes[(bit >> 3) % bytes.length] ^= 1 << (bit & 7);
    return bytes;
  });

/** Every flip must be met: nothing comes from the browser's own cache. */
async function withoutCache(/** @type {Page} */ page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
}

/** Opens the page once for every flip in the files of a place. */
async function eachFlip(/** @type {Reader} */ { page, faults }, /** @type {string | RegExp} */ place, /** @type {() => Promise<unknown>} */ open) {
  await withoutCache(page);
  const chance = generator(SEED);
  for (let count = 0; count < FLIPS; count += 1) {
    faults.mend();
    faults.break(place, flipped(chance(2 ** 31)));
    await open();
  }
}

/** The notice of the page's scripts. */
const start = (/** @type {ListPage} */ list) => list.alert.getByRole("button", { name: /Recharger la page/ });
const failure = (/** @type {string} */ sentence) => (/** @type {ListPage} */ list) => list.alert.filter({ hasText: sentence });

/** Every kind of file by the name it has in the page, and what says that it was refused. */
/** @type {Record<string, [RegExp, (list: ListPage) => Locator]>} */
const files = {
  "the program": [/\.wasm$/, start],
  "the glue": [/app-[^/]*\.js$/, start],
  "the starting script": [/^boot\.js$/, start],
  "the entry": [/^bundle\/articles\.json$/, failure("Les articles n’ont pas pu être chargés")],
  "a month": [/^bundle\/cards\/2025-02/, failure("Un mois d’articles n’a pas pu être chargé")],
  "the index": [/^bundle\/search\..*\.idx$/, failure("La recherche n’a pas pu être chargée")],
  "the concepts": [/^bundle\/concepts\..*\.idx$/, failure("La recherche n’a pas pu être chargée")],
};

for (const [name, [place, refusal]] of Object.entries(files)) {
  suite.test(`T9: ${FLIPS} flipped bits in ${name} are refused`, { base: "/", allow }, async ({ list, page, faults, url }) => {
    await withoutCache(page);
    const chance = generator(SEED);
    for (let count = 0; count < FLIPS; count += 1) {
      const bit = chance(2 ** 31);
      faults.mend();
      faults.break(place, flipped(bit));
      await page.goto(url);
      await refusal(list).waitFor().catch((/** @type {Error} */ error) => {
        throw new Error(`bit ${bit}: ${error.message}`);
      });
      // Whatever else is here can be read.
      if (!name.includes("entry")) assert.equal(await list.cards.count(), 30, `bit ${bit}`);
    }
  });
}

suite.test(`T9: ${FLIPS} flipped bits in a body are refused, and the card can be read`, { base: "/", allow: [...allow, expected.missingPage] }, async (reader) => {
  const { article, list, page, url } = reader;
  await eachFlip(reader, /^bundle\/bodies\//, async () => {
    await page.goto(`${url}papers/2025-01-03`);
    await list.alert.filter({ hasText: "Le texte n’a pas pu être chargé" }).waitFor();
    assert.match((await article.title.textContent()) ?? "", /alphacharlie/);
  });
});

// Style and first script are inside the first page, under its policy; other pages name them as files.
for (const [name, place] of Object.entries({ "the style": /^style-.*\.css$/, "the first script": /^early\.js$/ })) {
  suite.test(`T9: ${FLIPS} flipped bits in ${name} are refused, and the help can be read without`, { base: "/", allow }, async (reader) => {
    const { page, url } = reader;
    await eachFlip(reader, place, async () => {
      await page.goto(`${url}aide.html`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0));
      assert.equal(styled, name !== "the style");
      assert.equal(await page.evaluate(() => "early" in document.documentElement.dataset), name !== "the first script");
    });
  });
}

for (const name of ["device.js", "favourites.js"]) {
  suite.test(`T9: ${FLIPS} flipped bits in ${name} are refused when it is needed, and the page says so`, { base: "/", allow }, async (reader) => {
    const { list, page, url } = reader;
    await eachFlip(reader, name, async () => {
      await page.goto(url);
      await list.loaded();
      await page.evaluate((name) => document.dispatchEvent(new CustomEvent("vigie-module", { detail: { name, detail: "" } })), name);
      await page.locator("#boot-notice").getByRole("button").first().waitFor();
      assert.equal(await page.getByRole("dialog").count(), 0, "it does not run");
      assert.equal(await list.total(), COUNT);
    });
  });
}

for (const name of ["vigie-device.js", "vigie-device_bg.wasm"]) suite.test(`T9: ${FLIPS} flipped bits in ${name} are refused, and the page works without`, { base: "/", allow }, async (reader) => {
  const { list, page, url } = reader;
  await eachFlip(reader, name, async () => {
    const asked = page.waitForResponse((response) => response.url().endsWith(`/${name}`));
    await page.goto(url);
    await list.loaded();
    await (await asked).finished();
    const isAnswered = await page.evaluate(() =>
      new Promise((resolve) => {
        document.dispatchEvent(new CustomEvent("vigie-ask", { detail: () => resolve(true) }));
        setTimeout(() => resolve(false), 200);
      }),
    );
    assert.equal(isAnswered, false, "it does not run");
    assert.equal(await list.total(), COUNT);
  });
});

suite.test(`T9: ${FLIPS} flipped bits in index.html run nothing foreign and leave the page alive`, { base: "/", allow: [/./] }, async ({ list, page, faults, url }) => {
  // No digest covers the page itself. A bit may change a word of a prepared card until the app draws its own, undo a
  // tag, or break a digest, and then that file is refused. What it cannot do is run other code or ask another host.
  const length = readFileSync(join(site.folder, "index.html")).length;
  await withoutCache(page);
  const chance = generator(SEED);
  let started = 0;
  /** @type {string[]} */
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  for (let count = 0; count < FLIPS; count += 1) {
    const bit = chance(length * 8);
    faults.mend();
    faults.break("", flipped(bit));
    await page.goto(url);
    await eventually(async () => {
      const foot = await page.getByRole("contentinfo").textContent({ timeout: 500 }).catch(() => "");
      const isStarted = list.words.allLoaded.test(foot ?? "");
      const isSaid = (await page.locator("#boot-notice").textContent().catch(() => ""))?.trim() !== "";
      assert.ok(isStarted || isSaid || (await page.locator(".article-card").count()) > 0, `bit ${bit}`);
    });
    if (await list.loaded().then(() => true, () => false)) {
      started += 1;
      assert.equal(await list.total(), COUNT, `bit ${bit}: the app's own list is right`);
    }
  }
  assert.deepEqual(foreign, []);
  assert.ok(started > 0, "most bits are in the prepared texts, and the app draws its own over them");
});
