// Lunr, asked as its guide builds a search while typing: the word itself far above a beginning, above an error.

import lunr from "lunr";
import { decodeJson, encodeJson } from "../json.mjs";

export const name = "Lunr";

/** Weights of the guide: a word as it is, going on, and with one error. */
const BOOST = { exact: 100, prefix: 10, fuzzy: 1 };

export function build(/** @type {Doc[]} */ documents) {
  const builder = new lunr.Builder();
  builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
  builder.searchPipeline.add(lunr.stemmer);
  builder.ref("id");
  builder.field("title", { boost: 2 });
  builder.field("summary");
  builder.field("source");
  documents.forEach((document, id) => builder.add({ ...document, id }));
  return { index: encodeJson(builder.build()) };
}

export function open(/** @type {Bytes} */ bytes) {
  return lunr.Index.load(decodeJson(bytes));
}

export function search(/** @type {lunr.Index} */ index, /** @type {string} */ text, /** @type {number} */ limit) {
  const words = lunr.tokenizer(text).map(String);
  const found = index.query((query) => {
    for (const word of words) {
      query.term(word, { boost: BOOST.exact });
      query.term(word, { boost: BOOST.prefix, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      query.term(word, { boost: BOOST.fuzzy, usePipeline: false, editDistance: 1 });
    }
  });
  return found.slice(0, limit).map(({ ref }) => Number(ref));
}
