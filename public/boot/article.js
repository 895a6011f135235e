// An article without the app: plain paragraphs.

import { BUNDLE_FOLDER, ENTRY_FILE, MAX_PROGRAM_BYTES } from "../shared.js";
import { bytesOf } from "../parts/bytes.js";
import { canDigest, digestOf } from "../parts/digest.js";
import { element } from "./notice.js";
import { articlePath, root } from "./site.js";

/** @typedef {{ url: string, integrity: string, month: string }} Shard */
/** @typedef {{ aliases?: string[], body?: boolean }} Extension */
/** @typedef {{ id: string, title: string, date_published: string, content_text?: string, external_url?: string, _vigie?: Extension }} Item */
/** @typedef {{ items: Item[], _vigie?: { shards: Shard[], bodies?: Shard[] } }} Feed */
/** @typedef {{ title: string, lines: (string | undefined)[], source: string | undefined }} Article */

/** @typedef {string | Part[] | { [name: string]: Part }} Part What a part of a body is made of. */

/**
 * @param {string} file
 * @param {string} [integrity]
 */
async function readJson(file, integrity = "") {
  const response = await fetch(new URL(BUNDLE_FOLDER + file, root), canDigest ? {} : { integrity });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const bytes = await bytesOf(response, MAX_PROGRAM_BYTES);
  if (canDigest && integrity && (await digestOf(bytes)) !== integrity) throw new TypeError(`altered: ${file}`);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * What is published of the article at this address.
 * @returns {Promise<Article>}
 */
export async function publishedArticle() {
  const id = `/${articlePath()}`;
  /** @type {Feed} */
  const entry = await readJson(ENTRY_FILE);
  /** @type {(item: Item) => boolean | undefined} */
  const isAsked = (item) => item.id === id || item._vigie?.aliases?.includes(id);
  let item = entry.items.find(isAsked);
  // Most addresses begin with their month.
  /** @type {(shard: Shard) => number} */
  const nearness = (shard) => Number(id.includes(`/${shard.month}`));
  const shards = [...(entry._vigie?.shards ?? [])].reverse().sort((a, b) => nearness(b) - nearness(a));
  for (const shard of shards) {
    if (item) break;
    /** @type {Feed} */
    const { items } = await readJson(shard.url, shard.integrity);
    item = items.find(isAsked);
  }
  if (!item) throw new Error(`no article ${id}`);
  const { date_published: date, content_text: text } = item;
  const lines = [date?.slice(0, 10), text];
  const bodies = entry._vigie?.bodies?.find(({ month }) => date.startsWith(month));
  if (item._vigie?.body && bodies) {
    const tree = (await readJson(bodies.url, bodies.integrity))[item.id];
    lines.push(...(tree?.b ?? []).flatMap(blockLines));
  }
  return { title: item.title, lines, source: item.external_url };
}

/** @typedef {{ items: { blocks: Block[] }[] }} List */
/** @typedef {{ head: Part[], rows: Part[][] }} Table */
/** @typedef {{ l?: List, q?: Block[], t?: Table }} Block */

/**
 * The lines of a block of a body: its texts without addresses.
 * @param {Block} block
 * @returns {string[]}
 */
function blockLines(block) {
  const { l: list, q: quote, t: table } = block;
  if (list) return list.items.flatMap((item) => item.blocks.flatMap(blockLines).map((line) => `• ${line}`));
  if (quote) return quote.flatMap(blockLines);
  if (table) return [table.head, ...table.rows].map((row) => row.map(words).join(" | "));
  const [texts] = Object.values(/** @type {Record<string, Part>} */ (block));
  return [words(texts)];
}

/**
 * All text inside a part of a body.
 * @param {Part} part
 * @returns {string}
 */
function words(part) {
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.map(words).join("");
  const { target, url, level, ...texts } = part ?? {};
  return Object.values(texts).map(words).join("");
}

/**
 * What the page shows of the article, if it got that far.
 * @returns {Article | null}
 */
export function drawnArticle() {
  /** @type {HTMLElement | null} */
  const view = document.querySelector(".article-view");
  const title = view?.querySelector("h1")?.textContent;
  if (!view || !title) return null;
  const lines = view.innerText.split("\n").filter((line) => line.trim() && line !== title);
  /** @type {HTMLAnchorElement | null} */
  const source = view.querySelector("a[target=_blank]");
  return { title, lines, source: source?.href };
}

/** @param {Article} article */
export function paragraphs({ title, lines, source }) {
  /** @type {HTMLElement[]} */
  const made = [element("h2", "panic__title", title)];
  for (const line of lines) if (line) made.push(element("p", "", line));
  if (source && /^https?:/.test(source)) {
    const link = element("a", "", source);
    Object.assign(link, { href: source, target: "_blank", rel: "noopener noreferrer", referrerPolicy: "no-referrer" });
    made.push(element("p", "", link));
  }
  return made;
}
