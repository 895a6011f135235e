// How soon a slow computer shows a list on another site's page: our element, our page in a frame that the page
// has or that a script inserts, and Pagefind's components. What counts are the ratios within one run.
//
//   node embed.mjs --site DIR --vigie PROGRAM [--rounds N] [--port N]
//
// The site must let the pages frame it: `[embed] allow = ["http://127.0.0.1:47113"]` in vigie.toml, or of another port.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { close, createIndex } from "pagefind";
import { chromium } from "playwright-core";

import { CONDITIONS, slow } from "./slow.mjs";
import { median } from "./statistics.mjs";

const QUERY = "stent";
const LIMIT_MS = 60_000;

const { values } = parseArgs({
  options: { site: { type: "string" }, vigie: { type: "string" }, rounds: { type: "string", default: "5" }, port: { type: "string", default: "47113" } },
});
if (!values.site || !values.vigie) throw new Error("usage: node embed.mjs --site DIR --vigie PROGRAM [--rounds N] [--port N]");

const server = spawn(resolve(values.vigie), ["serve", resolve(values.site), "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const [url] = await once(createInterface({ input: server.stdout }), "line");

/** Writes Pagefind's index of the same titles and summaries, and its components, and returns the folder. */
async function pagefind() {
  const folder = mkdtempSync(join(tmpdir(), "vigie-embed-"));
  const bundle = join(resolve(values.site ?? ""), "bundle");
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(bundle, file), "utf8"));
  const plain = (text = "") => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const { index } = await createIndex({ forceLanguage: "en" });
  if (!index) throw new Error("Pagefind makes no index");
  for (const shard of read("articles.json")._vigie.shards) {
    for (const { id, title, content_text } of read(shard.url).items) {
      const content = `<html lang="en"><body><h1>${plain(title)}</h1><p>${plain(content_text)}</p></body></html>`;
      await index.addHTMLFile({ url: id.slice(1), content });
    }
  }
  await index.writeFiles({ outputPath: folder });
  await close();
  return folder;
}

const folder = await pagefind();
const element = (/** @type {string} */ attributes) =>
  `<vigie-articles src="${url}" limit="5" loading="eager" label="Veille" ${attributes}></vigie-articles><script type="module" src="${url}widget.js"></script>`;
const frame = `${url}embed.html?limit=5`;
const components = (/** @type {string} */ attributes) => `<link rel="stylesheet" href="pagefind-component-ui.css">
<pagefind-config bundle-path="/" ${attributes}></pagefind-config><pagefind-input></pagefind-input><pagefind-results></pagefind-results>
<script type="module" src="pagefind-component-ui.js"></script><script type="module" src="ask.js"></script>`;
/** @type {Record<string, { name: string, body: string }>} */
const ROWS = {
  element: { name: "our element", body: element("") },
  frame: { name: "our page in a frame", body: `<iframe title="Veille" src="${frame}"></iframe>` },
  inserted: { name: "our page in a frame that a script inserts", body: '<script src="insert.js" async></script>' },
  search: { name: `our element, “${QUERY}”`, body: element(`query="${QUERY}"`) },
  pagefind: { name: `Pagefind's components, “${QUERY}”`, body: components("no-worker") },
  worker: { name: "the same in its worker, which is not slowed", body: components("") },
};
/** @type {Record<string, string>} */
const FILES = {
  "insert.js": `const frame = document.createElement("iframe"); frame.title = "Veille"; frame.src = "${frame}"; document.body.append(frame);`,
  "ask.js": `PagefindComponents.getInstanceManager().getInstance("default").triggerSearch("${QUERY}");`,
};
/** @type {Record<string, string>} */
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json" };

/** The page of a row, a file of this program, or one of Pagefind's. */
function answer(/** @type {string} */ path) {
  if (FILES[path]) return FILES[path];
  const row = ROWS[path.replace(/\.html$/, "")];
  if (row) return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Intranet</title><h1>Intranet</h1>${row.body}`;
  return readFileSync(join(folder, path));
}

const host = createServer((request, response) => {
  const path = new URL(request.url ?? "", "http://host").pathname.slice(1);
  try {
    const type = TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
    const bytes = brotliCompressSync(answer(path));
    response.writeHead(200, { "content-type": type, "content-encoding": "br" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
host.listen(Number(values.port), "127.0.0.1");
await once(host, "listening");

/** Runs in every frame: keeps the moment at which the first entry of a list can be seen. */
function look() {
  const entry = document.querySelector("vigie-articles")?.shadowRoot?.querySelector("article") ?? document.querySelector(".pf-result-link");
  if (entry?.checkVisibility()) self.shownAt = Date.now();
  else requestAnimationFrame(look);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** Milliseconds from the start of a page to its first entry. */
async function time(/** @type {string} */ name) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await slow(page);
  await page.addInitScript(look);
  await page.goto(`http://127.0.0.1:${values.port}/${name}.html`, { waitUntil: "commit" });
  const start = await page.evaluate(() => performance.timeOrigin);
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await page.waitForTimeout(50)) {
    for (const part of page.frames()) {
      const shown = await part.evaluate(() => self.shownAt).catch(() => null);
      if (!shown) continue;
      await context.close();
      return shown - start;
    }
  }
  throw new Error(`${name}: no list within a minute`);
}

const names = Object.keys(ROWS);
/** @type {Record<string, number[]>} */
const measured = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) for (const name of names) measured[name].push(await time(name));
await browser.close();
host.close();
server.kill();
rmSync(folder, { recursive: true });

const first = median(measured.element);
console.log(`${values.rounds} rounds, ${CONDITIONS} until the first entry is shown\n`);
for (const name of names) {
  const duration = median(measured[name]);
  console.log(`${ROWS[name].name.padEnd(44)}${duration.toFixed(0).padStart(7)} ms ${(duration / first).toFixed(2).padStart(6)} ×`);
}
