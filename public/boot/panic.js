// When the running app fails: the dialog that covers the page, and the next steps it offers.

import { ASIDE_KEYS, DAMAGED_KEYS, FAVOURITE_KEYS, KEYS_BEGIN, SETTINGS, SETTLED_KEY, START_SENTENCES } from "../shared.js";
import { drawnArticle, paragraphs, publishedArticle } from "./article.js";
import { button, element, inBothLanguages, label, noticePlace, reload } from "./notice.js";
import { articlePath, KEYS, root } from "./site.js";

/** How far the app is. */
export const app = { isStarted: false, isStopped: false };

/**
 * Gives a saved value another name; in a full storage it keeps the old one.
 * @param {string} key
 */
function setAside(key) {
  const value = localStorage.getItem(key) ?? "";
  localStorage.removeItem(key);
  try {
    localStorage.setItem(key.replace(KEYS, KEYS + ASIDE_KEYS), value);
  } catch {
    localStorage.setItem(key, value);
  }
}

/** Sets saved values aside, never favourites or damaged values, and starts at the first page. */
function startWithoutState() {
  try {
    const untouched = [FAVOURITE_KEYS, DAMAGED_KEYS, ASIDE_KEYS].map((name) => KEYS + name);
    /** @type {(key: string) => boolean} */
    const isOurs = (key) => key.startsWith(KEYS) && !untouched.some((begin) => key.startsWith(begin));
    Object.keys(localStorage).filter(isOurs).forEach(setAside);
    const settled = new Set(localStorage.getItem(SETTLED_KEY)?.split(" ")).add(root.pathname);
    if (SETTINGS.some((name) => localStorage.getItem(KEYS_BEGIN + name) !== null)) localStorage.setItem(SETTLED_KEY, [...settled].join(" "));
  } catch {
    // Storage is forbidden: then at least the address is forgotten.
  }
  location.assign(root.href);
}

/**
 * The app has stopped for good: cover it, so that nobody types into a dead page.
 * @param {import("./notice.js").Sentence} sentence
 * @param {string} detail
 */
export function stop(sentence, detail) {
  if (app.isStopped) return;
  app.isStopped = true;
  const dialog = element("dialog", "panic");
  const home = element("a", "button", label("home"));
  home.href = root.href;
  const details = element("pre", "panic__detail", detail);
  details.tabIndex = 0;
  const copy = button("copy", "button", () => {
    const told = () => copy.replaceChildren(label("copied"));
    // Without the right to write, the text is marked for the reader's own keys.
    const marked = () => getSelection()?.selectAllChildren(details);
    if (navigator.clipboard) navigator.clipboard.writeText(detail).then(told, marked);
    else marked();
  });
  const actions = [button("reload", "button button--primary", reload)];
  if (articlePath()) actions.push(button("text", "button", () => showText(dialog)));
  if (!app.isStarted) actions.push(button("without", "button", startWithoutState));
  const title = inBothLanguages("p", START_SENTENCES[sentence], "panic__title");
  title[0].id = "panic-title";
  dialog.setAttribute("aria-labelledby", "panic-title");
  dialog.append(
    ...title,
    ...inBothLanguages("p", START_SENTENCES.nothingLost),
    ...(app.isStarted ? [] : inBothLanguages("p", START_SENTENCES.again)),
    element("p", "panic__actions", ...actions, home, copy),
    details,
  );
  // Nothing under it works any more, so it stays. A second Escape closes a dialog without asking it, unless the key
  // itself is refused.
  document.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.showModal());
  noticePlace()?.replaceChildren();
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Shows the article in the dialog: as shown on the page, else as published.
 * @param {HTMLDialogElement} dialog
 */
async function showText(dialog) {
  const place = element("article", "panic__text");
  place.tabIndex = -1;
  dialog.querySelector(".panic__text")?.remove();
  dialog.append(place);
  const article = drawnArticle() ?? (await publishedArticle().catch(() => null));
  place.append(...(article ? paragraphs(article) : inBothLanguages("p", START_SENTENCES.unread)));
  place.focus();
}
