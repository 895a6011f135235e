// Fuse, which has no inverted index: it carries the documents and compares the query with each.

import Fuse from "fuse.js";
import { decodeJson, encodeJson } from "../json.mjs";

export const name = "Fuse";

const OPTIONS = {
  keys: [{ name: "title", weight: 2 }, "summary", "source"],
  // For texts of more than a line: a match far from the beginning counts as much.
  ignoreLocation: true,
  // For several words: each is looked for by itself and rare ones count more.
  useTokenSearch: true,
  // The default of 0.6 takes nearly anything; lower is stricter.
  threshold: 0.2,
};

export function build(/** @type {Doc[]} */ documents) {
  const kept = documents.map(({ title, summary, source }) => ({ title, summary, source }));
  return { index: encodeJson({ documents: kept, index: Fuse.createIndex(OPTIONS.keys, kept) }) };
}

export function open(/** @type {Bytes} */ bytes) {
  const { documents, index } = decodeJson(bytes);
  return new Fuse(documents, OPTIONS, Fuse.parseIndex(index));
}

export function search(/** @type {ReturnType<typeof open>} */ fuse, /** @type {string} */ text, /** @type {number} */ limit) {
  return fuse.search(text, { limit }).map(({ refIndex }) => refIndex);
}
