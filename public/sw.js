// The service worker: the site without a network.
//
// It caches two parts separately. The *shell* is what `vigie build` lists: pages, scripts, styles, program. It is installed
// whole, every file against its digest, into a cache of its own version, and a page never gets files of two versions.
// The *data* is the bundle: files named by their content, and the entry that names them, which is exchanged last, when
// everything it names is here. So a reader always has one whole collection, the old one or the new one.
//
// A page speaks with it by messages `{ vigie: "…" }` over a port; the answers are at the end of this file. The build of
// a site joins it with its parts, since a worker of one file is exchanged as one.

import {
  BUNDLE_FOLDER,
  FRAME_PAGE,
  IMAGE_CHOICE_MESSAGE,
  IMAGES_MESSAGE,
  KEEP_MESSAGE,
  TAKE_OVER_MESSAGE,
  UPDATE_HEADER,
  VERSION_MESSAGE,
} from "./shared.js";
import { dataFile, elsewhere, page } from "./sw/answers.js";
import { keep } from "./sw/data.js";
import { entry } from "./sw/entry.js";
import { chooseImages, imageChoice } from "./sw/images.js";
import { ENTRY_PATH, isNamedByContent, isOurs, ROOT, SHELL, worker } from "./sw/names.js";
import { activate, install, shell } from "./sw/shell.js";

/** How often the worker says that it is still at work on what a page has asked, in milliseconds. */
const WORKING_MS = 2_000;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== ROOT.origin) return;
  const isInside = url.pathname.startsWith(ROOT.pathname);
  const path = isInside ? url.pathname.slice(ROOT.pathname.length) : null;
  const name = url.pathname.split("/").pop() ?? "";
  const isFresh = ["reload", "no-store"].includes(request.cache);
  if (request.mode === "navigate") {
    // The frame on pages of others is not cached, and no cached page may take its place.
    if (path !== null && path !== FRAME_PAGE) event.respondWith(page(event, path));
  } else if (path === ENTRY_PATH && !url.search) {
    if (!isFresh && !request.headers.has(UPDATE_HEADER)) event.respondWith(entry(event));
  } else if (path !== null && isNamedByContent(path)) event.respondWith(dataFile(event, path, isFresh));
  else if (path !== null && isOurs(path)) event.respondWith(shell(request, path, isFresh));
  // A page at an address of unknown depth looks for its files beside and above itself.
  else if (isOurs(name) && !path?.startsWith(BUNDLE_FOLDER)) event.respondWith(elsewhere(event, name));
});

// Messages of the page. Each is answered once, over the port that came with it: `{ ok: true, … }` or
// `{ ok: false, error }`; to who asks with `isWatched` it says `{ isWorking: true }` now and then until that. By itself
// the worker says one thing, to every page of the site: that it could not be installed, for lack of space or else
// because a file did not come as published.

/** @typedef {{ vigie: string, text: string, isChosen?: boolean, choice: string, addresses?: string[], isWatched?: boolean }} Asked */

/**
 * Collections are cached one at a time.
 * @type {Promise<unknown>}
 */
let keeping = Promise.resolve();

/** @type {Record<string, (asked: Asked) => Promise<object | void>>} */
const ANSWERS = {
  /** Which version this is. */
  [VERSION_MESSAGE]: async () => ({ version: SHELL.version, code: SHELL.code }),
  /** Keep the collection of this entry. */
  [KEEP_MESSAGE]: ({ text, isChosen }) => {
    const kept = keeping.catch(() => {}).then(() => keep(text, isChosen));
    keeping = kept;
    return kept;
  },
  /** Keep pictures, or drop them. */
  [IMAGES_MESSAGE]: ({ choice, addresses }) => chooseImages(choice, addresses),
  [IMAGE_CHOICE_MESSAGE]: async () => ({ choice: await imageChoice() }),
  /** Take over now: the reader has agreed. */
  [TAKE_OVER_MESSAGE]: () => worker.skipWaiting(),
};

worker.addEventListener("message", (event) => {
  const [port] = event.ports;
  const answer = Object.hasOwn(ANSWERS, event.data?.vigie) ? ANSWERS[event.data.vigie] : null;
  if (!answer || !port) return;
  const working = event.data.isWatched && setInterval(() => port.postMessage({ isWorking: true }), WORKING_MS);
  /** @type {(answered: object) => void} */
  const end = (answered) => {
    clearInterval(working);
    port.postMessage(answered);
  };
  const settled = answer(event.data).then(
    (value) => end({ ok: true, ...value }),
    (error) => end({ ok: false, error: `${error.name}: ${error.message}` }),
  );
  event.waitUntil(settled);
});
