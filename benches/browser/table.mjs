// The results as text: absolute values, and in brackets how many times ours.

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: Row) => number | undefined} of
 * @property {(value: number) => string} show
 * @property {boolean} [isScore]
 */

/** @type {Column[]} */
const COLUMNS = [
  { title: "code br", of: (row) => row.code.brotli, show: kilobytes },
  { title: "index", of: (row) => row.index.raw, show: kilobytes },
  { title: "index br", of: (row) => row.index.brotli, show: kilobytes },
  { title: "ready", of: (row) => row.ready, show: milliseconds },
  { title: "first answer", of: (row) => row.first, show: milliseconds },
  { title: "query p50", of: (row) => row.p50, show: milliseconds },
  { title: "query p95", of: (row) => row.p95, show: milliseconds },
  { title: "slowest", of: (row) => row.slowest, show: milliseconds },
  { title: "memory", of: (row) => row.memory, show: megabytes },
  { title: "nDCG@10", of: (row) => row.relevance?.all.ndcg, show: share, isScore: true },
  { title: "recall@20", of: (row) => row.relevance?.all.recall, show: share, isScore: true },
];

/** All engines, ours first if it ran. */
export function results(/** @type {Row[]} */ rows) {
  const ours = rows.find(({ id }) => id === "ours");
  const columns = COLUMNS.filter(({ of }) => rows.some((row) => of(row) !== undefined));
  const cell = (/** @type {Column} */ { of, show, isScore }, /** @type {Row} */ row) => {
    const value = of(row);
    if (value === undefined || Number.isNaN(value)) return "–";
    return ours && row !== ours && !isScore ? `${show(value)} (×${ratio(value / (of(ours) ?? NaN))})` : show(value);
  };
  return grid([["", ...columns.map(({ title }) => title)], ...rows.map((row) => [row.name, ...columns.map((column) => cell(column, row))])]);
}

/** Relevance by class of query. */
export function classes(/** @type {Row[]} */ rows) {
  const kinds = [...(rows[0].relevance?.classes.keys() ?? [])];
  const line = (/** @type {Row} */ row) => [row.name, ...kinds.map((kind) => share(row.relevance?.classes.get(kind)?.ndcg ?? NaN)), share(row.relevance?.all.ndcg ?? NaN)];
  return grid([["nDCG@10", ...kinds, "all"], ...rows.map(line)]);
}

/** A table in Markdown that reads well in a terminal too. */
export function grid(/** @type {string[][]} */ lines) {
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  const draw = (/** @type {string[]} */ line) => `| ${line.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [draw(lines[0]), rule, ...lines.slice(1).map(draw)].join("\n");
}

function ratio(/** @type {number} */ value) {
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2);
}

function milliseconds(/** @type {number} */ value) {
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(2)} ms`;
}

function kilobytes(/** @type {number} */ value) {
  return `${(value / 1000).toFixed(0)} KB`;
}

function megabytes(/** @type {number} */ value) {
  return `${(value / 1e6).toFixed(1)} MB`;
}

function share(/** @type {number} */ value) {
  return value.toFixed(3);
}
