// The start: what is shown, readable and possible if the app is missing, damaged or late.
// Before the app itself runs, public/early.js and public/boot.js speak, in both languages.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";

import { matched } from "./support/matched.mjs";
import { buildSite, contentFolder, temporaryFolder } from "./support/built_site.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers, gate } from "./support/fault_server.mjs";
import { collection, COUNT } from "./support/months.mjs";
import { openSuite } from "./support/suite.mjs";
import { serve } from "./support/vigie_server.mjs";
import { expected } from "./support/watch.mjs";
import { limitMemory } from "./support/wasm_memory.mjs";

const site = { folder: "" };
const suite = openSuite(() => (site.folder = buildSite(contentFolder(collection()))));
const failed = [expected.failedLoad, expected.integrity, expected.preload];

/** The first page can be read, both sentences are there, and there is a way on. */
async function expectNotice(/** @type {ListPage} */ list, /** @type {string} */ french, /** @type {string} */ english) {
  const alert = list.alert;
  await alert.getByText(french).waitFor();
  await alert.getByText(english).waitFor();
  assert.equal(await alert.getByText(french).getAttribute("lang"), "fr");
  assert.equal(await alert.getByText(english).getAttribute("lang"), "en");
  await alert.getByRole("button", { name: /Recharger la page/ }).waitFor();
  await expectReadable(list);
}

async function expectReadable(/** @type {ListPage} */ list) {
  await list.cards.nth(29).waitFor({ state: "attached" });
  assert.equal(await list.cards.count(), 30);
  assert.ok(await list.cards.first().isVisible(), "the cards can be seen");
  assert.ok(await list.titles.first().evaluate((title) => getComputedStyle(title).visibility === "visible"));
}

const start = [...failed, expected.start];
/** @type {Record<string, [RegExp, Answer, string, string]>} */
const startFaults = {
  "program that is missing": [/\.wasm$/, answers.status(404), "manque sur le serveur (réponse 404)", "missing on the server (response 404)"],
  "program that is altered": [/\.wasm$/, answers.altered, "incomplets ou altérés", "incomplete or altered"],
  "program that is cut": [/\.wasm$/, answers.truncated, "incomplets ou altérés", "incomplete or altered"],
  "program that is a web page": [/\.wasm$/, answers.page, "incomplets ou altérés", "incomplete or altered"],
  "program that gets no answer": [/\.wasm$/, answers.refused, "le serveur ne répond pas", "the server is not responding"],
  "glue that is altered": [/app-[^/]*\.js$/, answers.edited((text) => `${text}\n// altered`), "incomplets ou altérés", "incomplete or altered"],
  "glue that is missing": [/app-[^/]*\.js$/, answers.status(404), "manque sur le serveur (réponse 404)", "missing on the server (response 404)"],
  "glue of the wrong type": [/app-[^/]*\.js$/, answers.ofType("text/plain"), "incomplets ou altérés", "incomplete or altered"],
};

for (const [name, [place, fault, french, english]] of Object.entries(startFaults)) {
  suite.test(`run-04: a ${name} leaves the first page readable and says why`, { base: "/", allow: start }, async ({ list, page, faults, url }) => {
    faults.break(place, fault);
    await page.goto(url);
    await expectNotice(list, french, english);
    faults.mend();
    await list.alert.getByRole("button", { name: /Recharger la page/ }).click();
    await list.loaded();
    assert.equal(await list.alert.count(), 0);
  });
}

suite.test("run-04: a program of the wrong type runs all the same: its bytes are the published ones", { base: "/" }, async ({ list, faults }) => {
  faults.break(/\.wasm$/, answers.ofType("application/octet-stream"));
  await list.open();
  assert.equal(await list.total(), COUNT);
});

suite.test("run-04: where a page may not compute digests, the browser checks the program", { base: "/", allow: start }, async ({ context, list, page, faults, url }) => {
  await context.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }));
  faults.break(/\.wasm$/, answers.altered);
  await page.goto(url);
  await expectNotice(list, "incomplets ou altérés", "incomplete or altered");
  faults.mend();
  faults.break(/\.wasm$/, answers.ofType("application/octet-stream"));
  await list.open();
  assert.equal(await list.total(), COUNT);
});

suite.test("run-04: a program that does not come leaves the cards readable under a question too", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break(/\.wasm$/, answers.status(404));
  await page.goto(`${url}?q=alpha`);
  await expectNotice(list, "manque sur le serveur (réponse 404)", "missing on the server (response 404)");
});

/** @type {[number, string, string][]} */
const STATUSES = [
  [410, "manque sur le serveur (réponse 410)", "missing on the server (response 410)"],
  [511, "demande une identification (réponse 511)", "asks you to sign in (response 511)"],
  [502, "répond par une erreur (502)", "responded with an error (502)"],
];
for (const [status, french, english] of STATUSES) {
  for (const [kind, place] of Object.entries({ program: /\.wasm$/, glue: /^app-[0-9a-f]+\.js$/ })) {
    suite.test(`run-04: a ${kind} that is answered with ${status} is named as what it is`, { base: "/", allow: start }, async ({ list, page, faults, url }) => {
      faults.break(place, answers.status(status));
      await page.goto(url);
      await expectNotice(list, french, english);
    });
  }
}

suite.test("run-04: a program that does not come leaves a way on at an article's address", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break(/\.wasm$/, answers.status(404));
  // Nor does the text of the article.
  faults.break(/^bundle\//, answers.status(404));
  await page.goto(`${url}papers/2025-01-03`);
  await list.alert.getByText("manque sur le serveur (réponse 404)").waitFor();
  await page.getByRole("link", { name: "Toute la veille" }).click();
  await expectReadable(list);
});

suite.test("run-04: a policy that forbids WebAssembly is named", { base: "/", allow: [...start, /breach of the policy: script-src wasm-eval/, /^console error: .*Content Security Policy/] }, async ({ list, page, faults, url }) => {
  const forbid = (/** @type {string} */ text) => text.replaceAll(" 'wasm-unsafe-eval'", "");
  faults.break("", answers.changed((text, headers) => {
    headers["content-security-policy"] = forbid(String(headers["content-security-policy"]));
    return forbid(text);
  }));
  await page.goto(url);
  await expectNotice(list, "Une règle de sécurité", "A security rule");
});

suite.test("run-04: a browser without WebAssembly is told which ones have it", { base: "/", allow: start }, async ({ context, list, page, url }) => {
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto(url);
  await expectNotice(list, "Versions minimales : Chrome", "Minimum versions: Chrome");
});

suite.test("run-04: a start script that is altered leaves the first page readable and says so", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break("boot.js", answers.edited((text) => `${text}\n// altered`));
  await page.goto(url);
  await expectReadable(list);
  await list.alert.getByRole("button", { name: /Recharger la page/ }).waitFor();
});

suite.test("run-04: a style sheet that is missing leaves everything usable", { base: "/", allow: start }, async ({ list, page, faults }) => {
  faults.break(/\.css$/, answers.status(404));
  await list.open();
  await list.search("charliealpha");
  assert.equal(await list.total(), 1);
  assert.equal(await page.getByRole("alert").count(), 0);
});


// The newest articles without the app.

suite.test("run-04: without the program the prepared titles can be filtered, and lead to their sources", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break(/\.wasm$/, answers.status(404));
  await page.goto(url);
  await list.alert.waitFor();
  const [newest] = await list.cards.all();
  assert.equal(await newest.getByRole("link", { name: "Lire à la source" }).getAttribute("href"), "https://registre.example/2025-12-10");
  const box = page.getByLabel(list.words.search);
  await box.fill("DÉLAIS limaecho");
  await page.getByText("1 des 30 articles les plus récents").waitFor();
  const seen = page.locator(".article-card:visible");
  assert.equal(await seen.count(), 1);
  assert.match((await seen.textContent()) ?? "", /limaecho/);
  await box.fill("introuvable");
  await page.getByText("0 des 30 articles les plus récents").waitFor();
  assert.equal(await seen.count(), 0);
  await box.fill("");
  await page.getByText(`${COUNT} articles`).first().waitFor();
  assert.equal(await seen.count(), 30);
});

suite.test("run-04: without the program an article's address shows its text and its source", { base: "/", allow: [...start, expected.missingPage] }, async ({ page, list, faults, url }) => {
  faults.break(/\.wasm$/, answers.status(404));
  await page.goto(url);
  await list.alert.waitFor();
  // An article that only a month holds, with a body.
  await page.goto(`${url}papers/2025-01-03`);
  await page.getByRole("heading", { name: "Compte rendu alphacharlie du registre charlie" }).waitFor();
  await page.getByText("Le centre alphacharlie décrit la formation des internes").waitFor();
  await page.getByText("Le détail du centre alphacharlie.").waitFor();
  await page.getByRole("link", { name: "https://registre.example/2025-01-03" }).waitFor();
  await page.getByRole("link", { name: "Toute la veille" }).click();
  await expectReadable(list);
});

suite.test("run-06: without JavaScript the newest articles can be read, and their sources opened", { javaScriptEnabled: false }, async ({ list, page, url }) => {
  await page.goto(url);
  await expectReadable(list);
  // Playwright's own text search skips <noscript>.
  const sentences = page.locator("noscript p");
  assert.match((await sentences.nth(0).textContent()) ?? "", /^JavaScript est désactivé/);
  assert.match((await sentences.nth(1).textContent()) ?? "", /^JavaScript is off/);
  for (const sentence of await sentences.all()) assert.ok(((await sentence.boundingBox())?.height ?? 0) > 10, "it is drawn");
  const sources = page.locator(".article-card noscript a");
  assert.equal(await sources.count(), 30);
  assert.equal(await sources.first().getAttribute("href"), "https://registre.example/2025-12-10");
  assert.ok(((await sources.first().boundingBox())?.height ?? 0) > 10, "it is drawn");
  assert.ok(await page.locator(".boot-notice__silent").first().isHidden(), "one notice is enough");
});

// Slow.

suite.test("run-05: a slow start says that it goes on", { base: "/" }, async ({ list, page, faults, url }) => {
  const wasm = gate();
  faults.break(/\.wasm$/, answers.after(wasm.opened));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.getByText("La recherche se charge…").waitFor();
  await page.getByText("Search is loading…").waitFor();
  wasm.open();
  await list.loaded();
  await page.getByText("La recherche se charge…").waitFor({ state: "hidden" });
});

suite.test("run-05: a program that drips shows its bytes after 2 s, a message and a way on after 20 s, and the list meanwhile", { base: "/" }, async ({ list, page, faults, url }) => {
  faults.break(/\.wasm$/, answers.dripping(20));
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1_000);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.locator("html[data-root]").waitFor();
  await page.clock.runFor(1_900);
  assert.equal((await page.locator("#boot-notice").textContent())?.trim(), "", "no word before");
  await page.clock.runFor(200);
  await page.getByText("La recherche se charge…").waitFor();
  const amount = page.locator(".boot-notice__amount");
  const kilobytes = async () => Number(matched(/^([\d\s,]+) ko reçus$/u, await amount.textContent())[1].replace(",", "."));
  let before = 0;
  await eventually(async () => {
    await page.clock.runFor(500);
    before = await kilobytes();
    assert.ok(before > 0, "something has arrived");
  });
  await eventually(async () => {
    await page.clock.runFor(500);
    assert.ok((await kilobytes()) > before, "the number grows");
  });
  await page.clock.runFor(20_000);
  await expectNotice(list, "met trop de temps", "taking too long");
  await page.getByLabel(list.words.search).fill("limaecho");
  await page.getByText("1 des 30 articles les plus récents").waitFor();
  faults.mend();
  await page.clock.resume();
  await list.alert.getByRole("button", { name: /Recharger la page/ }).click();
  await list.loaded();
});

// Old browsers.

for (const name of ["customElements", "structuredClone", "BigInt", "AbortController"]) {
  suite.test(`run-07: without ${name} the page works or says what is missing`, { allow: start }, async ({ context, list, page, url }) => {
    await context.addInitScript((name) => Reflect.deleteProperty(globalThis, name), name);
    await page.goto(url);
    await eventually(async () => assert.ok((await list.alert.count()) || (await page.getByText(list.words.allLoaded).count())));
    await expectReadable(list);
    if (await list.alert.count()) return expectNotice(list, "Versions minimales : Chrome", "Minimum versions: Chrome");
    await list.search("charliealpha");
    assert.equal(await list.total(), 1);
  });
}

suite.test("run-07: without attachShadow the page works", {}, async ({ context, list }) => {
  await context.addInitScript(() => Reflect.deleteProperty(Element.prototype, "attachShadow"));
  await list.open();
  await list.search("charliealpha");
  assert.equal(await list.total(), 1);
});

// Memory.

suite.test("run-08: memory that cannot grow while the collection arrives is named, and the tab lives", { base: "/", allow: [...start, /^console error: RuntimeError/] }, async ({ context, page, faults, url }) => {
  // Room for the program itself and two megabytes more.
  await context.addInitScript(limitMemory, 2 << 20);
  const item = (/** @type {number} */ number) => ({ id: `/papers/${number}`, title: `Titre ${number}`, content_text: "mot ".repeat(2_000), date_published: "2025-01-01T00:00:00Z" });
  const feed = { version: "https://jsonfeed.org/version/1.1", title: "Veille", items: Array.from({ length: 1_000 }, (_, number) => item(number)) };
  faults.break("bundle/articles.json", answers.text(JSON.stringify(feed)));
  await page.goto(url);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("cet onglet n’a plus assez de mémoire").waitFor();
  await dialog.getByText("this tab has run out of memory").waitFor();
  assert.equal(await page.evaluate(() => 6 * 7), 42);
});

suite.test("run-08: a collection of 300 MB is refused before it is read", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  faults.break("bundle/articles.json", ({ response }) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": String(300 << 20) });
    response.write("{");
  });
  await page.goto(url);
  await list.alert.getByText("Les articles n’ont pas pu être chargés").waitFor();
});

// A new version is published while a page loads: index.html is of one build, the other files of the next.

const digest = (/** @type {Buffer} */ bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
/** @type {VigieServer[]} */
const others = [];
after(() => Promise.all(others.map((server) => server.close())));

/** Serves a later build: other names and bytes for the app, and other bytes for some of the starting scripts. */
async function nextBuild(/** @type {string[]} */ scripts = []) {
  const folder = join(temporaryFolder(), "next");
  cpSync(site.folder, folder, { recursive: true });
  const names = readdirSync(folder);
  for (const name of names.filter((name) => /\.(br|gz)$/.test(name))) rmSync(join(folder, name));
  const pages = Object.fromEntries(["index.html", "404.html"].map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const replace = (/** @type {string} */ before, /** @type {string} */ after) => {
    for (const name of Object.keys(pages)) pages[name] = pages[name].replaceAll(before, after);
  };
  const append = (/** @type {string} */ name) => {
    const bytes = readFileSync(join(folder, name));
    const changed = Buffer.concat([bytes, Buffer.from("\n// next\n")]);
    writeFileSync(join(folder, name), changed);
    replace(digest(bytes), digest(changed));
  };
  for (const name of names.filter((name) => /^app-[^.]*\.(js|wasm)$/.test(name))) {
    if (name.endsWith(".js")) append(name);
    const renamed = name.replace(/^app-[0-9a-f]{4}/, "app-beef");
    renameSync(join(folder, name), join(folder, renamed));
    replace(name, renamed);
  }
  scripts.forEach(append);
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  const server = await serve(folder);
  others.push(server);
  return server;
}

/** Everything but the page itself comes from the next build; the page as `choose` says: true for the next. */
function publish(/** @type {Faults} */ faults, /** @type {VigieServer} */ next, /** @type {(request: Asked["request"]) => boolean} */ choose) {
  const later = answers.from(next.url);
  faults.break(/./, later);
  faults.break("", (asked) => (choose(asked.request) ? later(asked) : asked.pass()));
}

/** Counts how often the page is loaded. */
function countLoads(/** @type {Page} */ page) {
  const loads = { count: 0 };
  page.on("framenavigated", () => (loads.count += 1));
  return loads;
}

const navigates = (/** @type {Asked["request"]} */ request) => request.headers["sec-fetch-mode"] === "navigate";
const refuseStorage = () => {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  }
};

for (const [what, scripts] of Object.entries({ "the app": [], "the starting script too": ["boot.js"] })) {
  suite.test(`update-10: a page that meets the files of the next version loads itself anew once (${what})`, { base: "/", allow: start }, async ({ list, page, faults, url }) => {
    const next = await nextBuild(scripts);
    let isFirst = true;
    publish(faults, next, (/** @type {Asked["request"]} */ request) => !navigates(request) || !(isFirst && !(isFirst = false)));
    const loads = countLoads(page);
    await page.goto(url);
    await list.loaded();
    assert.equal(loads.count, 2, "one load and one automatic reload");
    assert.match((await page.locator("script[data-wasm]").first().getAttribute("data-wasm")) ?? "", /app-beef/);
    assert.equal(await list.alert.count(), 0);
  });
}

for (const [storage, script] of Object.entries({ "storage at hand": () => {}, "storage forbidden": refuseStorage })) {
  suite.test(`update-10: a page that stays behind reloads once, then says so (${storage})`, { base: "/", allow: start }, async ({ context, list, page, faults, url }) => {
    await context.addInitScript(script);
    // Whoever navigates gets the old page, whoever looks gets the new one: the worst a cache in between can do.
    publish(faults, await nextBuild(), (/** @type {Asked["request"]} */ request) => !navigates(request));
    const loads = countLoads(page);
    await page.goto(url);
    await expectNotice(list, "en cours de mise à jour", "is being updated");
    assert.equal(loads.count, 2);
    await list.alert.getByRole("button", { name: /Recharger la page/ }).click();
    await expectNotice(list, "en cours de mise à jour", "is being updated");
    assert.equal(loads.count, 3, "only the reader's own reload was added");
  });

  suite.test(`update-10: with boot.js changed too, a page that stays behind reloads once (${storage})`, { base: "/", allow: start }, async ({ context, list, page, faults, url }) => {
    await context.addInitScript(script);
    publish(faults, await nextBuild(["boot.js"]), (/** @type {Asked["request"]} */ request) => !navigates(request));
    const loads = countLoads(page);
    await page.goto(url);
    await expectNotice(list, "La recherche n’a pas pu démarrer", "Search could not start");
    assert.equal(loads.count, 2);
  });
}

suite.test("update-10: when every script is of the next version, the page itself speaks", { base: "/", allow: start }, async ({ list, page, faults, url }) => {
  publish(faults, await nextBuild(["early.js", "boot.js"]), (/** @type {Asked["request"]} */ request) => !navigates(request));
  const loads = countLoads(page);
  await page.goto(url);
  // The script inside the page is always of its version: it has tried the next page once.
  await expectNotice(list, "La recherche n’a pas pu démarrer", "Search could not start");
  await expectReadable(list);
  assert.equal(loads.count, 2);
  faults.mend();
  await page.getByRole("button", { name: "Recharger la page" }).click();
  await list.loaded();
});

suite.test("run-04: when no script of the page runs, the page itself speaks", { base: "/", allow: [...start, /^breach of the policy: script-src-elem inline/, /^console error: .*Content Security Policy/] }, async ({ list, page, faults, url }) => {
  faults.break("", answers.edited((text) => text.replace("<script>", "<script>/* altered */")));
  faults.break(/boot\.js$/, answers.status(404));
  const loads = countLoads(page);
  await page.goto(url);
  const sentence = page.getByText("les scripts de cette page ne sont pas arrivés ou ont été refusés");
  assert.ok(await sentence.isHidden(), "not at once: a slow page is no broken one");
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await sentence.waitFor();
  await page.getByText("the scripts of this page did not arrive or were refused").waitFor();
  await expectReadable(list);
  assert.equal(loads.count, 1);
  faults.mend();
  await page.getByRole("link", { name: "Recharger la page" }).click();
  await list.loaded();
});
