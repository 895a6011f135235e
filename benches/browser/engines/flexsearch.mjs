// FlexSearch: beginnings are indexed (`forward`), its balanced encoder forgives spelling, and fewer words are enough
// where not all are met (`suggest`). It ranks by field and place, without weights: the title comes first.

import { Charset, Document } from "flexsearch";
import { decodeJson, encodeJson } from "../json.mjs";

export const name = "FlexSearch";

const empty = () =>
  new Document({
    document: { id: "id", index: ["title", "summary", "source"] },
    tokenize: "forward",
    encoder: Charset.LatinBalance,
  });

export async function build(/** @type {Doc[]} */ documents) {
  const index = empty();
  documents.forEach(({ title, summary, source }, id) => index.add({ id, title, summary, source }));
  /** @type {[string, string][]} */
  const parts = [];
  await index.export((key, part) => {
    if (part !== undefined) parts.push([key, part]);
  });
  return { index: encodeJson(parts) };
}

export async function open(/** @type {Bytes} */ bytes) {
  const index = empty();
  for (const [key, part] of decodeJson(bytes)) await index.import(key, part);
  return index;
}

export function search(/** @type {ReturnType<typeof empty>} */ index, /** @type {string} */ text, /** @type {number} */ limit) {
  const found = index.search(text, { limit, suggest: true, merge: true });
  return found.slice(0, limit).map(({ id }) => id);
}
