// When something does not come, or comes wrong: a sentence that says what, a way on, never a blank page.

import assert from "node:assert/strict";

import { article, buildSite, contentFolder } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers, gate } from "./support/fault_server.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

/** More articles than the entry holds, so that months are fetched: ten a month for a year. */
const MONTHS = 12;
const PER_MONTH = 10;
const COUNT = MONTHS * PER_MONTH;

function collection() {
  const files = {};
  for (let month = 1; month <= MONTHS; month += 1) {
    for (let number = 1; number <= PER_MONTH; number += 1) {
      const day = `2025-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
      const word = `${LETTERS[month]}${LETTERS[number]}`;
      files[`papers/${day}.md`] = article({
        title: `Compte rendu ${word} du registre ${LETTERS[number]}`,
        date: `${day}T08:00:00.000Z`,
        summary: `Le centre ${word} décrit ${SUBJECTS[number - 1]} au mois ${LETTERS[month]}.`,
        sourceUrl: `https://registre.example/${day}`,
        tags: [`Mois ${month}`],
        permalink: `/papers/${day}`,
        body: month === 1 ? `## Suite\n\nLe détail du centre ${word}.` : "",
      });
    }
  }
  return files;
}

const LETTERS = ["", "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliette", "kilo", "lima"];
const SUBJECTS = [
  "une ponction difficile", "trois poses de filtre", "la formation des internes", "un nouvel échographe", "des délais de garde",
  "le suivi des fistules", "une alerte de matériel", "la dose en salle", "un retour à domicile", "la tenue du registre",
];

const suite = openSuite(() => buildSite(contentFolder(collection())));
const failed = [expected.failedLoad, expected.integrity, expected.preload];
const ENTRY = "bundle/articles.json";

/** The notice of a failure, by the sentence that says what failed. */
const notice = (list, sentence) => list.alert.filter({ hasText: sentence });

const entryFaults = {
  "is not there (404)": [answers.status(404), "n’est pas publié à cette adresse"],
  "meets an error of the server (500)": [answers.status(500), "Le serveur a répondu par une erreur (500)"],
  "asks for a sign-in (401)": [answers.status(401), "Le serveur demande une identification"],
  "is a web page with status 200": [answers.page, "Une page web est arrivée à la place des articles"],
  "is no JSON": [answers.text("articles: none"), "incomplets ou abîmés"],
  "is empty": [answers.text(""), "incomplets ou abîmés"],
  "is cut in its middle": [answers.truncated, "incomplets ou abîmés"],
  "is JSON of another kind": [answers.text("[1, 2, 3]"), "n’est pas une liste d’articles"],
  "gets no answer": [answers.refused, "Le serveur ne répond pas"],
};

for (const [name, [fault, sentence]] of Object.entries(entryFaults)) {
  suite.test(`an entry that ${name} is named, and trying again works`, { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
    faults.break(ENTRY, fault);
    await page.goto(url);
    const alert = notice(list, "Les articles n’ont pas pu être chargés");
    await alert.getByText(sentence).waitFor();
    await alert.getByText("Détail pour l’assistance").waitFor();
    faults.mend();
    await alert.getByRole("button", { name: list.words.retry }).click();
    await list.loaded();
    assert.equal(await list.total(), COUNT);
    await alert.waitFor({ state: "hidden" });
  });
}

suite.test("a newer format asks for a reload instead of guessing", { base: "/" }, async ({ list, page, faults, url }) => {
  faults.break(ENTRY, answers.edited((text) => text.replace('"format":1', '"format":2')));
  await page.goto(url);
  const alert = notice(list, "Les articles n’ont pas pu être chargés");
  await alert.getByText("au format 2, cette page lit le format 1. Rechargez la page").waitFor();
});

suite.test("a failure speaks English to English readers", { base: "/", allow: failed, language: "en" }, async ({ list, page, faults, url }) => {
  faults.break(ENTRY, answers.status(500));
  await page.goto(url);
  const alert = notice(list, "The articles could not be loaded");
  await alert.getByText("The server answered with an error (500)").waitFor();
  await alert.getByRole("button", { name: "Try again" }).waitFor();
});

for (const [name, fault] of Object.entries({ "is missing": answers.status(404), "is altered": answers.altered, "is a web page": answers.page })) {
  suite.test(`an index that ${name} leaves the list readable, and trying again works`, { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
    faults.break(/\.idx$/, fault);
    await page.goto(url);
    const alert = notice(list, "La recherche n’a pas pu être chargée");
    await alert.waitFor();
    assert.equal(await list.cards.count(), 30);
    assert.equal(await list.total(), COUNT);
    faults.mend();
    await alert.getByRole("button", { name: list.words.retry }).click();
    await alert.waitFor({ state: "hidden" });
    await list.search("charliealpha");
    assert.equal(await list.total(), 1);
  });

  suite.test(`a month that ${name} is named, the others are shown, and trying again works`, { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
    faults.break(/^bundle\/cards\/2025-02/, fault);
    await page.goto(url);
    const alert = notice(list, "Un mois d’articles n’a pas pu être chargé");
    await alert.waitFor();
    await list.search("charliealpha");
    assert.match((await list.texts())[0], /charliealpha/, "another month is here");
    faults.mend();
    await alert.getByRole("button", { name: list.words.retry }).click();
    await list.loaded();
    await list.search("bravoalpha");
    assert.match((await list.texts())[0], /bravoalpha/);
  });
}

suite.test("altered bytes are never shown, not even as valid JSON", { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
  faults.break(/^bundle\/cards\/2025-02/, answers.edited((text) => text.replaceAll("ponction difficile", "ponction facile")));
  await page.goto(url);
  await notice(list, "Un mois d’articles n’a pas pu être chargé").getByText("altérés ou incomplets").waitFor();
  await list.search("bravoalpha");
  assert.doesNotMatch(await list.main.textContent(), /ponction facile/);
});

suite.test("an article whose month is missing says so, and trying again shows it", { base: "/", allow: failed }, async ({ list, page, faults, url, article: view }) => {
  faults.break(/^bundle\/cards\/2025-02/, answers.status(500));
  await page.goto(`${url}papers/2025-02-03`);
  await list.alert.getByText("Le serveur a répondu par une erreur (500)").waitFor();
  faults.mend();
  await list.alert.getByRole("button", { name: list.words.retry }).click();
  await eventually(async () => assert.match(await view.title.textContent(), /bravocharlie/));
});

suite.test("a body that does not come is named beside the article, and trying again shows it", { base: "/", allow: failed }, async ({ page, faults, url, list, article: view }) => {
  faults.break(/^bundle\/bodies\//, answers.altered);
  await page.goto(`${url}papers/2025-01-03`);
  const alert = notice(list, "Le texte n’a pas pu être chargé");
  await alert.waitFor();
  assert.match(await view.title.textContent(), /alphacharlie/);
  await view.source("registre.example").waitFor();
  faults.mend();
  await alert.getByRole("button", { name: list.words.retry }).click();
  await view.view.getByText("Le détail du centre alphacharlie").waitFor();
});

// Before the app itself runs, public/boot.js speaks, in both languages.

/** The first page can be read, both sentences are there, and there is a way on. */
async function expectNotice(page, list, french, english) {
  const alert = list.alert;
  await alert.getByText(french).waitFor();
  await alert.getByText(english).waitFor();
  assert.equal(await alert.getByText(french).getAttribute("lang"), "fr");
  assert.equal(await alert.getByText(english).getAttribute("lang"), "en");
  await alert.getByRole("button", { name: /Recharger la page/ }).waitFor();
  await expectReadable(list);
}

async function expectReadable(list) {
  await list.cards.nth(29).waitFor({ state: "attached" });
  assert.equal(await list.cards.count(), 30);
  assert.ok(await list.cards.first().isVisible(), "the cards can be seen");
  assert.ok(await list.titles.first().evaluate((title) => getComputedStyle(title).visibility === "visible"));
}

const start = [...failed, expected.start];
const startFaults = {
  "program that is missing": [/\.wasm$/, answers.status(404), "le serveur ne répond pas", "the server does not answer"],
  "program that is altered": [/\.wasm$/, answers.altered, "incomplets ou altérés", "incomplete or altered"],
  "program that is cut": [/\.wasm$/, answers.truncated, "incomplets ou altérés", "incomplete or altered"],
  "program that is a web page": [/\.wasm$/, answers.page, "incomplets ou altérés", "incomplete or altered"],
  "program that gets no answer": [/\.wasm$/, answers.refused, "le serveur ne répond pas", "the server does not answer"],
  "glue that is altered": [/app-[^/]*\.js$/, answers.edited((text) => `${text}\n// altered`), "incomplets ou altérés", "incomplete or altered"],
  "glue that is missing": [/app-[^/]*\.js$/, answers.status(404), "le serveur ne répond pas", "the server does not answer"],
};

for (const [name, [place, fault, french, english]] of Object.entries(startFaults)) {
  suite.test(`a ${name} leaves the first page readable and says why`, { base: "/", allow: start }, async ({ list, page, faults, url }) => {
    faults.break(place, fault);
    await page.goto(url);
    await expectNotice(page, list, french, english);
    faults.mend();
    await list.alert.getByRole("button", { name: /Recharger la page/ }).click();
    await list.loaded();
    assert.equal(await list.alert.count(), 0);
  });
}

suite.test("a program that does not come leaves the cards readable under a question too", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break(/\.wasm$/, answers.status(404));
  await page.goto(`${url}?q=alpha`);
  await expectNotice(page, list, "le serveur ne répond pas", "the server does not answer");
});

suite.test("a program that does not come leaves a way on at an article's address", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break(/\.wasm$/, answers.status(404));
  await page.goto(`${url}papers/2025-01-03`);
  await list.alert.getByText("le serveur ne répond pas").waitFor();
  await page.getByRole("link", { name: "Toute la veille" }).click();
  await expectReadable(list);
});

suite.test("a policy that forbids WebAssembly is named", { base: "/", allow: [...start, /breach of the policy: script-src wasm-eval/, /^console error: .*Content Security Policy/] }, async ({ list, page, faults, url }) => {
  const forbid = (text) => text.replaceAll(" 'wasm-unsafe-eval'", "").replaceAll(" &#39;wasm-unsafe-eval&#39;", "");
  faults.break("", answers.changed((text, headers) => {
    headers["content-security-policy"] = forbid(headers["content-security-policy"]);
    return forbid(text);
  }));
  await page.goto(url);
  await expectNotice(page, list, "Une règle de sécurité", "A security rule");
});

suite.test("a browser without WebAssembly is told which ones have it", { base: "/", allow: start }, async ({ context, list, page, url }) => {
  await context.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(url);
  await expectNotice(page, list, "Versions minimales : Chrome", "Minimum versions: Chrome");
});

suite.test("a start script that is altered leaves the first page readable and says so", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break("boot.js", answers.edited((text) => `${text}\n// altered`));
  await page.goto(url);
  await expectReadable(list);
  await list.alert.getByRole("button", { name: /Recharger la page/ }).waitFor();
});

suite.test("a style sheet that is missing leaves everything usable", { base: "/", allow: start }, async ({ list, page, faults }) => {
  faults.break(/\.css$/, answers.status(404));
  await list.open();
  await list.search("charliealpha");
  assert.equal(await list.total(), 1);
  assert.equal(await page.getByRole("alert").count(), 0);
});

suite.test("without JavaScript the newest articles can be read", { javaScriptEnabled: false }, async ({ list, page, url }) => {
  await page.goto(url);
  await expectReadable(list);
  // Playwright's own text search skips <noscript>.
  const sentences = page.locator("noscript p");
  assert.match(await sentences.nth(0).textContent(), /^JavaScript est désactivé/);
  assert.match(await sentences.nth(1).textContent(), /^JavaScript is off/);
  for (const sentence of await sentences.all()) assert.ok((await sentence.boundingBox()).height > 10, "it is drawn");
});

suite.test("a slow start says that it goes on", { base: "/" }, async ({ list, page, faults, url }) => {
  const wasm = gate();
  faults.break(/\.wasm$/, answers.after(wasm.opened));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.getByText("La recherche se charge…").waitFor();
  await page.getByText("Search is loading…").waitFor();
  wasm.open();
  await list.loaded();
  await page.getByText("La recherche se charge…").waitFor({ state: "hidden" });
});

suite.test("storage that is forbidden costs nothing but memory", {}, async ({ context, list, page }) => {
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: refuse });
  });
  await list.open();
  await page.getByRole("radio", { name: list.words.themes.dark }).check({ force: true });
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
});

// A panic cannot be provoked from outside; the app tells of one by an event, and boot.js answers it.

/** Tells of a panic as the app's hook does. */
const panic = (page) =>
  page.evaluate(() => document.dispatchEvent(new CustomEvent("vigie-panic", { detail: "panicked at <b>src/x.rs</b>: why" })));

suite.test("a panic is covered by a dialog that says what happened, with ways on", { permissions: ["clipboard-read", "clipboard-write"] }, async ({ list, page, url }) => {
  await list.open("?q=alpha");
  await panic(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Une erreur a interrompu l’application.").waitFor();
  await dialog.getByText("An error has stopped the app.").waitFor();
  await dialog.getByText("Rien n’est perdu").waitFor();
  await dialog.getByText("panicked at <b>src/x.rs</b>: why").waitFor();
  assert.ok(await dialog.evaluate((dialog) => dialog.contains(document.activeElement)), "the focus is in the dialog");
  assert.equal(await page.getByRole("link", { name: "Toute la veille" }).getAttribute("href"), url);
  await dialog.getByRole("button", { name: /Copier le détail/ }).click();
  await eventually(async () => assert.match(await page.evaluate(() => navigator.clipboard.readText()), /panicked at/));
  await dialog.getByRole("button", { name: /Recharger la page/ }).click();
  await list.loaded();
  await list.answers("alpha");
  assert.equal(await dialog.count(), 0);
});

suite.test("nobody types into a page that a panic has stopped", {}, async ({ list, page }) => {
  await list.open();
  await panic(page);
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("Tab");
    const inside = await dialog.evaluate((dialog) => document.activeElement === document.body || dialog.contains(document.activeElement));
    assert.ok(inside, "the focus stays in the dialog");
  }
  await page.keyboard.press("Escape");
  assert.ok(await dialog.isVisible(), "Escape does not uncover the stopped page");
});
