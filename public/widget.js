// Defines <vigie-articles>: a list of articles on another site's page.
//
// Its own content is shown until the list replaces it. Nothing here throws into the page.

import {
  BUNDLE_FOLDER,
  CONCEPTS_FILE,
  ELEMENT_SENTENCES,
  ENTRY_FILE,
  ERROR_EVENT,
  EXPORT_SAID,
  MAX_PROGRAM_BYTES,
  OPEN_EVENT,
  READY_EVENT,
  STATE_SAID,
} from "./shared.js";
import { ask } from "./parts/ask.js";

/** @typedef {{ code?: string, message?: string, recoverable?: boolean, generated?: string, state?: string, format?: string }} Facts */
/** @typedef {(type: string, facts: Facts) => boolean} Hear */
/**
 * @typedef {object} Engine The glue; a list has a number.
 * @property {(options: { module_or_path: Response }) => Promise<unknown>} default
 * @property {(host: HTMLElement, place: HTMLElement, entry: string, concepts: string, site: string, state: string, hear: Hear) => number} mount
 * @property {(entry: string, answer: Promise<Response>, controller: AbortController) => void} expect
 * @property {(id: number) => string} unmount
 * @property {(id: number) => string} query
 * @property {(id: number, text: string) => void} set_query
 * @property {(id: number, entry: string) => void} update
 * @property {(id: number) => void} refresh
 * @property {(id: number) => object[]} records
 * @property {(id: number, format: string) => string | undefined} export_as
 * @property {(format: string, text: string) => void} save
 * @property {(root: ShadowRoot | null) => string} faint
 * @property {(id: number, article: string) => boolean} open_here
 */

/**
 * Written by `vigie build`: name and digest of every part.
 * @type {{ version?: string, [part: string]: string | string[] | undefined }}
 */
const FILES = /*vigie:widget*/ {};

const NAME = "vigie-articles";
const ROOT = new URL("./", import.meta.url);
const LIVE = "src query mode limit more show lang theme images open heading-level keys label".split(" ");

/** Colours a page may spoil. */
const COLOURS = "accent text text-muted bg surface".split(" ");

/** The smallest module: who refuses it refuses every other. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/**
 * @param {string} code
 * @returns {never}
 */
function fail(code) {
  throw Object.assign(new Error(code), { code });
}
/** @type {(error: unknown) => string | undefined} */
const codeOf = (error) => Object(error).code;
/** @type {(part: string, at: number) => string} */
const file = (part, at) => FILES[part]?.[at] ?? "";
/** @type {(part: string) => string} */
const address = (part) => new URL(file(part, 0), ROOT).href;

/**
 * Fetches a part against its digest. A browser unpacks all before it checks: so it is counted, then taken from the cache.
 * @param {string} name
 */
async function part(name) {
  const plain = await fetch(address(name)).catch(() => {});
  if (!plain?.ok || !plain.body) fail("FETCH");
  const reader = plain.body.getReader();
  let left = MAX_PROGRAM_BYTES;
  for (let read; !(read = await reader.read().catch(() => fail("FETCH"))).done; ) {
    left -= read.value.length;
    if (left < 0) {
      reader.cancel();
      fail("INTEGRITY");
    }
  }
  return fetch(address(name), { integrity: file(name, 1), cache: "force-cache" }).catch(() => fail("INTEGRITY"));
}

/**
 * Imports a script after that.
 * @param {string} name
 */
async function script(name) {
  await part(name);
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", href: address(name), integrity: file(name, 1) });
  (document.head ?? document.documentElement).append(link);
  try {
    return await import(link.href);
  } catch {
    fail("FETCH");
  } finally {
    link.remove();
  }
}

async function load() {
  if (typeof WebAssembly !== "object") fail("WASM_UNSUPPORTED");
  try {
    new WebAssembly.Module(EMPTY);
  } catch {
    fail("WASM_BLOCKED");
  }
  /** @type {[Engine, Response, Response]} */
  const [engine, response, style] = await Promise.all([script("glue"), part("engine"), part("style")]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await style.text());
  try {
    await engine.default({ module_or_path: response });
  } catch {
    fail("WASM_UNSUPPORTED");
  }
  return { engine, sheet };
}

/**
 * The engine; a failed start may be tried again.
 * @type {ReturnType<typeof load> | undefined}
 */
let started;
const start = () => (started ??= load().catch((error) => ((started = undefined), Promise.reject(error))));

const near = globalThis.IntersectionObserver &&
  new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) starters.get(target)?.();
    },
    { rootMargin: "400px" },
  );

/**
 * What starts an element that waits, by element.
 * @type {WeakMap<Element, () => void>}
 */
const starters = new WeakMap();

class VigieArticles extends HTMLElement {
  static observedAttributes = LIVE;

  /** @type {Engine | undefined} */
  #engine;
  #id = 0;
  #place = document.createElement("div");
  #light = document.createElement("slot");
  #isStarting = false;
  #isReady = false;
  #isWarned = false;
  /** @type {string | null} */
  #state = null;
  /** @type {Facts} */
  #facts = {};
  /** @type {(facts: Facts) => void} */
  #settle = () => {};
  /** @type {Promise<Facts>} */
  #ready = new Promise((resolve) => (this.#settle = resolve));

  get ready() {
    return this.#ready;
  }

  get query() {
    return /** @type {string | undefined} */ (this.#call("query")) ?? "";
  }

  set query(text) {
    if (this.#id) this.#call("set_query", String(text));
    else this.#state = `q=${encodeURIComponent(text)}`;
  }

  get results() {
    return /** @type {object[] | undefined} */ (this.#call("records")) ?? [];
  }

  get version() {
    return FILES.version ?? "";
  }

  get generated() {
    return this.#facts.generated ?? "";
  }

  /** As editors have it: who listens to the whole page leaves keys to them. */
  get isContentEditable() {
    return Boolean(this.shadowRoot?.activeElement?.matches("input,select,textarea"));
  }

  focusSearch() {
    this.shadowRoot?.getElementById("search")?.focus();
  }

  async refresh() {
    this.#call("refresh");
  }

  /**
   * All articles found, as text: `ris`, `bibtex`, `csl`, `csv` or `md`.
   * @param {string} format
   */
  async exportAs(format) {
    const { engine } = await start();
    let text;
    while ((text = engine.export_as(this.#id, String(format))) === undefined) await new Promise((done) => setTimeout(done, 100));
    return text;
  }

  connectedCallback() {
    // Moved inside the page.
    if (this.#id) return;
    starters.set(this, () => this.#start());
    if (!near || this.getAttribute("loading")?.trim().toLowerCase() === "eager") this.#start();
    else near.observe(this);
  }

  disconnectedCallback() {
    near?.unobserve(this);
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback() {
    this.#call("update", this.#entry());
  }

  /**
   * Calls the engine; what goes wrong inside stays inside.
   * @param {"query" | "set_query" | "records" | "refresh" | "update" | "unmount" | "open_here"} name
   * @param {unknown[]} values
   */
  #call(name, ...values) {
    if (!this.#id) return undefined;
    try {
      const call = /** @type {Record<string, (id: number, ...values: unknown[]) => unknown>} */ (/** @type {unknown} */ (this.#engine));
      return call[name](this.#id, ...values);
    } catch (error) {
      console.error(error);
    }
  }

  async #start() {
    near?.unobserve(this);
    if (this.#id || this.#isStarting) return;
    this.#isStarting = true;
    try {
      // The feed is asked for while the engine is on its way.
      const entry = this.#entry();
      const asked = started ? null : ask(entry, "no-cache");
      const { engine, sheet } = await start().catch((error) => {
        asked?.controller.abort();
        throw error;
      });
      const isWanted = this.isConnected && !this.#id;
      if (asked && isWanted && entry === this.#entry()) engine.expect(entry, asked.answer, asked.controller);
      else asked?.controller.abort();
      if (isWanted) this.#mount(engine, sheet);
    } catch (error) {
      this.#refuse(codeOf(error) ?? "WASM_UNSUPPORTED");
    }
    this.#isStarting = false;
  }

  /**
   * @param {Engine} engine
   * @param {CSSStyleSheet} sheet
   */
  #mount(engine, sheet) {
    this.#prepare(sheet);
    this.#place.hidden = true;
    this.#engine = engine;
    this.#id = engine.mount(this, this.#place, this.#entry(), new URL(CONCEPTS_FILE, ROOT).href, ROOT.href, this.#readState(), (type, facts) => this.#hear(type, facts));
  }

  /** Keeps what was asked, for when the element comes back. */
  #stop() {
    if (!this.#id) return;
    this.#place.replaceChildren();
    this.#state = /** @type {string} */ (this.#call("unmount"));
    this.#id = 0;
    this.#showLight();
  }

  /** @param {CSSStyleSheet} [sheet] */
  #prepare(sheet) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (sheet) root.adoptedStyleSheets = [sheet];
    if (this.#place.parentNode) return;
    this.#place.addEventListener("click", (event) => this.#open(event));
    root.replaceChildren(this.#light, this.#place);
  }

  #showLight() {
    this.#isReady = false;
    this.#place.before(this.#light);
  }

  /** The address of the feed that `src` names: itself, or the one in the folder. */
  #entry() {
    let url = ROOT;
    try {
      const named = new URL(this.getAttribute("src") ?? ROOT, document.baseURI);
      if (/^https?:$/.test(named.protocol)) url = named;
    } catch {}
    const path = url.pathname;
    if (/\.json$/i.test(path)) return url.origin + path + url.search;
    return `${url.origin}${path.replace(/\/?$/, "/")}${/\/bundle\/?$/.test(path) ? "" : BUNDLE_FOLDER}${ENTRY_FILE}`;
  }

  /**
   * What the engine says. `false` if a listener of the page keeps it from going on.
   * @param {string} type
   * @param {Facts} facts
   */
  #hear(type, facts) {
    if (type === STATE_SAID) return this.#writeState(facts.state ?? "");
    if (type === READY_EVENT) {
      if (this.#isReady) return true;
      this.#isReady = true;
      this.#place.hidden = false;
      this.#light.remove();
      this.#settle(facts);
      this.#look();
    }
    if (facts.generated) this.#facts = facts;
    if (type === ERROR_EVENT) this.#explain(facts);
    else if (type === EXPORT_SAID) this.#save(facts.format ?? "");
    else return this.#tell(type, facts);
    return true;
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: type === OPEN_EVENT, detail }));
  }

  /**
   * Another site may forbid to read what it sends.
   * @param {Facts} facts
   */
  async #explain(facts) {
    if (facts.code === "FETCH") {
      if (navigator.onLine === false) facts.code = "OFFLINE_EMPTY";
      else if (new URL(this.#entry()).origin !== location.origin) {
        await fetch(this.#entry(), { mode: "no-cors", credentials: "omit" }).then(() => (facts.code = "CORS"), () => {});
      }
    }
    if (facts.code !== "QUERY") this.#place.hidden = false;
    this.#tell(ERROR_EVENT, facts);
  }

  /**
   * The engine cannot run: its content remains, with one line that says so.
   * @param {string} code
   */
  #refuse(code) {
    this.#prepare();
    const isEnglish = /** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang.toLowerCase().startsWith("en");
    const [sentence, way] = [ELEMENT_SENTENCES.unavailable, ELEMENT_SENTENCES.site].map((both) => both[isEnglish ? 1 : 0]);
    const line = document.createElement("p");
    const link = document.createElement("a");
    Object.assign(link, { href: ROOT.href, rel: "noopener noreferrer", referrerPolicy: "no-referrer", textContent: way });
    line.setAttribute("part", "error");
    line.setAttribute("role", "status");
    line.lang = isEnglish ? "en" : "fr";
    line.append(`${sentence} `, link);
    this.#place.replaceChildren(line);
    this.#tell(ERROR_EVENT, { code, message: sentence, recoverable: code === "FETCH" });
  }

  /**
   * The page is notified before a title is followed.
   * @param {MouseEvent} event
   */
  #open(event) {
    /** @type {HTMLAnchorElement | null | undefined} */
    const link = /** @type {Element | null} */ (event.target)?.closest?.("[part~=title] a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const id = /** @type {HTMLElement | null} */ (link.closest("[data-id]"))?.dataset.id;
    const goesOn = this.#tell(OPEN_EVENT, { id, url: link.href, title: link.textContent });
    const how = this.getAttribute("open")?.trim().toLowerCase();
    if (!goesOn || how === "event") event.preventDefault();
    else if (how === "here" && this.#call("open_here", id)) event.preventDefault();
  }

  /** @param {string} format */
  async #save(format) {
    try {
      const text = await this.exportAs(format);
      (await start()).engine.save(format, text);
    } catch (error) {
      this.#tell(ERROR_EVENT, { code: codeOf(error) ?? "FETCH", message: String(error), recoverable: true });
    }
  }

  /** One warning if the page has chosen colours that cannot be read. */
  async #look() {
    const style = getComputedStyle(this);
    if (this.#isWarned || !COLOURS.some((colour) => style.getPropertyValue(`--vigie-${colour}`))) return;
    const faint = (await start()).engine.faint(this.shadowRoot);
    if (!faint || this.#isWarned) return;
    this.#isWarned = true;
    console.warn(`<${NAME}>: ${faint}`);
  }

  get #prefix() {
    const asks = this.getAttribute("url-state")?.trim().toLowerCase() === "hash";
    return asks && this.id ? `${encodeURIComponent(this.id)}.` : "";
  }

  #readState() {
    const prefix = this.#prefix;
    if (this.#state !== null || !prefix) return this.#state ?? "";
    const pairs = location.hash.slice(1).split("&").filter((pair) => pair.startsWith(prefix));
    return pairs.map((pair) => pair.slice(prefix.length)).join("&");
  }

  /** @param {string} state */
  #writeState(state) {
    const prefix = this.#prefix;
    if (!prefix) return true;
    const others = location.hash.slice(1).split("&").filter((pair) => pair && !pair.startsWith(prefix));
    const own = state.split("&").filter(Boolean).map((pair) => prefix + pair);
    try {
      history.replaceState(history.state, "", `#${[...others, ...own].join("&")}`);
    } catch {}
    return true;
  }
}

try {
  if (!customElements.get(NAME)) customElements.define(NAME, VigieArticles);
} catch (error) {
  console.warn(error);
}
