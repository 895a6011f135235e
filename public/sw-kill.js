// Takes the service worker away: publish this file under the name `sw.js`.
//
// Browsers fetch it as an update of the old worker. It removes what the worker kept for this site, and itself; what
// readers saved lies elsewhere and stays. Pages go on asking for a worker, which would keep this one: where there is
// nothing to take away it is therefore not even installed, and where there was, it leaves again after they have asked.

/** Time after which a page that starts has asked for its worker, in milliseconds. */
const ASKED_MS = 8_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => {
  event.waitUntil(leave());
  setTimeout(leave, ASKED_MS);
});
self.addEventListener("fetch", (event) => {
  // Answers nothing; somebody has opened a page.
  if (event.request.mode === "navigate") event.waitUntil(leave().then(() => new Promise((done) => setTimeout(done, ASKED_MS))).then(leave));
});

async function install() {
  if (!self.registration.active) throw new Error("this site has no worker any more");
  await self.skipWaiting();
}

async function leave() {
  const prefix = `vigie:${new URL(self.registration.scope).pathname.replaceAll(":", "%3A")}:`;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
