// Collections that were published at different times, and the page's own look for news.

import { after } from "node:test";

import { article, buildSite, contentFolder } from "./built_site.mjs";
import { serve } from "./vigie_server.mjs";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Builds a site as if it were published some milliseconds from now; negative for the past. */
export function publishedAt(offset, content, change) {
  process.env.SOURCE_DATE_EPOCH = String(Math.floor((Date.now() + offset) / 1000));
  try {
    return buildSite(content, change);
  } finally {
    delete process.env.SOURCE_DATE_EPOCH;
  }
}

const served = new Map();
after(async () => {
  for (const server of served.values()) await (await server).close();
});

/** Address of a site that stands in for another behind a fault server. Made once for each `make`. */
export async function standIn(make) {
  if (!served.has(make)) served.set(make, serve(make()));
  return (await served.get(make)).url;
}

/** Articles of a month, ten a month for `months` months of 2025, with more in December as asked. */
export function collection({ months = 12, news = 0, settings = "" } = {}) {
  const files = settings ? { "vigie.toml": settings } : {};
  const add = (name, day) => {
    files[`papers/${name}.md`] = article({
      title: `Compte rendu ${name}`,
      date: `${day}T08:00:00.000Z`,
      permalink: `/papers/${name}`,
      sourceUrl: `https://registre.example/${name}`,
    });
  };
  for (let month = 1; month <= months; month += 1) {
    for (let number = 1; number <= 10; number += 1) {
      add(`m${month}n${number}`, `2025-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`);
    }
  }
  for (let number = 1; number <= news; number += 1) add(`nouveau${number}`, `2025-12-${10 + number}`);
  return contentFolder(files);
}

/** Has the page look for news and returns what came of it, once it has taken it in. */
export const checkNow = (page) =>
  page.evaluate(() =>
    new Promise((resolve) => {
      const ask = () => document.dispatchEvent(new CustomEvent("vigie-ask", { detail: (known) => resolve(known.check()) }));
      document.addEventListener("vigie-known", ask, { once: true });
      ask();
    }),
  );

/** The notice at the foot of the window with this sentence. */
export const notice = (page, sentence) => page.locator(".notice").filter({ hasText: sentence });

/** How many notices are shown. */
export const noNotice = (page) => page.locator(".notice").count();
