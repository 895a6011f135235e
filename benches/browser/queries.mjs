// What readers type: 200 searches made from the documents and two built-in lists, the same in every run.
//
// Five kinds, none of them a sentence of an article: every beginning of some phrases, as the box is asked while one
// types; words with one typing error; French; several words out of one article, in another order; rare names.

import { chance, pick, shuffle } from "./chance.mjs";
import { FRENCH } from "./phrases.fr.mjs";

/** @type {Record<string, number>} */
const COUNTS = { typed: 60, misspelled: 30, french: 30, several: 40, names: 40 };

/** Phrases that are asked at every letter. */
const TYPED = ["drug-coated balloon", "stroke thrombectomy", "carotid stenting", "aortic aneurysm", "pulsed field ablation"];

/** Words too common to be worth a search, and those of web pages. */
const DULL = new Set("about after also been from have into more other over post said than that their them there these they this those were what when which will with would your appeared first news".split(" "));

/** A name is rare: in at least two documents and in at most this many. */
const RARE = 30;

/** The searches in the order they are asked, each once: `{ kind, text }`. */
export function makeQueries(/** @type {Doc[]} */ documents) {
  const words = survey(documents);
  const random = chance("queries");
  /** @type {Map<string, { kind: string, text: string }>} */
  const made = new Map();
  const take = (/** @type {string} */ kind, /** @type {Iterable<string>} */ texts) => {
    let left = COUNTS[kind];
    for (const text of texts) {
      if (left === 0) return;
      const key = text.toLowerCase();
      if (made.has(key)) continue;
      made.set(key, { kind, text });
      left -= 1;
    }
  };
  take("typed", TYPED.flatMap(beginnings));
  take("french", FRENCH);
  take("misspelled", endless(() => misspell(pick(words.usual, random), random)));
  take("several", endless(() => several(pick(documents, random), random)));
  take("names", endless(() => pick(words.names, random)));
  return shuffle([...made.values()], random);
}

/** As many as are asked for, and an end for collections too small to give enough distinct ones. */
function* endless(/** @type {() => string} */ make) {
  for (let tries = 0; tries < 2000; tries++) yield make();
}

function beginnings(/** @type {string} */ phrase) {
  return [...phrase].map((_, at) => phrase.slice(0, at + 1)).filter((text) => !text.endsWith(" "));
}

/** The words worth searching, and those that are always written with a capital and rare. */
function survey(/** @type {Doc[]} */ documents) {
  /** @type {Map<string, { word: string, count: number, capital: boolean }>} */
  const seen = new Map();
  for (const { title, summary } of documents) {
    for (const word of new Set(wordsOf(`${title} ${summary}`))) {
      const key = word.toLowerCase();
      const known = seen.get(key) ?? { word: key, count: 0, capital: true };
      known.count += 1;
      known.capital &&= word !== key;
      seen.set(key, known);
    }
  }
  const all = [...seen.values()].filter(({ word, count }) => count > 1 && word.length > 3 && !DULL.has(word));
  return {
    usual: all.filter(({ word, capital }) => word.length > 5 && !capital).map(({ word }) => word),
    names: all.filter(({ count, capital }) => capital && count <= RARE).map(({ word }) => word),
  };
}

function wordsOf(/** @type {string} */ text) {
  return text.match(/\p{L}[\p{L}\p{N}]+/gu) ?? [];
}

/** One typing error after the first letter: two letters swapped, one left out, one doubled, one hit beside. */
function misspell(/** @type {string} */ word, /** @type {Random} */ random) {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, here, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  return pick([before + next + here + after, before + next + after, before + here + here + next + after, `${before}e${next}${after}`], random);
}

function several(/** @type {Doc} */ document, /** @type {Random} */ random) {
  const words = wordsOf(`${document.title} ${document.summary}`).map((word) => word.toLowerCase());
  const telling = [...new Set(words)].filter((word) => word.length > 3 && !DULL.has(word));
  return shuffle(telling, random).slice(0, 2 + Math.floor(random() * 3)).join(" ");
}
