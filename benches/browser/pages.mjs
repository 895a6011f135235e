// One page for each engine: its own code in one minified file, its index beside it.

import { build as bundle } from "esbuild";

import { brotliQuality, weigh } from "./weight.mjs";

/** What the page takes of an engine; building an index stays outside. */
const IN_THE_PAGE = ["load", "open", "search", "identify", "linearMemory"];

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>search benchmark</title><script type="module" src="./page.js"></script></html>`;

/**
 * Builds the index of an engine, puts its page into `files` for the server, and returns the page's path, what it
 * weighs and how long the index took.
 */
export async function publish(/** @type {string} */ id, /** @type {Engine} */ engine, /** @type {Doc[]} */ documents, /** @type {BenchOptions} */ context, /** @type {Map<string, Uint8Array>} */ files) {
  const begun = performance.now();
  const { index, files: others = [] } = await engine.build(documents, context);
  const buildSeconds = (performance.now() - begun) / 1000;
  const code = await script(id, engine);
  const folder = `/${id}/`;
  files.set(`${folder}page.html`, Buffer.from(HTML)).set(`${folder}page.js`, code).set(`${folder}index.bin`, index);
  for (const { path, bytes } of others) files.set(folder + path, Buffer.from(bytes));
  const quality = brotliQuality(documents.length);
  const part = (/** @type {boolean} */ wanted) => others.filter(({ isCode = false, isShown = false }) => !isShown && isCode === wanted).map(({ bytes }) => bytes);
  return {
    path: `${folder}page.html`,
    buildSeconds,
    code: weigh([code, ...part(true)], quality),
    index: weigh([index, ...part(false)], quality),
  };
}

async function script(/** @type {string} */ id, /** @type {Engine} */ engine) {
  const names = IN_THE_PAGE.filter((name) => name in engine).join(", ");
  const contents = `import { ${names} } from "./engines/${id}.mjs"; import { expose } from "./page.mjs"; expose({ ${names} });`;
  const { outputFiles } = await bundle({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    // Only the building half of an adapter calls these, and it is left out of the page.
    external: ["node:*", "pagefind"],
    logLevel: "error",
  });
  return Buffer.from(outputFiles[0].contents);
}
