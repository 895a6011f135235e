// Vigie: the engine of the app, through the interface of `engine/lib.rs`.

export const name = "Vigie";

/** Writes the documents as a JSON Feed and has the native program build the index of it. */
export async function build(/** @type {Doc[]} */ documents, /** @type {BenchOptions} */ { work, engine = "", builder = "" }) {
  // Imported here, since the page takes the other half of this file.
  const { execFileSync } = await import("node:child_process");
  const { readFileSync, writeFileSync } = await import("node:fs");
  const { join } = await import("node:path");
  const [feed, index] = [join(work, "feed.json"), join(work, "search.idx")];
  writeFileSync(feed, JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "-", language: "en", items: documents.map(item) }));
  execFileSync(builder, [feed, index], { stdio: "inherit" });
  const program = ["engine.js", "engine_bg.wasm"];
  return {
    index: readFileSync(index),
    files: [
      ...program.map((path) => ({ path, bytes: readFileSync(join(engine, path)), isCode: true })),
      // What the cards show: the app has it whether there is a search or not.
      { path: "texts.json", bytes: readFileSync(feed), isShown: true },
    ],
  };
}

function item(/** @type {Doc} */ { id, title, summary, source, date }) {
  return { id, title, content_text: summary, date_published: date, _vigie: { source } };
}

/** @typedef {{ search(texts: object | null, text: string, limit: number): Uint32Array }} Index */

/** @type {{ memory: WebAssembly.Memory } | null} */
let wasm = null;
/** @type {{ open(bytes: Bytes): Index } | null} */
let Engine = null;
/** @type {object | null} */
let texts = null;

/**
 * Fetches and compiles the WebAssembly, and reads the texts of the cards, which the app has anyway; the peers' code
 * is parsed before the clock starts too.
 */
export async function load() {
  const program = await import(new URL("./engine.js", document.baseURI).href);
  wasm = await program.default();
  ({ Engine } = program);
  const feed = await fetch(new URL("./texts.json", document.baseURI));
  texts = program.Texts.read(new Uint8Array(await feed.arrayBuffer()));
}

export function open(/** @type {Bytes} */ bytes) {
  return Engine?.open(bytes);
}

export function search(/** @type {Index} */ index, /** @type {string} */ text, /** @type {number} */ limit) {
  return index.search(texts, text, limit);
}

/** Bytes outside of the JavaScript heap. */
export function linearMemory() {
  return wasm?.memory.buffer.byteLength ?? 0;
}
