// What the widget needs beside its list: what is typed into it stays in it; lists as files for other programs; a look at
// the colours a page has chosen.
//
// Every field stays text where it goes: no formula in a table, no second record in a reference, no markup.

const line = (text) => String(text ?? "").replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();

/** A cell that no table program takes for a formula (OWASP, CSV injection). */
function cell(text) {
  const plain = line(text);
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

const TEX = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", "#": "\\#", $: "\\$", _: "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const tex = (text) => line(text).replace(/[\\{}%&#$_~^]/g, (character) => TEX[character]);
/** Addresses are read as they stand; what would end the field is written as an address writes it. */
const texUrl = (url) => line(url).replace(/[{}\\\s]/g, encodeURIComponent);

const markdown = (text) => line(text).replace(/[\\`*_[\]<>#|!]/g, "\\$&");
const markdownUrl = (url) => line(url).replace(/[<>\s()\\]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`);

const year = (date) => line(date).slice(0, 4);

const FORMATS = {
  ris: (records) =>
    records.map(({ title, source, date, url, summary, language }) =>
      ["TY  - ELEC", `TI  - ${line(title)}`, `PB  - ${line(source)}`, `PY  - ${year(date)}`, `DA  - ${line(date).replaceAll("-", "/")}`, `UR  - ${line(url)}`, `AB  - ${line(summary)}`, `LA  - ${line(language)}`, "ER  - ", ""].join("\r\n"),
    ).join("\r\n"),
  bibtex: (records) =>
    records.map(({ title, source, date, url, summary }, at) =>
      `@online{vigie${year(date)}n${at + 1},\n  title = {${tex(title)}},\n  organization = {${tex(source)}},\n  date = {${tex(date)}},\n  url = {${texUrl(url)}},\n  abstract = {${tex(summary)}}\n}\n`,
    ).join("\n"),
  csl: (records) =>
    `${JSON.stringify(
      records.map(({ id, title, source, date, url, summary, language }) => ({
        id: line(id),
        type: "webpage",
        title: line(title),
        "container-title": line(source),
        issued: { "date-parts": [line(date).split("-").map(Number)] },
        URL: line(url),
        abstract: line(summary),
        language: line(language),
      })),
      null,
      1,
    )}\n`,
  csv: (records) =>
    `\ufeff${[["date", "title", "source", "language", "url", "summary"], ...records.map(({ date, title, source, language, url, summary }) => [date, title, source, language, url, summary])]
      .map((row) => row.map(cell).join(","))
      .join("\r\n")}\r\n`,
  md: (records) => records.map(({ title, url, source, date }) => `- [${markdown(title)}](${markdownUrl(url)}) – ${markdown(source)}, ${markdown(date)}\n`).join(""),
};

const TYPES = {
  ris: "application/x-research-info-systems",
  bibtex: "application/x-bibtex",
  csl: "application/vnd.citationstyles.csl+json",
  csv: "text/csv",
  md: "text/markdown",
};

const ENDINGS = { bibtex: "bib", csl: "json" };

/** Writes records in a format; refuses one it does not know. */
export function write(format, records) {
  if (!Object.hasOwn(FORMATS, format)) throw new TypeError(`unknown format "${line(format)}": ris, bibtex, csl, csv or md`);
  return FORMATS[format](records);
}

/** Saves a text as a file of its format. */
export function save(format, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${TYPES[format]};charset=utf-8` }));
  link.download = `vigie.${ENDINGS[format] ?? format}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Red, green, blue and alpha of a computed colour; `null` for one written otherwise. */
function channels(colour) {
  const match = /^rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)$/.exec(colour);
  return match && [...match.slice(1, 4).map(Number), Number(match[4] ?? 1)];
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The first opaque colour behind an element, through shadow roots; the page's own is white. */
function behind(element) {
  for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
    const found = channels(getComputedStyle(at).backgroundColor);
    if (found?.[3] === 1) return found;
  }
  return [255, 255, 255, 1];
}

/** Pairs that must be told apart: a part, the property a page may have set, what it needs. */
const PAIRS = [
  ["title", "--vigie-text", 4.5, "a", "color"],
  ["meta", "--vigie-text-muted", 4.5, "", "color"],
  ["summary", "--vigie-text-muted", 4.5, "", "color"],
  ["footer", "--vigie-accent", 4.5, "a", "color"],
  ["input", "--vigie-surface", 3, "", "borderTopColor"],
];

/** Lists the colours of a drawn list that are too near to what lies behind them. */
export function faint(root) {
  const found = PAIRS.map(([part, property, least, inside, colour]) => {
    const element = root.querySelector(`[part~=${part}] ${inside}`.trim());
    const front = element && channels(getComputedStyle(element)[colour]);
    if (!front) return "";
    const [a, b] = [luminance(front.slice(0, 3)), luminance(behind(colour === "color" ? element : element.parentElement).slice(0, 3))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < least ? `${property}: ${part} ${ratio.toFixed(2)}:1, needs ${least}:1` : "";
  });
  return [...new Set(found.filter(Boolean))];
}

/** Fields, and what the browser says while somebody types into one. */
const FIELDS = "input,select,textarea";
const TYPING = ["keydown", "keypress", "keyup", "beforeinput", "input"];
/** Keys that page and browser know by themselves, whatever has the focus. */
const SHARED = /^(Tab|Escape|Control|Shift|Alt|Meta|F\d)/;

/** Trees of lists. */
const guarded = new WeakSet();

/** Whether something is typed into a field of a list. On some keyboards Ctrl with Alt writes a letter. */
function isTyped(event) {
  const [field] = event.composedPath();
  if (!guarded.has(field.getRootNode?.()) || !field.matches(FIELDS)) return false;
  const { key, ctrlKey, metaKey, altKey } = event;
  return !SHARED.test(key) && !metaKey && (!ctrlKey || altKey);
}

/** Whoever listens to the whole page takes it for a shortcut: only the list gets it, by a copy that stays inside. */
function shield(event) {
  if (!isTyped(event) || !event.composed) return;
  event.stopImmediatePropagation();
  const facts = {};
  for (const name in event) facts[name] = event[name];
  const copy = new event.constructor(event.type, { ...facts, composed: false });
  if (!event.composedPath()[0].dispatchEvent(copy)) event.preventDefault();
}

/** Where a page hides the list in a tree of its own, what is typed is first seen on its way up. */
function stop(event) {
  if (isTyped(event)) event.stopPropagation();
}

/**
 * Keeps what is typed into the list of a tree from the page around. Only who listens on the way down from the window, and
 * began before this, still comes first; such a listener can see that the element is being edited.
 */
export function guard(root) {
  guarded.add(root);
  // As editors have it.
  Object.defineProperty(root.host, "isContentEditable", { configurable: true, get: () => Boolean(root.activeElement?.matches(FIELDS)) });
  for (const type of TYPING) {
    addEventListener(type, shield, true);
    root.addEventListener(type, stop);
  }
}
