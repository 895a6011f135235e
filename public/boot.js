// Starts the app, and says in both languages what is wrong when it cannot start or breaks.
//
// The tag that loads this file names the app's files and their digests; this file's own address is the site's folder.
// So the same files work under any path. Nothing here makes HTML from text.
//
// One long file: when it runs nothing else has, and each part of it must speak when any other file is missing.

const html = document.documentElement;
const root = new URL("./", import.meta.url);

/**
 * Begin of everything the site keeps in this browser, storage and caches alike: one host may carry several sites. Other
 * scripts and the app take it from `data-keys` of the page.
 */
const KEYS = `vigie:${root.pathname.replaceAll(":", "%3A")}:`;

/** Before each site had keys of its own all sites of a host shared these settings. */
const SETTINGS = ["theme", "language", "keep", "space-said", "favourites-reminded"];
/** Names the folders of sites that take nothing over any more. */
const SETTLED = "vigie:settled";

/** Time after which a slow start is mentioned, and after which it is called a failure, in milliseconds. */
const SLOW_MS = 2_000;
const STALLED_MS = 20_000;

/** How often a slow start says how much has arrived, in milliseconds. */
const PROGRESS_MS = 500;

/** The smallest module there is: a browser or a policy that refuses it refuses every other. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const SENTENCES = {
  slow: ["La recherche se charge…", "Search is loading…"],
  stalled: [
    "La recherche met trop de temps à se charger. Les articles ci-dessus restent lisibles.",
    "Search takes too long to load. The articles above can still be read.",
  ],
  unsupported: [
    "Ce navigateur est trop ancien pour la recherche (WebAssembly manque). Les articles ci-dessus restent lisibles. Versions minimales : Chrome 99, Edge 99, Firefox 97, Safari 15.4.",
    "This browser is too old for search (no WebAssembly). The articles above can still be read. Minimum versions: Chrome 99, Edge 99, Firefox 97, Safari 15.4.",
  ],
  refused: [
    "Une règle de sécurité de ce site ou de ce poste interdit WebAssembly : la recherche ne peut pas démarrer. Les articles ci-dessus restent lisibles.",
    "A security rule of this site or computer forbids WebAssembly: search cannot start. The articles above can still be read.",
  ],
  network: [
    "La recherche n’a pas pu être chargée : le serveur ne répond pas. Vérifiez votre connexion, puis rechargez la page.",
    "Search could not be loaded: the server does not answer. Check your connection, then reload the page.",
  ],
  missing: [
    "Un fichier de cette page manque sur le serveur (réponse {}) : la recherche ne peut pas démarrer. Les articles ci-dessus restent lisibles ; rechargez dans une minute.",
    "A file of this page is missing on the server (answer {}): search cannot start. The articles above can still be read; reload in a minute.",
  ],
  portal: [
    "Ce réseau ou ce serveur demande une identification (réponse {}) : ouvrez une autre page, identifiez-vous, puis rechargez. Les articles ci-dessus restent lisibles.",
    "This network or server asks you to sign in (answer {}): open another page, sign in, then reload. The articles above can still be read.",
  ],
  server: [
    "Le serveur répond par une erreur ({}) : la recherche ne peut pas démarrer. Les articles ci-dessus restent lisibles ; rechargez dans un moment.",
    "The server answers with an error ({}): search cannot start. The articles above can still be read; reload in a moment.",
  ],
  changed: [
    "Le site est en cours de mise à jour : les fichiers de cette page ne vont pas encore ensemble. Les articles ci-dessus restent lisibles ; rechargez dans une minute.",
    "The site is being updated: the files of this page do not fit together yet. The articles above can still be read; reload in a minute.",
  ],
  altered: [
    "Les fichiers de cette page sont incomplets ou altérés ; ils n’ont pas été exécutés. Ce réseau demande peut-être une identification.",
    "The files of this page are incomplete or altered; they were not run. This network may ask you to sign in.",
  ],
  failed: [
    "La recherche n’a pas pu démarrer. Les articles ci-dessus restent lisibles.",
    "Search could not start. The articles above can still be read.",
  ],
  crowded: [
    "La mémoire de cet appareil ne suffit pas pour la recherche. Fermez d’autres onglets, puis rechargez la page.",
    "This device has too little memory for search. Close other tabs, then reload the page.",
  ],
  panic: ["Une erreur a interrompu l’application.", "An error has stopped the app."],
  memory: [
    "L’application s’est arrêtée : cet onglet n’a plus assez de mémoire.",
    "The app has stopped: this tab has run out of memory.",
  ],
  nothingLost: [
    "Rien n’est perdu : l’adresse de la page garde votre recherche, et vos favoris restent enregistrés.",
    "Nothing is lost: the address of the page keeps your search, and your favourites stay saved.",
  ],
  again: [
    "Si l’erreur revient à chaque démarrage, un réglage enregistré en est peut-être la cause.",
    "If the error comes back at every start, a saved setting may be the cause.",
  ],
  unread: ["Le texte de cet article n’a pas pu être lu.", "The text of this article could not be read."],
  reload: ["Recharger la page", "Reload the page"],
  home: ["Toute la veille", "All articles"],
  copy: ["Copier le détail", "Copy the details"],
  copied: ["Détail copié", "Details copied"],
  text: ["Ouvrir l’article en texte", "Open the article as text"],
  without: ["Démarrer sans l’état enregistré", "Start without the saved state"],
};

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function inBothLanguages(name, [french, english], className) {
  return [["fr", french], ["en", english]].map(([language, text]) => {
    const made = element(name, className, text);
    made.lang = language;
    return made;
  });
}

function button(sentence, className, action) {
  const made = element("button", className, sentence.join(" / "));
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

const reload = () => location.reload();

/** Shows a notice under the articles, with the status of an answer if one comes with its name; with a way on unless the start is only slow. */
function notice(reason) {
  const [name, status] = reason.split(" ");
  const place = document.getElementById("boot-notice");
  if (!place) return;
  place.replaceChildren(...inBothLanguages("p", SENTENCES[name].map((sentence) => sentence.replace("{}", status))));
  // No answer is coming soon: the newest articles are better than none.
  delete html.dataset.asked;
  if (name !== "slow") {
    place.setAttribute("role", "alert");
    place.append(button(SENTENCES.reload, "button button--primary", reload));
  }
}

/** The app will not run: says why, and makes the most of what is here. */
function giveUp(name) {
  notice(name);
  document.dispatchEvent(new Event("vigie-plain"));
  const place = document.querySelector(".article-page");
  if (!articlePath() || !place) return;
  const ways = [...place.children].filter((line) => line.lang && line.querySelector("a"));
  publishedArticle().then((article) => place.replaceChildren(...paragraphs(article), ...ways), () => {});
}

/**
 * Files that are missing or altered may be those of another version than this page. The first script knows how to
 * find out, and loads the page anew once; if it did not run, it cannot.
 */
function giveUpUnlessStale(name) {
  const asked = { cancelable: true, detail: (isChanged) => giveUp(isChanged ? "changed" : name) };
  if (document.dispatchEvent(new CustomEvent("vigie-stale", asked))) giveUp(name);
}

// An article without the app: plain paragraphs.

/** `section/slug` if this is the address of an article, else nothing. */
function articlePath() {
  const path = location.pathname.slice(root.pathname.length);
  return /^[^/]+\/[^/]+$/.test(path) ? path : null;
}

async function readJson(file, integrity = "") {
  const response = await fetch(new URL(`bundle/${file}`, root), canDigest ? {} : { integrity });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const bytes = await bytesOf(response, () => {});
  if (canDigest && integrity && (await digestOf(bytes)) !== integrity) throw new TypeError(`altered: ${file}`);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** What is published of the article at this address: `{ title, lines, source }`. */
async function publishedArticle() {
  const id = `/${articlePath()}`;
  const entry = await readJson("articles.json");
  const isAsked = (item) => item.id === id || item._vigie?.aliases?.includes(id);
  let item = entry.items.find(isAsked);
  // Most addresses begin with their month.
  const isNear = (shard) => id.includes(`/${shard.month}`);
  const shards = [...(entry._vigie?.shards ?? [])].reverse().sort((a, b) => isNear(b) - isNear(a));
  for (const shard of shards) {
    if (item) break;
    item = (await readJson(shard.url, shard.integrity)).items.find(isAsked);
  }
  const lines = [item.date_published?.slice(0, 10), item.content_text];
  const bodies = entry._vigie?.bodies?.find(({ month }) => item.date_published.startsWith(month));
  if (item._vigie?.body && bodies) {
    const tree = (await readJson(bodies.url, bodies.integrity))[item.id];
    lines.push(...(tree?.b ?? []).flatMap(blockLines));
  }
  return { title: item.title, lines, source: item.external_url };
}

/** The lines of a block of a body: its texts without addresses. */
function blockLines(block) {
  const [[kind, value]] = Object.entries(block);
  if (kind === "l") return value.items.flatMap((item) => item.blocks.flatMap(blockLines).map((line) => `• ${line}`));
  if (kind === "q") return value.flatMap(blockLines);
  if (kind === "t") return [value.head, ...value.rows].map((row) => row.map(words).join(" | "));
  return [words(value)];
}

/** All text inside a part of a body. */
function words(part) {
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.map(words).join("");
  const { target, url, level, ...texts } = part ?? {};
  return Object.values(texts).map(words).join("");
}

/** What the page shows of the article, if it got that far. */
function drawnArticle() {
  const view = document.querySelector(".article-view");
  const title = view?.querySelector("h1")?.textContent;
  if (!title) return null;
  const lines = view.innerText.split("\n").filter((line) => line.trim() && line !== title);
  return { title, lines, source: view.querySelector("a[target=_blank]")?.href };
}

function paragraphs({ title, lines, source }) {
  const made = [element("h2", "panic__title", title), ...lines.filter(Boolean).map((line) => element("p", "", line))];
  if (/^https?:/.test(source ?? "")) {
    const link = element("a", "", source);
    Object.assign(link, { href: source, target: "_blank", rel: "noopener noreferrer", referrerPolicy: "no-referrer" });
    made.push(element("p", "", link));
  }
  return made;
}

// When the running app breaks.

let isStarted = false;
let isStopped = false;

/** Gives a saved value another name; in a full storage it keeps the old one. */
function setAside(key) {
  const value = localStorage.getItem(key);
  localStorage.removeItem(key);
  try {
    localStorage.setItem(key.replace(KEYS, `${KEYS}aside:`), value);
  } catch {
    localStorage.setItem(key, value);
  }
}

/** Sets saved values aside, never favourites nor what is kept of damaged ones, and starts at the first page. */
function startWithoutState() {
  try {
    const isOurs = (key) => key.startsWith(KEYS) && !/^(favourite|damaged|aside):/.test(key.slice(KEYS.length));
    Object.keys(localStorage).filter(isOurs).forEach(setAside);
    const settled = new Set(localStorage.getItem(SETTLED)?.split(" ")).add(root.pathname);
    if (SETTINGS.some((name) => localStorage.getItem(`vigie:${name}`) !== null)) localStorage.setItem(SETTLED, [...settled].join(" "));
  } catch {
    // Storage is forbidden: then at least the address is forgotten.
  }
  location.assign(root.href);
}

/** The app has stopped for good: cover it, so that nobody types into a dead page. */
function stop(sentence, detail) {
  if (isStopped) return;
  isStopped = true;
  const dialog = element("dialog", "panic");
  const home = element("a", "button", SENTENCES.home.join(" / "));
  home.href = root.href;
  const details = element("pre", "panic__detail", detail);
  details.tabIndex = 0;
  const copy = button(SENTENCES.copy, "button", () => {
    const told = () => copy.replaceChildren(SENTENCES.copied.join(" / "));
    // Without the right to write, the text is marked for the reader's own keys.
    const marked = () => getSelection().selectAllChildren(details);
    if (navigator.clipboard) navigator.clipboard.writeText(detail).then(told, marked);
    else marked();
  });
  const actions = [button(SENTENCES.reload, "button button--primary", reload)];
  if (articlePath()) actions.push(button(SENTENCES.text, "button", () => showText(dialog)));
  if (!isStarted) actions.push(button(SENTENCES.without, "button", startWithoutState));
  const title = inBothLanguages("p", SENTENCES[sentence], "panic__title");
  title[0].id = "panic-title";
  dialog.setAttribute("aria-labelledby", "panic-title");
  dialog.append(
    ...title,
    ...inBothLanguages("p", SENTENCES.nothingLost),
    ...(isStarted ? [] : inBothLanguages("p", SENTENCES.again)),
    element("p", "panic__actions", ...actions, home, copy),
    details,
  );
  // Nothing under it works any more, so it stays. A second Escape closes a dialog without asking it, unless the key
  // itself is refused.
  document.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault());
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.showModal());
  document.getElementById("boot-notice")?.replaceChildren();
  document.body.append(dialog);
  dialog.showModal();
}

/** Shows the article in the dialog: as it stands on the page, else as it is published. */
async function showText(dialog) {
  const place = element("article", "panic__text");
  place.tabIndex = -1;
  dialog.querySelector(".panic__text")?.remove();
  dialog.append(place);
  const article = drawnArticle() ?? (await publishedArticle().catch(() => null));
  place.append(...(article ? paragraphs(article) : inBothLanguages("p", SENTENCES.unread)));
  place.focus();
}

/** What calls into a stopped app give: the glue looks into some results, and finds no error in this one. */
const NOTHING = [];

/**
 * The exports of the app, with an end: what a panic or an exception leaves behind can answer nothing any more, so no
 * later event, timer or answer of the network gets in.
 */
function guarded(exports) {
  const names = Object.keys(exports).filter((name) => /invoke|_start$/.test(name));
  const guard = (call) => (...values) => {
    if (isStopped) return NOTHING;
    try {
      return call(...values);
    } catch (error) {
      // A panic has told before. An allocation that fails only traps.
      const isMemory = error instanceof WebAssembly.RuntimeError && /unreachable/i.test(error.message);
      stop(isMemory ? "memory" : "panic", `${error}\n${error?.stack ?? ""}`);
      console.error(error);
      return NOTHING;
    }
  };
  return { ...exports, ...Object.fromEntries(names.map((name) => [name, guard(exports[name])])) };
}

/** Starts the app with guarded exports: the glue takes what the browser's own function gives it. */
async function run(module, response) {
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = streaming
      ? await streaming.call(WebAssembly, source, imports)
      : await WebAssembly.instantiate(await source.arrayBuffer(), imports);
    return { module: made.module, instance: { exports: guarded(made.instance.exports) } };
  };
  try {
    await module.default({ module_or_path: response });
  } finally {
    WebAssembly.instantiateStreaming = streaming;
  }
}

/** What forbids WebAssembly here; nothing if it runs. */
function obstacle() {
  if (typeof WebAssembly !== "object" || typeof AbortController !== "function") return "unsupported";
  try {
    new WebAssembly.Module(EMPTY_MODULE);
    return null;
  } catch {
    return "refused";
  }
}

/** Why a file did not come: asked again without its digest, the server may say. */
async function reason(address) {
  try {
    const response = await fetch(address, { cache: "no-store" });
    response.body?.cancel().catch(() => {});
    return meaning(response);
  } catch {
    return "network";
  }
}

/** What an answer with the wrong bytes, or with none, means: the name of a notice and a status. */
function meaning({ ok, status }) {
  if (ok) return "altered";
  if (status === 404 || status === 410) return `missing ${status}`;
  return `${[401, 403, 407, 511].includes(status) ? "portal" : "server"} ${status}`;
}

/** Most bytes of a file that is read here, unpacked: the program has a tenth of it. A small packed answer can be very large. */
const MAX_FILE_BYTES = 8 << 20;

/** Whether the page may compute digests itself: over https. Elsewhere the browser checks them, once it has read a file whole. */
const canDigest = Boolean(globalThis.crypto?.subtle);

/** The bytes of an answer, counted as they come: the first too many ends it. */
async function bytesOf(response, told) {
  const parts = [];
  let count = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    count += read.value.length;
    told(count);
    if (count > MAX_FILE_BYTES) {
      reader.cancel().catch(() => {});
      throw new TypeError(`too large: ${response.url}`);
    }
  }
  return new Blob(parts).arrayBuffer();
}

async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** Imports a script that the browser checks against a digest first. */
function importExact(address, integrity) {
  const link = element("link");
  link.rel = "modulepreload";
  link.href = address;
  if (integrity) link.integrity = integrity;
  document.head.append(link);
  return import(address);
}

/** Loads the glue; damaged bytes in the browser's cache are replaced once. */
async function loadGlue(address, integrity) {
  try {
    return await importExact(address, integrity);
  } catch {
    // A module that failed fails for ever under its address; the cache behind it can be mended. The other address is
    // new each time, for it may have been kept with a fault too.
    await fetch(address, { integrity, cache: "reload" });
    return importExact(`${address}?again=${Date.now()}`, integrity);
  }
}

/** Bytes of the WebAssembly that have arrived; nothing while they cannot be counted. */
let received = null;

/**
 * Fetches the WebAssembly against its digest. The browser checks a digest when all is here and shows nothing before;
 * where the page may compute one itself, it counts what arrives.
 */
async function fetchWasm(address, integrity, cache) {
  const isKept = Boolean(navigator.serviceWorker?.controller);
  if (!integrity.startsWith("sha256-") || !canDigest || isKept) {
    const response = await fetch(address, { integrity, cache });
    if (response.ok && response.headers.get("content-type") !== WASM_TYPE) return asWasm(await response.arrayBuffer());
    return response;
  }
  const response = await fetch(address, { cache });
  if (!response.ok) return response;
  received = 0;
  const bytes = await bytesOf(response, (count) => {
    received = count;
  });
  if ((await digestOf(bytes)) !== integrity) throw new TypeError(`altered: ${address}`);
  return asWasm(bytes);
}

const WASM_TYPE = "application/wasm";
const asWasm = (bytes) => new Response(bytes, { headers: { "content-type": WASM_TYPE } });

/** Loads the WebAssembly; damaged bytes in the browser's cache are replaced once. */
async function loadWasm(address, integrity) {
  try {
    return await fetchWasm(address, integrity, "default");
  } catch {
    return fetchWasm(address, integrity, "reload");
  }
}

async function load(files) {
  const explain = (address) => async () => {
    throw await reason(address);
  };
  const [module, response] = await Promise.all([
    loadGlue(files.js, files.jsIntegrity ?? "").catch(explain(files.js)),
    loadWasm(files.wasm, files.wasmIntegrity ?? "").catch(explain(files.wasm)),
  ]);
  if (!response.ok) throw meaning(response);
  await run(module, response);
}

/** Says that the start is slow, and how much has arrived, until it is settled. */
function watchSlowStart() {
  const amount = element("p", "boot-notice__amount");
  // Read once as a part of the notice, then only seen.
  amount.setAttribute("aria-hidden", "true");
  const count = () => {
    if (received === null) return;
    const kilobytes = (received / 1_000).toLocaleString(html.lang, { maximumFractionDigits: received < 10_000 ? 1 : 0 });
    amount.replaceChildren(`${kilobytes} ${html.lang === "en" ? "kB received" : "ko reçus"}`);
    const place = document.getElementById("boot-notice");
    if (place?.firstChild && amount.parentNode !== place) place.append(amount);
  };
  let counting;
  const slow = setTimeout(() => {
    notice("slow");
    count();
    counting = setInterval(count, PROGRESS_MS);
  }, SLOW_MS);
  const stalled = setTimeout(() => {
    notice("stalled");
    count();
    document.dispatchEvent(new Event("vigie-plain"));
  }, STALLED_MS);
  return () => [slow, stalled, counting].forEach((timer) => clearTimeout(timer));
}

/** Scripts that are needed later, by name, with their digests. */
let modules = {};

/** Runs a script that is needed now: `{ name, detail }`. The app asks for it by the event `vigie-module`. */
async function runModule({ name, detail }) {
  try {
    const module = await loadGlue(new URL(name, root).href, modules[name]);
    await module.default(root, detail);
  } catch (error) {
    console.error(error);
    document.dispatchEvent(new CustomEvent("vigie-module-failed", { detail: name }));
    if (name !== "offline.js") notice(await reason(new URL(name, root).href));
  }
}

/** What the page does about versions, network and storage can wait until the reader has something to read. */
function runWhenIdle(name) {
  const run = () => runModule({ name });
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 500);
}

/** `a.js sha256-… b.js sha256-…` as an object. */
function pairs(text = "") {
  const words = text.split(" ");
  return Object.fromEntries(words.flatMap((word, at) => (at % 2 ? [[words[at - 1], word]] : [])));
}

/** A page that answers for an unknown address does not know how deep it stands, so its style may be missing. */
function addStyle(href, integrity) {
  const address = new URL(href, root).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === address)) return;
  const link = element("link");
  link.rel = "stylesheet";
  link.href = address;
  if (integrity) link.integrity = integrity;
  document.head.append(link);
}

/** Copies the shared settings for this site; favourites wait for the app, which knows which are of this site. */
function takeSettings() {
  try {
    const read = (key) => localStorage.getItem(key);
    const isSettled = read(SETTLED)?.split(" ").includes(root.pathname);
    const missing = SETTINGS.filter((name) => !isSettled && read(KEYS + name) === null && read(`vigie:${name}`) !== null);
    for (const name of missing) localStorage.setItem(KEYS + name, read(`vigie:${name}`));
    // The first script could not know them, nor where a page for unknown addresses stands.
    const theme = read(`${KEYS}theme`);
    if (theme === "light" || theme === "dark") html.dataset.theme = theme;
  } catch {
    // Storage is forbidden or full: nothing was chosen, as for everybody new.
  }
}

async function start() {
  html.dataset.root = root.pathname;
  html.dataset.keys = KEYS;
  takeSettings();
  const tags = [...document.querySelectorAll("script[data-wasm]")];
  const tag = tags.find((candidate) => candidate.src === import.meta.url) ?? tags[0];
  const { js, wasm, css, jsIntegrity, wasmIntegrity, cssIntegrity } = tag.dataset;
  if (css) addStyle(css, cssIntegrity);
  modules = pairs(tag.dataset.modules);
  document.addEventListener("vigie-module", (event) => runModule(event.detail));
  // A way out that needs nothing else to work.
  if (new URLSearchParams(location.search).has("reset")) runModule({ name: "device.js", detail: "reset" });
  document.addEventListener("vigie-complete", () => runWhenIdle("offline.js"), { once: true });
  // The address will change while the page stays; what is relative now must not follow it.
  for (const link of document.querySelectorAll("link[rel=icon]")) link.href = link.href;
  document.getElementById("boot-notice")?.replaceChildren();
  const problem = obstacle();
  if (problem) return giveUp(problem);

  const settle = watchSlowStart();
  document.addEventListener("vigie-start", () => {
    settle();
    isStarted = true;
    const place = document.getElementById("boot-notice");
    place?.replaceChildren();
    place?.setAttribute("role", "status");
  });
  // The app runs and has nothing to show: it has said why, and the prepared cards are the best there is.
  document.addEventListener("vigie-failed", () => {
    settle();
    delete html.dataset.asked;
    document.dispatchEvent(new Event("vigie-plain"));
  });
  document.addEventListener("vigie-panic", (event) => {
    settle();
    stop("panic", String(event.detail));
  });
  try {
    const files = { js: new URL(js, root).href, wasm: new URL(wasm, root).href, jsIntegrity, wasmIntegrity };
    await load(files);
    if (isStopped) settle();
  } catch (error) {
    settle();
    if (isStopped) return;
    console.error(error);
    if (typeof error === "string") giveUpUnlessStale(error);
    else if (error instanceof RangeError) giveUp("crowded");
    else if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) giveUp("unsupported");
    else giveUp("failed");
  }
}

// The page for unknown addresses names this file once for each depth it may stand at; the first to arrive starts.
if (!html.dataset.root) start();
