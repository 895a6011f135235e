// Takes the service worker away: publish this file under the name `sw.js`.
//
// Browsers fetch it as an update of the old worker. It removes what the worker kept for this site, and itself; what
// readers saved lies elsewhere and stays.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const prefix = `vigie:${new URL(self.registration.scope).pathname}:`;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
