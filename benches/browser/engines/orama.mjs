// Orama: BM25 with one error tolerated; a beginning matches unless asked otherwise. A boost of the title made its
// relevance worse, so it has none.

import { create, insertMultiple, load, save, search as ask } from "@orama/orama";
import { decodeJson, encodeJson } from "../json.mjs";

export const name = "Orama";

const database = () => create({ schema: { title: "string", summary: "string", source: "string" } });

export async function build(/** @type {Doc[]} */ documents) {
  const made = database();
  const kept = documents.map(({ title, summary, source }, id) => ({ id: String(id), title, summary, source }));
  await insertMultiple(made, kept);
  return { index: encodeJson(save(made)) };
}

export function open(/** @type {Bytes} */ bytes) {
  const made = database();
  load(made, decodeJson(bytes));
  return made;
}

export async function search(/** @type {ReturnType<typeof database>} */ index, /** @type {string} */ term, /** @type {number} */ limit) {
  const { hits } = await ask(index, { term, limit, tolerance: 1 });
  return hits.map(({ id }) => Number(id));
}
