// Missing or damaged files: a sentence says what failed and offers a next step; the page is never blank.

import assert from "node:assert/strict";

import { buildSite, contentFolder } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { known } from "./support/matched.mjs";
import { collection, COUNT } from "./support/months.mjs";
import { seal } from "./support/seal.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite(() => buildSite(contentFolder(collection())));
const failed = [expected.failedLoad, expected.integrity, expected.preload];
const ENTRY = "bundle/articles.json";

/** The notice of a failure, by the sentence that says what failed. */
const notice = (/** @type {ListPage} */ list, /** @type {string} */ sentence) => list.alert.filter({ hasText: sentence });

/** @type {Record<string, [Answer, string]>} */
const entryFaults = {
  "is not there (404)": [answers.status(404), "n’est pas publié à cette adresse"],
  "meets an error of the server (500)": [answers.status(500), "Le serveur a répondu par une erreur (500)"],
  "is gone (410)": [answers.status(410), "n’est plus publié à cette adresse (410)"],
  "asks for a sign-in (401)": [answers.status(401), "Le serveur demande une identification (401)"],
  "is refused (403)": [answers.status(403), "Le serveur refuse l’accès aux articles (403)"],
  "meets a network that asks for a sign-in (511)": [answers.status(511), "Ce réseau demande une identification (511)"],
  "is a web page with status 200": [answers.page, "Une page web est arrivée à la place des articles"],
  "is no JSON": [answers.text("articles: none"), "incomplets ou abîmés"],
  "is empty": [answers.text(""), "incomplets ou abîmés"],
  "is cut in its middle": [answers.truncated, "altérés ou incomplets"],
  "has one changed bit": [answers.altered, "altérés ou incomplets"],
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

for (const format of [1, 3]) {
  suite.test(`format ${format} asks for another program instead of guessing, and the prepared cards can be read`, { base: "/" }, async ({ list, page, faults, url }) => {
    faults.break(ENTRY, answers.edited((text) => seal(text.replace('"format":2', `"format":${format}`))));
    await page.goto(url);
    const alert = notice(list, "Les articles n’ont pas pu être chargés");
    await alert.getByText(`au format ${format}, cette page lit le format 2. Rechargez la page`).waitFor();
    assert.equal(await list.cards.count(), 30);
    faults.mend();
    await alert.getByRole("button", { name: "Recharger depuis le serveur" }).click();
    await list.loaded();
    assert.equal(await list.total(), COUNT);
  });
}

suite.test("without an entry the prepared cards stay, under a question too, and can be filtered", { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
  faults.break(ENTRY, answers.status(500));
  await page.goto(`${url}?q=charlie`);
  await notice(list, "Les articles n’ont pas pu être chargés").waitFor();
  await page.getByText("Les articles les plus récents restent lisibles ci-dessus").waitFor();
  const prepared = await page.locator(".first-page > li").count();
  assert.equal(prepared, 30);
  const shown = () => page.locator(".first-page > li:visible").allTextContents();
  await eventually(async () => assert.equal((await shown()).length, prepared));
  await list.box.fill("delta");
  await eventually(async () => assert.ok((await shown()).length > 0 && (await shown()).every((text) => text.includes("delta"))));
  await list.box.fill("");
  faults.mend();
  await page.getByRole("button", { name: list.words.retry }).click();
  await list.loaded();
  assert.equal(await list.box.inputValue(), "charlie");
  await eventually(async () => assert.ok((await list.sentence()).includes("charlie")));
  assert.equal(await page.locator("#boot-notice").textContent(), "");
});

suite.test("a question typed while there is no entry is asked when it is here", { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
  faults.break(ENTRY, answers.refused);
  await page.goto(url);
  await notice(list, "Les articles n’ont pas pu être chargés").waitFor();
  await list.box.fill("charliealpha");
  faults.mend();
  await page.getByRole("button", { name: list.words.retry }).click();
  await list.loaded();
  await list.expectTotal(1);
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
    // The index may be refused before the last card is drawn.
    await eventually(async () => assert.equal(await list.cards.count(), 30));
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
    // Its month may still be on its way.
    await eventually(async () => assert.match((await list.texts())[0], /charliealpha/, "another month is here"));
    faults.mend();
    await alert.getByRole("button", { name: list.words.retry }).click();
    await list.loaded();
    await list.search("bravoalpha");
    assert.match((await list.texts())[0], /bravoalpha/);
  });
}

// The feed of another tool is indexed by a program that is loaded for it.

const FEED = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  title: "Ailleurs",
  items: ["Un stent court", "Une embolie pulmonaire"].map((title, at) => ({ id: `/papers/${at}`, title, date_published: `2026-01-0${at + 1}T03:04:05Z` })),
});

/** @type {Record<string, [RegExp, Answer, string]>} */
const programFaults = {
  "meets an error of the server (503)": [/^widget-/, answers.status(503), "Le serveur a répondu par une erreur (503)"],
  "gets no answer": [/^widget-/, answers.refused, "Le serveur ne répond pas"],
  "is altered": [/^widget-.*wasm$/, answers.altered, "altérés ou incomplets"],
};

for (const [name, [files, fault, sentence]] of Object.entries(programFaults)) {
  suite.test(`the feed of another tool can be read when what indexes it ${name}, and trying again works`, { base: "/", allow: [...failed, /^console error/] }, async ({ list, page, faults, url }) => {
    faults.break(ENTRY, answers.text(FEED, "application/feed+json"));
    faults.break(files, fault);
    await page.goto(url);
    const alert = notice(list, "La recherche n’a pas pu être chargée");
    await alert.getByText(sentence).waitFor();
    await eventually(async () => assert.equal(await list.cards.count(), 2));
    assert.equal(await page.locator("#boot-notice").textContent(), "", "it is said once");
    faults.mend();
    faults.break(ENTRY, answers.text(FEED, "application/feed+json"));
    await alert.getByRole("button", { name: list.words.retry }).click();
    await alert.waitFor({ state: "hidden" });
    await list.search("stent");
    assert.equal(await list.total(), 1);
  });
}

suite.test("an index of other articles than those of the feed that is shown is refused", { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
  const [first, second] = [FEED, FEED.replace("/papers/1", "/papers/7")].map((text) => answers.text(text, "application/feed+json"));
  let isFirst = true;
  faults.break(ENTRY, (asked) => {
    const answer = isFirst ? first : second;
    isFirst = false;
    return answer(asked);
  });
  await page.goto(url);
  await notice(list, "La recherche n’a pas pu être chargée").getByText("altérés ou incomplets").waitFor();
  await eventually(async () => assert.equal(await list.cards.count(), 2));
});

suite.test("altered bytes are never shown, not even as valid JSON", { base: "/", allow: failed }, async ({ list, page, faults, url }) => {
  faults.break(/^bundle\/cards\/2025-02/, answers.edited((text) => text.replaceAll("ponction difficile", "ponction facile")));
  await page.goto(url);
  await notice(list, "Un mois d’articles n’a pas pu être chargé").getByText("altérés ou incomplets").waitFor();
  await list.search("bravoalpha");
  assert.doesNotMatch(known(await list.main.textContent()), /ponction facile/);
});

suite.test("an article whose month is missing says so, and trying again shows it", { base: "/", allow: failed }, async ({ list, page, faults, url, article: view }) => {
  faults.break(/^bundle\/cards\/2025-02/, answers.status(500));
  await page.goto(`${url}papers/2025-02-03`);
  await list.alert.getByText("Le serveur a répondu par une erreur (500)").waitFor();
  faults.mend();
  await list.alert.getByRole("button", { name: list.words.retry }).click();
  await eventually(async () => assert.match((await view.title.textContent()) ?? "", /bravocharlie/));
});

suite.test("a body that does not come is named beside the article, and trying again shows it", { base: "/", allow: failed }, async ({ page, faults, url, list, article: view }) => {
  faults.break(/^bundle\/bodies\//, answers.altered);
  await page.goto(`${url}papers/2025-01-03`);
  const alert = notice(list, "Le texte n’a pas pu être chargé");
  await alert.waitFor();
  assert.match((await view.title.textContent()) ?? "", /alphacharlie/);
  await view.source("registre.example").waitFor();
  faults.mend();
  await alert.getByRole("button", { name: list.words.retry }).click();
  await view.view.getByText("Le détail du centre alphacharlie").waitFor();
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
