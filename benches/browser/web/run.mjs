// The benchmark of the page: paint, start, answers and typing, beside Pagefind's default page over the same articles and
// beside a page of plain HTML, in turn in one browser.
//
// Timings on a shared machine are noisy: all contestants take turns, medians are compared, and what counts are ratios
// within one run. Those are not printed when other programs keep the machine busy.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { readDocuments } from "../documents.mjs";
import { launch } from "../measure.mjs";
import { contestants } from "./contestants.mjs";
import { count } from "./counter.mjs";
import { BUSY, calibrate, load } from "./machine.mjs";
import { COUNTS } from "./observe.mjs";
import { readOptions } from "./options.mjs";
import { addressQueries, phrasesToType } from "./queries.mjs";
import { table } from "./report.mjs";
import { type } from "./typing.mjs";
import { answered, blocking, finish, open, started, weight } from "./visit.mjs";
import { waterfall } from "./waterfall.mjs";

/** @typedef {import("./report.mjs").Row} Row */
/** @typedef {import("./contestants.mjs").Contestant & { take: () => { requests: number, bytes: number } }} Counted */

const options = readOptions(process.argv.slice(2));
const documents = readDocuments(join(options.site, "bundle"));
const queries = addressQueries(documents);
const phrases = phrasesToType(documents);
const began = { load: load(), calibration: calibrate() };

const all = await Promise.all((await contestants(options, documents)).map(async (contestant) => {
  const counter = await count(contestant.url);
  const close = () => {
    counter.close();
    contestant.close();
  };
  return { ...contestant, url: counter.url, take: counter.take, close };
}));
const browser = await launch(options.chromium);

/** Tables in order: title and rows. @type {Map<string, Map<string, Row>>} */
const tables = new Map();

/**
 * Notes one value.
 * @param {string} title
 * @param {string} what
 * @param {string} unit
 * @param {string} id
 * @param {number | null | undefined} value
 * @param {number} [share]
 */
function note(title, what, unit, id, value, share) {
  const rows = tables.get(title) ?? new Map();
  tables.set(title, rows);
  const row = rows.get(what) ?? { what, unit, values: new Map(), share };
  rows.set(what, row);
  if (typeof value !== "number" || !Number.isFinite(value)) return;
  row.values.set(id, [...(row.values.get(id) ?? []), value]);
}

/**
 * Notes what every start has.
 * @param {string} title
 * @param {Counted} contestant
 * @param {import("./observe.mjs").Seen} seen
 */
function noteStart(title, { id }, seen) {
  const { blocking: sum, longest } = blocking(seen.tasks);
  note(title, "first paint", "ms", id, seen.paint);
  note(title, "largest paint", "ms", id, seen.largest);
  note(title, "app started", "ms", id, seen.start);
  note(title, "blocking time", "ms", id, sum);
  note(title, "longest task", "ms", id, longest);
  note(title, "layout shift", "", id, seen.shift);
}

/** First visit and later visit, without a query. @param {Counted} contestant @param {boolean} isSlow */
async function starts(contestant, isSlow) {
  const { id, take } = contestant;
  const network = isSlow ? "slow" : "fast";
  const context = await browser.newContext();
  take();
  const first = await open(context, contestant, { isSlow });
  if (options.parts.has("first")) {
    const title = `first visit, ${network}`;
    noteStart(title, contestant, await started(first, contestant));
    const { requests, bytes } = take();
    note(title, "requests", "", id, requests);
    note(title, "bytes", "KB", id, bytes);
    const { elements, megabytes } = await weight(first);
    note(title, "elements", "", id, elements);
    note(title, "memory of the renderer", "MB", id, megabytes);
  }
  if (options.parts.has("later")) {
    await finish(first, contestant);
    take();
    const later = await open(context, contestant, { isSlow });
    const title = `later visit, ${network}`;
    noteStart(title, contestant, await started(later, contestant));
    const { requests, bytes } = take();
    note(title, "requests", "", id, requests);
    note(title, "bytes", "KB", id, bytes);
  }
  await context.close();
}

/** Results of a query in the address, and of a word that is typed as soon as there is a box. @param {Counted} contestant @param {boolean} isSlow */
async function searches(contestant, isSlow) {
  const network = isSlow ? "slow" : "fast";
  const most = Math.max(...COUNTS);
  for (const [kind, query] of Object.entries(queries)) {
    const context = await browser.newContext();
    const visit = await open(context, contestant, { isSlow, search: `?q=${encodeURIComponent(query)}` });
    const { results, shift } = await answered(visit, kind === "common" ? most : 5);
    const title = `in the address, ${network}: ${kind} (${query})`;
    for (const wanted of COUNTS) if (kind === "common" || wanted < most) note(title, `result ${wanted}`, "ms", contestant.id, results[wanted]);
    note(title, "layout shift", "", contestant.id, shift);
    await context.close();
  }
  const context = await browser.newContext();
  const visit = await open(context, contestant, { isSlow });
  const box = visit.page.locator(contestant.sight.box);
  await box.waitFor();
  await box.pressSequentially(queries.common, { timeout: 60_000 });
  const { results, typed, shift } = await answered(visit, 5);
  const title = `typed as soon as there is a box, ${network}: ${queries.common}`;
  note(title, "first key", "ms", contestant.id, typed);
  note(title, "result 1", "ms", contestant.id, results[1]);
  note(title, "result 5", "ms", contestant.id, results[5]);
  note(title, "layout shift", "", contestant.id, shift);
  await context.close();
}

/** Typing into a page that has everything. @param {Counted} contestant @param {boolean} isSlow */
async function typing(contestant, isSlow) {
  const context = await browser.newContext();
  const visit = await open(context, contestant, { isSlow: false });
  await started(visit, contestant);
  const measured = await type(visit, contestant, phrases, isSlow);
  const title = `typing, ${isSlow ? "processor slowed 4 times" : "fast"} (${measured.keys} keys)`;
  const { id } = contestant;
  for (const time of measured.painted) {
    note(title, "key to painted, median", "ms", id, time, 0.5);
    note(title, "key to painted, 95 of 100", "ms", id, time, 0.95);
  }
  note(title, "keys that changed something", "", id, measured.painted.length);
  note(title, "longest task", "ms", id, blocking(measured.tasks).longest);
  note(title, "script of a key", "ms", id, measured.script);
  note(title, "layout of a key", "ms", id, measured.layout);
  note(title, "layouts of a key", "", id, measured.layouts);
  await context.close();
}

try {
  console.log(`${documents.length} articles, ${options.rounds} rounds, Chromium ${browser.version()}`);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const network of options.networks) {
      const isSlow = network === "slow";
      for (const contestant of all) {
        if (options.parts.has("first") || options.parts.has("later")) await starts(contestant, isSlow);
        if (options.parts.has("search") && contestant.canSearch) await searches(contestant, isSlow);
        if (options.parts.has("typing") && contestant.canSearch) await typing(contestant, isSlow);
      }
    }
    console.error(`round ${round + 1} of ${options.rounds}`);
  }
  // The browser's own work counts for the load, so what matters is what was there before.
  const isFair = options.isBusyFine || began.load <= BUSY;
  console.log(`calibration ${began.calibration.toFixed(0)} ms before, ${calibrate().toFixed(0)} ms after; load before ${began.load.toFixed(1)}`);
  for (const [title, rows] of tables) console.log(`\n${table(title, [...rows.values()], all, isFair)}`);
  if (!isFair) console.log("\nno ratios: the machine was busy before the run (`--busy` prints them all the same)");
  const [ours] = all;
  if (options.waterfall && ours) {
    for (const search of ["", `?q=${encodeURIComponent(queries.common)}`]) console.log(`\n${await waterfall(browser, ours, search)}`);
  }
  if (options.json) writeFileSync(options.json, JSON.stringify({ began, queries, tables }, (_, value) => (value instanceof Map ? Object.fromEntries(value) : value), 1));
} finally {
  await browser.close();
  for (const { close } of all) close();
}
