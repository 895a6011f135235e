// When the running app fails: one notice that says so, with next steps, over a page that no longer responds.
//
// Nothing in the app panics for a test. The browser does: its own functions are made to answer what they never answer,
// so that one of the app's assumptions fails where a test wants it.

import assert from "node:assert/strict";

import { violations } from "./support/axe.mjs";
import { buildSite, contentFolder } from "./support/built_site.mjs";
import { collection } from "./support/months.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

/** A favourite as it is stored. */
const FAVOURITE = '{"title":"Titre","date":"2025-01-03","added":"2025-02-01"}';

const suite = openSuite(() => buildSite(contentFolder(collection())));
const allow = [expected.start, expected.missingPage, /^console error: (RuntimeError|Error: no more)/];

/** Runs in the page: from `window.breakNow` on, elements with these names cannot be made. */
const refuseElements = (/** @type {string[]} */ names) => {
  const make = Document.prototype.createElement;
  Document.prototype.createElement = function (/** @type {string} */ name, /** @type {[]} */ ...rest) {
    if (window.breakNow && names.includes(name)) throw new DOMException("refused", "InvalidCharacterError");
    return make.call(this, name, ...rest);
  };
};

/** Runs in the page: from `window.breakNow` on, the document has no root element for the app. */
const hideRoot = () => {
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement") ?? {};
  Object.defineProperty(Document.prototype, "documentElement", {
    get() {
      return window.breakNow ? null : get?.call(this);
    },
  });
};

/**
 * Chooses another theme: the app writes it on the root element while it answers the event. By the element and not by its
 * place: the notice may already lie over it, because something else needed the root element first.
 */
const chooseTheme = (/** @type {Page} */ page) => page.locator(".theme-toggle__option:not(:has(input:checked))").first().evaluate((/** @type {HTMLElement} */ label) => label.click());

const breakNow = (/** @type {Page} */ page) => page.evaluate(() => (window.breakNow = true));

/** The notice is there, whole, in both languages, and holds the focus. */
async function expectNotice(/** @type {Page} */ page, detail = /panicked at/) {
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Une erreur a interrompu l’application.").waitFor();
  await dialog.getByText("An error has stopped the app.").waitFor();
  await dialog.getByText("Rien n’est perdu").waitFor();
  assert.match((await dialog.locator("pre").textContent()) ?? "", detail);
  await dialog.getByRole("button", { name: /Recharger la page/ }).waitFor();
  await dialog.getByRole("button", { name: /Copier le détail/ }).waitFor();
  await dialog.getByRole("link", { name: /Toute la veille/ }).waitFor();
  assert.ok(await dialog.evaluate((/** @type {HTMLElement} */ dialog) => dialog.contains(document.activeElement)), "the focus is in the dialog");
  return dialog;
}

suite.test("run-01: a panic in an event handler is covered within a second, with ways on", { allow, permissions: ["clipboard-read", "clipboard-write"] }, async ({ context, list, page, url }) => {
  await context.addInitScript(hideRoot);
  await list.open("?q=alpha");
  await page.evaluate(() => {
    document.addEventListener("click", () => (window.clickedAt = performance.now()), true);
    const seen = new MutationObserver(() => {
      if (document.querySelector("dialog[open]")) window.coveredAt ??= performance.now();
    });
    seen.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await breakNow(page);
  await chooseTheme(page);
  const dialog = await expectNotice(page, /panicked at .*page\.rs/s);
  assert.ok(await page.evaluate(() => window.coveredAt - window.clickedAt < 1_000), "within a second");
  assert.equal(await dialog.getByRole("link", { name: "Toute la veille" }).getAttribute("href"), url);
  await dialog.getByRole("button", { name: /Copier le détail/ }).click();
  await dialog.getByRole("button", { name: /Détail copié/ }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /panicked at/);
});

suite.test("run-01: a reload after a panic shows the same search, and favourites and settings are kept", { allow, theme: "dark" }, async ({ context, list, page }) => {
  await context.addInitScript(refuseElements, ["article"]);
  await list.open("?q=registre");
  await page.evaluate((value) => localStorage.setItem("vigie:/:favourite:/papers/2025-01-03", value), FAVOURITE);
  await breakNow(page);
  await list.more.click();
  const dialog = await expectNotice(page, /components name real elements/);
  await dialog.getByRole("button", { name: /Recharger la page/ }).click();
  await list.loaded();
  await list.answers("registre");
  assert.equal(await dialog.count(), 0);
  const kept = await page.evaluate(() => ({ ...localStorage }));
  assert.equal(kept["vigie:/:favourite:/papers/2025-01-03"], FAVOURITE);
  assert.equal(kept["vigie:/:theme"], "dark");
});

suite.test("run-01: after a panic nothing gets into the app any more, and nothing follows", { allow }, async ({ context, list, page }) => {
  await context.addInitScript(refuseElements, ["article"]);
  /** @type {string[]} */
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await list.open("?q=registre");
  await breakNow(page);
  await list.more.click();
  const dialog = await expectNotice(page);
  const address = page.url();
  await page.evaluate(() => {
    window.changes = 0;
    new MutationObserver((records) => (window.changes += records.length)).observe(document.getElementById("app") ?? document, {
      subtree: true, childList: true, characterData: true, attributes: true,
    });
  });
  // Everything that used to call the app: input, keys, clicks, scrolling, focus, history, timers, answers, visibility.
  await page.evaluate(async () => {
    const box = /** @type {HTMLInputElement} */ (document.querySelector("#search"));
    box.value = "bravo";
    for (const type of ["input", "keydown", "focus", "blur", "change"]) box.dispatchEvent(new Event(type, { bubbles: true }));
    document.querySelectorAll("#app button, #app a, #app input").forEach((control) => {
      control.addEventListener("click", (event) => event.preventDefault());
      control.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    });
    for (const type of ["popstate", "scroll", "focusin", "online", "pageshow"]) window.dispatchEvent(new Event(type));
    document.dispatchEvent(new Event("visibilitychange"));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 500)));
  });
  assert.equal(await page.evaluate(() => document.querySelectorAll("dialog").length), 1);
  assert.equal(page.url(), address);
  // Ticking a box changes it by itself; the app would have changed elements.
  assert.equal(await page.evaluate(() => window.changes), 0);
  assert.equal(errors.filter((error) => /RuntimeError|panicked/.test(error)).length, 1, errors.join("\n"));
  assert.ok(await dialog.isVisible());
});

suite.test("run-01: nobody types into a page that a panic has stopped", { allow }, async ({ context, list, page }) => {
  await context.addInitScript(hideRoot);
  await list.open();
  await breakNow(page);
  await chooseTheme(page);
  const dialog = await expectNotice(page);
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press("Tab");
    const inside = await dialog.evaluate((/** @type {HTMLElement} */ dialog) => document.activeElement === document.body || dialog.contains(document.activeElement));
    assert.ok(inside, "the focus stays in the dialog");
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.ok(await dialog.isVisible(), "Escape does not uncover the stopped page");
});

suite.test("run-01: an exception of the browser inside the app is covered like a panic", { allow }, async ({ context, list, page }) => {
  await context.addInitScript(() => {
    const make = Document.prototype.createTextNode;
    Document.prototype.createTextNode = function (text) {
      if (window.breakNow && text.includes("echo")) throw new Error("no more texts");
      return make.call(this, text);
    };
  });
  await list.open();
  await breakNow(page);
  await list.box.fill("echo");
  await expectNotice(page, /no more texts/);
});

suite.test("run-01: an open article can be read as text after a panic", { allow }, async ({ context, article, page }) => {
  await context.addInitScript(hideRoot);
  await article.open("/papers/2025-01-03");
  await article.view.getByText("Le détail du centre alphacharlie").waitFor();
  await breakNow(page);
  await chooseTheme(page);
  const dialog = await expectNotice(page);
  await dialog.getByRole("button", { name: /Ouvrir l’article en texte/ }).click();
  const text = dialog.getByRole("article");
  await text.getByRole("heading", { name: "Compte rendu alphacharlie du registre charlie" }).waitFor();
  await text.getByText("Le détail du centre alphacharlie").waitFor();
  assert.equal(await text.getByRole("link").getAttribute("href"), "https://registre.example/2025-01-03");
  assert.equal(await text.getByRole("link").getAttribute("rel"), "noopener noreferrer");
});

suite.test("run-02: a panic while an article is rendered names it, its text is offered, and other articles open", { allow }, async ({ context, list, article, page, url }) => {
  await context.addInitScript(() => {
    const make = Document.prototype.createElement;
    Document.prototype.createElement = function (/** @type {string} */ name, /** @type {[]} */ ...rest) {
      if (name === "h1" && location.pathname.endsWith("/2025-01-03")) throw new DOMException("refused", "InvalidCharacterError");
      return make.call(this, name, ...rest);
    };
  });
  await list.open("?q=alphacharlie");
  await list.links.first().click();
  const dialog = await expectNotice(page);
  await dialog.getByRole("button", { name: /Ouvrir l’article en texte/ }).click();
  const text = dialog.getByRole("article");
  await text.getByRole("heading", { name: "Compte rendu alphacharlie du registre charlie" }).waitFor();
  await text.getByText("Le centre alphacharlie décrit la formation des internes").waitFor();
  await text.getByText("Le détail du centre alphacharlie").waitFor();
  await dialog.getByRole("link", { name: /Toute la veille/ }).click();
  await list.loaded();
  assert.equal(page.url(), url);
  await list.search("alphadelta");
  await list.links.first().click();
  await article.view.getByText("Le détail du centre alphadelta").waitFor();
});

suite.test("run-03: a panic at the start offers a start without the saved state, and loses nothing", { allow }, async ({ context, list, page, url }) => {
  await context.addInitScript((favourite) => {
    // As if a stored value were more than the app can bear.
    const find = Document.prototype.getElementById;
    Document.prototype.getElementById = /** @type {typeof find} */ ((/** @type {string} */ id) => {
      return id === "app" && localStorage.getItem("vigie:/:language") === "broken" ? null : find.call(document, id);
    });
    if (sessionStorage.getItem("prepared")) return;
    sessionStorage.setItem("prepared", "yes");
    localStorage.setItem("vigie:/:language", "broken");
    localStorage.setItem("vigie:/:theme", "dark");
    localStorage.setItem("vigie:/:favourite:/papers/2025-01-03", favourite);
    localStorage.setItem("other:key", "of another site on this host");
  }, FAVOURITE);
  const loads = { count: 0 };
  page.on("framenavigated", () => (loads.count += 1));
  await page.goto(`${url}?q=alpha`);
  let dialog = await expectNotice(page, /index\.html has the place of the app/);
  await dialog.getByText("un réglage enregistré en est peut-être la cause").waitFor();
  assert.equal(loads.count, 1, "nothing reloads by itself");
  await dialog.getByRole("button", { name: /Recharger la page/ }).click();
  dialog = await expectNotice(page, /index\.html has the place of the app/);
  assert.equal(loads.count, 2);
  await dialog.getByRole("button", { name: /Démarrer sans l’état enregistré/ }).click();
  await list.loaded();
  assert.equal(page.url(), url);
  assert.equal(await dialog.count(), 0);
  assert.deepEqual(await page.evaluate(() => Object.fromEntries(Object.entries({ ...localStorage }).sort())), {
    "other:key": "of another site on this host",
    "vigie:/:aside:language": "broken",
    "vigie:/:aside:theme": "dark",
    "vigie:/:favourite:/papers/2025-01-03": FAVOURITE,
  });
});

suite.test("run-03: a start without the saved state is not offered once the app runs", { allow }, async ({ context, list, page }) => {
  await context.addInitScript(hideRoot);
  await list.open();
  await breakNow(page);
  await chooseTheme(page);
  const dialog = await expectNotice(page);
  assert.equal(await dialog.getByRole("button", { name: /Démarrer sans/ }).count(), 0);
});

for (const theme of ["light", "dark"]) {
  for (const window of ["phone", "desktop"]) {
    suite.test(`run-01: the notice of a panic can be read and used by everyone (${theme}, ${window})`, { allow, theme, window }, async ({ context, article, page }) => {
      await context.addInitScript(hideRoot);
      await article.open("/papers/2025-01-03");
      await breakNow(page);
      await chooseTheme(page);
      const dialog = await expectNotice(page);
      await dialog.getByRole("button", { name: /Ouvrir l’article en texte/ }).click();
      await dialog.getByRole("article").getByRole("heading").waitFor();
      // What looks the page over needs a whole browser.
      await page.evaluate(() => void (globalThis.window.breakNow = false));
      assert.deepEqual(await violations(page), []);
      assert.ok(await dialog.evaluate((/** @type {HTMLElement} */ dialog) => dialog.scrollWidth <= dialog.clientWidth), "nothing sticks out");
      const box = await dialog.boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0 && box.height <= (page.viewportSize()?.height ?? 0), "it fits the window");
    });
  }
}
