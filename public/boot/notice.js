// Notices on the page, in both languages. Nothing here makes HTML from text.

import { START_SENTENCES } from "../shared.js";
import { html } from "./site.js";

/** @typedef {keyof typeof START_SENTENCES} Sentence */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {(Node | string)[]} children
 */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string[]} sentence
 * @param {string} [className]
 */
export function inBothLanguages(name, [french, english], className) {
  return [["fr", french], ["en", english]].map(([language, text]) => {
    const made = element(name, className, text);
    made.lang = language;
    return made;
  });
}

/** @type {(sentence: Sentence) => string} */
export const label = (sentence) => START_SENTENCES[sentence].join(" / ");

/**
 * @param {Sentence} sentence
 * @param {string} className
 * @param {() => void} action
 */
export function button(sentence, className, action) {
  const made = element("button", className, label(sentence));
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

export const reload = () => location.reload();

/** The place under the articles. */
export const noticePlace = () => document.getElementById("boot-notice");

/**
 * Shows a notice under the articles, with the status of an answer if one comes with its name; with a way on unless the start is only slow.
 * @param {string} reason
 */
export function notice(reason) {
  const [name, status] = reason.split(" ");
  const place = noticePlace();
  if (!place) return;
  const sentence = START_SENTENCES[/** @type {Sentence} */ (name)];
  place.replaceChildren(...inBothLanguages("p", sentence.map((text) => text.replace("{}", status))));
  // No answer is coming soon: the newest articles are better than none.
  delete html.dataset.asked;
  if (name !== "slow") {
    place.setAttribute("role", "alert");
    place.append(button("reload", "button button--primary", reload));
  }
}
