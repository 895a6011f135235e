// Saves favourites, and damaged values, as backup files: also where WebAssembly cannot run. The app hands over the action and, a
// line each, permalinks and favourites; without the app, what is stored is saved. Such files are validated when they
// are imported (`ui::state::backup`).

import { DAMAGED_KEYS, EXPORTED_EVENT, FAVOURITE_KEYS } from "./shared.js";

/** Begin of everything this site keeps. */
const KEYS = document.documentElement.dataset.keys ?? "";
const KEY = KEYS + FAVOURITE_KEYS;
const DAMAGED_KEY = KEYS + DAMAGED_KEYS;

/**
 * A favourite as it is written.
 * @typedef {{ title: string, date: string, added: string }} Favourite
 */

/**
 * Saves a backup (`export`) or what is damaged (`damaged-file`).
 * @param {URL} _root
 * @param {string} detail
 */
export function run(_root, detail) {
  const [action, ...lines] = detail.split("\n");
  /** @type {Record<string, Favourite>} */
  const favourites = Object.fromEntries(lines.filter(Boolean).map((line) => line.split("\t")).map(([permalink, value]) => [permalink, JSON.parse(value)]));
  if (action === "export") exportAll({ ...readable(), ...favourites });
  if (action === "damaged-file") save("vigie-damaged.json", `${JSON.stringify(unread(favourites), null, 1)}\n`);
}

/**
 * Gives the reader a file.
 * @param {string} name
 * @param {string} text
 */
function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Favourites in this browser's storage, by permalink; those that cannot be read are not among them. */
function readable() {
  /** @type {Record<string, Favourite>} */
  const found = {};
  for (const [key, value] of stored()) {
    const favourite = key.startsWith(KEY) ? parsed(value) : null;
    if (favourite) found[key.slice(KEY.length)] = favourite;
  }
  return found;
}

/**
 * What is stored of a favourite; nothing if it is damaged.
 * @param {string} value
 * @returns {Favourite | null}
 */
function parsed(value) {
  try {
    const { title, date, added = "" } = JSON.parse(value);
    return typeof title === "string" && /^\d{4}-\d\d-\d\d$/.test(date) ? { title, date, added } : null;
  } catch {
    return null;
  }
}

/**
 * Everything in the storage, as pairs; nothing where it is forbidden.
 * @returns {[string, string][]}
 */
function stored() {
  try {
    return Object.entries(localStorage);
  } catch {
    return [];
  }
}

/**
 * Writes the backup, with damaged data beside it, and tells the page how much it contains.
 * @param {Record<string, Favourite>} favourites
 */
function exportAll(favourites) {
  const title = document.querySelector(".site-header__title")?.textContent ?? "";
  const list = Object.keys(favourites).sort().map((permalink) => ({ permalink, ...favourites[permalink] }));
  const damaged = unread(favourites);
  const backup = { vigie: "favourites", version: 1, favourites: list, ...(damaged.length && { damaged }) };
  const name = `${slug(`${title} ${document.documentElement.lang === "en" ? "favourites" : "favoris"}`)}.json`;
  save(name, `${JSON.stringify(backup, null, 1)}\n`);
  document.dispatchEvent(new CustomEvent(EXPORTED_EVENT, { detail: { name, count: list.length + damaged.length } }));
}

/** @param {string} text */
const slug = (text) =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");

/**
 * Damaged values, set aside or still in place for lack of space, unchanged.
 * @param {Record<string, Favourite>} favourites
 */
function unread(favourites) {
  /** @param {string} key */
  const isUnread = (key) => key.startsWith(KEY) && !Object.hasOwn(favourites, key.slice(KEY.length));
  return stored().filter(([key]) => key.startsWith(DAMAGED_KEY) || isUnread(key)).map(([key, value]) => ({ key, value }));
}
