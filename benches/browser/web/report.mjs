// The results as tables in Markdown: absolute medians, and in brackets how many times those of the contestant compared with.

import { quantile } from "../statistics.mjs";
import { grid } from "../table.mjs";

/**
 * One row: what was measured, in which unit, and for each contestant all its values.
 * @typedef {{ what: string, unit: string, values: Map<string, number[]>, share?: number }} Row
 */

const DIGITS = /** @type {Record<string, (value: number) => string>} */ ({
  ms: (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1)),
  KB: (value) => (value / 1000).toFixed(1),
  MB: (value) => value.toFixed(0),
  "": (value) => (Number.isInteger(value) ? String(value) : value.toFixed(4)),
});

/** The median, or the quantile that the row is about. @param {Row} row @param {string} id */
const valueIn = ({ values, share = 0.5 }, id) => quantile(values.get(id) ?? [], share);

/**
 * @param {string} title
 * @param {Row[]} rows
 * @param {{ id: string, name: string }[]} columns
 * @param {boolean} hasRatios
 */
export function table(title, rows, columns, hasRatios) {
  const [ours] = columns;
  const cell = (/** @type {Row} */ row, /** @type {string} */ id) => {
    const value = valueIn(row, id);
    if (!Number.isFinite(value)) return "–";
    const text = `${DIGITS[row.unit]?.(value)} ${row.unit}`.trim();
    const base = ours && id !== ours.id ? valueIn(row, ours.id) : NaN;
    return hasRatios && Number.isFinite(base / value) ? `${text} (ours ×${(base / value).toFixed(2)})` : text;
  };
  const lines = [[title, ...columns.map(({ name }) => name)], ...rows.map((row) => [row.what, ...columns.map(({ id }) => cell(row, id))])];
  return grid(lines);
}
