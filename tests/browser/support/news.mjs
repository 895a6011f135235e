// Collections that were published at different times, and the page's own look for news.

import { after } from "node:test";

import { article, buildSite, contentFolder } from "./built_site.mjs";
import { serve } from "./vigie_server.mjs";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/**
 * Builds a site as if it were published some milliseconds from now; negative for the past.
 * @param {number} offset
 * @param {string} content
 * @param {(app: string) => void} [change]
 */
export function publishedAt(offset, content, change) {
  process.env.SOURCE_DATE_EPOCH = String(Math.floor((Date.now() + offset) / 1000));
  try {
    return buildSite(content, change);
  } finally {
    delete process.env.SOURCE_DATE_EPOCH;
  }
}

/** @type {Map<() => string, ReturnType<typeof serve>>} */
const served = new Map();
after(async () => {
  for (const server of served.values()) await (await server).close();
});

/**
 * Address of a site that stands in for another behind a fault server. Made once for each `make`.
 * @param {() => string} make
 */
export async function standIn(make) {
  const server = served.get(make) ?? serve(make());
  served.set(make, server);
  return (await server).url;
}

/** How long ago the newest article of `collection` is published, in milliseconds. */
export const NEWEST = -2 * DAY;

/** One moment for all, so that the same article has the same date in every collection. */
const NOW = Date.now();

/**
 * The month, as names of files have it, that a month of `collection` is: the last of twelve holds the newest article.
 * @param {number} number
 */
export function monthOf(number, newest = NEWEST) {
  const date = new Date(NOW + newest);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - (12 - number));
  return date.toISOString().slice(0, 7);
}

/**
 * Ten articles a month for the first `months` of twelve, which end two days ago; with `news`, as many later ones.
 * `newest` says otherwise when the last of twelve months ends, `late` adds an article of the future.
 * @param {{ months?: number, news?: number, settings?: string, newest?: number, late?: number }} [kind]
 */
export function collection({ months = 12, news = 0, settings = "", newest = NEWEST, late } = {}) {
  /** @type {Record<string, string>} */
  const files = settings ? { "vigie.toml": settings } : {};
  /** @type {(name: string, date: string) => void} */
  const add = (name, date) => {
    files[`papers/${name}.md`] = article({
      title: `Compte rendu ${name}`,
      date,
      permalink: `/papers/${name}`,
      sourceUrl: `https://registre.example/${name}`,
    });
  };
  for (let month = 1; month <= months; month += 1) {
    for (let number = 1; number <= 10; number += 1) {
      const minutes = (10 - number) * 60_000;
      const last = new Date(NOW + newest - minutes).toISOString();
      add(`m${month}n${number}`, month === 12 ? last : `${monthOf(month, newest)}-${String(number).padStart(2, "0")}T08:00:00.000Z`);
    }
  }
  for (let number = 1; number <= news; number += 1) add(`nouveau${number}`, new Date(NOW + NEWEST + number * 60_000).toISOString());
  if (late) add("trop-tard", new Date(NOW + late).toISOString());
  return contentFolder(files);
}

/**
 * Has the page look for news and returns what came of it, once it has taken it in.
 * @param {import("playwright-core").Page} page
 */
export const checkNow = (page) =>
  page.evaluate(() =>
    new Promise((resolve) => {
      const ask = () => document.dispatchEvent(new CustomEvent("vigie-ask", { detail: (/** @type {Known} */ known) => resolve(known.check()) }));
      document.addEventListener("vigie-known", ask, { once: true });
      ask();
    }),
  );

/**
 * The notice at the foot of the window with this sentence.
 * @param {import("playwright-core").Page} page
 * @param {string | RegExp} sentence
 */
export const notice = (page, sentence) => page.locator(".notice").filter({ hasText: sentence });

/**
 * How many notices are shown.
 * @param {import("playwright-core").Page} page
 */
export const noNotice = (page) => page.locator(".notice").count();
