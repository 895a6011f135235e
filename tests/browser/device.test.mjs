// The dialog about this device: what is kept, the check, pictures, and the way to erase everything.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { matched } from "./support/matched.mjs";
import { violations } from "./support/axe.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { Favourites, upload } from "./support/favourites.mjs";
import { checkNow, notice } from "./support/news.mjs";
import { COUNT, feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { visit } from "./support/worker.mjs";

const suite = openSuite();
const ENTRY = "bundle/articles.json";
const kept = { worker: true, base: "/" };
const offline = { ...kept, allow: [expected.failedLoad, /^(worker )?console error/] };
const dateOf = (/** @type {string} */ locale, date = feed.items[0].date_published) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(date));

const dialog = (/** @type {Page} */ page) => page.getByRole("dialog");
/** The value beside a name. */
const fact = (/** @type {Page} */ page, /** @type {string} */ name) => dialog(page).locator("dt", { hasText: name }).locator("+ dd");

async function openDevice(/** @type {Reader} */ { page }, name = "Hors ligne et données") {
  await page.getByRole("contentinfo").getByRole("button", { name }).click();
  await dialog(page).getByRole("heading", { name }).waitFor();
}

suite.test("device: the dialog says what is kept and how large it is", kept, async (reader) => {
  const { page } = reader;
  await visit(reader);
  await checkNow(page);
  await openDevice(reader);
  assert.equal(await fact(page, "Articles affichés").textContent(), `${COUNT} articles · Dernier article : ${dateOf("fr-FR")} · vérifié le ${dateOf("fr-FR", Date.now())}`);
  const { shards, bodies, search, concepts } = feed._vigie;
  const bytes = [search, concepts, ...shards, ...bodies].reduce((sum, file) => sum + file.bytes, 0);
  const size = new Intl.NumberFormat("fr-FR", { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(bytes / 1000);
  assert.equal(await fact(page, "Gardés sur cet appareil").textContent(), `tous, avec la recherche : ${size}`);
  assert.match((await fact(page, "Place prise par ce site").textContent()) ?? "", /^[\d,]+\s[kMG]o sur .+ permis$/);
  assert.match((await fact(page, "Dernière vérification").textContent()) ?? "", /\d{4}.* : rien de nouveau$/);
});

suite.test("device: the dialog speaks English to English readers", { ...kept, language: "en" }, async (reader) => {
  const { page } = reader;
  await visit(reader);
  await checkNow(page);
  await openDevice(reader, "Offline and data");
  assert.equal(await fact(page, "Articles on screen").textContent(), `${COUNT} articles · Latest article: ${dateOf("en-GB")} · checked ${dateOf("en-GB", Date.now())}`);
  await dialog(page).getByRole("button", { name: "Check now" }).click();
  await dialog(page).getByText(`Nothing new. Latest article: ${dateOf("en-GB")} · checked ${dateOf("en-GB", Date.now())}.`).waitFor();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  assert.equal(await dialog(page).count(), 0);
});

suite.test("update-11: checking without a network says that it could not, and which articles are on screen", offline, async (reader) => {
  const { page, faults } = reader;
  await visit(reader);
  await checkNow(page);
  await faults.shut();
  await openDevice(reader);
  await dialog(page).getByRole("button", { name: "Vérifier maintenant" }).click();
  await dialog(page).getByText(`Impossible de vérifier, pas de réseau. Dernier article : ${dateOf("fr-FR")} · vérifié le ${dateOf("fr-FR", Date.now())}.`).waitFor();
  assert.match((await fact(page, "Dernière vérification").textContent()) ?? "", /impossible de vérifier/);
});

suite.test("device: the dialog is reached, used and left with the keyboard, and gives the focus back", kept, async (reader) => {
  const { page } = reader;
  await visit(reader);
  await checkNow(page);
  const opener = page.getByRole("contentinfo").getByRole("button", { name: "Hors ligne et données" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await dialog(page).getByRole("radio", { name: "aucune" }).waitFor();
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press("Tab");
    assert.ok(await dialog(page).evaluate((/** @type {HTMLElement} */ dialog) => document.activeElement === document.body || dialog.contains(document.activeElement)));
  }
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  assert.ok(await opener.evaluate((button) => button === document.activeElement));
});

for (const theme of ["light", "dark"]) {
  for (const window of ["phone", "desktop"]) {
    suite.test(`device: notices and dialog break no rule of accessibility, ${theme}, ${window}`, { ...offline, theme, window }, async (reader) => {
      const { page, faults } = reader;
      await visit(reader);
      await checkNow(page);
      faults.break(ENTRY, answers.status(500));
      await checkNow(page);
      await notice(page, "Mise à jour refusée").waitFor();
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
      await openDevice(reader);
      await dialog(page).getByRole("radio", { name: "aucune" }).waitFor();
      assert.deepEqual(await violations(page), []);
      await dialog(page).getByRole("button", { name: "Tout effacer" }).click();
      await dialog(page).getByRole("heading", { name: "Tout effacer sur cet appareil ?" }).waitFor();
      assert.deepEqual(await violations(page), []);
    });
  }
}

// Pictures.

const images = (/** @type {Page} */ page) =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(":images"));
    return name ? (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname) : [];
  });

suite.test("device: no picture is kept until the reader asks, and those of a year come with count and size", kept, async (reader) => {
  const { page } = reader;
  await visit(reader);
  await checkNow(page);
  assert.deepEqual(await images(page), []);
  await openDevice(reader);
  const year = dialog(page).getByRole("radio", { name: /^celles des 12 derniers mois/ });
  await year.waitFor();
  const [, count] = matched(/\((\d+) images?, [\d,]+\s[kM]o\)/, await dialog(page).locator(".device__choice").last().textContent());
  const start = new Date(feed._vigie.generated);
  start.setUTCMonth(start.getUTCMonth() - 12);
  const recent = feed.items.filter((/** @type {Item} */ item) => item.date_published.slice(0, 7) > start.toISOString().slice(0, 7));
  const files = new Set(recent.map((/** @type {Item} */ item) => item._vigie?.image ?? item.image).filter(Boolean));
  assert.ok(files.size > 0, "the sample has pictures");
  assert.equal(Number(count), files.size);
  await year.check();
  await dialog(page).getByText("C’est fait.").waitFor();
  const keptFiles = (await images(page)).map((/** @type {string} */ path) => path.replace("/bundle/", ""));
  for (const file of files) assert.ok(keptFiles.includes(file), file);
  await dialog(page).getByRole("radio", { name: "aucune" }).check();
  await eventually(async () => assert.deepEqual(await images(page), []));
});

suite.test("device: the choice about pictures is still there when the dialog is opened again", kept, async (reader) => {
  const { page } = reader;
  await visit(reader);
  await openDevice(reader);
  await dialog(page).getByRole("radio", { name: "celles que j’ai vues" }).check();
  await dialog(page).getByText("C’est fait.").waitFor();
  await dialog(page).getByRole("button", { name: "Fermer" }).click();
  await openDevice(reader);
  const seen = dialog(page).getByRole("radio", { name: "celles que j’ai vues" });
  await seen.waitFor();
  assert.ok(await seen.isChecked());
});

// Erasing.

/** What is left of the site in this browser. */
const left = (/** @type {Page} */ page) =>
  page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).filter((name) => name.startsWith("vigie:")).length,
    keys: Object.keys(localStorage).filter((key) => key.startsWith("vigie:")),
  }));

/** Erases, with a server that no longer offers the worker, so that what is left can be seen. */
async function erase(/** @type {Reader} */ { page, faults }) {
  faults.break("sw.js", answers.status(404));
  await page.evaluate(() => (window.marked = true));
  await dialog(page).getByRole("button", { name: "Tout effacer sur cet appareil" }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => window.marked), undefined));
}

suite.test("device: everything of ours is erased after a question, and nothing of others", offline, async (reader) => {
  const { page, list, url } = reader;
  await visit(reader);
  await page.evaluate(() => {
    localStorage.setItem("vigie:/:theme", "dark");
    localStorage.setItem("vigie:/:favourite:/papers/x", '{"title":"X"}');
    localStorage.setItem("autre", "reste");
    return caches.open("autre");
  });
  await openDevice(reader);
  await dialog(page).getByRole("button", { name: "Tout effacer" }).click();
  await dialog(page).getByText("1 favori en sera effacé.").waitFor();
  await dialog(page).getByRole("button", { name: "Annuler" }).click();
  assert.deepEqual((await left(page)).keys.sort(), ["vigie:/:favourite:/papers/x", "vigie:/:theme"]);
  await openDevice(reader);
  await dialog(page).getByRole("button", { name: "Tout effacer" }).click();
  // The page that follows is a first visit, whose worker would come before it can be seen that the old one went.
  await page.addInitScript(() => (ServiceWorkerContainer.prototype.register = () => new Promise(() => {})));
  await erase(reader);
  await list.loaded();
  assert.equal(page.url(), url);
  assert.deepEqual(await left(page), { workers: 0, caches: 0, keys: [] });
  assert.equal(await page.evaluate(() => localStorage.getItem("autre")), "reste");
  assert.ok(await page.evaluate(() => caches.has("autre")));
});

suite.test("device: ?reset asks the same question, and cancelling takes it out of the address", kept, async (reader) => {
  const { page, list, url } = reader;
  await visit(reader);
  await page.goto(`${url}?reset`);
  await dialog(page).getByRole("heading", { name: "Tout effacer sur cet appareil ?" }).waitFor();
  await list.loaded();
  await dialog(page).getByRole("button", { name: "Annuler" }).click();
  assert.equal(page.url(), url);
  assert.equal((await left(page)).workers, 1);
});

/** What a file holds that an act of the reader saves. */
async function saved(/** @type {Page} */ page, /** @type {() => Promise<unknown>} */ act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Favourites as an older visit left them, one of them damaged, and what a backup says of them. */
const STORED = {
  "/papers/x": { title: "X « é »", date: "2025-01-01", added: "2025-01-02" },
  "/papers/y": { title: "", date: "2024-12-31", added: "" },
};
const DAMAGED = { key: "vigie:/:favourite:/papers/z", value: "{\u0000 abîmé" };

for (const [name, [search, obstacle]] of Object.entries({
  "with the app": ["", null],
  "by ?reset": ["?reset", null],
  "by ?reset when the app cannot start": ["?reset", () => Reflect.deleteProperty(globalThis, "WebAssembly")],
})) {
  suite.test(`device: what is exported before everything is erased comes back, ${name}`, { ...offline, allow: [...offline.allow, expected.integrity, expected.preload] }, async (reader) => {
    const { page, context, url, list, t } = reader;
    await visit(reader);
    await page.evaluate(({ stored, damaged }) => {
      for (const [permalink, value] of Object.entries(stored)) localStorage.setItem(`vigie:/:favourite:${permalink}`, JSON.stringify(value));
      localStorage.setItem(damaged.key, damaged.value);
    }, { stored: STORED, damaged: DAMAGED });
    if (obstacle) await context.addInitScript(obstacle);
    await page.goto(url + search);
    if (!obstacle) await list.loaded();
    if (!search) {
      await openDevice(reader);
      await dialog(page).getByRole("button", { name: "Tout effacer" }).click();
    }
    await dialog(page).getByText("3 favoris en seront effacés.").waitFor();
    const { name: file, text } = await saved(page, () => dialog(page).getByRole("button", { name: "Exporter les favoris d’abord" }).click());
    await dialog(page).getByText(`3 favoris dans le fichier « ${file} »`).waitFor();
    const backup = JSON.parse(text);
    assert.deepEqual(backup.favourites, Object.entries(STORED).map(([permalink, value]) => ({ permalink, ...value })));
    assert.deepEqual(backup.damaged.map((/** @type {{ value: string }} */ { value }) => value.split("\n").pop()), [DAMAGED.value]);
    // Another browser reads the file before anything is erased here.
    const other = await suite.reader(t);
    try {
      const there = new Favourites(other);
      await there.open();
      assert.equal(await there.importFile(upload(text)), "2 favoris ajoutés.");
      assert.deepEqual(await there.kept(), Object.keys(STORED));
    } finally {
      await other.close();
    }
    await erase(reader);
    assert.deepEqual((await left(page)).keys, []);
  });
}

suite.test("device: an export that cannot be made says so, and nothing is erased", { ...kept, allow: [...offline.allow, expected.integrity, expected.preload] }, async (reader) => {
  const { page, url, list, faults } = reader;
  await list.open();
  await page.evaluate(() => localStorage.setItem("vigie:/:favourite:/papers/x", '{"title":"X","date":"2025-01-01","added":""}'));
  faults.break("favourites.js", answers.status(404));
  await page.goto(`${url}?reset`);
  await dialog(page).getByRole("button", { name: "Exporter les favoris d’abord" }).click();
  await dialog(page).getByText("Les favoris n’ont pas pu être exportés").waitFor();
});

suite.test("device: a check without articles on screen ends with a sentence", { base: "/", allow: offline.allow }, async (reader) => {
  const { page, faults, url } = reader;
  faults.break(ENTRY, answers.status(410));
  await page.goto(`${url}?favourites`);
  await openDevice(reader);
  await dialog(page).getByRole("button", { name: "Vérifier maintenant" }).click();
  await dialog(page).getByText("La mise à jour a été refusée.").waitFor();
  faults.mend();
  await dialog(page).getByRole("button", { name: "Vérifier maintenant" }).click();
  await dialog(page).getByText(/^De nouveaux articles sont là\./).waitFor();
});

suite.test("device: ?reset erases when the app cannot start", { ...offline, allow: [...offline.allow, expected.integrity, expected.preload] }, async (reader) => {
  const { page, context, url } = reader;
  await visit(reader);
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto(`${url}?reset`);
  await dialog(page).getByRole("heading", { name: "Tout effacer sur cet appareil ?" }).waitFor();
  await erase(reader);
  assert.deepEqual(await left(page), { workers: 0, caches: 0, keys: [] });
});

// Where nothing can be kept.

/** @type {Record<string, [() => unknown, string]>} */
const obstacles = {
  "serve-14: a browser without workers": [() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"), "ce navigateur, ou sa fenêtre privée, ne garde pas de site"],
  "install-08: a worker that is refused": [() => (navigator.serviceWorker.register = () => Promise.reject(new DOMException("no", "SecurityError"))), "l’interdit (SecurityError)"],
};

for (const [name, [obstacle, sentence]] of Object.entries(obstacles)) {
  suite.test(`${name} says in the dialog why offline is off, and only there`, { base: "/" }, async (reader) => {
    const { page, list, context } = reader;
    await context.addInitScript(obstacle);
    await list.open();
    assert.equal(await checkNow(page), "same");
    assert.equal(await page.locator(".notice").count(), 0);
    await openDevice(reader);
    assert.match((await fact(page, "Lecture hors ligne").textContent()) ?? "", new RegExp(sentence.replace(/[()]/g, "\\$&")));
    assert.equal(await fact(page, "Gardés sur cet appareil").textContent(), "pas encore");
  });
}

suite.test("serve-14: forbidden storage costs no exception", { base: "/" }, async (reader) => {
  const { page, list, context } = reader;
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "caches"]) Object.defineProperty(window, name, { get: refuse });
    navigator.storage.estimate = () => Promise.reject(new TypeError("forbidden"));
  });
  await list.open();
  await checkNow(page);
  await openDevice(reader);
  assert.equal(await fact(page, "Place prise par ce site").textContent(), "ce navigateur ne le dit pas");
  await dialog(page).getByRole("button", { name: "Tout effacer" }).click();
  await page.evaluate(() => (window.marked = true));
  await dialog(page).getByRole("button", { name: "Tout effacer sur cet appareil" }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => window.marked), undefined));
  await list.loaded();
});
