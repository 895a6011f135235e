// Buttons that copy the code beside them, and the address of this site in code that does not know it.

import { DEMO_SENTENCES, UNKNOWN_SITE } from "../shared.js";

/** The site: the folder above the examples. */
export const SITE = new URL("../", location.href).href;

/** How long a button says that it has copied. */
const SAID_MS = 4000;

for (const code of document.querySelectorAll(".code code")) {
  code.textContent = (code.textContent ?? "").replaceAll(UNKNOWN_SITE, SITE);
}
/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll("[data-copies]");
for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

/** @param {HTMLElement} button */
async function copy(button) {
  const code = document.getElementById(button.dataset.copies ?? "");
  const said = button.parentElement?.querySelector(".copied");
  if (!code || !said) return;
  let sentence = DEMO_SENTENCES.copied.join(" / ");
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
  } catch {
    // Not allowed here: the reader can do it with two keys.
    getSelection()?.selectAllChildren(code);
    sentence = DEMO_SENTENCES.marked.join(" / ");
  }
  said.textContent = sentence;
  setTimeout(() => {
    if (said.textContent === sentence) said.textContent = "";
  }, SAID_MS);
}
