// Another site: pages that a test writes, and the whole of Vigie below `/veille/` as an intranet would
// carry it. Everything else is missing.

import { createServer } from "node:http";

import { forward, listening } from "./forward.mjs";

/**
 * Starts one in front of the real server, whose address `origin` returns once it is known.
 * @param {() => string} origin
 */
export async function serveHost(origin) {
  /** @type {Map<string, { text: string | Buffer, headers: Record<string, string> }>} */
  const pages = new Map();
  /** @type {string[]} */
  let asked = [];
  const server = createServer((request, response) => {
    const { url: path = "" } = request;
    const { pathname } = new URL(path, "http://host");
    const page = pages.get(pathname);
    if (page) return response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers }).end(page.text);
    if (!pathname.startsWith("/veille/")) return response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
    const file = path.slice("/veille".length);
    asked.push(file.slice(1));
    forward(request, response, new URL(file, origin()));
  });
  const { url, close } = await listening(server);
  return {
    url,
    /** Files of Vigie that were asked for since the last look. */
    asked() {
      const list = asked;
      asked = [];
      return list;
    },
    /**
     * Publishes a page (or a feed, by its type) and returns its address.
     * @param {string} path
     * @param {string | Buffer} text
     * @param {Record<string, string>} [headers]
     */
    publish(path, text, headers = {}) {
      pages.set(path, { text, headers });
      return new URL(path, url).href;
    },
    close,
  };
}

/** The list that a snippet puts inside the element. */
export const STATIC = `<ul><li><a href="https://journal.example/a">Un titre écrit par la page</a></li></ul>
<p><a href="/veille/">Toute la veille</a></p>`;

/**
 * A page around the element. `script: false` leaves the script out, so that the page can be seen without it. The element
 * stands in a box of fixed size, so that nothing around it depends on its height.
 * @param {Partial<Record<"doctype" | "html" | "head" | "body" | "before" | "after" | "attributes" | "inside" | "src" | "element", string>> & { script?: boolean }} [kind]
 */
export function hostPage(kind = {}) {
  const {
    doctype = "<!doctype html>",
    html = "",
    head = "",
    body = "",
    before = "",
    after = "",
    attributes = "",
    inside = STATIC,
    script = true,
    src = "/veille/widget.js",
    element = `<vigie-articles id="veille" loading="eager" ${attributes}>${inside}</vigie-articles>`,
  } = kind;
  return `${doctype}
<html lang="fr" ${html}><head><meta charset="utf-8"><title>Intranet</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="/veille/icon.svg">${head}</head>
<body ${body}><main>${before}<h1>Intranet du service</h1><p>Un paragraphe avant, <a href="#x">un lien</a>.</p>
<h2>Veille</h2>
<div id="box">${element}</div>
<p id="x">Un paragraphe après. <button type="button">Un bouton</button> <input aria-label="Un champ"></p></main>
${script ? `<script type="module" src="${src}"></script>` : ""}${after}</body></html>`;
}
