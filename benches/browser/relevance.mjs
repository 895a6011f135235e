// Relevance: what a run found against what people judged, as nDCG@10 and recall@20.
//
// A folder of judgements holds `queries-NAME.jsonl` (`qid`, `class`, `query`), `qrels-NAME.tsv` (query, article, grade)
// and `duplicates.tsv` (articles that tell one story, a group a line). A group counts as one article, found where its
// first member is, since a site shows it once.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** How many results a search is asked for. */
export const WANTED = 20;

const GAIN_AT = 10;

/** @typedef {{ qid: string, class: string, query: string }} Query */
/** @typedef {{ queries: Query[], grades: Map<string, Map<string, number>>, story: (id: string) => string }} Judgements */
/** @typedef {{ kind: string, ndcg: number, recall: number }} Scored */

/** Reads the judgements, or says why there are none. */
export function readJudgements(/** @type {string} */ folder) {
  const names = existsSync(folder) ? readdirSync(folder).flatMap((file) => file.match(/^queries-(.+)\.jsonl$/)?.[1] ?? []) : [];
  if (names.length === 0) throw new Error(`no judgements in \`${folder}\`: it needs queries-NAME.jsonl and qrels-NAME.tsv`);
  const groups = readGroups(join(folder, "duplicates.tsv"));
  const story = (/** @type {string} */ id) => groups.get(id) ?? id;
  /** @type {Query[]} */
  const queries = names.flatMap((name) => lines(join(folder, `queries-${name}.jsonl`)).map((line) => JSON.parse(line)));
  /** @type {Map<string, Map<string, number>>} */
  const grades = new Map(queries.map(({ qid }) => [qid, new Map()]));
  for (const [qid, id, grade] of names.flatMap((name) => lines(join(folder, `qrels-${name}.tsv`)).map((line) => line.split("\t")))) {
    const known = grades.get(qid);
    known?.set(story(id), Math.max(Number(grade), known.get(story(id)) ?? 0));
  }
  return { queries, grades, story };
}

/** Scores the answers, a list of article ids for each query in the order of `judgements.queries`. */
export function score(/** @type {Judgements} */ judgements, /** @type {string[][]} */ answers) {
  const rows = judgements.queries.map(({ qid, class: kind }, at) => {
    const grades = judgements.grades.get(qid) ?? new Map();
    const found = [...new Set(answers[at].map(judgements.story))].map((id) => grades.get(id) ?? 0);
    return { kind, ndcg: ndcg(found, [...grades.values()]), recall: recall(found, [...grades.values()]) };
  });
  const classes = [...new Set(rows.map(({ kind }) => kind))];
  return {
    all: averages(rows),
    classes: new Map(classes.map((kind) => [kind, averages(rows.filter((row) => row.kind === kind))])),
  };
}

/** Gain of the first ten over that of the best possible order; 0 without results. */
export function ndcg(/** @type {number[]} */ found, /** @type {number[]} */ judged) {
  const best = gain([...judged].sort((a, b) => b - a));
  return best === 0 ? 0 : gain(found) / best;
}

/** The share of directly relevant articles that is among the first twenty, of which there is room for twenty. */
export function recall(/** @type {number[]} */ found, /** @type {number[]} */ judged) {
  const direct = (/** @type {number} */ grade) => grade === 2;
  const possible = Math.min(judged.filter(direct).length, WANTED);
  return possible === 0 ? 0 : found.slice(0, WANTED).filter(direct).length / possible;
}

function gain(/** @type {number[]} */ grades) {
  return grades.slice(0, GAIN_AT).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}

function averages(/** @type {Scored[]} */ rows) {
  const mean = (/** @type {(row: Scored) => number} */ of) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  return { ndcg: mean((row) => row.ndcg), recall: mean((row) => row.recall) };
}

/** @returns {Map<string, string>} */
function readGroups(/** @type {string} */ file) {
  if (!existsSync(file)) return new Map();
  return new Map(lines(file).flatMap((line) => line.split("\t").map((id, _, group) => /** @type {const} */ ([id, group[0]]))));
}

function lines(/** @type {string} */ file) {
  return readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "");
}
