// Removes the service worker: publish this file under the name `sw.js`.
//
// Browsers fetch it as an update of the old worker. It removes what the worker cached for this site, and itself; what
// readers saved is stored elsewhere and remains. Pages continue to register a worker, which would keep this one
// installed: so it is not installed where there is nothing to remove, and unregisters itself after its work.

import { keysOf } from "./parts/keys.js";

/** @type {ServiceWorkerGlobalScope} */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** Time after which a page that starts has asked for its worker, in milliseconds. */
const ASKED_MS = 8_000;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => {
  event.waitUntil(leave());
  setTimeout(leave, ASKED_MS);
});
worker.addEventListener("fetch", (event) => {
  // Answers nothing; somebody has opened a page.
  if (event.request.mode === "navigate") event.waitUntil(leave().then(() => new Promise((done) => setTimeout(done, ASKED_MS))).then(leave));
});

async function install() {
  if (!worker.registration.active) throw new Error("this site has no worker any more");
  await worker.skipWaiting();
}

async function leave() {
  const prefix = keysOf(new URL(worker.registration.scope).pathname);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
  await worker.registration.unregister();
}
