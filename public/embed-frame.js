// The page that other sites show in a frame. The first part runs before anything is painted, so that no white page
// flashes up; the second sets the attributes of the element from the address, before the element's own script runs; the
// third exchanges messages with the embedding page, if the publisher has allowed its origin.

import { ERROR_EVENT, OPEN_EVENT } from "./shared.js";

const root = document.documentElement;
const asked = new URLSearchParams(location.search);
const THEMES = ["auto", "light", "dark"];
const LANGUAGES = ["fr", "en"];

/** Attributes that the address may set. The element knows which of their values mean something. */
const TAKEN = "query mode limit more show lang theme images open heading-level keys storage label".split(" ");

/** Longest text taken from the address or a message. */
const MAX_CHARS = 2000;

/** @param {string | null} theme */
function setTheme(theme) {
  if (!theme || !THEMES.includes(theme)) return false;
  root.dataset.theme = theme;
  root.style.colorScheme = theme === "auto" ? "light dark" : theme;
  return true;
}

/** @param {string | null} language */
function setLanguage(language) {
  if (!language || !LANGUAGES.includes(language)) return false;
  root.lang = language;
  return true;
}

setTheme(asked.get("theme"));
setLanguage(asked.get("lang"));

// Ready to be read, and before scripts that wait for that.
document.addEventListener("readystatechange", () => start(document.querySelector("vigie-articles")), { once: true });

/** @param {Element | null} list */
function start(list) {
  if (!list) return;
  for (const name of TAKEN) {
    const value = asked.get(name);
    if (value !== null) list.setAttribute(name, value.slice(0, MAX_CHARS));
  }
  const query = list.getAttribute("query");
  if (query) {
    // The element contains the newest articles, not those that were asked for: only the link to the site applies.
    list.querySelector("ul")?.remove();
    list.querySelector("a")?.setAttribute("href", `./?${new URLSearchParams({ q: query })}`);
  }
  if (parent !== window) speak(list);
}

/** Changes of height below this are not worth a message. */
const LEAST_CHANGE = 2;

/** Messages about the height in a second. A page whose layout depends on it would else never come to rest. */
const MOST_A_SECOND = 20;
const SECOND = 1000;

/** Pauses between calls, each twice as long as the one before: the script around may come late, or never. */
const FIRST_CALL_MS = 125;
const LAST_CALL_MS = 32_000;

/** @param {Element} list */
function speak(list) {
  const named = (root.dataset.allow ?? "").split(" ").filter(Boolean);
  const allowed = new Set(named.map((origin) => (origin === "self" ? location.origin : origin)));
  const content = list.parentElement ?? document.body;
  /**
   * The page around once it has spoken: its origin, and the name it has given to this frame.
   * @type {{ origin: string, id: string } | undefined}
   */
  let host;
  let height = 0;
  let frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {number[]} */
  let sent = [];

  /** @type {(type: string, more: object) => void} */
  const send = (type, more) => host && parent.postMessage({ vigie: 1, id: host.id, type, ...more }, host.origin);

  function measure() {
    if (!host || frame || timer) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const now = performance.now();
      const next = Math.ceil(content.getBoundingClientRect().height);
      if (Math.abs(next - height) < LEAST_CHANGE) return;
      sent = sent.filter((time) => now - time < SECOND);
      if (sent.length >= MOST_A_SECOND) {
        timer = setTimeout(() => {
          timer = undefined;
          measure();
        }, SECOND);
        return;
      }
      sent.push(now);
      height = next;
      send("size", { height });
    });
  }

  /** @type {Record<string, (value: string) => void>} */
  const does = {
    theme: (value) => setTheme(value) && list.setAttribute("theme", value),
    lang: (value) => setLanguage(value) && list.setAttribute("lang", value),
    query: (value) => list.setAttribute("query", value),
  };

  addEventListener("message", ({ origin, source, data }) => {
    if (source !== parent || !allowed.has(origin) || data?.vigie !== 1) return;
    const { id, type, value } = data;
    if (type === "hello" && typeof id === "string" && id.length < 100) {
      host = { origin, id };
      height = 0;
      measure();
    } else if (host && id === host.id && Object.hasOwn(does, type) && typeof value === "string" && value.length <= MAX_CHARS) {
      does[type](value);
    }
  });
  list.addEventListener(OPEN_EVENT, ({ detail: { id, url, title } }) => send("open", { article: id, url, title }));
  list.addEventListener(ERROR_EVENT, ({ detail: { code, message } }) => send("error", { code, message }));
  new ResizeObserver(measure).observe(content, { box: "border-box" });
  call(FIRST_CALL_MS);

  /**
   * Says to whoever is around that this page can be spoken to, and nothing else; again while nobody answers.
   * @param {number} wait
   */
  function call(wait) {
    if (host || wait > LAST_CALL_MS) return;
    parent.postMessage({ vigie: 1, type: "hello" }, "*");
    setTimeout(call, wait, 2 * wait);
  }
}
