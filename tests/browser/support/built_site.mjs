// Sites of other articles than the sample, built by the real command line around the app under test.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { dist, program } from "./environment.mjs";

/** @type {string[]} */
const made = [];
process.once("exit", () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that goes when the tests end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "vigie-tests-"));
  made.push(folder);
  return folder;
}

/**
 * Builds the site of a content folder and returns its folder. `change`, if given, is called with a copy of the app's
 * folder and may change it first: another version of the program.
 * @param {string} content
 * @param {(app: string) => void} [change]
 */
export function buildSite(content, change) {
  const out = join(temporaryFolder(), "site");
  let folder = dist;
  if (change) {
    const copy = join(temporaryFolder(), "changed-app");
    cpSync(folder, copy, { recursive: true });
    change(copy);
    folder = copy;
  }
  // Collections are dated by tests, also ahead of the clock they are built by.
  execFileSync(program, ["build", content, "-o", out, "--app", folder, "--future", "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}

/**
 * Writes files, given as `{ name: text }`, into a new content folder.
 * @param {Record<string, string>} files
 */
export function contentFolder(files) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/**
 * The text of an article's file. Values are written as JSON, which is YAML.
 * @param {{ body?: string, [field: string]: unknown }} fields
 */
export function article({ body = "", ...front }) {
  const lines = Object.entries(front).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body}\n`;
}

/**
 * Changes the text of a file in an app's folder.
 * @param {string} app
 * @param {string} file
 * @param {(text: string) => string} change
 */
export function edit(app, file, change) {
  writeFileSync(join(app, file), change(readFileSync(join(app, file), "utf8")));
}
