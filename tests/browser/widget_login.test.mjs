// The widget behind a login: credentials are sent to the page's own origin only.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { ListPage } from "./support/list_page.mjs";
import { siteFor } from "./support/embedding.mjs";
import { forward, listening } from "./support/forward.mjs";
import { hostPage } from "./support/host_site.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";

const suite = openSuite(() => siteFor("self"));
const COOKIE = { name: "session", value: "connue" };
const USER = { username: "lectrice", password: "secret" };

/** What a server demands of everybody, also for scripts and data. */
const DEMANDS = {
  "a cookie": (/** @type {Asked["request"]} */ { headers }) => headers.cookie === `${COOKIE.name}=${COOKIE.value}`,
  "a name and a password": (/** @type {Asked["request"]} */ { headers }) => headers.authorization === `Basic ${btoa(`${USER.username}:${USER.password}`)}`,
};

/** Vigie below `/veille/`, and pages; whoever is not let in gets 401. Returns it with every request it saw. */
async function serveBehind(/** @type {(request: Asked["request"]) => boolean} */ isLetIn, /** @type {Record<string, string>} */ pages = {}) {
  /** @type {{ path: string, cookie: string | undefined, authorization: string | undefined }[]} */
  const seen = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://host");
    seen.push({ path: pathname, cookie: request.headers.cookie, authorization: request.headers.authorization });
    if (!isLetIn(request)) return response.writeHead(401, { "www-authenticate": 'Basic realm="intranet"', "content-type": "text/plain" }).end("sign in");
    if (pages[pathname]) return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pages[pathname]);
    if (!pathname.startsWith("/veille/")) return response.writeHead(404).end();
    const address = new URL((request.url ?? "").slice("/veille".length), suite.url);
    forward(request, response, address);
  });
  return { ...(await listening(server)), seen };
}

const FRAME = '<iframe src="/veille/embed.html?mode=search" width="600" height="500" title="Veille"></iframe>';
const PAGES = { "/page": hostPage({ attributes: 'mode="search"' }), "/frame": `<!doctype html><title>x</title>${FRAME}` };
const allow = [expected.failedLoad, expected.noWorker, /^foreign request/, /401/, /^console warning/];

/** A page of a reader whom the browser knows. */
async function known(/** @type {Reader} */ { context, page }, /** @type {string} */ url) {
  await context.addCookies([{ ...COOKIE, url }]);
  return page;
}

for (const [name, isLetIn] of Object.entries(DEMANDS)) {
  for (const path of ["page", "frame"]) {
    suite.test(`a server that demands ${name} is asked with it: ${path}`, { allow, httpCredentials: USER }, async (reader) => {
      const server = await serveBehind(isLetIn, PAGES);
      try {
        const page = await known(reader, server.url);
        await page.goto(server.url + path);
        const place = path === "frame" ? page.frameLocator("iframe") : page;
        await place.locator("vigie-articles article").first().waitFor();
        await place.locator("vigie-articles input").first().fill("stent");
        await place.locator("vigie-articles mark").first().waitFor();
      } finally {
        await server.close();
      }
    });
  }

  suite.test(`the hosted page behind ${name} starts, and looks for news`, { allow, httpCredentials: USER }, async (reader) => {
    const server = await serveBehind(isLetIn);
    try {
      const page = await known(reader, server.url);
      const list = new ListPage(page, `${server.url}veille/`);
      await list.open();
      await list.search("stent");
    } finally {
      await server.close();
    }
  });
}

suite.test("another origin gets neither cookie nor password", { allow, httpCredentials: USER }, async (reader) => {
  const vigie = await serveBehind(() => true);
  const host = await serveBehind(() => true, { "/page": hostPage({ attributes: `mode="search" src="${vigie.url}veille/"`, src: `${vigie.url}veille/widget.js` }) });
  try {
    // Cookies know no ports: that of the page would go to the other origin too, if it was asked with any.
    const page = await known(reader, host.url);
    await page.goto(`${host.url}page`);
    await page.locator("vigie-articles article").first().waitFor();
    await page.locator("vigie-articles input").first().fill("stent");
    await page.locator("vigie-articles mark").first().waitFor();
    assert.ok(host.seen.some(({ cookie }) => cookie), "the page itself comes with the cookie");
    assert.ok(vigie.seen.some(({ path }) => path.endsWith(".wasm")));
    // The page's icon is the browser's own request.
    const told = vigie.seen.filter(({ path, cookie, authorization }) => (cookie || authorization) && !path.endsWith("icon.svg"));
    assert.deepEqual(told, []);
  } finally {
    await Promise.all([vigie.close(), host.close()]);
  }
});
