// Responses to requests for pages and files.

import { INDEX_PAGE, NOT_FOUND_PAGE, OFFLINE_SENTENCES } from "../shared.js";
import { keptEntryName } from "./entry.js";
import { imageChoice, keepNamed, trimImages } from "./images.js";
import { fromServer, inCaches, matchIn, readNote, within } from "./kept.js";
import { addressOf, ARTICLES, DATA_CACHE, IMAGE_CACHE, IMAGES, isOurs, isSection, ROOT, SAME_CODE, SHELL, worker } from "./names.js";
import { dropOldShells, keptShell, oldShells, opened } from "./shell.js";

/** Longest wait for an address that is neither ours nor a file, and where nothing cached can take its place, in milliseconds. */
const UNKNOWN_MS = 6_000;
const ALONE_MS = 10_000;

/**
 * Whether the cached collection has an article at an address.
 * @param {string} path
 */
const isArticle = async (path) => isSection(path) && ((await readNote(ARTICLES)) ?? "").includes(`\n${path}\n`);
/**
 * Whether an address looks like that of a file: none of an article does unless the article is known.
 * @param {string} path
 */
const isFile = (path) => /\.[a-z0-9]{1,8}$/i.test(path);

/**
 * The cached page at once for pages of the site and for articles. What else a folder of the host holds the server knows:
 * files, other sites, other programs. The page for unknown addresses is used only where nobody answers, or where the server
 * has nothing and an article may be meant.
 * @param {FetchEvent} event
 * @param {string} path
 */
export async function page(event, path) {
  event.waitUntil(dropOldShells());
  const kept = await keptPage(path);
  /** @type {(kept: Response) => Response} */
  const give = (kept) => {
    opened.add(event.resultingClientId);
    return kept;
  };
  if (path === "" || isOurs(path) || (await isArticle(path))) {
    return kept ? give(kept) : ((await ask(event.request, ALONE_MS)) ?? nothingKept());
  }
  if (isFile(path)) return fetch(event.request).catch(async () => (await keptFile(event.request.url)) ?? nothingKept());
  const answer = await ask(event.request, kept ? UNKNOWN_MS : ALONE_MS);
  const isWanting = !answer || (isSection(path) && (answer.status === 404 || answer.status >= 500));
  return kept && isWanting ? give(kept) : (answer ?? nothingKept());
}

/**
 * What the server answers in time; nothing if it does not.
 * @param {Request} request
 * @param {number} limit
 */
const ask = (request, limit) => within(limit, (signal) => fetch(request, { signal })).catch(() => null);

/**
 * A cached file of the bundle, opened by itself.
 * @param {string} address
 */
const keptFile = async (address) => (await matchIn(DATA_CACHE, address)) ?? matchIn(IMAGE_CACHE, address);

/**
 * The cached page for an address. The first page is the one that was made with the cached collection, if it is here.
 * @param {string} path
 */
async function keptPage(path) {
  if (path !== "" && path !== INDEX_PAGE) return keptShell(isOurs(path) ? path : NOT_FOUND_PAGE);
  const [entry, index] = await Promise.all([keptEntryName(), keptShell(INDEX_PAGE)]);
  if (!entry || entry === SHELL.entry) return index;
  const older = (await oldShells()).filter((name) => name.startsWith(`${SAME_CODE}${entry}-`));
  return (await inCaches(older, addressOf(INDEX_PAGE))) ?? index;
}

/**
 * A file of the site under an address where it is not. Only a page that was given here does not know its depth;
 * to every other the server answers, and what it does not have is missing.
 * @param {FetchEvent} event
 * @param {string} name
 */
export async function elsewhere(event, name) {
  // Sent on rather than answered: the start script takes the site's folder from its own address.
  const ours = () => Response.redirect(addressOf(name));
  return (await isGivenHere(event.clientId)) ? ours() : fetch(event.request).catch(ours);
}

/**
 * Whether a page was given by a worker of this site, this one or one that was stopped since.
 * @param {string} id
 */
async function isGivenHere(id) {
  if (opened.has(id)) return true;
  const client = await worker.clients.get(id);
  const path = client?.url.startsWith(ROOT.href) ? new URL(client.url).pathname.slice(ROOT.pathname.length) : "";
  return isArticle(path);
}

/**
 * A file of the bundle, for ever the same: the cached one, else the server's, which is cached if it is what its name says.
 * @param {FetchEvent} event
 * @param {string} path
 * @param {boolean} isFresh
 */
export async function dataFile(event, path, isFresh) {
  const { request } = event;
  const isImage = path.startsWith(IMAGES);
  const find = () => matchIn(isImage ? IMAGE_CACHE : DATA_CACHE, request.url);
  const kept = isFresh ? null : await find();
  if (kept) return kept;
  const response = await fromServer(request, find);
  if (response.status === 200 && (!isImage || (await imageChoice()) !== "off")) {
    const keepIt = keepNamed(request.url, response.clone()).then((cache) => (isImage && cache ? trimImages(cache) : undefined));
    event.waitUntil(keepIt.catch(() => {}));
  }
  return response;
}

/** What a reader sees when neither network nor shell is here. */
function nothingKept() {
  const { title, lost, retry } = OFFLINE_SENTENCES;
  const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title.join(" · ")}</title><h1>${title[0]}</h1><p>${lost[0]}</p><p><a href="">${retry[0]}</a></p>
<div lang="en"><h2>${title[1]}</h2><p>${lost[1]}</p><p><a href="">${retry[1]}</a></p></div></html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
  return new Response(body, { status: 503, headers });
}
