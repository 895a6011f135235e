// MiniSearch, with the options its introduction recommends: title boosted, prefixes, errors in proportion to length.

import MiniSearch from "minisearch";
import { decodeJson, encodeJson } from "../json.mjs";

export const name = "MiniSearch";

const OPTIONS = {
  fields: ["title", "summary", "source"],
  searchOptions: { boost: { title: 2 }, prefix: true, fuzzy: 0.2 },
};

export function build(/** @type {Doc[]} */ documents) {
  const index = new MiniSearch(OPTIONS);
  index.addAll(documents.map((document, id) => ({ ...document, id })));
  return { index: encodeJson(index) };
}

export function open(/** @type {Bytes} */ bytes) {
  return MiniSearch.loadJS(decodeJson(bytes), OPTIONS);
}

export function search(/** @type {MiniSearch} */ index, /** @type {string} */ text, /** @type {number} */ limit) {
  return index.search(text).slice(0, limit).map(({ id }) => id);
}
