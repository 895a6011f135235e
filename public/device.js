// Erasing everything on this device, and reloading program and page without caches: both must work when no
// program runs. The dialog about stored data belongs to the program beside the app.

import {
  DAMAGED_KEYS,
  EXPORTED_EVENT,
  FAVOURITE_KEYS,
  FAVOURITES_EVENT,
  KEYS_BEGIN,
  MODULE_EVENT,
  MODULE_FAILED_EVENT,
  SETTLED_KEY,
  SHELL_CACHES,
} from "./shared.js";

const SENTENCES = {
  fr: {
    resetTitle: "Tout effacer sur cet appareil ?",
    reset: "Les articles gardés, les images, les favoris et les réglages de ce site seront effacés de ce navigateur. Les articles eux-mêmes restent publiés : la page se recharge ensuite depuis le serveur.",
    erase: "Tout effacer sur cet appareil",
    favourites: (/** @type {number} */ count) => `${count} favori${count === 1 ? "" : "s"} en seront effacés.`.replace("1 favori en seront effacés", "1 favori en sera effacé"),
    export: "Exporter les favoris d’abord",
    exported: (/** @type {number} */ count, /** @type {string} */ name) => `${count} favori${count === 1 ? "" : "s"} dans le fichier « ${name} » : vérifiez qu’il est bien dans vos téléchargements.`,
    notExported: "Les favoris n’ont pas pu être exportés : le fichier qui s’en charge n’est pas arrivé. Rien n’a été effacé ; réessayez.",
    cancel: "Annuler",
  },
  en: {
    resetTitle: "Erase everything on this device?",
    reset: "The kept articles, pictures, favourites and settings of this site will be erased from this browser. The articles themselves stay published: the page is then loaded from the server again.",
    erase: "Erase everything on this device",
    favourites: (/** @type {number} */ count) => `${count} favourite${count === 1 ? "" : "s"} will be erased.`,
    export: "Export the favourites first",
    exported: (/** @type {number} */ count, /** @type {string} */ name) => `${count} favourite${count === 1 ? "" : "s"} in the file “${name}”: make sure that it is among your downloads.`,
    notExported: "The favourites could not be exported: the file that does this did not arrive. Nothing was erased; try again.",
    cancel: "Cancel",
  },
};

/** Begin of everything this site keeps, in storage and caches. */
const OUR_KEYS = document.documentElement.dataset.keys ?? "";
/** Begin of the keys of favourites, and of those that could not be read. */
const FAVOURITES = [FAVOURITE_KEYS, DAMAGED_KEYS].map((name) => OUR_KEYS + name);

/**
 * Opens the dialog that erases; with `renew` loads the site from the server instead.
 * @param {URL} root
 * @param {string} detail
 */
export async function run(root, detail) {
  if (detail === "renew") return renew(root);
  if (!document.querySelector("dialog.device")) openReset(root, SENTENCES[document.documentElement.lang === "en" ? "en" : "fr"]);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {...(string | Node)} children
 */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * @param {string} sentence
 * @param {string} className
 * @param {() => void} act
 */
function button(sentence, className, act) {
  const made = element("button", className, sentence);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * @param {string} title
 * @param {...(string | Node)} content
 */
function dialogOf(title, ...content) {
  const heading = element("h2", "device__title", title);
  heading.id = "device-title";
  const dialog = element("dialog", "device", heading, ...content);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * @param {URL} root
 * @param {typeof SENTENCES.fr} words
 */
function openReset(root, words) {
  const count = keysOf("localStorage").filter((key) => FAVOURITES.some((begin) => key.startsWith(begin))).length;
  const said = element("p", "device__said");
  said.setAttribute("role", "status");
  /** @param {any} event */
  const exported = ({ detail }) => (said.textContent = words.exported(detail.count, detail.name));
  /** @param {any} event */
  const failed = ({ detail }) => detail === "favourites.js" && (said.textContent = words.notExported);
  document.addEventListener(EXPORTED_EVENT, exported);
  document.addEventListener(MODULE_FAILED_EVENT, failed);
  const erase = button(words.erase, "button device__danger", () => eraseAll(root));
  const cancel = button(words.cancel, "button button--primary", () => dialog.close());
  const dialog = dialogOf(words.resetTitle, element("p", "", words.reset));
  if (count) dialog.append(element("p", "", words.favourites(count)), element("p", "device__ways", button(words.export, "button", saveFavourites)), said);
  dialog.append(element("p", "device__ways", erase, cancel));
  cancel.focus();
  dialog.addEventListener("close", () => {
    document.removeEventListener(EXPORTED_EVENT, exported);
    document.removeEventListener(MODULE_FAILED_EVENT, failed);
    forgetQuestion();
  });
}

/** Has the app save a backup, which also knows what could not be written; without the app, what is stored is saved. */
function saveFavourites() {
  const asked = new CustomEvent(FAVOURITES_EVENT, { detail: "export", cancelable: true });
  if (document.dispatchEvent(asked)) runModule({ name: "favourites.js", detail: "export" });
}

/** @param {{ name: string, detail: string }} detail */
const runModule = (detail) => document.dispatchEvent(new CustomEvent(MODULE_EVENT, { detail }));

/** The address no longer asks to erase. */
function forgetQuestion() {
  const address = new URL(location.href);
  if (!address.searchParams.has("reset")) return;
  address.searchParams.delete("reset");
  history.replaceState(history.state, "", address);
}

/**
 * Keys of ours in a storage; a storage that is forbidden has none.
 * @param {"localStorage" | "sessionStorage"} name
 */
function keysOf(name) {
  try {
    return Object.keys(window[name]).filter((key) => key.startsWith(OUR_KEYS));
  } catch {
    return [];
  }
}

/**
 * What several sites of the host once shared stays for the others, and does not come back here.
 * @param {URL} root
 */
function settle(root) {
  /** @param {string} key */
  const isShared = (key) => key.startsWith(KEYS_BEGIN) && !key.startsWith(`${KEYS_BEGIN}/`) && key !== SETTLED_KEY;
  if (!Object.keys(localStorage).some(isShared)) return;
  const settled = new Set(localStorage.getItem(SETTLED_KEY)?.split(" ")).add(root.pathname);
  localStorage.setItem(SETTLED_KEY, [...settled].join(" "));
}

/**
 * What is forbidden holds nothing.
 * @param {() => Promise<unknown>} work
 */
const attempt = (work) => work().catch(() => {});

/**
 * Takes the worker of this site away, and the caches whose names have a begin.
 * @param {URL} root
 * @param {string} begin
 */
async function dropWorker(root, begin) {
  await attempt(async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.filter(({ scope }) => scope === root.href).map((worker) => worker.unregister()));
  });
  await attempt(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(begin));
    await Promise.all(names.map((name) => caches.delete(name)));
  });
}

/**
 * Loads program and page from the server, past the worker and what it keeps of them, if the server answers. Nothing that
 * readers keep is touched.
 * @param {URL} root
 */
async function renew(root) {
  await attempt(async () => {
    const { ok } = await fetch(root, { cache: "reload" });
    if (ok) await dropWorker(root, OUR_KEYS + SHELL_CACHES);
  });
  location.reload();
}

/**
 * Erases everything of this site from this browser, and reloads the page.
 * @param {URL} root
 */
async function eraseAll(root) {
  await dropWorker(root, OUR_KEYS);
  for (const name of /** @type {const} */ (["localStorage", "sessionStorage"])) {
    for (const key of keysOf(name)) window[name].removeItem(key);
  }
  await attempt(async () => settle(root));
  await attempt(async () => navigator.clearAppBadge?.());
  location.replace(root.href);
}
