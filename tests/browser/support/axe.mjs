// Runs axe-core on the current page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Every violation axe-core finds on the page, as a line of text.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  // Evaluated by the debugger, so the page's policy stays as it is.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(async (tags) => {
    /** @type {import("axe-core").AxeResults} */
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    /** @type {(id: string, node: import("axe-core").NodeResult) => string} */
    const line = (id, node) => `${id}: ${node.target.join(" ")} (${node.any[0]?.message ?? node.html.slice(0, 120)})`;
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => line(id, node)));
  }, TAGS);
}
