// Starts the app, and explains in both languages what is wrong if it cannot start or fails.
//
// The tag that loads this file names the app's files and their digests. The build of a site joins it with its parts:
// it runs before everything else, and each of its parts must show its message even if any other file is missing.

import {
  BUNDLE_FOLDER,
  COMPLETE_EVENT,
  DEVICE_PROGRAM,
  ENTRY_FILE,
  FAILED_EVENT,
  INDEXED_EVENT,
  INDEX_PROGRAM,
  KEYS_BEGIN,
  MODULE_EVENT,
  MODULE_FAILED_EVENT,
  NEWS_ASKED,
  PANIC_EVENT,
  PLAIN_EVENT,
  SETTINGS,
  SETTLED_KEY,
  STALE_EVENT,
  START_EVENT,
  START_SENTENCES,
  THEME_KEY,
} from "./shared.js";
import { paragraphs, publishedArticle } from "./boot/article.js";
import { load, loadBeside, loadGlue, obstacle, reason, received } from "./boot/load.js";
import { element, notice, noticePlace } from "./boot/notice.js";
import { app, stop } from "./boot/panic.js";
import { articlePath, html, KEYS, root } from "./boot/site.js";
import { ask } from "./parts/ask.js";

/** Time after which a slow start is mentioned, and after which it is called a failure, in milliseconds. */
const SLOW_MS = 2_000;
const STALLED_MS = 20_000;

/** How often a slow start says how much has arrived, in milliseconds. */
const PROGRESS_MS = 500;
/** Longest time in which another program indexes a feed, in milliseconds: twenty megabytes take a slow computer a minute. */
const INDEX_MS = 180_000;
/** What the app knows as an answer that took too long. */
const TIMEOUT = 2;

/**
 * The app will not run: says why, and makes the most of what is here.
 * @param {string} name
 */
function giveUp(name) {
  notice(name);
  document.dispatchEvent(new Event(PLAIN_EVENT));
  const place = document.querySelector(".article-page");
  if (!articlePath() || !place) return;
  const ways = [...place.children].filter((line) => line.getAttribute("lang") && line.querySelector("a"));
  publishedArticle().then((article) => place.replaceChildren(...paragraphs(article), ...ways), () => {});
}

/**
 * Files that are missing or altered may be those of another version than this page. The first script knows how to
 * find out, and reloads the page once; if it did not run, it cannot.
 * @param {string} name
 */
function giveUpUnlessStale(name) {
  /** @type {(isChanged: boolean) => void} */
  const detail = (isChanged) => giveUp(isChanged ? "changed" : name);
  if (document.dispatchEvent(new CustomEvent(STALE_EVENT, { cancelable: true, detail }))) giveUp(name);
}

/** Says that the start is slow, and how much has arrived, until it is settled. */
function watchSlowStart() {
  const amount = element("p", "boot-notice__amount");
  // Read once as a part of the notice, then only seen.
  amount.setAttribute("aria-hidden", "true");
  const count = () => {
    const { bytes } = received;
    if (bytes === null) return;
    // Not by the browser's own formats: what they load first keeps a slow computer busy when it is busiest.
    const kilobytes = (bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0);
    const [french, english] = START_SENTENCES.received;
    amount.replaceChildren(html.lang === "en" ? english.replace("{}", kilobytes) : french.replace("{}", kilobytes.replace(".", ",")));
    const place = noticePlace();
    if (place?.firstChild && amount.parentNode !== place) place.append(amount);
  };
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let counting;
  const slow = setTimeout(() => {
    notice("slow");
    count();
    counting = setInterval(count, PROGRESS_MS);
  }, SLOW_MS);
  const stalled = setTimeout(() => {
    notice("stalled");
    count();
    document.dispatchEvent(new Event(PLAIN_EVENT));
  }, STALLED_MS);
  return () => [slow, stalled, counting].forEach((timer) => clearTimeout(timer));
}

/**
 * Scripts that are needed later, by name, with their digests.
 * @type {Record<string, string>}
 */
let modules = {};

/** What looks for news, once everything has been read. */
const NEWS = { name: DEVICE_PROGRAM, detail: NEWS_ASKED };

/**
 * Programs beside the app that were asked for, by their names.
 * @type {Map<string, Promise<import("./boot/load.js").Module>>}
 */
const programs = new Map();

/**
 * A program beside the app, loaded once. The build names its files, the glue first, by the name that asks for it.
 * @param {string} name
 */
function programOf(name) {
  const program = programs.get(name) ?? loadBeside(filesOf(name), modules);
  programs.set(name, program);
  return program;
}

/** @param {string} name */
const filesOf = (name) => Object.keys(modules).filter((file) => file.startsWith(name));

/**
 * Hands an index to the app, or why there is none: a status, 0 without an answer, 1 for what is not as published,
 * 2 for what took too long.
 * @param {unknown} detail
 */
const tellIndex = (detail) => document.dispatchEvent(new CustomEvent(INDEXED_EVENT, { detail }));

/**
 * Runs a script, or a program beside the app, that is needed now. The app asks for it by an event.
 * @param {{ name: string, detail?: string }} asked
 */
async function runModule({ name, detail = "" }) {
  try {
    if (name === DEVICE_PROGRAM) {
      (await programOf(name)).run(root.href, detail);
    } else if (name === INDEX_PROGRAM) {
      const { index } = await programOf(name);
      // A program that stops in its work answers nothing.
      const late = new Promise((done) => setTimeout(done, INDEX_MS, { failure: TIMEOUT }));
      tellIndex(await Promise.race([index(detail), late]));
    } else {
      const module = await loadGlue(new URL(name, root).href, modules[name]);
      await module.run(root, detail);
    }
  } catch (error) {
    console.error(error);
    programs.delete(name);
    document.dispatchEvent(new CustomEvent(MODULE_FAILED_EVENT, { detail: name }));
    if (detail === NEWS.detail) return;
    const why = await reason(new URL(filesOf(name)[0] ?? name, root).href);
    // The app says itself that it cannot search.
    if (name === INDEX_PROGRAM) tellIndex({ failure: Number(why.split(" ")[1] ?? why === "altered") });
    else notice(why);
  }
}

/**
 * What the page does about versions, network and storage can wait until the reader has something to read.
 * @param {{ name: string, detail: string }} asked
 */
function runWhenIdle(asked) {
  const run = () => runModule(asked);
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 500);
}

/**
 * `a.js sha256-… b.js sha256-…` as an object.
 * @returns {Record<string, string>}
 */
function pairs(text = "") {
  const words = text.split(" ");
  return Object.fromEntries(words.flatMap((word, at) => (at % 2 ? [[words[at - 1], word]] : [])));
}

/**
 * A page that answers for an unknown address does not know its depth, so its style may be missing.
 * @param {string} href
 * @param {string} [integrity]
 */
function addStyle(href, integrity) {
  const address = new URL(href, root).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === address)) return;
  const link = element("link");
  link.rel = "stylesheet";
  link.href = address;
  if (integrity) link.integrity = integrity;
  document.head.append(link);
}

/** Copies the shared settings for this site; favourites wait for the app, which knows which are of this site. */
function takeSettings() {
  try {
    /** @type {(key: string) => string | null} */
    const read = (key) => localStorage.getItem(key);
    const isSettled = read(SETTLED_KEY)?.split(" ").includes(root.pathname);
    for (const name of SETTINGS) {
      const earlier = read(KEYS_BEGIN + name);
      if (!isSettled && read(KEYS + name) === null && earlier !== null) localStorage.setItem(KEYS + name, earlier);
    }
    // The first script could not know them, nor the depth of a page for unknown addresses.
    const theme = read(KEYS + THEME_KEY);
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
  } catch {
    // Storage is forbidden or full: nothing was chosen, as for everybody new.
  }
}

/**
 * Asks for what the app will ask for first, while the app is on its way: the entry, and for an address that may hold a
 * search the files that it takes. A worker has its own copies of these, of another publication than this page perhaps.
 * @param {string} [search] the files of a search, from the site's folder
 */
function askAhead(search) {
  const others = search && location.search && !navigator.serviceWorker?.controller ? search.split(" ") : [];
  const entry = BUNDLE_FOLDER + ENTRY_FILE;
  return Object.fromEntries([entry, ...others].map((file) => {
    const address = root.pathname + file;
    return [address, ask(address, file === entry ? "no-cache" : "default")];
  }));
}

async function start() {
  html.dataset.root = root.pathname;
  html.dataset.keys = KEYS;
  takeSettings();
  /** @type {HTMLScriptElement[]} */
  const tags = [...document.querySelectorAll("script")].filter((tag) => tag.dataset.wasm);
  const tag = tags.find((candidate) => candidate.src === import.meta.url) ?? tags[0];
  const { js = "", wasm = "", css, jsIntegrity, wasmIntegrity, cssIntegrity, search } = tag.dataset;
  if (css && !document.querySelector("style")) addStyle(css, cssIntegrity);
  modules = pairs(tag.dataset.modules);
  document.addEventListener(MODULE_EVENT, (event) => runModule(event.detail));
  // A way out that needs nothing else to work.
  if (new URLSearchParams(location.search).has("reset")) runModule({ name: "device.js", detail: "reset" });
  document.addEventListener(COMPLETE_EVENT, () => runWhenIdle(NEWS), { once: true });
  // The address will change while the page stays; what is relative now must not follow it.
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=icon]"))) link.setAttribute("href", link.href);
  noticePlace()?.replaceChildren();
  const problem = obstacle();
  if (problem) return giveUp(problem);
  const asked = askAhead(search);

  const settle = watchSlowStart();
  document.addEventListener(START_EVENT, () => {
    settle();
    app.isStarted = true;
    const place = noticePlace();
    place?.replaceChildren();
    place?.setAttribute("role", "status");
  });
  // The app runs and has nothing to show: it has said why, and the prepared cards are the best there is.
  document.addEventListener(FAILED_EVENT, () => {
    settle();
    delete html.dataset.asked;
    document.dispatchEvent(new Event(PLAIN_EVENT));
  });
  document.addEventListener(PANIC_EVENT, (event) => {
    settle();
    stop("panic", String(event.detail));
  });
  try {
    const files = { js: new URL(js, root).href, wasm: new URL(wasm, root).href, jsIntegrity, wasmIntegrity };
    await load(files, asked);
    if (app.isStopped) settle();
  } catch (error) {
    settle();
    if (app.isStopped) return;
    console.error(error);
    if (typeof error === "string") giveUpUnlessStale(error);
    else if (error instanceof RangeError) giveUp("crowded");
    else if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) giveUp("unsupported");
    else giveUp("failed");
  }
}

// The page for unknown addresses names this file once for each possible depth; the first to arrive starts.
if (!html.dataset.root) start();
