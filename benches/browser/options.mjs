// What `run.mjs` is asked to do. `cargo xtask bench` sets everything; by hand, only the bundle must be named.

import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const HELP = `usage: node run.mjs --bundle DIR [options]

  --bundle DIR       a bundle that \`vigie build\` wrote: the folder with articles.json
  --articles N       grow or cut the collection to N articles (else as it is)
  --engine DIR       our engine for the browser: engine.js and engine_bg.wasm; without it only the peers run
  --builder PROGRAM  our native program that writes an index
  --relevance DIR    judged searches (else relevance is skipped)
  --only A,B         engines to run, such as ours,floor,minisearch (else all)
  --rounds N         fresh pages for each engine (else 5)
  --work DIR         where intermediate files go
  --json FILE        write every measurement there too

The browser is the one that the variable CHROMIUM names, else /usr/bin/chromium.`;

const OPTIONS = /** @type {const} */ ({
  bundle: { type: "string" },
  articles: { type: "string" },
  engine: { type: "string" },
  builder: { type: "string" },
  relevance: { type: "string" },
  only: { type: "string" },
  rounds: { type: "string", default: "5" },
  work: { type: "string", default: "work" },
  json: { type: "string" },
});

export function readOptions(/** @type {string[]} */ words) {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  if (!values.bundle) throw new Error(`\`--bundle\` is missing\n\n${HELP}`);
  const path = (/** @type {string | undefined} */ value) => value && resolve(value);
  return {
    bundle: resolve(values.bundle),
    articles: values.articles ? positive("articles", values.articles) : undefined,
    engine: path(values.engine),
    builder: path(values.builder),
    relevance: path(values.relevance),
    only: values.only?.split(","),
    rounds: positive("rounds", values.rounds),
    work: resolve(values.work),
    json: path(values.json),
    chromium: process.env.CHROMIUM || "/usr/bin/chromium",
  };
}

export function positive(/** @type {string} */ name, /** @type {string} */ word) {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 1) throw new Error(`\`--${name}\` takes a number from 1 on, not \`${word}\``);
  return number;
}
