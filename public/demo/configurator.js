// The form that writes the code: every choice changes the list on this page and the code to copy.

import { SITE } from "./demo.js";

/** What the build says of the attributes, as lists of names. */
const { all = "", notInFrames = "", atStart = "" } = /** @type {HTMLElement} */ (document.getElementById("attributes")).dataset;

/** In the order the command line writes them. What is not chosen is not written. */
const ATTRIBUTES = all.split(" ");

/** What concerns the page around has no meaning in a frame. */
const NOT_IN_FRAMES = notInFrames.split(" ");

/** What the element reads only when it starts. */
const AT_START = atStart.split(" ");

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/** @typedef {Map<string, string>} Choices */

const form = /** @type {HTMLFormElement} */ (document.getElementById("choices"));
const code = /** @type {HTMLElement} */ (document.getElementById("code-live"));
let list = /** @type {Element} */ (document.querySelector("#sample vigie-articles"));
field("src").placeholder = SITE;

/**
 * The meaning of a name in the form.
 * @param {string} name
 */
function field(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** Every choice that is made and valid. */
function chosen() {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = form.querySelectorAll("[name=show]");
  /** @type {(name: string) => string} */
  const value = (name) => {
    if (name === "show") return [...boxes].filter((box) => box.checked).map((box) => box.value).join(" ");
    const { validity, value } = field(name);
    return validity.valid ? value.trim() : "";
  };
  /** @type {Choices} */
  const choices = new Map();
  for (const name of ATTRIBUTES) {
    const text = value(name);
    if (text) choices.set(name, text);
  }
  return choices;
}

/** @type {(choices: Choices) => string} */
const site = (choices) => (choices.get("src") ?? SITE).replace(/\/*$/, "/");

/**
 * A value between double quotes.
 * @param {string} text
 */
const quoted = (text) => `"${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"`;

/** @type {Record<string, (choices: Choices) => string>} */
const WRITERS = {
  element(choices) {
    const src = site(choices);
    const attributes = [...new Map([["src", src], ...choices, ["src", src]])].map(([name, value]) => `${name}=${quoted(value)}`);
    return `<vigie-articles ${attributes.join(" ")}>
  <p><a href=${quoted(src)}>Tous les articles</a></p>
</vigie-articles>
<script type="module" src=${quoted(`${src}widget.js`)}></script>`;
  },
  iframe(choices) {
    const src = site(choices);
    const asked = new URLSearchParams([...choices].filter(([name]) => !NOT_IN_FRAMES.includes(name)));
    const address = `${src}embed.html${asked.size ? `?${asked}` : ""}`;
    const title = choices.get("label") ?? "Veille";
    return `<iframe src=${quoted(address)} title=${quoted(title)} width="100%" height="640" loading="lazy" sandbox="${SANDBOX}" referrerpolicy="no-referrer"></iframe>
<script type="module" src=${quoted(`${src}embed.js`)}></script>`;
  },
  command(choices) {
    const options = [...choices].map(([name, value]) => {
      const [option, text] = [name === "src" ? "site" : name, name === "show" ? value.replaceAll(" ", ",") : value];
      return ` --${option} '${text.replaceAll("'", "'\\''")}'`;
    });
    return `vigie snippet site${options.join("")}`;
  },
};

/**
 * The same element, or a new one where it would not notice.
 * @param {Choices} choices
 */
function show(choices) {
  /** @type {(name: string) => boolean} */
  const differs = (name) => (list.getAttribute(name) ?? "") !== (choices.get(name) ?? "");
  if (AT_START.some(differs)) {
    const fresh = document.createElement("vigie-articles");
    fresh.append(...list.childNodes);
    list.replaceWith(fresh);
    list = fresh;
  }
  for (const name of ATTRIBUTES) {
    const value = name === "src" ? site(choices) : choices.get(name);
    if (value === undefined) list.removeAttribute(name);
    else if (list.getAttribute(name) !== value) list.setAttribute(name, value);
  }
}

function update() {
  const choices = chosen();
  const asked = /** @type {HTMLInputElement} */ (document.querySelector("[name=form]:checked"));
  code.textContent = WRITERS[asked.value](choices);
  show(choices);
}

form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
for (const choice of document.querySelectorAll("[name=form]")) choice.addEventListener("change", update);
update();
