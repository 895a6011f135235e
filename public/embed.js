// Fits the height of frames with `embed.html` to their list, and sends them `data-query`, `data-theme` and `data-lang` of
// the iframe. The iframe receives events of its content: `vigie-open`, `vigie-error`. Without this script frames scroll.

import { ERROR_EVENT, OPEN_EVENT } from "./shared.js";

const PAGE = new URL("embed", import.meta.url).href;
const { origin } = new URL(PAGE);
const NAMES = ["query", "theme", "lang"];
const MAX_HEIGHT = 20000;

/**
 * The name of each frame in messages, given when it first asks to be spoken to.
 * @type {WeakMap<HTMLIFrameElement, string>}
 */
const ids = new WeakMap();

const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(PAGE));

/**
 * @param {HTMLIFrameElement} frame
 * @param {string} type
 * @param {string} [value]
 */
function tell(frame, type, value) {
  frame.contentWindow?.postMessage({ vigie: 1, id: ids.get(frame), type, value }, origin);
}

const changes = new MutationObserver((records) => {
  for (const { target, attributeName } of records) {
    const frame = /** @type {HTMLIFrameElement} */ (target);
    const name = /** @type {string} */ (attributeName).slice(5);
    tell(frame, name, frame.dataset[name] ?? "");
  }
});

/** @param {HTMLIFrameElement} frame */
function greet(frame) {
  if (!ids.has(frame)) {
    ids.set(frame, String(Math.random()));
    changes.observe(frame, { attributeFilter: NAMES.map((name) => `data-${name}`) });
  }
  tell(frame, "hello");
  for (const name of NAMES) if (name in frame.dataset) tell(frame, name, frame.dataset[name]);
}

addEventListener("message", ({ origin: from, source, data }) => {
  if (from !== origin || data?.vigie !== 1) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame) return;
  const { id, type, height, ...detail } = data;
  if (type === "hello") greet(frame);
  else if (id !== ids.get(frame)) return;
  else if (type === "size" && Number.isFinite(height) && height > 0 && height < MAX_HEIGHT) frame.style.height = `${height}px`;
  else if (type === "open" || type === "error") {
    frame.dispatchEvent(new CustomEvent(type === "open" ? OPEN_EVENT : ERROR_EVENT, { bubbles: true, detail }));
  }
});
