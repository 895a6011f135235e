// Typing into the list does not trigger shortcuts of the page around it; those of the browser, of the page for leaving,
// and of the list itself still work.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { hostPage, serveHost } from "./support/host_site.mjs";
import { openSuite } from "./support/suite.mjs";

const suite = openSuite();
/** @type {HostSite} */
let host;
before(async () => (host = await serveHost(() => suite.url)));
after(() => host?.close());
const options = { get faults() { return host; }, allow: [/^console warning/] };

const TYPED = "stent/s?";
const TYPES = ["keydown", "keypress", "keyup", "beforeinput", "input"];
const OTHER_BOX = '<input id="autre" aria-label="Recherche de l’intranet">';
const script = (/** @type {string} */ text) => `<script>${text}</script>`;
const isField = "/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable";

/** Pages that listen for shortcuts; each takes `/` and `s` for its own and notes what it hears. */
const take = "if (['/', 's', '?'].includes(event.key)) { event.preventDefault(); document.getElementById('autre').focus(); }";
const HOSTS = {
  "on the document": { before: `document.addEventListener('keydown', (event) => { heard.push(event.key); ${take} })` },
  "on the window": { before: `window.addEventListener('keydown', (event) => { heard.push(event.key); ${take} })` },
  "by a property of the document": { before: `document.onkeydown = (event) => { heard.push(event.key); ${take} }` },
  "with a look at the tag, as libraries do": { before: `document.addEventListener('keydown', (event) => { if (${isField}) return; heard.push(event.key); ${take} })` },
  "on keypress": { before: `document.addEventListener('keypress', (event) => { heard.push(event.key); ${take} })` },
  "on keyup": { before: `document.addEventListener('keyup', (event) => { heard.push(event.key); ${take} })` },
  "on the element's own box": { before: `addEventListener('DOMContentLoaded', () => document.getElementById('box').addEventListener('keydown', (event) => { heard.push(event.key); ${take} }))` },
  "on the way down, on the document": { before: `document.addEventListener('keydown', (event) => { heard.push(event.key); ${take} }, true)` },
  "on the way down, on the window, after the list": { after: `window.addEventListener('keydown', (event) => { heard.push(event.key); ${take} }, true)` },
  // Nobody can be heard before a listener that is there first; but it can see that something is typed.
  "on the way down, on the window, before the list, with a look at the target": { before: `window.addEventListener('keydown', (event) => { if (${isField}) return; heard.push(event.key); ${take} }, true)` },
  "to every event of typing": { before: TYPES.map((type) => `document.addEventListener('${type}', (event) => heard.push('${type} ' + event.key))`).join(";") },
};

let number = 0;
async function open(/** @type {Page} */ page, { before = "", after = "" }, more = {}) {
  const address = host.publish(`/typing-${(number += 1)}`, hostPage({ attributes: 'mode="search" limit="4" keys="on"', before: `${OTHER_BOX}${script(`window.heard = []; ${before}`)}`, ...more }));
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector("vigie-articles")?.ready.then(() => true));
  if (after) await page.evaluate(after);
  const box = page.locator("vigie-articles input").first();
  await box.waitFor();
  return box;
}
const heard = (/** @type {Page} */ page) => page.evaluate(() => window.heard);
const query = (/** @type {Page} */ page) => page.evaluate(() => document.querySelector("vigie-articles")?.query);

for (const [name, listens] of Object.entries(HOSTS)) {
  suite.test(`what is typed is no shortcut of a page that listens ${name}`, options, async ({ page }) => {
    const box = await open(page, listens);
    await box.click();
    await page.evaluate(() => (window.heard.length = 0));
    await page.keyboard.type(TYPED);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Backspace");
    assert.equal(await box.inputValue(), "stent/?");
    await page.waitForFunction(() => document.querySelector("vigie-articles")?.query === "stent/?");
    assert.deepEqual(await heard(page), []);
    // Outside of the list the page has its shortcuts.
    await page.getByRole("button", { name: "Un bouton" }).focus();
    if (!name.includes("own box") && !name.includes("every event")) {
      await page.keyboard.press("s");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "autre");
    }
  });
}

suite.test("keys that leave, and those of page and browser, are heard by the page", options, async ({ page }) => {
  const box = await open(page, { before: "document.addEventListener('keydown', (event) => heard.push(event.key))" });
  await box.click();
  for (const keys of ["Escape", "Control+k", "F2", "Tab"]) await page.keyboard.press(keys);
  assert.deepEqual(await heard(page), ["Escape", "Control", "k", "F2", "Tab"]);
  assert.ok(!(await box.evaluate((/** @type {HTMLElement} */ box) => box === /** @type {ShadowRoot} */ (box.getRootNode()).activeElement)), "Tab has left the box");
});

suite.test("letters that need AltGr are typed like others", options, async ({ page }) => {
  const box = await open(page, { before: "document.addEventListener('keydown', (event) => heard.push(event.key))" });
  await box.click();
  const isTold = await box.evaluate((/** @type {HTMLElement} */ box) => {
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "@", ctrlKey: true, altKey: true, bubbles: true, composed: true, cancelable: true }));
    return window.heard.length > 0;
  });
  assert.equal(isTold, false);
});

suite.test("browser shortcuts and the list's own keys go on working", options, async ({ page }) => {
  const box = await open(page, { before: `document.addEventListener('keydown', (event) => { heard.push(event.key); ${take} }, true)` });
  await box.fill("stent tavi");
  await box.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  assert.equal(await box.inputValue(), "");
  await page.keyboard.type("sten");
  // One that is offered for all four letters only.
  await page.locator("vigie-articles [role=option]", { hasText: "endoprothèse aortique" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("vigie-articles")?.query.length > 4);
  assert.ok((await query(page)).length > 4);
});

suite.test("what is typed stays in the list inside a closed tree too", options, async ({ page }) => {
  const element = '<div id="outer"></div>';
  const after = script("const closed = document.getElementById('outer').attachShadow({ mode: 'closed' }); const made = document.createElement('vigie-articles'); made.setAttribute('loading', 'eager'); made.setAttribute('mode', 'search'); closed.append(made); window.made = made;");
  const address = host.publish("/typing-closed", hostPage({ element, after, before: `${OTHER_BOX}${script(`window.heard = []; document.addEventListener('keydown', (event) => { heard.push(event.key); ${take} })`)}` }));
  await page.goto(address);
  await page.waitForFunction(() => window.made?.ready?.then(() => true));
  await page.evaluate(() => window.made.focusSearch());
  await page.keyboard.type(TYPED);
  await page.waitForFunction((typed) => window.made.query === typed, TYPED);
  assert.deepEqual(await heard(page), []);
});

suite.test("fields that the page puts into the list are the page's", options, async ({ page }) => {
  await open(page, { before: "document.addEventListener('keydown', (event) => heard.push(event.key))" }, {
    element: '<vigie-articles loading="eager" mode="search"><label slot="header">Le sien <input id="sien"></label></vigie-articles>',
  });
  await page.locator("#sien").click();
  await page.keyboard.type("s/");
  assert.deepEqual(await heard(page), ["s", "/"]);
});

suite.test("the list says of when its newest article is, and changes nothing of the page's own element", options, async ({ page }) => {
  await open(page, {});
  await page.locator("vigie-articles").getByText(/^Dernier article : \d+ \S+ \d{4} · vérifié le \d+ \S+ \d{4}$/).waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(document.documentElement.dataset)), []);
});
