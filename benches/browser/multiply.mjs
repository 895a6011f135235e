// A small collection grown into a large one.
//
// Copying articles would leave the dictionary as it is, and real collections bring new words with every article. So a
// copy has some of its words replaced by new ones: about as many distinct words as a collection of that size would
// have. A new word keeps the first two letters of the old one, since short beginnings are what costs search engines
// most, and their distribution must stay that of real words.

import { chance, digest, pick } from "./chance.mjs";

/** Share of a copy's words that are replaced; a collection copied 19 times then has six times the words. */
const REPLACED = 0.15;

/** Words of fewer letters are left: languages do not grow there. */
const SHORTEST = 4;

const SYLLABLES = ["bo", "ce", "dol", "fi", "gra", "hem", "ild", "jo", "kel", "lum", "mar", "nos", "oph", "pla", "qui", "ren", "sto", "tiv", "uro", "vex", "xal", "yme", "zon", "thal", "scle", "vasc", "card", "neph"];

/** Exactly `count` documents, oldest first: the first of them if there are more, copies besides if there are fewer. */
export function multiply(/** @type {Doc[]} */ documents, /** @type {number} */ count) {
  /** @type {Doc[]} */
  const grown = [];
  for (let copy = 0; grown.length < count; copy++) {
    const wanted = documents.slice(0, count - grown.length);
    grown.push(...(copy === 0 ? wanted : wanted.map((document) => copyOf(document, copy))));
  }
  return grown.sort((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
}

function compare(/** @type {string} */ a, /** @type {string} */ b) {
  return a < b ? -1 : Number(a > b);
}

function copyOf(/** @type {Doc} */ document, /** @type {number} */ copy) {
  const random = chance(`${document.id} ${copy}`);
  const renew = (/** @type {string} */ text) =>
    text.replace(/\p{L}+/gu, (word) => (word.length < SHORTEST || random() >= REPLACED ? word : newWord(word, copy)));
  return { ...document, id: `${document.id}-${copy}`, title: renew(document.title), summary: renew(document.summary) };
}

/** The word that stands for `word` everywhere in one copy of the collection. */
function newWord(/** @type {string} */ word, /** @type {number} */ copy) {
  const random = chance(digest(`${word.toLowerCase()} ${copy}`));
  let made = word.slice(0, 2);
  while (made.length < word.length) made += pick(SYLLABLES, random);
  return made;
}
