// Pages of others that hold what `vigie snippet` prints, and a site that allows one of them to frame it.

import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { buildSite, temporaryFolder } from "./built_site.mjs";
import { program, sample } from "./environment.mjs";

/** Builds the sample site with these origins under `[embed] allow`. */
export function siteFor(...origins) {
  const content = join(temporaryFolder(), "content");
  cpSync(sample, content, { recursive: true });
  const settings = readFileSync(join(content, "vigie.toml"), "utf8");
  writeFileSync(join(content, "vigie.toml"), `${settings}\n[embed]\nallow = ${JSON.stringify(origins)}\n`);
  return buildSite(content);
}

/** What the command line prints. */
export function snippet(folder, ...options) {
  return execFileSync(program, ["snippet", folder, ...options], { encoding: "utf8" });
}

/** A page of somebody else around some code. */
export function pageWith(code, head = "") {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Intranet</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">${head}</head>
<body><main><h1>Intranet</h1>
${code}
</main></body></html>`;
}

/** The colour of one point of a picture, as `[red, green, blue]`. */
export async function colourAt(context, png, x, y) {
  const page = await context.newPage();
  const colour = await page.evaluate(
    async ([text, x, y]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${text}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      return [...canvas.getImageData(x, y, 1, 1).data].slice(0, 3);
    },
    [png.toString("base64"), x, y],
  );
  await page.close();
  return colour;
}
