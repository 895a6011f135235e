// A static host on this machine for pages that are not ours: brotli, and the usual rule for caches.

import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join, relative, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = new Map(Object.entries({
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  json: "application/json",
  webp: "image/webp",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
}));

/** Pictures are packed already. */
const PACKED = /\.(webp|jpe?g|png|gif|woff2?|avif)$/;

/**
 * The files below a folder by their paths.
 * @param {string} folder
 */
export function readFolder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll(sep, "/"), readFileSync(path)]));
}

/**
 * Serves files by their paths, `index.html` at the root.
 * @param {Map<string, Buffer>} files
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveFiles(files) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const pack = (/** @type {string} */ path, /** @type {Buffer} */ bytes) => {
    const known = packed.get(path);
    if (known) return known;
    const made = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    packed.set(path, made);
    return made;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname.slice(1)) || "index.html";
    const bytes = files.get(path);
    if (!bytes) return void response.writeHead(404).end();
    const type = TYPES.get(path.split(".").pop() ?? "") ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": "public, max-age=600" };
    if (PACKED.test(path)) return void response.writeHead(200, headers).end(bytes);
    response.writeHead(200, { ...headers, "content-encoding": "br" }).end(pack(path, bytes));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(null)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => void server.close() };
}
