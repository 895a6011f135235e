// One browser and one server for a file; a fresh reader for every test.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { pictures, runsAll, site } from "./environment.mjs";
import { serveWithFaults } from "./fault_server.mjs";
import { serve } from "./vigie_server.mjs";
import { expected, watch } from "./watch.mjs";
import { ArticlePage } from "./article_page.mjs";
import { ListPage } from "./list_page.mjs";

/**
 * Window sizes that tests name.
 * @type {Record<string, { width: number, height: number }>}
 */
export const WINDOWS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};

/** How long a page may take to do what a test waits for: a busy computer is slow, and only what fails waits as long. */
const LIMIT_MS = 30_000;
/**
 * How long a try and a preparation may take. Waits have limits of their own, but a script that a test runs in a page may
 * wait for ever, and the whole run with it.
 */
const TRY_LIMIT_MS = runsAll ? 1_800_000 : 180_000;
const HOOK_LIMIT_MS = 300_000;

/**
 * @typedef {object} Own
 * @property {string} [theme]
 * @property {string} [language] Chosen on an earlier visit.
 * @property {string | { width: number, height: number }} [window] One of `WINDOWS`, or a size of its own.
 * @property {RegExp[]} [allow] What may be said in the console.
 * @property {string} [base] The site stands behind the fault server at this path.
 * @property {{ url: string, close(): Promise<void> }} [faults] Another server in front of the site, that the test ends itself.
 * @property {boolean} [worker] The service worker runs.
 * @property {string | boolean} [skip]
 */
/** @typedef {Own & import("playwright-core").BrowserContextOptions} Options */
/** @typedef {Awaited<ReturnType<typeof serveWithFaults>>} Faults */
/** @typedef {Awaited<ReturnType<typeof serve>>} Server */
/** @typedef {import("node:test").TestContext} TestContext */

/**
 * @typedef {object} Reader
 * @property {TestContext} t
 * @property {import("playwright-core").BrowserContext} context
 * @property {import("playwright-core").Page} page
 * @property {string} url
 * @property {Faults} faults Only where the test has a `base`.
 * @property {string[]} unexpected
 * @property {() => Promise<void>} close
 * @property {ListPage} list
 * @property {ArticlePage} article
 */
/** @typedef {(reader: Reader) => unknown} Body */
/** @typedef {(name: string, ...rest: [Body] | [Options, Body]) => void} Test */

/**
 * @typedef {object} Suite
 * @property {string} folder
 * @property {string} url
 * @property {Server} server
 * @property {import("playwright-core").Browser} browser
 * @property {(build: () => string) => Promise<Server>} also
 * @property {(t: TestContext, options?: Options) => Promise<Reader>} reader
 * @property {Test} test
 */

/**
 * Prepares a file of tests. `prepare`, if given, makes the folder of the site to serve instead of the sample.
 *
 * `suite.test(name, options, body)` gives `body` a reader: `page`, the page objects `list` and `article`, the site's
 * `url`, and `t` of node:test. Options: `theme`, `language` (chosen on an earlier visit), `window`, `allow` (patterns of
 * what may be said in the console), `base` (the site stands behind the fault server at this path; `reader.faults`),
 * `worker` (the service worker runs; else the browser refuses it, so that a test of something else meets no cache), and
 * the options of Playwright's `newContext`.
 * @param {() => string | Promise<string>} [prepare]
 */
export function openSuite(prepare) {
  // Complete once everything below has run.
  const suite = /** @type {Suite} */ ({});
  /** @type {Server[]} */
  const others = [];
  before(async () => {
    const folder = prepare ? await prepare() : site;
    suite.folder = folder;
    [suite.server, suite.browser] = await Promise.all([serve(folder), launch()]);
    suite.url = suite.server.url;
  }, { timeout: HOOK_LIMIT_MS });
  after(async () => {
    await suite.browser?.close();
    await Promise.all([suite.server, ...others].map((server) => server?.close()));
  }, { timeout: HOOK_LIMIT_MS });

  /** Serves one more site, made by `build`, until the tests end. */
  suite.also = async (build) => {
    const server = await serve(build());
    others.push(server);
    return server;
  };

  /** A reader with a browser profile of their own. */
  suite.reader = async (t, options = {}) => {
    const { theme, language, window = "desktop", allow = [], base, faults: shared, worker = false, ...others } = options;
    const faults = shared ?? (base ? await serveWithFaults(suite.url, base) : null);
    const url = faults?.url ?? suite.url;
    const { origin, pathname } = new URL(url);
    const kept = Object.entries({ theme, language }).filter(([, value]) => value);
    const localStorage = kept.map(([name, value = ""]) => ({ name: `vigie:${pathname}:${name}`, value }));
    const context = await suite.browser.newContext({
      viewport: typeof window === "string" ? WINDOWS[window] : window,
      storageState: { cookies: [], origins: [{ origin, localStorage }] },
      locale: "fr-FR",
      serviceWorkers: worker ? "allow" : "block",
      ...others,
    });
    context.setDefaultTimeout(LIMIT_MS);
    const unexpected = await watch(context, origin, worker ? allow : [...allow, expected.noWorker]);
    const page = await context.newPage();
    const close = async () => {
      await context.close();
      if (!shared) await faults?.close();
    };
    return {
      t, context, page, url, unexpected, close,
      get faults() {
        if (!faults) throw new Error("a test with faults names the `base` of its site");
        return /** @type {Faults} */ (faults);
      },
      list: new ListPage(page, url, language),
      article: new ArticlePage(page, url, language),
    };
  };

  suite.test = (name, ...rest) => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    test(name, { skip: options.skip }, (t) =>
      twice(t, async () => {
        const { skip, ...others } = options;
        const reader = await suite.reader(t, others);
        try {
          await inTime(body(reader));
          if (reader.unexpected.length) throw new Error(`unexpected on the page:\n${reader.unexpected.join("\n")}`);
        } catch (error) {
          await picture(reader.page, name);
          if (error instanceof Error && reader.unexpected.length) error.message += `\nalso on the page:\n${reader.unexpected.join("\n")}`;
          throw error;
        } finally {
          await reader.close();
        }
      }));
  };
  return suite;
}

/**
 * Tries a test again with a fresh reader if it fails: a computer that is busy with other things makes a test fail now
 * and then. What fails twice is broken. What passes then is named with its cause; `cargo xtask test` repeats these lines
 * at its end.
 * @param {TestContext} t
 * @param {() => Promise<void>} attempt
 */
export async function twice(t, attempt) {
  try {
    await attempt();
  } catch (error) {
    await attempt();
    t.diagnostic(`at its second try: ${t.name}: ${causeOf(error)}`);
  }
}

/**
 * One line about an error: the beginning of what it says, and where in a file of tests it was.
 * @param {unknown} error
 */
function causeOf(error) {
  const { message = error, stack = "" } = Object(error);
  const said = String(message).replaceAll(/\u001b\[\d+m|\s+/gu, " ").slice(0, 300).trim();
  const [, place] = /([^/\\]+\.test\.mjs:\d+)/u.exec(stack) ?? [];
  return place ? `${said} (${place})` : said;
}

/**
 * Waits for a body, and fails when it does not end.
 * @param {unknown} body
 */
async function inTime(body) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no end within ${TRY_LIMIT_MS / 1000} s`)), TRY_LIMIT_MS);
  });
  try {
    return await Promise.race([body, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
async function picture(page, name) {
  mkdirSync(pictures, { recursive: true });
  const file = `${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 80)}.png`;
  await page.screenshot({ path: join(pictures, file) }).catch(() => {});
}
