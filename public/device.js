// The dialog about this device: what is kept here and how large it is, when the server was asked last, pictures, and
// the way to erase everything. `offline.js` knows and does the rest; erasing needs neither it nor the app.

const SENTENCES = {
  fr: {
    title: "Hors ligne et données",
    close: "Fermer",
    articles: "Articles affichés",
    articlesOf: (count, fresh) => `${count} article${count === "0" || count === "1" ? "" : "s"} · ${fresh}`,
    kept: "Gardés sur cet appareil",
    isKept: (bytes) => `tous, avec la recherche : ${bytes}`,
    notKept: "pas encore",
    used: "Place prise par ce site",
    usedOf: (used, quota) => `${used} sur ${quota} permis`,
    unknown: "ce navigateur ne le dit pas",
    last: "Dernière vérification",
    never: "pas encore",
    check: "Vérifier maintenant",
    checking: "Vérification…",
    why: "Lecture hors ligne",
    pictures: "Images gardées hors ligne",
    off: "aucune",
    seen: "celles que j’ai vues",
    year: (count, bytes) => `celles des 12 derniers mois (${count} image${count === "1" ? "" : "s"}, ${bytes})`,
    keeping: "Images en cours d’enregistrement…",
    isDone: "C’est fait.",
    failed: (code) => `Les images n’ont pas pu être gardées (${code}).`,
    erase: "Tout effacer sur cet appareil",
    eraseHint: "Articles gardés, images, favoris et réglages de ce site, dans ce navigateur.",
    resetTitle: "Tout effacer sur cet appareil ?",
    reset: "Les articles gardés, les images, les favoris et les réglages de ce site seront effacés de ce navigateur. Les articles eux-mêmes restent publiés : la page se recharge ensuite depuis le serveur.",
    favourites: (count) => `${count} favori${count === 1 ? "" : "s"} en seront effacés.`.replace("1 favori en seront effacés", "1 favori en sera effacé"),
    export: "Exporter les favoris d’abord",
    exported: (count, name) => `${count} favori${count === 1 ? "" : "s"} dans le fichier « ${name} » : vérifiez qu’il est bien dans vos téléchargements.`,
    notExported: "Les favoris n’ont pas pu être exportés : le fichier qui s’en charge n’est pas arrivé. Rien n’a été effacé ; réessayez.",
    cancel: "Annuler",
    outcome: {
      same: "rien de nouveau",
      new: "de nouveaux articles sont là",
      offline: "impossible de vérifier, pas de réseau",
      slow: "le serveur n’a pas répondu à temps",
      portal: "ce réseau demande une identification",
      busy: "le serveur est trop sollicité, nouvel essai plus tard",
      refused: "la mise à jour a été refusée",
      older: "le serveur propose une version plus ancienne",
      newer: "rechargez la page pour lire les nouveaux articles",
    },
    reasons: {
      insecure: "Impossible ici : l’adresse de ce site n’est pas protégée (https).",
      unsupported: "Impossible ici : ce navigateur, ou sa fenêtre privée, ne garde pas de site.",
      install: "Pas encore possible : la page n’a pas pu être gardée entière. Nouvel essai à la prochaine visite.",
      QuotaExceededError: "Incomplète : il n’y a pas assez de place sur cet appareil.",
      other: (code) => `Impossible ici : le navigateur ou une règle de ce poste l’interdit (${code}).`,
    },
  },
  en: {
    title: "Offline and data",
    close: "Close",
    articles: "Articles on screen",
    articlesOf: (count, fresh) => `${count} article${count === "1" ? "" : "s"} · ${fresh}`,
    kept: "Kept on this device",
    isKept: (bytes) => `all of them, with the search: ${bytes}`,
    notKept: "not yet",
    used: "Space taken by this site",
    usedOf: (used, quota) => `${used} of ${quota} allowed`,
    unknown: "this browser does not say",
    last: "Last check",
    never: "not yet",
    check: "Check now",
    checking: "Checking…",
    why: "Reading offline",
    pictures: "Pictures kept offline",
    off: "none",
    seen: "those I have seen",
    year: (count, bytes) => `those of the last 12 months (${count} picture${count === "1" ? "" : "s"}, ${bytes})`,
    keeping: "Keeping the pictures…",
    isDone: "Done.",
    failed: (code) => `The pictures could not be kept (${code}).`,
    erase: "Erase everything on this device",
    eraseHint: "Kept articles, pictures, favourites and settings of this site, in this browser.",
    resetTitle: "Erase everything on this device?",
    reset: "The kept articles, pictures, favourites and settings of this site will be erased from this browser. The articles themselves stay published: the page is then loaded from the server again.",
    favourites: (count) => `${count} favourite${count === 1 ? "" : "s"} will be erased.`,
    export: "Export the favourites first",
    exported: (count, name) => `${count} favourite${count === 1 ? "" : "s"} in the file “${name}”: make sure that it is among your downloads.`,
    notExported: "The favourites could not be exported: the file that does this did not arrive. Nothing was erased; try again.",
    cancel: "Cancel",
    outcome: {
      same: "nothing new",
      new: "new articles are here",
      offline: "could not check, no network",
      slow: "the server did not answer in time",
      portal: "this network asks you to sign in",
      busy: "the server is too busy, trying again later",
      refused: "the update was refused",
      older: "the server offers an older version",
      newer: "reload the page to read the new articles",
    },
    reasons: {
      insecure: "Not possible here: the address of this site is not protected (https).",
      unsupported: "Not possible here: this browser, or its private window, keeps no site.",
      install: "Not possible yet: the page could not be kept whole. It is tried again at the next visit.",
      QuotaExceededError: "Incomplete: there is not enough space on this device.",
      other: (code) => `Not possible here: the browser or a rule of this computer forbids it (${code}).`,
    },
  },
};

/** Begin of everything this site keeps, in storage and caches. */
const OUR_KEYS = document.documentElement.dataset.keys;
/** Begin of the keys of favourites, and of those that could not be read. */
const FAVOURITES = ["favourite:", "damaged:"].map((name) => OUR_KEYS + name);
/** Names the folders of sites that take nothing over any more from before each had keys of its own. */
const SETTLED = "vigie:settled";
/** Longest wait for a check, in milliseconds. */
const CHECK_MS = 15_000;
/** Months of pictures that can be kept at once. */
const MONTHS = 12;

/** Opens the dialog; with `reset` the one that erases. `renew` loads the site from the server. */
export default async function open(root, detail) {
  if (detail === "renew") return renew(root);
  const words = SENTENCES[document.documentElement.lang] ?? SENTENCES.fr;
  if (document.querySelector("dialog.device")) return;
  if (detail === "reset") openReset(root, words);
  else await openDevice(root, words, await offline());
}

/** What `offline.js` knows; it may still be on its way. */
function offline() {
  return new Promise((resolve) => {
    const ask = () => document.dispatchEvent(new CustomEvent("vigie-ask", { detail: resolve }));
    document.addEventListener("vigie-known", ask, { once: true });
    ask();
  });
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function button(sentence, className, act) {
  const made = element("button", className, sentence);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function dialogOf(title, ...content) {
  const heading = element("h2", "device__title", title);
  heading.id = "device-title";
  const dialog = element("dialog", "device", heading, ...content);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// What is kept.

async function openDevice(root, words, known) {
  const facts = element("dl", "device__facts");
  const said = element("p", "device__said");
  said.setAttribute("role", "status");
  const check = button(words.check, "button", async () => {
    check.setAttribute("aria-disabled", "true");
    said.textContent = words.checking;
    // What came of it is known before all of it is kept.
    await Promise.race([known.check(), new Promise((resolve) => setTimeout(resolve, CHECK_MS))]).catch(() => {});
    const parts = [words.outcome[known.state.outcome || "slow"], known.fresh()].filter(Boolean);
    said.textContent = sentence(parts.map((part) => `${part}.`).join(" "));
    check.removeAttribute("aria-disabled");
    await fill(facts, words, known);
  });
  const pictures = element("fieldset", "device__pictures");
  pictures.hidden = true;
  const erase = button(words.erase, "button device__danger", () => {
    dialog.close();
    openReset(root, words);
  });
  const close = button(words.close, "button button--primary", () => dialog.close());
  const dialog = dialogOf(
    words.title,
    facts,
    element("p", "device__ways", check),
    said,
    pictures,
    element("p", "device__hint", words.eraseHint),
    element("p", "device__ways", erase, close),
  );
  const feed = await fill(facts, words, known);
  if (feed) await offerPictures(pictures, feed, words, known);
}

/** A sentence begins with a capital. */
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Draws the list of facts and returns the kept entry, if there is one. */
async function fill(facts, words, known) {
  const { state, number, size } = known;
  const feed = await known.read(known.entry, "force-cache");
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  const rows = [];
  const { generated, count } = document.documentElement.dataset;
  if (generated) rows.push([words.articles, words.articlesOf(number(count), known.fresh())]);
  rows.push([words.kept, state.kept && feed ? words.isKept(size(known.bytesIn(feed))) : words.notKept]);
  rows.push([words.used, usage === undefined ? words.unknown : words.usedOf(size(usage), size(quota))]);
  const time = new Intl.DateTimeFormat(known.locale(), { dateStyle: "medium", timeStyle: "short" });
  rows.push([words.last, state.time ? `${time.format(state.time)} : ${words.outcome[state.outcome]}` : words.never]);
  if (state.why) rows.push([words.why, words.reasons[state.why] ?? words.reasons.other(state.why)]);
  facts.replaceChildren(
    ...rows.flatMap(([name, value]) => [element("dt", "", name), element("dd", "", known.language() === "en" ? value.replace(" : ", ": ") : value)]),
  );
  return feed?._vigie ? feed : null;
}

// Pictures.

async function offerPictures(group, feed, words, known) {
  const hasWorker = await known.hasWorker();
  const { generated, shards } = feed._vigie;
  if (!hasWorker || !shards.some((shard) => shard.pictures)) return;
  const start = new Date(generated);
  start.setUTCMonth(start.getUTCMonth() - MONTHS);
  const months = shards.filter(({ month, pictures }) => pictures && month > start.toISOString().slice(0, 7));
  const unique = new Set();
  // One after the other: each may be large.
  for (const { url } of months) for (const address of await picturesOf(new URL(url, known.entry), known)) unique.add(address);
  const bytes = months.reduce((sum, { pictures }) => sum + pictures, 0);
  const { choice } = await known.tell({ vigie: "imageChoice" });
  const said = element("p", "device__said");
  said.setAttribute("role", "status");
  const offers = { off: words.off, seen: words.seen, year: words.year(known.number(unique.size), known.size(bytes)) };
  const choose = async (chosen) => {
    said.textContent = words.keeping;
    const answer = await known.tell({ vigie: "images", choice: chosen, addresses: chosen === "year" ? [...unique] : [] });
    said.textContent = answer.ok ? words.isDone : words.failed(answer.error);
  };
  group.replaceChildren(
    element("legend", "", words.pictures),
    ...Object.entries(offers).map(([name, text]) => {
      const radio = element("input");
      Object.assign(radio, { type: "radio", name: "pictures", value: name, checked: name === choice });
      radio.addEventListener("change", () => choose(name));
      return element("label", "device__choice", radio, text);
    }),
    said,
  );
  group.hidden = false;
}

/** Addresses of the pictures in a month of cards; none if the month cannot be read. */
async function picturesOf(address, known) {
  const { items = [] } = (await known.read(address)) ?? {};
  const files = items.map((item) => item._vigie?.image ?? item.image).filter(Boolean);
  return files.map((file) => new URL(`../${file}`, address).href);
}

// Erasing.

function openReset(root, words) {
  const count = keysOf("localStorage").filter((key) => FAVOURITES.some((begin) => key.startsWith(begin))).length;
  const said = element("p", "device__said");
  said.setAttribute("role", "status");
  const exported = ({ detail }) => (said.textContent = words.exported(detail.count, detail.name));
  const failed = ({ detail }) => detail === "favourites.js" && (said.textContent = words.notExported);
  document.addEventListener("vigie-exported", exported);
  document.addEventListener("vigie-module-failed", failed);
  const erase = button(words.erase, "button device__danger", () => eraseAll(root));
  const cancel = button(words.cancel, "button button--primary", () => dialog.close());
  const dialog = dialogOf(words.resetTitle, element("p", "", words.reset));
  if (count) dialog.append(element("p", "", words.favourites(count)), element("p", "device__ways", button(words.export, "button", saveFavourites)), said);
  dialog.append(element("p", "device__ways", erase, cancel));
  cancel.focus();
  dialog.addEventListener("close", () => {
    document.removeEventListener("vigie-exported", exported);
    document.removeEventListener("vigie-module-failed", failed);
    forgetQuestion();
  });
}

/** Has the app save a backup, which also knows what could not be written; without the app, what is stored is saved. */
function saveFavourites() {
  const asked = new CustomEvent("vigie-favourites", { detail: "export", cancelable: true });
  if (document.dispatchEvent(asked)) runModule({ name: "favourites.js", detail: "export" });
}

const runModule = (detail) => document.dispatchEvent(new CustomEvent("vigie-module", { detail }));

/** The address no longer asks to erase. */
function forgetQuestion() {
  const address = new URL(location.href);
  if (!address.searchParams.has("reset")) return;
  address.searchParams.delete("reset");
  history.replaceState(history.state, "", address);
}

/** Keys of ours in a storage; a storage that is forbidden has none. */
function keysOf(name) {
  try {
    return Object.keys(window[name]).filter((key) => key.startsWith(OUR_KEYS));
  } catch {
    return [];
  }
}

/** What several sites of the host once shared stays for the others, and does not come back here. */
function settle(root) {
  const isShared = (key) => key.startsWith("vigie:") && !key.startsWith("vigie:/") && key !== SETTLED;
  if (!Object.keys(localStorage).some(isShared)) return;
  const settled = new Set(localStorage.getItem(SETTLED)?.split(" ")).add(root.pathname);
  localStorage.setItem(SETTLED, [...settled].join(" "));
}

/** What is forbidden holds nothing. */
const attempt = (work) => work().catch(() => {});

/** Takes the worker of this site away, and the caches whose names have a begin. */
async function dropWorker(root, begin) {
  await attempt(async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.filter(({ scope }) => scope === root.href).map((worker) => worker.unregister()));
  });
  await attempt(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(begin));
    await Promise.all(names.map((name) => caches.delete(name)));
  });
}

/** Loads program and page from the server, past the worker and what it keeps of them, if the server answers. Nothing that readers keep is touched. */
async function renew(root) {
  await attempt(async () => {
    const { ok } = await fetch(root, { cache: "reload" });
    if (ok) await dropWorker(root, `${OUR_KEYS}shell-`);
  });
  location.reload();
}

/** Erases everything of this site from this browser, and loads the page anew. */
async function eraseAll(root) {
  await dropWorker(root, OUR_KEYS);
  for (const name of ["localStorage", "sessionStorage"]) {
    for (const key of keysOf(name)) window[name].removeItem(key);
  }
  await attempt(async () => settle(root));
  await attempt(async () => navigator.clearAppBadge?.());
  location.replace(root.href);
}
