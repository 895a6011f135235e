// What the host has beside and below the site is the server's: the worker never answers for it with a page of its own.

import assert from "node:assert/strict";
import { setTimeout as after } from "node:timers/promises";

import { answers } from "./support/fault_server.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { visit } from "./support/worker.mjs";

const suite = openSuite();
const worker = { worker: true, base: "/", allow: [expected.failedLoad, /^(worker )?console error/] };
const permalink = new URL(feed.items[0].id, "http://host").pathname.slice(1);
const [section] = permalink.split("/");

/** Files and folders of the host that no list of the site names. */
const FILES = {
  "a file": "guide.pdf",
  "a file with a query": "guide.pdf?page=2",
  "a picture": "images/plan.png",
  "a file where articles have their addresses": `${section}/guide.pdf`,
  "a page where articles have their addresses": `${section}/archives`,
  "a program where articles have their addresses": `${section}/outil/`,
  "another program below": "outil/",
  "a page without an ending": "contact",
};
const TEXT = "Ce que le serveur envoie.";
const place = (/** @type {string} */ path) => path.split("?")[0];

for (const [name, path] of Object.entries(FILES)) {
  suite.test(`${name} is the server's`, worker, async (reader) => {
    const { page, faults } = reader;
    faults.break(place(path), answers.text(`<!doctype html><title>x</title><p>${TEXT}</p>`, "text/html"));
    await visit(reader);
    await page.goto(reader.url + path);
    assert.equal(await page.locator("body").innerText(), TEXT);
  });
}

suite.test("a file that comes slowly is waited for", worker, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  faults.break("guide.pdf", async ({ response }) => {
    await after(4_000);
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(TEXT);
  });
  await page.goto(`${reader.url}guide.pdf`);
  assert.equal(await page.locator("body").innerText(), TEXT);
});

suite.test("an error of the server about a file is the server's", worker, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  for (const status of [403, 404, 410, 503]) {
    faults.break(`guide-${status}.pdf`, answers.status(status));
    const response = await page.goto(`${reader.url}guide-${status}.pdf`);
    assert.equal(response?.status(), status);
    assert.equal(await page.locator("body").innerText(), `error ${status}`);
  }
});

suite.test("without a network a file that is not kept is said to be out of reach, never unknown", worker, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  await faults.shut();
  for (const path of ["guide.pdf", "images/plan.png", `${section}/guide.pdf`]) {
    await page.goto(reader.url + path);
    await page.getByRole("heading", { name: "Hors ligne" }).waitFor();
  }
  // What is kept is there, opened by itself too.
  const response = await page.goto(`${reader.url}bundle/articles.json`);
  assert.equal((await response?.json())?._vigie.count, COUNT);
  await page.goto(reader.url + permalink);
  await page.getByRole("heading", { level: 1, name: feed.items[0].title }).waitFor();
});

suite.test("an article that the server does not have by itself is opened by the site's own page", worker, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  // A host without a page for unknown addresses.
  faults.break(new RegExp(`^${section}/`), answers.status(404));
  for (const path of [permalink, `${section}/nulle-part`]) {
    await page.goto(reader.url + path);
    await page.getByRole("contentinfo").getByText(reader.list.words.allLoaded).waitFor();
  }
  const response = await page.goto(`${reader.url}${section}/guide.pdf`);
  assert.equal(response?.status(), 404);
});

suite.test("a page of another program gets no script of this site in the place of one it misses", worker, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  faults.break("outil/", answers.text("<!doctype html><title>outil</title><script src='boot.js' onerror='document.title = \"manque\"'></script>", "text/html"));
  faults.break("outil/boot.js", answers.status(404));
  await page.goto(`${reader.url}outil/`);
  await page.waitForFunction(() => document.title === "manque");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.root), undefined);
});
