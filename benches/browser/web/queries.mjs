// What is asked: six kinds of query, taken from the collection so that each kind is what its name says, and phrases to type.

import { FRENCH } from "../phrases.fr.mjs";

/** A common word is in about this share of the articles, a rare one in this many. */
const COMMON = 0.05;
const RARE = 2;
/** Words of this many letters and more carry a meaning of their own. */
const LETTERS = 5;
/** Phrases that are typed letter by letter, about seventy keys in all. */
const PHRASES = 4;

/**
 * @typedef {{ title: string, summary: string }} Document
 * @typedef {Record<"common" | "rare" | "two words" | "French" | "misspelled" | "without answer", string>} Queries
 */

/** @type {(text: string) => string[]} */
const wordsOf = (text) => text.toLowerCase().match(/\p{L}{5,}/gu) ?? [];

/**
 * How many articles have each word in their title.
 * @param {Document[]} documents
 */
function survey(documents) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { title } of documents) for (const word of new Set(wordsOf(title))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The word whose number of articles is nearest to one.
 * @param {[string, number][]} counts
 * @param {number} wanted
 */
function nearest(counts, wanted) {
  const [first, ...others] = counts.filter(([word]) => word.length >= LETTERS);
  if (!first) throw new Error("the titles have no words");
  return others.reduce((best, word) => (Math.abs(word[1] - wanted) < Math.abs(best[1] - wanted) ? word : best), first)[0];
}

/** Two letters in the middle change places. @param {string} word */
function misspelled(word) {
  const at = Math.floor(word.length / 2);
  return word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1);
}

/**
 * The six queries.
 * @param {Document[]} documents
 * @returns {Queries}
 */
export function addressQueries(documents) {
  const counts = survey(documents);
  const common = nearest(counts, documents.length * COMMON);
  const beside = documents.map(({ title }) => wordsOf(title)).find((words) => words.includes(common) && words.length > 1) ?? [];
  return {
    common,
    rare: nearest(counts, RARE),
    "two words": `${common} ${beside.find((word) => word !== common) ?? ""}`.trim(),
    French: FRENCH[2] ?? "",
    misspelled: misspelled(common),
    "without answer": "xqzvw",
  };
}

/** Beginnings of titles of the collection, to be typed. @param {Document[]} documents */
export function phrasesToType(documents) {
  const step = Math.max(1, Math.floor(documents.length / PHRASES));
  const titles = documents.filter((_, at) => at % step === 0).map(({ title }) => wordsOf(title).slice(0, 2).join(" "));
  return titles.filter(Boolean).slice(0, PHRASES);
}
