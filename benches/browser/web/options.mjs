// What `run.mjs` is asked to do. `cargo xtask bench web` sets everything.

import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { positive } from "../options.mjs";

export const HELP = `usage: node web/run.mjs --site DIR --vigie PROGRAM [options]

  --site DIR       a site that \`cargo xtask build\` wrote
  --vigie PROGRAM  our command line, which serves it
  --before DIR     an older build of the site, measured beside it
  --today DIR      a static page to compare with (else our first page as plain HTML, with its style and no script)
  --only A,B       contestants: ours,before,pagefind,static (else all there are)
  --rounds N       visits for each value (else 5)
  --parts A,B      what to measure: first,later,search,typing (else all)
  --networks A,B   slow,fast (else both)
  --waterfall      print the requests of one slow start of ours
  --busy           print ratios although other programs keep the machine busy
  --json FILE      write every measurement there too

The browser is the one that the variable CHROMIUM names, else /usr/bin/chromium.`;

const OPTIONS = /** @type {const} */ ({
  site: { type: "string" },
  vigie: { type: "string" },
  before: { type: "string" },
  today: { type: "string" },
  only: { type: "string" },
  rounds: { type: "string", default: "5" },
  parts: { type: "string", default: "first,later,search,typing" },
  networks: { type: "string", default: "slow,fast" },
  waterfall: { type: "boolean", default: false },
  busy: { type: "boolean", default: false },
  json: { type: "string" },
});

/**
 * Reads the command line; a wrong one ends with the help.
 * @param {string[]} words
 */
export function readOptions(words) {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  if (!values.site || !values.vigie) throw new Error(`\`--site\` and \`--vigie\` are needed\n\n${HELP}`);
  const path = (/** @type {string | undefined} */ given) => (given ? resolve(given) : undefined);
  return {
    site: resolve(values.site),
    vigie: resolve(values.vigie),
    before: path(values.before),
    today: path(values.today),
    only: values.only?.split(","),
    rounds: positive("rounds", values.rounds),
    parts: new Set(values.parts.split(",")),
    networks: values.networks.split(","),
    waterfall: values.waterfall,
    isBusyFine: values.busy,
    json: path(values.json),
    chromium: process.env.CHROMIUM || "/usr/bin/chromium",
  };
}
