// Fetches the program, verifies its digest, and starts it in such a way that nothing calls it after it has stopped.

import { MAX_PROGRAM_BYTES } from "../shared.js";
import { bytesOf } from "../parts/bytes.js";
import { canDigest, digestOf } from "../parts/digest.js";
import { element } from "./notice.js";
import { app, stop } from "./panic.js";
import { root } from "./site.js";

/** The smallest module there is: a browser or a policy that refuses it refuses every other. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/**
 * @typedef {object} Module The glue of a program, or a script that is loaded when it is needed; each has some of these.
 * @property {(...values: unknown[]) => Promise<unknown>} default
 * @property {() => void} start
 * @property {(address: string, answer: Promise<Response>, controller: AbortController) => void} expect
 * @property {(root: string | URL, detail: string) => unknown} run
 * @property {(lines: string) => Promise<unknown>} index
 */
/** @typedef {import("../parts/ask.js").Asked} Asked */
/** @typedef {(...values: unknown[]) => unknown} Call */

/** What calls into a stopped app give: the glue looks into some results, and finds no error in this one. */
const NOTHING = /** @type {unknown[]} */ ([]);

/**
 * What ends the app. A panic has already been reported; an allocation that fails only traps.
 * @param {unknown} error
 */
function stopApp(error) {
  const isMemory = error instanceof WebAssembly.RuntimeError && /unreachable/i.test(error.message);
  const trace = error instanceof Error ? error.stack : "";
  stop(isMemory ? "memory" : "panic", `${error}\n${trace ?? ""}`);
}

/**
 * The exports of a program, with an end: what a panic or an exception leaves behind can answer nothing any more, so no
 * later event, timer or answer of the network gets in.
 * @param {WebAssembly.Exports} exports
 * @param {(error: unknown) => void} failed
 */
function guarded(exports, failed) {
  let isOver = false;
  const names = Object.keys(exports).filter((name) => /invoke|start$/.test(name));
  /** @type {(call: Call) => Call} */
  const guard = (call) => (...values) => {
    if (isOver || app.isStopped) return NOTHING;
    try {
      return call(...values);
    } catch (error) {
      isOver = true;
      failed(error);
      console.error(error);
      return NOTHING;
    }
  };
  return { ...exports, ...Object.fromEntries(names.map((name) => [name, guard(/** @type {Call} */ (exports[name]))])) };
}

/**
 * Starts a program with guarded exports: the glue takes what the browser's own function gives it.
 * @param {Module} module
 * @param {Response} response
 * @param {(error: unknown) => void} failed
 */
async function run(module, response, failed) {
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const { module, instance } = await streaming.call(WebAssembly, source, imports);
    return { module, instance: { exports: guarded(instance.exports, failed) } };
  };
  try {
    await module.default({ module_or_path: response });
  } finally {
    WebAssembly.instantiateStreaming = streaming;
  }
}

/** What forbids WebAssembly here; nothing if it runs. */
export function obstacle() {
  if (!self.WebAssembly?.instantiateStreaming || !self.AbortController) return "unsupported";
  try {
    new WebAssembly.Module(EMPTY_MODULE);
    return null;
  } catch {
    return "refused";
  }
}

/**
 * Why a file did not come: asked again without its digest, the server may say.
 * @param {string} address
 */
export async function reason(address) {
  try {
    const response = await fetch(address, { cache: "no-store" });
    response.body?.cancel().catch(() => {});
    return meaning(response);
  } catch {
    return "network";
  }
}

/**
 * What an answer with the wrong bytes, or with none, means: the name of a notice and a status.
 * @param {Response} response
 */
function meaning({ ok, status }) {
  if (ok) return "altered";
  if (status === 404 || status === 410) return `missing ${status}`;
  return `${[401, 403, 407, 511].includes(status) ? "portal" : "server"} ${status}`;
}

/**
 * Imports a script that the browser checks against a digest first.
 * @param {string} address
 * @param {string} [integrity]
 * @returns {Promise<Module>}
 */
function importExact(address, integrity) {
  const link = element("link");
  link.rel = "modulepreload";
  link.href = address;
  if (integrity) link.integrity = integrity;
  document.head.append(link);
  return import(address);
}

/**
 * Loads the glue; damaged bytes in the browser's cache are replaced once.
 * @param {string} address
 * @param {string} [integrity]
 */
export async function loadGlue(address, integrity) {
  try {
    return await importExact(address, integrity);
  } catch {
    // A module that failed fails for ever under its address; the cache behind it can be mended. The other address is
    // new each time, for it may have been cached with a fault too.
    await fetch(address, { integrity, cache: "reload" });
    return importExact(`${address}?again=${Date.now()}`, integrity);
  }
}

/**
 * Bytes of the WebAssembly that have arrived; nothing while they cannot be counted.
 * @type {{ bytes: number | null }}
 */
export const received = { bytes: null };

/**
 * Fetches the WebAssembly against its digest. The browser checks a digest when all is here and shows nothing before;
 * where the page may compute one itself, it counts what arrives.
 * @param {string} address
 * @param {string} integrity
 * @param {RequestCache} cache
 */
async function fetchWasm(address, integrity, cache) {
  if (!integrity.startsWith("sha256-") || !canDigest) {
    const response = await fetch(address, { integrity, cache });
    if (response.ok && response.headers.get("content-type") !== WASM_TYPE) return asWasm(await response.arrayBuffer());
    return response;
  }
  // Without the digest: what the page has loaded ahead is only taken by a request that names none.
  const response = await fetch(address, { cache });
  if (!response.ok) return response;
  /** @type {(count: number) => void} */
  const tell = (count) => (received.bytes = count);
  // A worker has counted what it keeps, so that may be read whole.
  const isKept = navigator.serviceWorker?.controller;
  const bytes = await (isKept ? response.arrayBuffer() : bytesOf(response, MAX_PROGRAM_BYTES, tell));
  if ((await digestOf(bytes)) !== integrity) throw new TypeError(`altered: ${address}`);
  return asWasm(bytes);
}

const WASM_TYPE = "application/wasm";
/** @type {(bytes: ArrayBuffer) => Response} */
const asWasm = (bytes) => new Response(bytes, { headers: { "content-type": WASM_TYPE } });

/**
 * Loads the WebAssembly; damaged bytes in the browser's cache are replaced once.
 * @param {string} address
 * @param {string} integrity
 */
async function loadWasm(address, integrity) {
  try {
    return await fetchWasm(address, integrity, "default");
  } catch {
    return fetchWasm(address, integrity, "reload");
  }
}

/**
 * Loads and starts the app. What it throws is the name of a notice where a file did not come as published.
 * @param {{ js: string, wasm: string, jsIntegrity?: string, wasmIntegrity?: string }} files
 * @param {Record<string, Asked>} asked what the app will ask for and is on its way, by its address
 */
export async function load(files, asked) {
  /** @type {(address: string) => () => Promise<never>} */
  const explain = (address) => async () => {
    throw await reason(address);
  };
  const [module, response] = await Promise.all([
    loadGlue(files.js, files.jsIntegrity ?? "").catch(explain(files.js)),
    loadWasm(files.wasm, files.wasmIntegrity ?? "").catch(explain(files.wasm)),
  ]);
  if (!response.ok) throw meaning(response);
  await run(module, response, stopApp);
  for (const [address, { answer, controller }] of Object.entries(asked)) module.expect(address, answer, controller);
  module.start();
}

/**
 * Loads a program that runs beside the app.
 * @param {string[]} files its glue and its WebAssembly, in the site's folder
 * @param {Record<string, string>} digests
 */
export async function loadBeside([script, engine], digests) {
  const [module, response] = await Promise.all([
    loadGlue(new URL(script, root).href, digests[script]),
    loadWasm(new URL(engine, root).href, digests[engine] ?? ""),
  ]);
  if (!response.ok) throw new TypeError(`${engine}: ${response.status}`);
  // What it does is no part of reading: without it the page goes on.
  await run(module, response, () => {});
  return module;
}
