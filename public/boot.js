// Starts the app, and says in both languages what is wrong when it cannot start or breaks.
//
// The tag that loads this file names the app's files and their digests; this file's own address is the site's folder.
// So the same files work under any path. Nothing here makes HTML from text.

const html = document.documentElement;
const root = new URL("./", import.meta.url);

/** Time after which a slow start is mentioned, and after which it is called a failure, in milliseconds. */
const SLOW_MS = 2_000;
const STALLED_MS = 20_000;

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
  altered: [
    "Les fichiers de cette page sont incomplets ou altérés ; ils n’ont pas été exécutés. Ce réseau demande peut-être une identification.",
    "The files of this page are incomplete or altered; they were not run. This network may ask you to sign in.",
  ],
  failed: [
    "La recherche n’a pas pu démarrer. Les articles ci-dessus restent lisibles.",
    "Search could not start. The articles above can still be read.",
  ],
  panic: ["Une erreur a interrompu l’application.", "An error has stopped the app."],
  nothingLost: [
    "Rien n’est perdu : l’adresse de la page garde votre recherche.",
    "Nothing is lost: the address of the page keeps your search.",
  ],
  reload: ["Recharger la page", "Reload the page"],
  home: ["Toute la veille", "All articles"],
  copy: ["Copier le détail", "Copy the details"],
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

/** Shows a notice under the articles; with a way on unless the start is only slow. */
function notice(name) {
  const place = document.getElementById("boot-notice");
  if (!place) return;
  place.replaceChildren(...inBothLanguages("p", SENTENCES[name]));
  // No answer is coming soon: the newest articles are better than none.
  delete html.dataset.asked;
  if (name !== "slow") {
    place.setAttribute("role", "alert");
    place.append(button(SENTENCES.reload, "button button--primary", reload));
  }
}

/** The app has stopped for good: cover it, so that nobody types into a dead page. */
function cover(detail) {
  const dialog = element("dialog", "panic");
  const home = element("a", "button", SENTENCES.home.join(" / "));
  home.href = root.href;
  dialog.append(
    ...inBothLanguages("p", SENTENCES.panic, "panic__title"),
    ...inBothLanguages("p", SENTENCES.nothingLost),
    element("pre", "panic__detail", detail),
    element(
      "p",
      "panic__actions",
      button(SENTENCES.reload, "button button--primary", reload),
      home,
      button(SENTENCES.copy, "button", () => navigator.clipboard?.writeText(detail)),
    ),
  );
  // Nothing under it works any more, so it stays.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.showModal());
  document.body.append(dialog);
  dialog.showModal();
}

/** What forbids WebAssembly here; nothing if it runs. */
function obstacle() {
  if (typeof WebAssembly !== "object") return "unsupported";
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
    return response.ok ? "altered" : "network";
  } catch {
    return "network";
  }
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
    // A module that failed fails for ever under its address; the cache behind it can be mended.
    await fetch(address, { integrity, cache: "reload" });
    return importExact(`${address}?again`, integrity);
  }
}

/** Loads the WebAssembly; damaged bytes in the browser's cache are replaced once. */
async function loadWasm(address, integrity) {
  try {
    return await fetch(address, { integrity });
  } catch {
    return fetch(address, { integrity, cache: "reload" });
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
  if (!response.ok) throw "network";
  await module.default({ module_or_path: response });
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

async function start() {
  html.dataset.root = root.pathname;
  const tags = [...document.querySelectorAll("script[data-wasm]")];
  const tag = tags.find((candidate) => candidate.src === import.meta.url) ?? tags[0];
  const { js, wasm, css, jsIntegrity, wasmIntegrity, cssIntegrity } = tag.dataset;
  if (css) addStyle(css, cssIntegrity);
  modules = pairs(tag.dataset.modules);
  document.addEventListener("vigie-module", (event) => runModule(event.detail));
  document.addEventListener("vigie-complete", () => runWhenIdle("offline.js"), { once: true });
  // The address will change while the page stays; what is relative now must not follow it.
  for (const link of document.querySelectorAll("link[rel=icon]")) link.href = link.href;
  const problem = obstacle();
  if (problem) return notice(problem);

  const slow = setTimeout(notice, SLOW_MS, "slow");
  const stalled = setTimeout(notice, STALLED_MS, "stalled");
  const settle = () => {
    clearTimeout(slow);
    clearTimeout(stalled);
  };
  let panicked = false;
  document.addEventListener("vigie-start", () => {
    settle();
    document.getElementById("boot-notice")?.replaceChildren();
  });
  document.addEventListener("vigie-panic", (event) => {
    settle();
    panicked = true;
    cover(String(event.detail));
  });
  try {
    const files = { js: new URL(js, root).href, wasm: new URL(wasm, root).href, jsIntegrity, wasmIntegrity };
    await load(files);
  } catch (error) {
    settle();
    if (panicked) return;
    if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return notice("unsupported");
    notice(typeof error === "string" ? error : "failed");
    console.error(error);
  }
}

// The page for unknown addresses names this file once for each depth it may stand at; the first to arrive starts.
if (!html.dataset.root) start();
