// The browser benchmark of search: ours and the peers, side by side in one run over the same documents and queries.
//
// Timings on a shared machine are noisy. So every engine gets several fresh pages, all engines take turns, medians are
// compared, and what counts are ratios within one run.

import { mkdirSync, writeFileSync } from "node:fs";

import { readDocuments } from "./documents.mjs";
import { launch, measure } from "./measure.mjs";
import { multiply } from "./multiply.mjs";
import { readOptions } from "./options.mjs";
import { publish } from "./pages.mjs";
import { makeQueries } from "./queries.mjs";
import { readJudgements, score } from "./relevance.mjs";
import { serve } from "./server.mjs";
import { median, medianOfEach, quantile } from "./statistics.mjs";
import { classes, results } from "./table.mjs";
import { brotliQuality } from "./weight.mjs";

/** Every engine, in the order of the table. */
const ENGINES = ["ours", "floor", "minisearch", "lunr", "flexsearch", "orama", "fuse", "pagefind"];

/** Rounds in which the queries are asked; in the others only the start is measured. */
const ASKING_ROUNDS = 3;

/** An engine whose queries take longer than this in sum is asked in one round only. */
const PATIENCE_MS = 30_000;

const options = readOptions(process.argv.slice(2));
mkdirSync(options.work, { recursive: true });
const read = readDocuments(options.bundle);
const documents = multiply(read, options.articles ?? read.length);
const queries = makeQueries(documents);
const judgements = judge();
/** @type {Map<string, Uint8Array>} */
const files = new Map();
const server = await serve(files);
const browser = await launch(options.chromium);
try {
  say(`${documents.length} articles, ${queries.length} queries, Chromium ${browser.version()}`);
  const rows = [];
  for (const id of chosen()) rows.push(await prepare(id));
  for (let round = 0; round < options.rounds; round++) {
    for (const row of rows) await runRound(row, round);
  }
  report(rows.map(conclude));
} finally {
  await browser.close();
  server.close();
}

function chosen() {
  const ids = options.only ?? ENGINES;
  const unknown = ids.find((id) => !ENGINES.includes(id));
  if (unknown) throw new Error(`unknown engine \`${unknown}\`: there are ${ENGINES.join(", ")}`);
  if (options.engine && options.builder) return ids;
  say("ours is left out: `--engine` and `--builder` are not given");
  return ids.filter((id) => id !== "ours");
}

/** Judgements are about the articles as they are, so they say nothing of a collection grown or cut. */
function judge() {
  if (!options.relevance) return skip("no folder of judgements is given (`--relevance DIR`)");
  if (documents.length !== read.length) return skip("`--articles` made another collection of it");
  return readJudgements(options.relevance);
}

function skip(/** @type {string} */ why) {
  say(`relevance is skipped: ${why}`);
  return null;
}

/** @typedef {Published & { id: string, name: string, note: string | undefined, hidesMemory: boolean | undefined, rounds: Measured[] }} Prepared */

/** @returns {Promise<Prepared>} */
async function prepare(/** @type {string} */ id) {
  /** @type {Engine} */
  const engine = await import(`./engines/${id}.mjs`);
  const page = await publish(id, engine, documents, options, files);
  say(`${engine.name}: index built in ${page.buildSeconds.toFixed(1)} s`);
  return { id, name: engine.name, note: engine.note, hidesMemory: engine.hidesMemory, ...page, rounds: [] };
}

async function runRound(/** @type {Prepared} */ row, /** @type {number} */ round) {
  const isSlow = row.rounds.some(({ times }) => times && sum(times) > PATIENCE_MS);
  const texts = round < ASKING_ROUNDS && !isSlow ? queries.map(({ text }) => text) : null;
  const judged = round === 0 && judgements ? judgements.queries.map(({ query }) => query) : null;
  row.rounds.push(await measure(browser, server.url + row.path, { texts, judged }));
}

/** @returns {Row} */
function conclude(/** @type {Prepared} */ { rounds, ...row }) {
  const asked = rounds.filter(({ times }) => times);
  const times = medianOfEach(asked.map(({ times }) => times ?? []));
  const answers = rounds[0].answers?.map((found) => found.map((document) => documents[document].id.split("/").pop() ?? ""));
  return {
    ...row,
    ready: median(rounds.map(({ ready }) => ready)),
    first: median(rounds.map(({ first }) => first)),
    times,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    slowest: quantile(times, 1),
    memory: row.hidesMemory ? undefined : median(asked.map(({ memory }) => memory)),
    relevance: answers && judgements ? score(judgements, answers) : undefined,
  };
}

function report(/** @type {Row[]} */ rows) {
  say(`\n${results(rows)}\n`);
  if (judgements) say(`${classes(rows)}\n`);
  say(`bytes with brotli ${brotliQuality(documents.length)}; ready: bytes in memory until it can be asked; in brackets: times ours`);
  for (const { name, note, times } of rows) {
    if (note) say(`${name}: ${note}`);
    if (times.length < queries.length) say(`${name}: asked only ${times.length} of the ${queries.length} queries, for lack of time`);
  }
  if (options.json) writeFileSync(options.json, JSON.stringify({ articles: documents.length, queries, rows }, keepMaps, 1));
}

function keepMaps(/** @type {string} */ _, /** @type {unknown} */ value) {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function sum(/** @type {number[]} */ values) {
  return values.reduce((total, value) => total + value, 0);
}

function say(/** @type {string} */ text) {
  console.log(text);
}
