// Names of caches, and of the addresses the worker answers.

import { BUNDLE_FOLDER, DATA_CACHE_NAME, ENTRY_FILE, IMAGE_CACHE_NAME, NAME_DIGITS, SHELL_CACHES } from "../shared.js";
import { keysOf } from "../parts/keys.js";

/**
 * The worker itself.
 * @type {ServiceWorkerGlobalScope}
 */
export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/**
 * Written by `vigie build`: digests of the shell by path, one for all of it, one for all but the pages, that of the
 * entry its first page was made with, and the folders articles have their addresses in.
 * @type {{ version: string, code: string, entry: string, sections: string[], files: Record<string, string> }}
 */
export const SHELL = /*vigie:shell*/ { version: "", code: "", entry: "", sections: [], files: {} };

export const ROOT = new URL(worker.registration.scope);
/** One host may carry several sites, and caches are the host's. */
const PREFIX = keysOf(ROOT.pathname);
export const SHELLS = PREFIX + SHELL_CACHES;
/** Versions whose files are the same but for the pages. */
export const SAME_CODE = `${SHELLS}${SHELL.code}-`;
export const SHELL_CACHE = `${SAME_CODE}${SHELL.entry}-${SHELL.version}`;
export const DATA_CACHE = PREFIX + DATA_CACHE_NAME;
export const IMAGE_CACHE = PREFIX + IMAGE_CACHE_NAME;

/** @type {(path: string) => string} */
export const addressOf = (path) => new URL(path, ROOT).href;
export const ENTRY_PATH = BUNDLE_FOLDER + ENTRY_FILE;
export const ENTRY = addressOf(ENTRY_PATH);
/** The entry that a page was given last: a tab may still read its files. */
export const LAST_READ = addressOf(`${ENTRY_PATH}?last-read`);
/** Where the choice about pictures is stored, and which code is in charge: a worker has no other storage this simple. */
export const CHOICE = addressOf(`${BUNDLE_FOLDER}images?choice`);
export const IN_CHARGE = addressOf(`${BUNDLE_FOLDER}worker?code`);
/** Addresses of all articles of the cached collection, a line each. */
export const ARTICLES = addressOf(`${BUNDLE_FOLDER}articles?addresses`);
/** The folder of pictures. */
export const IMAGES = `${BUNDLE_FOLDER}images/`;

/** @type {(path: string) => boolean} */
export const isOurs = (path) => Object.hasOwn(SHELL.files, path);
/** @type {(path: string) => boolean} */
export const isSection = (path) => path.includes("/") && SHELL.sections.includes(path.split("/")[0]);

const NAMED = new RegExp(`^${BUNDLE_FOLDER}(?:[a-z]+/)?(?:.*\\.)?[0-9a-f]{${NAME_DIGITS}}\\.[a-z0-9]+$`);
/** @type {(path: string) => boolean} */
export const isNamedByContent = (path) => NAMED.test(path);
