// What leaves the page, what runs on it, and what the server promises. Every test of this suite watches for requests to
// others, dialogs, errors and breaches of the policy; these tests go where they would happen.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { answers } from "./support/fault_server.mjs";
import { matched } from "./support/matched.mjs";
import { eventually } from "./support/eventually.mjs";
import { feed } from "./support/sample.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite();
const allow = [expected.missingPage];
const ARTICLE = "/papers/2025-03-14-tavi-moins-de-70-ans-essai-estran-2";

/** What a page says of what stands inside it: the digests of its first style and of its first script. */
const inside = (/** @type {string} */ page) =>
  [/<style>([\s\S]*?)<\/style>/, /<script>([\s\S]*?)<\/script>/].map((pattern) => {
    const [, text] = matched(pattern, page);
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  });

/** @param {string} page */
const policyOf = (page) => {
  const [style, script] = inside(page);
  return { ...POLICY, "script-src": `'self' ${script} 'wasm-unsafe-eval'`, "style-src": `'self' ${style}` };
};

const POLICY = {
  "default-src": "'none'",
  "img-src": "'self' data: blob:",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "font-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "vigie",
};

const directives = (/** @type {string} */ text) =>
  Object.fromEntries(text.split(";").map((/** @type {string} */ part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values.join(" ")]));

suite.test("the watch sees what it watches for", {}, async ({ list, page, unexpected }) => {
  await list.open();
  const seen = (/** @type {RegExp} */ pattern) => eventually(() => assert.ok(unexpected.some((line) => pattern.test(line)), `${pattern} in ${unexpected}`));
  await page.evaluate(() => document.body.append(Object.assign(new Image(), { src: "https://tracker.example/pixel.gif" })));
  await seen(/^breach of the policy: img-src/);
  await page.evaluate(() => setTimeout(() => window.alert("x")));
  await seen(/^dialog: x/);
  await page.evaluate(() => setTimeout(() => console.error("loud")));
  await seen(/^console error: loud/);
  await page.evaluate(() => setTimeout(() => { throw new Error("thrown"); }));
  await seen(/^exception: .*thrown/);
  await page.goto("https://tracker.example/").catch(() => {});
  await seen(/^foreign request: https:\/\/tracker\.example/);
  unexpected.length = 0;
});

suite.test("a whole visit asks nobody else for anything", { allow }, async ({ list, article, page, context, url }) => {
  /** @type {string[]} */
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await list.open();
  await list.type("stent");
  await list.value("Rubrique", "Actualités").click();
  await list.sort.selectOption({ label: "Plus récents" });
  await list.links.first().click();
  await article.shown();
  await article.next.click();
  await article.back.click();
  await list.answers("stent");
  await list.clearButton.click();
  await list.answers("");
  await list.showAll();
  for (const name of Object.values(list.words.themes)) await page.getByRole("radio", { name }).check({ force: true });
  await page.getByRole("button", { name: list.words.otherLanguage }).click();
  await page.getByRole("button", { name: "Français" }).click();
  await article.open(ARTICLE);
  await article.open("/papers/rien-du-tout");
  assert.ok(asked.length > 10, `${asked.length} requests were watched`);
  for (const address of asked) assert.ok(address.startsWith(url), address);
});

suite.test("every page of the host carries the whole policy", {}, async ({ url }) => {
  const files = ["", "index.html", "404.html", "papers/x", "boot.js", "bundle/articles.json"];
  const policy = policyOf(await (await fetch(url)).text());
  for (const file of files) {
    const { headers } = await fetch(url + file);
    assert.deepEqual(directives(headers.get("content-security-policy") ?? ""), policy, file);
    assert.equal(headers.get("referrer-policy"), "no-referrer", file);
    assert.equal(headers.get("x-content-type-options"), "nosniff", file);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", file);
    assert.match(headers.get("permissions-policy") ?? "", /camera=\(\).*geolocation=\(\).*microphone=\(\)/, file);
  }
});

suite.test("pages carry the policy themselves, for hosts that send no headers", {}, async ({ url }) => {
  for (const file of ["", "404.html"]) {
    const text = await (await fetch(url + file)).text();
    const { "frame-ancestors": _, ...rest } = policyOf(await (await fetch(url)).text());
    const [, content] = matched(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/, text);
    assert.deepEqual(directives(content), rest, file);
    const before = text.slice(0, text.indexOf("Content-Security-Policy"));
    assert.doesNotMatch(before, /<(script|link|style)\b/, "nothing loads before the policy stands");
  }
});

suite.test("one style and one script are inside the first page, and nothing else of the kind anywhere", {}, async ({ url }) => {
  for (const file of ["", "404.html", "aide.html"]) {
    const text = await (await fetch(url + file)).text();
    const inside = [...text.matchAll(/<(style|script)>[\s\S]*?<\/\1>/g)];
    assert.deepEqual(inside.map(([, name]) => name), file === "" ? ["style", "script"] : [], file);
    const rest = inside.reduce((page, [element]) => page.replace(element, ""), text);
    for (const [tag] of rest.matchAll(/<script\b[\s\S]*?<\/script>/g)) assert.match(tag, / src="[^>]*><\/script>$/, tag);
    assert.doesNotMatch(rest, /<style\b|<[^>]+ style=|<[^>]+ on[a-z]+=|javascript:/i, file);
  }
});

for (const [kind, [tag, changed]] of Object.entries({ style: ["<style>", "<style>*{color:red}"], script: ["<script>", "<script>self.isChanged=1;"] })) {
  const refused = [/^breach of the policy: (style|script)-src-elem inline/, /^console error: .*(Content Security Policy|violates)/];
  const how = { base: "/", allow: [...refused, /^(worker )?console (error|warning)/] };
  suite.test(`a changed byte of the ${kind} inside the page is refused, with the header and without`, how, async ({ faults, page, url }) => {
    for (const hasHeader of [true, false]) {
      faults.break("", answers.changed((text, headers) => {
        if (!hasHeader) delete headers["content-security-policy"];
        return text.replace(tag, changed);
      }));
      await page.goto(url);
      await page.locator("article").first().waitFor();
      const seen = await page.evaluate(() => [Reflect.get(globalThis, "isChanged"), getComputedStyle(document.documentElement).color]);
      assert.equal(seen[0], undefined);
      assert.notEqual(seen[1], "rgb(255, 0, 0)");
      if (kind === "style") assert.ok(await page.evaluate(() => [...document.styleSheets].every((sheet) => !sheet.ownerNode || sheet.href)));
      faults.mend();
    }
  });
}

suite.test("the app never makes markup from text", {}, async ({ url }) => {
  const page = await (await fetch(url)).text();
  const [, glue] = matched(/data-js="([^"]+)"/, page);
  for (const file of [glue, "boot.js", "early.js"]) {
    const text = await (await fetch(url + file)).text();
    const sinks = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function|srcdoc/g;
    assert.deepEqual(text.match(sinks), null, file);
  }
});

suite.test("every file that runs is named with its digest", {}, async ({ url }) => {
  const text = await (await fetch(url)).text();
  const [boot] = matched(/<script[^>]*data-wasm=[^>]*>/, text);
  const attribute = (/** @type {string} */ tag, /** @type {string} */ name) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const named = ["js", "wasm"].map((kind) => [attribute(boot, `data-${kind}`), attribute(boot, `data-${kind}-integrity`)]);
  for (const [tag] of text.matchAll(/<script\b[^>]* src=[^>]*>/g)) named.push([attribute(tag, "src"), attribute(tag, "integrity")]);
  for (const [tag] of text.matchAll(/<link\b[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g)) {
    named.push([attribute(tag, "href"), attribute(tag, "integrity")]);
  }
  assert.ok(named.length >= 4);
  for (const [file, integrity] of named) {
    const bytes = Buffer.from(await (await fetch(new URL(file ?? "", url))).arrayBuffer());
    assert.equal(integrity, `sha256-${createHash("sha256").update(bytes).digest("base64")}`, file);
  }
});

suite.test("files named by their content are kept for ever, pages are asked for again", {}, async ({ url }) => {
  const text = await (await fetch(url)).text();
  const named = ["js", "wasm"].map((kind) => matched(new RegExp(` data-${kind}="([^"]+)"`), text)[1]);
  const { _vigie } = await (await fetch(`${url}bundle/articles.json`)).json();
  named.push(`bundle/${_vigie.search.url}`, `bundle/${_vigie.shards[0].url}`);
  for (const file of named) assert.match((await fetch(url + file)).headers.get("cache-control") ?? "", /immutable/, file);
  for (const file of ["", "404.html", "boot.js", "early.js", "bundle/articles.json"]) {
    assert.equal((await fetch(url + file)).headers.get("cache-control"), "no-cache", file);
  }
});

suite.test("the browser itself refuses markup from text on this page", {}, async ({ list, page, unexpected }) => {
  await list.open();
  const refused = await page.evaluate(() => {
    try {
      document.createElement("p").innerHTML = "<b>x</b>";
      return "";
    } catch (error) {
      return Object(error).name;
    }
  });
  assert.equal(refused, "TypeError");
  await eventually(() => assert.ok(unexpected.some((line) => line.includes("require-trusted-types-for"))));
  unexpected.length = 0;
});

suite.test("every link to elsewhere is http, mailto or tel and gives nothing away", { allow }, async ({ list, article, page, url }) => {
  await list.open();
  await list.links.first().click();
  await article.shown();
  let elsewhere = 0;
  for (let number = 1; ; number += 1) {
    await page.getByText(`${number} sur ${feed.items.length}`, { exact: true }).waitFor();
    await article.view.getByText("Le texte se charge…").waitFor({ state: "detached" });
    const links = await page.locator("a[href]:visible").evaluateAll((links) =>
      /** @type {HTMLAnchorElement[]} */ (links).map(({ href, rel, target, referrerPolicy }) => ({ href, rel, target, referrerPolicy })),
    );
    for (const { href, rel, target, referrerPolicy } of links) {
      if (href.startsWith(url)) continue;
      elsewhere += 1;
      assert.match(href, /^(https?|mailto|tel):/);
      assert.deepEqual([rel, target, referrerPolicy], ["noopener noreferrer", "_blank", "no-referrer"], href);
    }
    if (!(await article.next.isVisible())) break;
    await article.next.click();
  }
  assert.ok(elsewhere >= feed.items.length - 2, `${elsewhere} links`);
});
