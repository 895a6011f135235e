// The documents of a site: what `vigie build` wrote, as plain objects in the order of the index, oldest first.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads every card of the bundle in `folder` as `{ id, title, summary, source, date }`.
 *
 * The shards that the entry names hold the whole collection; the entry's own cards are repetitions.
 * @returns {Doc[]}
 */
export function readDocuments(/** @type {string} */ folder) {
  const entry = readJson(folder, "articles.json");
  const shards = entry._vigie?.shards;
  if (!shards) throw new Error(`no bundle in \`${folder}\`: build one with \`vigie build\``);
  return shards.flatMap((/** @type {{ url: string }} */ shard) => readJson(folder, shard.url).items.map(document));
}

function readJson(/** @type {string} */ folder, /** @type {string} */ name) {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

/**
 * @param {{ id: string, title?: string, content_text?: string, date_published?: string, _vigie?: { source?: string } }} item
 * @returns {Doc}
 */
function document(item) {
  return {
    id: item.id,
    title: item.title ?? "",
    summary: item.content_text ?? "",
    source: item._vigie?.source ?? "",
    date: item.date_published ?? "1970-01-01T00:00:00Z",
  };
}
