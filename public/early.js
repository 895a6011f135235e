// What must be set before the first paint, and what must work when nothing else does. It is inside the first page,
// allowed by its digest: nothing has to arrive first, and while a new version is being published it always matches its
// page. Other pages load it as a file. No module, because modules run after the page is drawn.

import {
  EARLY_SENTENCES,
  MAX_PAGE_BYTES,
  PLAIN_EVENT,
  STALE_EVENT,
  START_EVENT,
  THEME_KEY,
} from "./shared.js";
import { keysOf } from "./parts/keys.js";

const page = document.documentElement;
// Hides the notice for a page whose scripts are all refused.
page.dataset.early = "";
try {
  // As the starting script names it: by the site's folder, where the first page is, or this script as a file.
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const theme = localStorage.getItem(keysOf(new URL("./", src || location.href).pathname) + THEME_KEY);
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;
} catch (error) {
  // Storage is forbidden here: the system's colours are right.
}
// The prepared page shows the newest articles; whoever asks for something else waits for the app's answer.
if (location.search) page.dataset.asked = "";

// A page and files of two versions.

/** Whether this page is already the answer to a reload: it then never loads itself again, so there is no loop. */
function isReload() {
  const entries = performance.getEntriesByType ? performance.getEntriesByType("navigation") : [];
  const [entry] = /** @type {PerformanceNavigationTiming[]} */ (entries);
  return entry ? entry.type === "reload" : performance.navigation.type === 1;
}

/**
 * Reloads the page, once, if another one is published by now; else calls `otherwise`, with whether there is
 * another one.
 * @param {(isChanged: boolean) => void} otherwise
 */
async function reloadIfChanged(otherwise) {
  try {
    const { body } = await fetch(location.href, { cache: "no-store" });
    const tag = document.querySelector("script[data-wasm]");
    if (!body || !tag) return otherwise(false);
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let published = "";
    // A small packed answer can be very large; a page is not.
    for (let part = await reader.read(); !part.done && published.length < MAX_PAGE_BYTES; part = await reader.read()) {
      published += decoder.decode(part.value, { stream: true });
    }
    reader.cancel();
    const isSame = [...tag.attributes].every(({ name, value }) => published.includes(`${name}="${value}"`));
    // A sign-in page of the network is no version of this one.
    const isChanged = !isSame && published.includes("data-wasm=");
    if (isChanged && !isReload()) location.reload();
    else otherwise(isChanged);
  } catch (error) {
    otherwise(false);
  }
}
document.addEventListener(STALE_EVENT, (event) => {
  event.preventDefault();
  reloadIfChanged(event.detail);
});

// A list without the app: its titles can still be filtered.

/** @type {(sentence: string[]) => string} */
const inLanguage = ([french, english]) => (page.lang === "en" ? english : french);

/** @type {(text: string) => string} */
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/**
 * Takes the link to the source out of what only a page without scripts shows.
 * @param {Element} hidden
 */
function showSource(hidden) {
  const [, address] = /href="(https?:[^"]*)"/.exec(hidden.textContent || "") || [];
  if (!address) return;
  const link = document.createElement("a");
  link.className = "article-card__topic article-card__topic--source";
  link.href = address.replace(/&amp;/g, "&");
  link.rel = "noopener noreferrer";
  link.referrerPolicy = "no-referrer";
  link.textContent = inLanguage(EARLY_SENTENCES.source);
  hidden.replaceWith(link);
}

/** Makes the prepared box filter the prepared cards. */
function filterPlainly() {
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("search"));
  const place = document.getElementById("results");
  if (!box || !place || page.dataset.plain !== undefined) return;
  page.dataset.plain = "";
  /** @type {NodeListOf<HTMLElement>} */
  const items = document.querySelectorAll(".first-page > li");
  const cards = [...items].map((card) => {
    const texts = card.querySelectorAll(".article-card__title, .article-card__meta, .article-card__summary");
    for (const hidden of card.querySelectorAll("noscript")) showSource(hidden);
    return { card, text: fold([...texts].map((text) => text.textContent).join(" ")) };
  });
  const all = place.textContent;
  /** @type {(found: number) => string} */
  const sentence = (found) => inLanguage(EARLY_SENTENCES.found).replace("{found}", String(found)).replace("{all}", String(cards.length));
  const filter = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { card, text } of cards) {
      card.hidden = !words.every((word) => text.includes(word));
      if (!card.hidden) found += 1;
    }
    place.textContent = words.length ? sentence(found) : all;
  };
  place.setAttribute("aria-live", "polite");
  box.addEventListener("input", filter);
  filter();
}
document.addEventListener(PLAIN_EVENT, filterPlainly);
document.addEventListener(START_EVENT, () => delete page.dataset.plain);

// The starting script marks the page when it runs. If it was refused or did not come, somebody must say so.

function tellThatNothingStarts() {
  const notice = document.getElementById("boot-notice");
  if (!notice) return;
  delete page.dataset.asked;
  filterPlainly();
  notice.replaceChildren();
  const [french, english] = EARLY_SENTENCES.nothing;
  for (const [language, sentence] of [["fr", french], ["en", english]]) {
    const paragraph = document.createElement("p");
    paragraph.lang = language;
    paragraph.textContent = sentence;
    notice.append(paragraph);
  }
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "button button--primary";
  reload.textContent = EARLY_SENTENCES.reload.join(" / ");
  reload.addEventListener("click", () => location.reload());
  notice.setAttribute("role", "alert");
  notice.append(reload);
}
addEventListener("load", () => {
  if (!page.dataset.root && document.getElementById("boot-notice")) reloadIfChanged(tellThatNothingStarts);
});
