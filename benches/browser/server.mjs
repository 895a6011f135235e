// A static server on this machine, out of memory, with the headers a careful host sends.
//
// The page is isolated from other origins, which gives it a clock of five microseconds; the policy lets it compile
// WebAssembly and start its own workers, and nothing else.

import { createServer } from "node:http";

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** @type {Record<string, string>} */
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", wasm: "application/wasm", json: "application/json" };

/** Serves `files`, a map from path to bytes that may still grow. */
export async function serve(/** @type {Map<string, Uint8Array>} */ files) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const body = files.get(decodeURIComponent(pathname));
    const type = TYPES[pathname.split(".").pop() ?? ""] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { ...HEADERS, "Content-Type": type });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(null)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
