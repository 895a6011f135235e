// Draws the icons of the installed app from `public/icon.svg`: `node support/draw_icons.mjs`, after the drawing changed.
//
// Maskable icons and that of a home screen are filled to the edge, since the system cuts its own shape; what is drawn
// then stays inside the circle that every shape leaves.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../../public");
const drawing = readFileSync(join(folder, "icon.svg"), "utf8");

const ICONS = [
  { name: "192", size: 192 },
  { name: "512", size: 512 },
  { name: "maskable-192", size: 192, isFilled: true },
  { name: "maskable-512", size: 512, isFilled: true },
  { name: "touch-180", size: 180, isFilled: true },
];

/**
 * The same drawing without round corners, a little smaller on its ground.
 * @param {string} svg
 */
function filled(svg) {
  const [ground = "", ...shapes] = svg.match(/<(rect|path|circle)[^>]*>/g) ?? [];
  const square = ground.replace(/ rx="[^"]*"/, "");
  const moved = `<g transform="translate(32 32) scale(0.86) translate(-32 -32)">${shapes.join("")}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${square}${moved}</svg>`;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
mkdirSync(join(folder, "icons"), { recursive: true });
for (const { name, size, isFilled = false } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const source = Buffer.from(isFilled ? filled(drawing) : drawing).toString("base64");
  await page.setContent(`<style>body{margin:0}img{display:block;width:100vw}</style><img src="data:image/svg+xml;base64,${source}">`);
  await page.locator("img").evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
  writeFileSync(join(folder, `icons/${name}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
