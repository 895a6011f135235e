// What the page does about versions, network and storage, once there is something to read.
//
// It registers the service worker, asks the server for a newer collection, lets the worker keep it, and says what the
// reader should know in calm notices at the foot of the window. Nothing on the page ever changes by itself: a notice
// offers it. `device.js` asks for what is known here by the event `vigie-ask`.
//
// One long file: what it imported would come without the digest that its own tag gives.

const html = document.documentElement;

/** The format of the bundle that the app reads. */
const FORMAT = 2;
/** A request with this header gets the server's entry and not the kept one. */
const FROM_SERVER = { "x-vigie-update": "1" };
const CHECK_MS = 10_000;
/** A tab that was hidden for as long looks for news when it is seen again. */
const HIDDEN_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STALE_DAYS = 14;
const MAX_ENTRY_BYTES = 32 << 20;
/** A worker at work says so every other second: one that is silent for as long was stopped. */
const SILENCE_MS = 15_000;
/** Longest wait for what a worker was asked, and how often it is asked. */
const WORKER_MS = 5 * 60_000;
const MOST_TRIES = 20;
/** Publications that may come one upon the other while one is fetched. */
const MOST_PUBLICATIONS = 5;
/** Longest wait a server can ask for. */
const MAX_WAIT_MS = HOUR_MS;

/** Names of what is stored for this site. */
const KEEP = "keep";
const SPACE_SAID = "space-said";

const s = (count) => (count < 2 ? "" : "s");
const SENTENCES = {
  fr: {
    close: "Fermer",
    articles: (count) => (count > 0 ? `${number(count)} nouve${count < 2 ? "l" : "aux"} article${s(count)}` : "La veille a été mise à jour"),
    show: "Afficher",
    version: "Nouvelle version prête",
    reload: "Recharger",
    fresh: (latest, checked) => `Dernier article : ${day(latest)} · vérifié le ${day(checked)}`,
    offline: (...dates) => `Hors ligne · ${SENTENCES.fr.fresh(...dates)}`,
    portal: (...dates) => `Ce réseau demande une identification. Les articles restent affichés. ${SENTENCES.fr.fresh(...dates)}`,
    check: "Vérifier à nouveau",
    refused: (why, ...dates) => `Mise à jour refusée : ${REASONS.fr[why]}. Les articles restent affichés. ${SENTENCES.fr.fresh(...dates)}`,
    copy: "Copier le code",
    newer: (...dates) => `Rechargez pour lire les nouveaux articles. Les anciens restent affichés. ${SENTENCES.fr.fresh(...dates)}`,
    older: (shown, offered) => `Le serveur propose une version plus ancienne, publiée le ${day(offered)} ; celle du ${day(shown)} reste affichée.`,
    takeOlder: "Afficher la plus ancienne",
    stale: (latest, days) => `Le dernier article date du ${day(latest)} : plus de ${days} jours.`,
    space: "Pas assez de place sur cet appareil pour tout lire hors ligne.",
    keep: (count, bytes) => `Garder ${count} article${s(count)} pour lire hors ligne (${size(bytes)}) ?`,
    yes: "Garder",
    no: "Non merci",
  },
  en: {
    close: "Close",
    articles: (count) => (count > 0 ? `${number(count)} new article${count === 1 ? "" : "s"}` : "The articles were updated"),
    show: "Show",
    version: "New version ready",
    reload: "Reload",
    fresh: (latest, checked) => `Latest article: ${day(latest)} · checked ${day(checked)}`,
    offline: (...dates) => `Offline · ${SENTENCES.en.fresh(...dates)}`,
    portal: (...dates) => `This network asks you to sign in. The articles stay on screen. ${SENTENCES.en.fresh(...dates)}`,
    check: "Check again",
    refused: (why, ...dates) => `Update refused: ${REASONS.en[why]}. The articles stay on screen. ${SENTENCES.en.fresh(...dates)}`,
    copy: "Copy the code",
    newer: (...dates) => `Reload to read the new articles. The old ones stay on screen. ${SENTENCES.en.fresh(...dates)}`,
    older: (shown, offered) => `The server offers an older version, published on ${day(offered)}; that of ${day(shown)} stays on screen.`,
    takeOlder: "Show the older one",
    stale: (latest, days) => `The latest article is of ${day(latest)}: more than ${days} days ago.`,
    space: "Not enough space on this device to read everything offline.",
    keep: (count, bytes) => `Keep ${count} article${count === 1 ? "" : "s"} to read offline (${size(bytes)})?`,
    yes: "Keep",
    no: "No thanks",
  },
};
const REASONS = {
  fr: {
    server: "le serveur répond par une erreur",
    altered: "les articles sont arrivés incomplets ou altérés",
    missing: "les articles ne sont plus publiés à cette adresse",
    foreign: "le fichier reçu n’est pas une liste d’articles",
    format: "les articles sont publiés dans un format trop ancien",
  },
  en: {
    server: "the server answers with an error",
    altered: "the articles arrived incomplete or altered",
    missing: "the articles are no longer published at this address",
    foreign: "the file received is not a list of articles",
    format: "the articles are published in a format that is too old",
  },
};

const language = () => (html.lang === "en" ? "en" : "fr");
const locale = () => (language() === "en" ? "en-GB" : "fr-FR");
const number = (value, options) => new Intl.NumberFormat(locale(), options).format(value);
const day = (date) => new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeZone: "UTC" }).format(new Date(date));
const size = (bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : bytes < 1e9 ? ["megabyte", bytes / 1e6] : ["gigabyte", bytes / 1e9];
  return number(value, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 });
};

/** What this site has in the browser's storage; one that is forbidden forgets. */
const stored = (name, value) => {
  const key = html.dataset.keys + name;
  try {
    if (value) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

// Notices. Each has a place of its own, so that a newer one of the same kind takes it.

const notices = new Map();
const region = document.createElement("div");

/** Shows `SENTENCES[…][name](…values)` with ways on, given as `[name, action]`. */
function say(place, name, values = [], ways = []) {
  notices.delete(place);
  notices.set(place, { name, values, ways });
  draw();
}

function unsay(place) {
  if (notices.delete(place)) draw();
}

function draw() {
  const words = SENTENCES[language()];
  const drawn = [...notices].map(([place, { name, values, ways }]) => {
    const text = document.createElement("p");
    text.className = "notice__text";
    text.textContent = typeof words[name] === "string" ? words[name] : words[name](...values);
    const notice = document.createElement("div");
    notice.className = `notice notice--${place}`;
    const group = document.createElement("div");
    group.className = "notice__ways";
    group.append(...ways.map(([word, act], at) => button(words[word], at ? "" : "notice__way", act)));
    group.append(button(words.close, "", () => unsay(place)));
    notice.append(text, group);
    return notice;
  });
  region.replaceChildren(...drawn);
}

function button(word, className, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = word;
  made.addEventListener("click", act);
  return made;
}

// Looking for a newer collection.

let root;
let entry;
/** Articles that came since the page was opened. */
let added = 0;
/** The entry that the worker was last asked to keep. */
let asked = "";
let checking = null;
/** What `device.js` shows: when the server was asked last, and what came of it. */
const state = { time: 0, outcome: "", why: "", kept: false, checked: "" };

const shown = () => html.dataset.generated ?? "";
/** Of when the newest article on screen is, and when the server was asked last: at least once, before all was published. */
const latest = () => html.dataset.latest || shown();
const checked = () => {
  const ahead = Date.parse(shown()) - Date.parse(state.checked);
  // A publication that is dated after it was fetched comes from a wrong clock.
  return ahead <= 0 || ahead > DAY_MS ? state.checked : shown();
};
const freshness = () => [latest(), checked()];

/** Asks the server, shows what is new or why nothing is, and returns the outcome. One at a time. */
function check() {
  checking ??= look().finally(() => (checking = null));
  return checking;
}

async function look() {
  await settle(await ask(), MOST_PUBLICATIONS);
  return state.outcome;
}

/** Says what the server's answer means for the reader, and takes what it offers. */
async function settle(found, publications) {
  state.time = Date.now();
  state.outcome = found.name;
  if (found.feed) noteAnswer(found.now);
  // Without articles on screen the app has said what is wrong.
  if (!shown()) return;
  const retry = [["check", check]];
  if (found.name === "offline") say("check", "offline", freshness());
  else if (found.name === "portal") say("check", "portal", freshness(), retry);
  else if (found.name === "newer") say("check", "newer", freshness(), [["reload", upgrade]]);
  else if (found.name === "older") say("check", "older", [shown(), found.generated], [["takeOlder", () => takeOlder(found.text)]]);
  else if (found.name === "refused") refuse(found.why, found.code);
  else if (found.name === "busy") setTimeout(check, found.wait);
  else if (found.feed) {
    unsay("check");
    age(found);
    await take(found, publications);
  }
  if (!found.feed && found.name !== "slow") age({ now: Date.now() });
}

/** Notes when the server was asked last, and tells the app. */
function note(time) {
  state.checked = time;
  document.dispatchEvent(new CustomEvent("vigie-checked", { detail: time }));
}

/** The server has been asked. The next visit knows it too, if it can be one without a network. */
async function noteAnswer(now) {
  note(new Date(now >= 0 ? now : Date.now()).toISOString());
  if (!(await ready)) return;
  try {
    const cache = await caches.open(DATA_CACHE());
    await cache.put(LAST_CHECK(), new Response(state.checked));
  } catch {
    // Storage is forbidden or full: the next visit asks anew.
  }
}

/** Takes over when an earlier visit has asked the server. */
async function recall() {
  try {
    const kept = await self.caches?.match(LAST_CHECK(), { cacheName: DATA_CACHE() });
    const time = await kept?.text();
    const isPast = Date.parse(time) < Date.now() + DAY_MS;
    if (isPast && Date.parse(time) > (Date.parse(state.checked) || 0)) note(time);
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}

/** The worker's cache, and where the last check stands in it. */
const DATA_CACHE = () => `${html.dataset.keys}data`;
const LAST_CHECK = () => `${entry}?last-check`;

function refuse(why, code) {
  state.outcome = "refused";
  const detail = `${why}: ${code} (${shown()})`;
  say("check", "refused", [why, ...freshness()], [["copy", () => navigator.clipboard?.writeText(detail)], ["check", check]]);
}

/** The server's entry, judged; never throws. */
async function ask() {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), CHECK_MS);
  try {
    const response = await fetch(entry, { cache: "no-cache", redirect: "manual", headers: FROM_SERVER, signal: limit.signal });
    const problem = problemOf(response);
    if (problem) return problem;
    const bytes = await bytesOf(response);
    const now = Date.parse(response.headers.get("date"));
    try {
      return { ...judge(isMarked(bytes) ? bytes.subarray(3) : bytes, now), now };
    } catch (error) {
      // No text, no JSON, or not the shape of a bundle.
      return refused(error.name);
    }
  } catch (error) {
    if (error instanceof RangeError) return refused("too large");
    return { name: limit.signal.aborted ? "slow" : "offline" };
  } finally {
    clearTimeout(timer);
    limit.abort();
  }
}

function problemOf(response) {
  const { status, headers } = response;
  const isPage = headers.get("content-type")?.toLowerCase().startsWith("text/html");
  if (response.type === "opaqueredirect" || [401, 403, 407, 511].includes(status) || (status === 200 && isPage)) return { name: "portal" };
  if (status === 429 || status === 503) {
    const after = headers.get("retry-after") ?? "60";
    const wait = /^\d+$/.test(after) ? after * 1000 : Date.parse(after) - Date.now();
    return { name: "busy", wait: Math.min(Math.max(wait || 60_000, 1000), MAX_WAIT_MS) };
  }
  const isMissing = status === 404 || status === 410;
  if (status !== 200) return refused(`status ${status}`, status < 300 ? "altered" : isMissing ? "missing" : "server");
}

/** The bytes, counted while they come: a small packed file can be very large. */
async function bytesOf(response) {
  const parts = [];
  let count = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    count += value.length;
    if (count > MAX_ENTRY_BYTES) throw new RangeError();
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** A file of the bundle, counted in the same way; nothing if it cannot be read. */
async function read(address, cache = "default") {
  try {
    return JSON.parse(new TextDecoder().decode(await bytesOf(await fetch(address, { cache }))));
  } catch {
    return null;
  }
}

/** Whether a byte order mark comes first. */
const isMarked = ([a, b, c]) => a === 0xef && b === 0xbb && c === 0xbf;

const refused = (code, why = "altered") => ({ name: "refused", why, code });

/**
 * How much later one publication is than another, in milliseconds. A date that is still to come, by the clock of the
 * server and of this device, is that of a wrong clock: no publication with a possible date is older than that one.
 */
function lead(offered, present, now) {
  const soon = Math.max(now || 0, Date.now()) + DAY_MS;
  const [after, before] = [offered, present].map(Date.parse);
  // Without articles on screen all of them are new.
  return !present || (before > soon && after <= soon) ? DAY_MS : after - before;
}

function judge(bytes, now) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  if (text.trimStart().startsWith("<")) return { name: "portal" };
  const feed = JSON.parse(text);
  if (!/^https:\/\/(www\.)?jsonfeed\.org\/version\/1/.test(feed?.version) || !Array.isArray(feed.items)) return refused("feed", "foreign");
  const manifest = feed._vigie;
  // The feed of another tool is shown as it comes, and cannot be kept whole.
  if (!manifest) return shown() ? refused("manifest", "foreign") : { name: "same" };
  if (!hasItsSeal(bytes)) return refused("checksum");
  if (manifest.format > FORMAT) return { name: "newer" };
  if (manifest.format !== FORMAT) return refused(`format ${manifest.format}`, "format");
  const { generated, count, shards = [], bodies = [], search, concepts } = manifest;
  const files = [search, concepts, ...shards, ...bodies];
  const isFile = (file) => /^[a-z]+(\/[\w-]+)?\.[0-9a-f]{20}\.[a-z]+$/.test(file?.url) && /^sha256-[\w+/]{43}=$/.test(file.integrity);
  if (!files.every(isFile)) return refused("files");
  if (shards.reduce((sum, shard) => sum + shard.count, 0) !== count) return refused("count");
  if (!(Date.parse(generated) >= 0)) return refused("date");
  const newer = lead(generated, shown(), now);
  if (newer < 0) return { name: "older", generated, text };
  return { name: newer > 0 ? "new" : "same", feed, text };
}

/** Whether the entry's checksum is that of its other bytes (`core::bundle::seal`). */
function hasItsSeal(bytes) {
  const opening = '{"checksum":"';
  // Byte for byte: positions in this text are those of the bytes.
  const found = new TextDecoder("latin1").decode(bytes).indexOf(opening);
  if (found < 0) return false;
  const start = found + opening.length;
  const digits = new TextDecoder().decode(bytes.subarray(start, start + 16));
  const signed = new Uint8Array(Math.max(bytes.length - 16, start));
  signed.set(bytes.subarray(0, start));
  signed.set(bytes.subarray(start + 16), start);
  const view = new DataView(signed.buffer);
  const step = (sum, word) => {
    const product = BigInt.asUintN(64, (sum ^ word) * 0x9e3779b97f4a7c15n);
    return BigInt.asUintN(64, (product << 29n) | (product >> 35n));
  };
  let sum = BigInt(signed.length);
  let at = 0;
  for (; at + 8 <= signed.length; at += 8) sum = step(sum, view.getBigUint64(at, true));
  for (; at < signed.length; at += 1) sum = step(sum, BigInt(signed[at]));
  return sum.toString(16).padStart(16, "0") === digits;
}

/** Marks old articles. A clock that disagrees with the server's, or with the articles, allows no claim. */
function age({ now, feed }) {
  const days = feed?._vigie.site.stale_days ?? html.dataset.staleDays ?? STALE_DAYS;
  const [newest, generated] = [latest(), shown()].map(Date.parse);
  const isSure = !(Math.abs(now - Date.now()) > HOUR_MS) && Math.max(newest, generated) < Date.now() + HOUR_MS;
  const isOld = isSure && Date.now() - newest > days * DAY_MS;
  html.dataset.age = isOld ? "old" : "";
  if (isOld && !notices.has("articles")) say("stale", "stale", [latest(), days]);
  else unsay("stale");
}

/**
 * Has the collection kept, and offers it if it is new. If it cannot be kept because another one was published meanwhile,
 * that one counts.
 */
async function take({ name, feed, text }, publications) {
  if ((await ready) && text !== asked && (await mayKeep(feed))) {
    const answer = await tell({ vigie: "keep", text });
    if (answer.ok) {
      asked = text;
      state.kept = true;
      added += answer.added;
      if (answer.isPartial) sayNoSpace();
    } else if (/^Quota/.test(answer.error)) sayNoSpace();
    else if (answer.error === TIMEOUT.error) return;
    else if (answer.error !== GONE.error) {
      const next = await ask();
      if (next.text !== text) return publications ? settle(next, publications - 1) : void setTimeout(check, CHECK_MS);
      state.why = answer.error;
      // What is not whole is not offered: a reload would bring the old articles.
      if (name === "new") return refuse("altered", answer.error);
    }
  }
  if (name !== "new") return;
  await pagesAreHere();
  const count = Math.max(added, feed._vigie.count - Number(html.dataset.count));
  unsay("stale");
  say("articles", "articles", [count], [["show", show]]);
  navigator.setAppBadge?.(Math.max(count, 1)).catch(() => {});
}

/** The reader chooses the older collection that the server offers. */
async function takeOlder(text) {
  if (await ready) {
    const answer = await tell({ vigie: "keep", text, isChosen: true });
    if (!answer.ok && answer.error !== GONE.error) return refuse("altered", answer.error);
  }
  show();
}

/** Under a data saver the reader is asked once. */
async function mayKeep(feed) {
  if (!navigator.connection?.saveData || stored(KEEP) === "yes") return true;
  if (stored(KEEP) === "no" || notices.has("keep")) return false;
  const { count } = feed._vigie;
  const choose = (choice) => () => {
    stored(KEEP, choice);
    unsay("keep");
    if (choice === "yes") check();
  };
  say("keep", "keep", [count, bytesIn(feed)], [["yes", choose("yes")], ["no", choose("no")]]);
  return false;
}

const bytesIn = ({ _vigie: { shards, bodies = [], search, concepts } }) =>
  [search, concepts, ...shards, ...bodies].reduce((sum, { bytes }) => sum + bytes, 0);

function sayNoSpace() {
  state.why = "QuotaExceededError";
  if (stored(SPACE_SAID)) return;
  stored(SPACE_SAID, "1");
  say("space", "space");
}

const reload = () => location.reload();

/** The published articles need another program: it takes over if it is here, else the kept one is put out of its way. */
async function upgrade() {
  await pagesAreHere();
  if (registration?.waiting) await takeOver();
  else document.dispatchEvent(new CustomEvent("vigie-module", { detail: { name: "device.js", detail: "renew" } }));
}

/** Shows the new articles: the same address, from the top of the list. */
function show() {
  navigator.clearAppBadge?.().catch(() => {});
  history.replaceState(null, "");
  // Until the page is gone the app would note again which card is on top, and that lies below the new ones.
  history.replaceState = () => {};
  reload();
}

// The service worker.

let ready = Promise.resolve(false);
let registration = null;
/** Digest of everything that runs, of the version this page was opened with. */
let code = "";

/** The worker's script, and so its name: one host may have several, and the outer one may still answer for this page. */
const script = () => new URL("sw.js", root).href;
const controller = () => {
  const { controller } = navigator.serviceWorker;
  return controller?.scriptURL === script() ? controller : null;
};

/** Registers the worker and tells whether it works. */
async function register() {
  if (!("serviceWorker" in navigator)) return without(isSecureContext ? "unsupported" : "insecure");
  const isReplaced = Boolean(controller());
  if (isReplaced) code = (await tell({ vigie: "version" }, controller)).code ?? "";
  navigator.serviceWorker.addEventListener("controllerchange", changed);
  // Lack of space is the only failure of an installation that a reader can do something about.
  navigator.serviceWorker.addEventListener("message", ({ data, source }) => {
    if (source?.scriptURL === script() && data?.vigie === "install-failed" && data.isSpace) sayNoSpace();
  });
  try {
    // The only address the policy of the page lets through.
    const policy = window.trustedTypes?.createPolicy("vigie", {
      createScriptURL: (address) => {
        if (address !== script()) throw new TypeError(`not the worker of this site: ${address}`);
        return address;
      },
    });
    const options = { scope: root.href, updateViaCache: "none" };
    registration = await navigator.serviceWorker.register(policy?.createScriptURL(script()) ?? script(), options);
    if (!registration) return without("refused");
  } catch (error) {
    return without(error.name);
  }
  if (registration.waiting && isReplaced) offerVersion();
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  if (!(await inCharge())) return without(state.why || "install");
  code ||= (await tell({ vigie: "version" })).code ?? "";
  return true;
}

function without(why) {
  state.why = why;
  return false;
}

/** Waits until a worker has ended its installation; tells whether it succeeded. */
const settled = (worker) =>
  new Promise((resolve) => {
    const look = () => {
      if (["activated", "redundant"].includes(worker.state)) resolve(worker.state === "activated");
    };
    worker.addEventListener("statechange", look);
    look();
  });

/**
 * The worker in charge at this moment, once there is one; nothing if none is coming. It is looked up each time: any tab,
 * and any publication, may replace it.
 */
async function inCharge() {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = await navigator.serviceWorker.getRegistration(root.href).catch(() => null);
    // The folder around this one may have a worker too.
    if (found?.scope !== root.href) return null;
    registration = found;
    if (found.active && found.active.state !== "redundant") return found.active;
    const coming = found.installing ?? found.waiting;
    if (!coming) return null;
    await settled(coming);
  }
  return null;
}

/** Offers a version that has been installed beside the present one. */
function watch(worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && registration.active) offerVersion();
  });
}

const waiting = () => registration.waiting;

/** A version with the same code only brings other pages, and takes over by itself. */
async function offerVersion() {
  const answer = await tell({ vigie: "version" }, waiting);
  if (answer.ok && (!code || answer.code !== code)) say("version", "version", [], [["reload", takeOver]]);
}

/** The reader agrees: the new version takes over, and this tab is loaded with it. Other tabs are told. */
async function takeOver() {
  navigator.serviceWorker.removeEventListener("controllerchange", changed);
  if (waiting()) {
    const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    tell({ vigie: "takeOver" }, waiting);
    await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 3_000))]);
  }
  reload();
}

/** Another tab has let a new version in. One with the same code is the same for this tab. */
async function changed() {
  const before = code;
  code = controller() ? ((await tell({ vigie: "version" }, controller)).code ?? "") : "";
  if (before && code && before !== code) say("version", "version", [], [["reload", reload]]);
}

/** Waits for the pages that belong to new articles, so that a reload does not show the old ones for a moment. */
async function pagesAreHere() {
  const limit = new Promise((resolve) => setTimeout(resolve, CHECK_MS));
  const updated = await Promise.race([registration?.update().catch(() => null), limit]);
  const worker = updated?.installing;
  if (worker) await Promise.race([new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true })), limit]);
}

/** No worker is there any more, or it has not come to an end in time. */
const GONE = { ok: false, error: "gone" };
const TIMEOUT = { ok: false, error: "timeout" };

/**
 * Sends a message to the worker that `pick` finds, and returns its answer. A worker that is replaced or stopped never
 * answers: then whoever is found next is asked. Everything can be asked twice.
 */
async function tell(message, pick = inCharge) {
  const end = Date.now() + WORKER_MS;
  for (let tries = 0; tries < MOST_TRIES && Date.now() < end; tries += 1) {
    const worker = await pick();
    if (!worker) return GONE;
    const answer = await converse(worker, message);
    if (answer) return answer;
  }
  return TIMEOUT;
}

/** One try: the answer, or nothing if the worker is replaced, stopped or silent before. */
const converse = (worker, message) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    let silence;
    const end = (answer) => {
      clearTimeout(silence);
      worker.removeEventListener("statechange", look);
      port1.close();
      resolve(answer);
    };
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE_MS);
    };
    const look = () => worker.state === "redundant" && end();
    port1.onmessage = ({ data }) => (data.isWorking ? wait() : end(data));
    // Browsers that know it tell at once when the other end is gone.
    port1.onclose = () => end();
    worker.addEventListener("statechange", look);
    wait();
    worker.postMessage({ ...message, isWatched: true }, [port2]);
    look();
  });

/** Starts all of it. `site` is the address of the site's folder. */
export default async function start(site) {
  root = site;
  entry = new URL("bundle/articles.json", root).href;
  region.className = "notices";
  region.setAttribute("role", "status");
  document.body.append(region);
  new MutationObserver(draw).observe(html, { attributes: true, attributeFilter: ["lang"] });
  navigator.clearAppBadge?.().catch(() => {});
  const persist = () => navigator.storage?.persist?.().catch(() => {});
  document.addEventListener("vigie-favourite", persist);
  addEventListener("appinstalled", persist);
  addEventListener("online", check);
  addEventListener("offline", check);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - state.time > HIDDEN_MS) {
      registration?.update().catch(() => {});
      check();
    }
  });
  ready = register();
  await recall();
  const fresh = () => (shown() ? SENTENCES[language()].fresh(...freshness()) : "");
  const known = { entry, state, check, fresh, tell, read, bytesIn, hasWorker: () => ready, language, locale, number, size };
  document.addEventListener("vigie-ask", ({ detail }) => detail(known));
  document.dispatchEvent(new Event("vigie-known"));
  await check();
}
