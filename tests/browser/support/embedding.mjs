// Pages of others that hold what `vigie snippet` prints, and a site that allows one of them to frame it.

import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { buildSite, temporaryFolder } from "./built_site.mjs";
import { program, sample } from "./environment.mjs";

/**
 * Builds the sample site with these origins under `[embed] allow`.
 * @param {string[]} origins
 */
export function siteFor(...origins) {
  const content = join(temporaryFolder(), "content");
  cpSync(sample, content, { recursive: true });
  const settings = readFileSync(join(content, "vigie.toml"), "utf8");
  writeFileSync(join(content, "vigie.toml"), `${settings}\n[embed]\nallow = ${JSON.stringify(origins)}\n`);
  return buildSite(content);
}

/**
 * What the command line prints.
 * @param {string} folder
 * @param {string[]} options
 */
export function snippet(folder, ...options) {
  return execFileSync(program, ["snippet", folder, ...options], { encoding: "utf8" });
}

/**
 * A page of somebody else around some code.
 * @param {string} code
 */
export function pageWith(code, head = "") {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Intranet</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">${head}</head>
<body><main><h1>Intranet</h1>
${code}
</main></body></html>`;
}

/**
 * How much of a picture is light, from 0 to 1: points with a channel of 90 or more.
 * @param {import("playwright-core").BrowserContext} context
 * @param {Buffer} png
 */
export async function lightIn(context, png) {
  const page = await context.newPage();
  const light = await page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    if (!canvas) throw new Error("no canvas");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (Math.max(data[at], data[at + 1], data[at + 2]) >= 90) count += 1;
    return count / (data.length / 4);
  }, png.toString("base64"));
  await page.close();
  return light;
}
