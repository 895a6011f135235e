// Articles as an attacker would get them into a scraped feed. Whatever runs sets `window.pwned`.

import { article, contentFolder } from "./built_site.mjs";

const RUN = "window.pwned=1";

/** Markup that acts wherever text becomes markup. */
export const MARKUP = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"><animate onbegin="${RUN}" attributeName=x dur=1s></svg>`,
  `"><script>${RUN}</script>`,
  `' onmouseover='${RUN}' autofocus onfocus='${RUN}`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<style>@import "https://tracker.example/x.css";</style>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `&lt;img src=x onerror=&quot;${RUN}&quot;&gt;`,
  `</title><script>${RUN}</script>`,
  `<!--vigie:app--><a id=app name=search href=//tracker.example>x</a>`,
  `<template><img src=x onerror="${RUN}"></template>`,
];

/** Addresses that run or leak when they become links. */
export const ADDRESSES = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `vbscript:msgbox(1)`,
  `https://user:secret@tracker.example/`,
  `//tracker.example/protocol-relative`,
  `blob:https://tracker.example/1`,
];

const BIDI = "Dose \u202e001 gm\u202c par\u2066 jour\u2069 \u200bet \u{e0041}plus";

const BODY = `
${MARKUP.map((markup, number) => `## Titre ${number} ${markup}\n\n${markup}\n`).join("\n")}

${ADDRESSES.map((address) => `- [lien](<${address.replace(/[\t\u0001]/g, "&#9;")}>)`).join("\n")}

[référence][r] ![pixel](https://tracker.example/pixel.gif "titre") <https://ailleurs.example/?a=1>

[r]: javascript:${RUN}

| a | b |
| --- | --- |
| <img src=x onerror="${RUN}"> | [x](javascript:${RUN}) |

\`<script>${RUN}</script>\`

${BIDI}

${">".repeat(3_000)} profond
`;

/** Writes the content folder; every article is valid, whatever its texts hold. */
export function hostileContent() {
  /** @type {Record<string, string>} */
  const files = {};
  /** @type {(slug: string, front: Record<string, unknown>) => void} */
  const add = (slug, front) => {
    const permalink = `/papers/2025-03-${slug}`;
    files[`papers/${slug}.md`] = article({ date: `2025-03-${slug.slice(0, 2)}T10:00:00.000Z`, permalink, ...front });
  };
  MARKUP.forEach((markup, number) => {
    const day = String(number + 1).padStart(2, "0");
    add(`${day}-marque`, {
      title: `Titre hostile ${number} ${markup}`,
      summary: `Résumé ${number} d’une sorte à elle seule, la ${number + 7}e : ${markup}`,
      sourceUrl: `https://ailleurs.example/${number}?x=${encodeURIComponent(markup)}`,
      source: `Source ${markup}`,
      tags: [markup, "__proto__", "constructor", "toString"],
      imageUrl: "https://tracker.example/pixel.gif",
      imageCredit: markup,
      body: number === 0 ? BODY : "",
    });
  });
  ADDRESSES.forEach((address, number) => {
    const day = String(number + 15).padStart(2, "0");
    add(`${day}-adresse`, {
      title: `Adresse hostile ${number}`,
      summary: `Une adresse qui ne mène nulle part, numéro ${number * 31}.`,
      sourceUrl: address.replace("\u0001", ""),
      tags: ["hasOwnProperty"],
    });
  });
  add("28-bidi", { title: BIDI, summary: BIDI, sourceUrl: "https://ailleurs.example/bidi", tags: [BIDI] });
  return contentFolder(files);
}
