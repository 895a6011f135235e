// The sample articles, read from their front matter independently of the builder.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { sample, site } from "./environment.mjs";

const MONTHS = [
  "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
];

/** @typedef {{ id: string, title: string, summary?: string, date_published: string, language?: string, external_url?: string, tags?: string[], image?: string, _vigie: Record<string, unknown> }} Item */

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(site, "bundle", file), "utf8"));
const entry = read("articles.json");
/**
 * Items of a month. What is in the language of its file does not name it.
 * @param {{ url: string }} shard
 */
const month = ({ url }) => {
  const { language, items } = read(url);
  /** @type {Item[]} */
  const named = items.map((/** @type {Item} */ item) => ({ language, ...item }));
  return named.map((item) => (item.language === entry.language ? { ...item, language: undefined } : item));
};

/** The published feed, with the items of every month, newest first. */
export const feed = { ...entry, items: entry._vigie.shards.flatMap(month).reverse() };

/** Articles that the sample site shows. */
export const COUNT = feed.items.length;

/** Every sample article: its front matter and its file. */
export function sampleArticles() {
  const files = readdirSync(sample, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  return files.map((file) => {
    const text = readFileSync(join(sample, file), "utf8");
    const [, front = ""] = /^---\n(.*?)\n---/su.exec(text) ?? [];
    /** @type {(name: string) => string} */
    const field = (name) => new RegExp(`^${name}: "(.*)"$`, "mu").exec(front)?.[1] ?? "";
    return { file, permalink: field("permalink"), title: field("title"), publishedDate: field("publishedDate"), text };
  });
}

/**
 * `13 décembre 2024`, `1er mai 2026` → `{ day, month, year }`.
 * @param {string} text
 */
export function readDate(text) {
  const [, day, name = "", year] = /^(\d+)(?:er)? (\S+) (\d{4})$/u.exec(text) ?? [];
  return { day: Number(day), month: MONTHS.indexOf(name) + 1, year: Number(year) };
}

/**
 * The French short form on cards: `13 déc. 2024`. Short names are beginnings of the long ones, `juil.` apart.
 * @param {string} text
 */
export function readShortDate(text) {
  const [, day, name = "", year] = /^(\d+)(?:er)? (\S+) (\d{4})$/u.exec(text) ?? [];
  const start = name.replace(".", "");
  const month = MONTHS.findIndex((long) => long.startsWith(start)) + 1;
  return { day: Number(day), month, year: Number(year) };
}
