// The floor: how little a ranked search can cost in plain JavaScript.
//
// BM25 over typed arrays that are read in place: accents are folded, but there is no stemming and no error tolerance; the
// last word is a prefix. Nothing that does more can be expected to be much faster.
//
// The bytes are five numbers (documents, words, postings, bytes of the words, mean length of a document in
// hundredths), then offsets of the words' postings and the postings' documents (32 bits each), the documents' lengths
// (16), the postings' frequencies (8), and the sorted words, a line each.

export const name = "floor";

const K1 = 1.2;
const B = 0.75;

/** A word of the title counts as this many. */
const TITLE = 3;

const HEADER = 5;

/**
 * Documents of each word, with how often it is in them.
 * @typedef {Map<string, [number, number][]>} Lists
 */
/** @typedef {ReturnType<typeof open>} Index */

export function build(/** @type {Doc[]} */ documents) {
  /** @type {Lists} */
  const lists = new Map();
  const lengths = new Uint16Array(documents.length);
  documents.forEach(({ title, summary, source }, document) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    const count = (/** @type {string} */ text, /** @type {number} */ weight) => wordsOf(text).forEach((word) => counts.set(word, (counts.get(word) ?? 0) + weight));
    count(title, TITLE);
    count(`${summary} ${source}`, 1);
    for (const [word, frequency] of counts) {
      lengths[document] += frequency;
      const list = lists.get(word) ?? [];
      lists.set(word, list);
      list.push([document, Math.min(frequency, 255)]);
    }
  });
  return { index: encode(lists, lengths) };
}

function encode(/** @type {Lists} */ lists, /** @type {Uint16Array} */ lengths) {
  const words = [...lists.keys()].sort();
  const postings = words.flatMap((word) => lists.get(word) ?? []);
  const offsets = new Uint32Array(words.length + 1);
  words.forEach((word, at) => (offsets[at + 1] = offsets[at] + (lists.get(word)?.length ?? 0)));
  const text = new TextEncoder().encode(words.join("\n"));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const parts = [
    new Uint32Array([lengths.length, words.length, postings.length, text.length, Math.round(mean * 100)]),
    offsets,
    Uint32Array.from(postings, ([document]) => document),
    lengths,
    Uint8Array.from(postings, ([, frequency]) => frequency),
    text,
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

export function open(/** @type {Bytes} */ { buffer }) {
  const [documents, count, postings, letters, mean] = new Uint32Array(buffer, 0, HEADER);
  let at = HEADER * 4;
  /**
   * @template {{ byteLength: number }} View
   * @param {new (buffer: ArrayBuffer, at: number, length: number) => View} Kind
   * @param {number} length
   */
  const next = (Kind, length) => {
    const view = new Kind(buffer, at, length);
    at += view.byteLength;
    return view;
  };
  return {
    mean: mean / 100,
    offsets: next(Uint32Array, count + 1),
    postings: next(Uint32Array, postings),
    lengths: next(Uint16Array, documents),
    frequencies: next(Uint8Array, postings),
    scores: new Float32Array(documents),
    words: new TextDecoder().decode(next(Uint8Array, letters)).split("\n"),
  };
}

export function search(/** @type {Index} */ index, /** @type {string} */ text, /** @type {number} */ limit) {
  const typed = wordsOf(text);
  index.scores.fill(0);
  typed.forEach((word, at) => {
    const first = lowerBound(index.words, word);
    if (at < typed.length - 1) return index.words[first] === word && add(index, first, 1);
    for (let term = first; term < index.words.length && index.words[term].startsWith(word); term++) {
      add(index, term, index.words[term] === word ? 1 : 0.5);
    }
  });
  return best(index.scores, limit);
}

function add(/** @type {Index} */ { offsets, postings, frequencies, lengths, scores, mean }, /** @type {number} */ term, /** @type {number} */ weight) {
  const [start, end] = [offsets[term], offsets[term + 1]];
  const idf = weight * Math.log(1 + (lengths.length - (end - start) + 0.5) / (end - start + 0.5));
  for (let at = start; at < end; at++) {
    const document = postings[at];
    const norm = K1 * (1 - B + (B * lengths[document]) / mean);
    scores[document] += (idf * frequencies[at] * (K1 + 1)) / (frequencies[at] + norm);
  }
}

/** The documents with the highest scores: a short sorted list that a document enters from below. */
function best(/** @type {Float32Array} */ scores, /** @type {number} */ limit) {
  /** @type {number[]} */
  const top = [];
  for (let document = 0; document < scores.length; document++) {
    const score = scores[document];
    if (score === 0 || (top.length === limit && score <= scores[top[limit - 1]])) continue;
    let at = top.length === limit ? limit - 1 : top.length;
    while (at > 0 && scores[top[at - 1]] < score) {
      top[at] = top[at - 1];
      at -= 1;
    }
    top[at] = document;
  }
  return top;
}

function lowerBound(/** @type {string[]} */ words, /** @type {string} */ wanted) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordsOf(/** @type {string} */ text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
