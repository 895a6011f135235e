// Pagefind, which never holds its index whole: it fetches the parts a query needs, here over the loopback.
//
// So its bytes are those of the whole site, its start is the fetch of its own WebAssembly and list of pages, and its
// answers contain the fetches. The texts of the hits, which it fetches one by one, are left out of the time.

import { encodeJson } from "../json.mjs";

/** @typedef {{ data(): Promise<{ raw_url?: string, url: string }> }} Result */

export const name = "Pagefind";

/** What the table has to say about it. */
export const note = "fetches parts of the index while it is asked, which its times contain; it works in a worker, whose memory is not seen";

/** The page's memory says nothing of it. */
export const hidesMemory = true;

/** Files that are program, not index. */
const CODE = /^(pagefind\.js|pagefind-worker\.js|pagefind-highlight\.js|wasm\..*\.pagefind)$/;

/** Files of its ready-made interface, which is not used here. */
const INTERFACE = /(-ui|component|modular|highlight)/;

export async function build(/** @type {Doc[]} */ documents) {
  const { createIndex, close } = await import("pagefind");
  const { index } = await createIndex({ forceLanguage: "en" });
  if (!index) throw new Error("it makes no index");
  await Promise.all(documents.map((document, id) => index.addHTMLFile({ url: `/${id}`, content: html(document) })));
  const { files } = await index.getFiles();
  await close();
  const used = files.filter(({ path }) => !INTERFACE.test(path) && !/^wasm\.(?!en)/.test(path));
  return {
    index: encodeJson({}),
    files: used.map(({ path, content }) => ({ path, bytes: content, isCode: CODE.test(path) })),
  };
}

/** A page as it would be published: a heading counts seven times a paragraph. */
function html(/** @type {Doc} */ { title, summary, source }) {
  const plain = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<html lang="en"><body><h1>${plain(title)}</h1><p>${plain(summary)}</p><p>${plain(source)}</p></body></html>`;
}

export async function open() {
  const pagefind = await import(new URL("./pagefind.js", document.baseURI).href);
  await pagefind.init();
  return pagefind;
}

export async function search(/** @type {{ search(text: string): Promise<{ results: Result[] } | null> }} */ pagefind, /** @type {string} */ text, /** @type {number} */ limit) {
  const found = await pagefind.search(text);
  return found ? found.results.slice(0, limit) : [];
}

/** The numbers of the documents, outside of the time measured. */
export async function identify(/** @type {Result[]} */ results) {
  const texts = await Promise.all(results.map((result) => result.data()));
  return texts.map(({ raw_url, url }) => Number((raw_url ?? url).match(/(\d+)\D*$/)?.[1]));
}
