// Backups of favourites: an exported file can be imported again, and hostile files do no harm.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { temporaryFolder } from "./support/built_site.mjs";
import { backup, Favourites, fillStorage, KEY, upload } from "./support/favourites.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();

suite.test("a backup brings every favourite to another browser", {}, async (reader) => {
  const favourites = new Favourites(reader);
  await reader.list.open();
  const added = await favourites.addFirst(4);
  await favourites.link.click();
  await reader.list.expectTotal(4);
  const { name, text } = await favourites.download(() => favourites.export.click());
  assert.match(name, /^[a-z0-9-]+-favoris\.json$/);
  assert.deepEqual(Object.keys(JSON.parse(text)), ["vigie", "version", "favourites"]);
  assert.deepEqual(Object.keys(JSON.parse(text).favourites[0]), ["permalink", "title", "date", "added"]);
  const other = await suite.reader(reader.t);
  try {
    const there = new Favourites(other);
    await there.open();
    assert.equal(await there.importFile(upload(text)), "4 favoris ajoutés.");
    await there.expectCount(4);
    assert.deepEqual(await there.kept(), added.toSorted());
    assert.equal(await there.importFile(upload(text)), "0 favori ajouté. 4 déjà là.");
    await there.dialog.getByRole("button", { name: "Fermer" }).click();
    await other.page.reload();
    await other.list.loaded();
    await other.list.expectTotal(4);
    assert.deepEqual(other.unexpected, []);
  } finally {
    await other.close();
  }
});

const entry = (/** @type {unknown} */ permalink, more = {}) => ({ permalink, title: "T", date: "2026-01-01", added: "2026-01-02", ...more });

/** Hostile backups, and what the page says to each. */
/** @type {Record<string, [unknown, RegExp]>} */
const HOSTILE = {
  "a web page": ["<!doctype html><script>alert(1)</script>", /n’est pas une sauvegarde/],
  "an empty file": ["", /n’est pas une sauvegarde/],
  "a list": ["[1,{}]", /n’est pas une sauvegarde/],
  "null": ["null", /n’est pas une sauvegarde/],
  "deep nesting": ["[".repeat(200_000), /n’est pas une sauvegarde/],
  "a future version": [{ ...backup([entry("/papers/x")]), version: 2 }, /n’est pas une sauvegarde/],
  "another list": [backup({ length: 2 }), /n’est pas une sauvegarde/],
  "too many": [backup(Array.from({ length: 50_001 }, (_, at) => ({ permalink: `/p/${at}`, title: "T", date: "2026-01-01" }))), /plus de 50\s000/],
  "more than 16 MiB": [`{"vigie":"favourites","version":1,"favourites":[],"x":"${"a".repeat(16 << 20)}"}`, /trop grand/],
  "a poisoned prototype": [`{"__proto__":{"vigie":"favourites","version":1,"favourites":[]}}`, /n’est pas une sauvegarde/],
  "poisoned entries": [
    `{"vigie":"favourites","version":1,"favourites":[{"__proto__":{"permalink":"/papers/x","title":"T","date":"2026-01-01"}},{"__proto__":{"polluted":1},"permalink":"/papers/y","title":"T","date":"2026-01-01"}]}`,
    /^1 favori ajouté\. 1 entrée refusée\.$/,
  ],
  "scripts for links": [
    backup([entry("javascript:alert(1)"), entry("/papers/x/../y"), entry("//host/x"), entry("/papers/.."), entry("/papers/a b"), entry("https://host.example/x"), entry("/papers/ok")]),
    /^1 favori ajouté\. 6 entrées refusées\.$/,
  ],
  "wrong types": [
    backup([null, 1, "x", [], {}, entry(1), entry("/a/b", { title: {} }), entry("/a/b", { date: "hier" }), entry("/a/b", { date: "2026-02-31" }), entry("/a/b", { added: [] }), entry("/a/ok")]),
    /^1 favori ajouté\. 10 entrées refusées\.$/,
  ],
  "markup for a title": [backup([entry("/papers/html", { title: "<img src=x onerror=alert(1)>\u202e" })]), /^1 favori ajouté\.$/],
};

suite.test("store-11: hostile backups are refused or cleaned with a count, and what is there stays", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  const own = await favourites.addFirst(2);
  const values = await page.evaluate((keys) => keys.map((key) => localStorage.getItem(key)), own.map((id) => KEY + id));
  await favourites.open();
  for (const [name, [file, says]] of Object.entries(HOSTILE)) {
    const before = await favourites.kept();
    const said = await favourites.importFile(upload(file));
    assert.match(said, says, name);
    const added = Number(/^\d+/.exec(said)?.[0] ?? 0);
    assert.equal((await favourites.kept()).length, before.length + added, name);
    assert.deepEqual(await page.evaluate((keys) => keys.map((key) => localStorage.getItem(key)), own.map((id) => KEY + id)), values, name);
  }
  const huge = join(temporaryFolder(), "favoris.json");
  writeFileSync(huge, Buffer.alloc(100_000_000, "a"));
  assert.match(await favourites.importFile(huge), /trop grand/);
  await favourites.dialog.getByRole("button", { name: "Fermer" }).click();
  assert.equal(await page.evaluate(() => Reflect.get({}, "polluted")), undefined);
  // What came in is text.
  await favourites.others.getByText("<img src=x onerror=alert(1)>").waitFor();
  assert.equal(await page.locator(".other-favourites img").count(), 0);
});

suite.test("store-11: a backup without room says so and loses nothing", {}, async (reader) => {
  const { list, page } = reader;
  const favourites = new Favourites(reader);
  await list.open();
  const own = await favourites.addFirst(1);
  await favourites.open();
  await page.evaluate(fillStorage);
  const said = await favourites.importFile(upload(backup([entry("/papers/x"), entry("/papers/y")])));
  assert.match(said, /2 favoris ajoutés\..*non enregistré/);
  assert.deepEqual(await favourites.kept(), own);
  await favourites.expectCount(3);
});
