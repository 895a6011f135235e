// Who is compared: each is a site on a server of this machine, with what a reader can see of it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { pagefindSite } from "./pagefind_site.mjs";
import { readFolder, serveFiles } from "./server.mjs";
import { staticPage } from "./static_page.mjs";

/**
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} name as in the table
 * @property {string} url the page without a query
 * @property {import("./observe.mjs").Sight} sight what to look for on it
 * @property {boolean} canSearch
 * @property {boolean} hasWorker whether a later visit waits until a service worker keeps the site
 * @property {() => void} close
 */

/** Our page: the app's own list, never the prepared one; a place of the list without its article is no result. */
const OURS = {
  start: "vigie-start",
  box: "#search",
  list: "ol.article-list:not(.first-page)",
  result: ".article-card",
  title: ".article-card__title",
  summary: null,
};

/** Pagefind's page: results without their texts have no title yet. */
const PAGEFIND = {
  start: null,
  box: ".pagefind-ui__search-input",
  list: ".pagefind-ui__results",
  result: ".pagefind-ui__result",
  title: ".pagefind-ui__result-title",
  summary: ".pagefind-ui__result-excerpt",
};

const STATIC = { ...OURS, start: null, list: "ol.article-list" };

/**
 * Starts the servers of all that were asked for.
 * @param {ReturnType<typeof import("./options.mjs").readOptions>} options
 * @param {ReturnType<typeof import("../documents.mjs").readDocuments>} documents
 * @returns {Promise<Contestant[]>}
 */
export async function contestants({ site, vigie, before, today, only }, documents) {
  const all = {
    ours: () => ours("ours", "Vigie", site, vigie),
    ...(before ? { before: () => ours("before", "Vigie before", before, vigie) } : {}),
    pagefind: async () => hosted("pagefind", "Pagefind", await pagefindSite(documents), PAGEFIND, true),
    static: async () => hosted("static", "static page", today ? readFolder(today) : staticPage(readFolder(site)), STATIC, false),
  };
  const ids = only ?? Object.keys(all);
  const unknown = ids.find((id) => !Object.hasOwn(all, id));
  if (unknown) throw new Error(`unknown contestant \`${unknown}\`: there are ${Object.keys(all).join(", ")}`);
  return Promise.all(Object.entries(all).filter(([id]) => ids.includes(id)).map(([, make]) => make()));
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} folder
 * @param {string} program
 * @returns {Promise<Contestant>}
 */
async function ours(id, name, folder, program) {
  const server = spawn(program, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = await once(createInterface({ input: server.stdout }), "line");
  return { id, name, url, sight: OURS, canSearch: true, hasWorker: true, close: () => void server.kill() };
}

/**
 * @param {string} id
 * @param {string} name
 * @param {Map<string, Buffer>} files
 * @param {import("./observe.mjs").Sight} sight
 * @param {boolean} canSearch
 * @returns {Promise<Contestant>}
 */
async function hosted(id, name, files, sight, canSearch) {
  const { url, close } = await serveFiles(files);
  return { id, name, url, sight, canSearch, hasWorker: false, close };
}
