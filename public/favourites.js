// Favourites: notices, backups and damaged data. The app loads this when there is something to say or to do, and hands
// over the action and, a line each, permalinks and favourites; a backup can be saved without the app too. Texts become
// text nodes, and nothing that is imported reaches the app before all of it has been checked.

/** Largest backup read, in bytes, and most favourites in it: more than a browser's five million characters can hold. */
const MAX_BYTES = 16 << 20;
const MAX_FAVOURITES = 50_000;
const MAX_TITLE = 500;

const SECTION = "favourites";
const { keys } = document.documentElement.dataset;
const KEY = `${keys}favourite:`;
const DAMAGED_KEY = `${keys}damaged:`;
const REMINDED_KEY = `${keys}favourites-reminded`;

const SENTENCES = {
  fr: {
    full: "Ce favori n’a pas pu être enregistré : le stockage du navigateur est plein. Il reste affiché jusqu’à la fin de la visite.",
    blocked: "Ce navigateur bloque le stockage : rien n’est conservé après cette visite. Exportez vos favoris pour les garder.",
    damaged: "Des favoris enregistrés sont abîmés et n’ont pas pu être lus. Ils sont mis de côté ; rien n’est effacé.",
    remind: "Vous avez 20 favoris. Ils ne sont gardés que dans ce navigateur, qui peut les effacer : exportez-les de temps en temps.",
    close: "Fermer",
    export: "Exporter les favoris",
    retry: "Réessayer",
    save: "Télécharger les données abîmées",
    title: "Importer des favoris",
    hint: "Choisissez un fichier exporté d’ici. Vos favoris actuels restent.",
    file: "Fichier de sauvegarde",
    large: "Ce fichier est trop grand (plus de 16 Mo) : il n’a pas été lu.",
    foreign: "Ce fichier n’est pas une sauvegarde de favoris. Rien n’a été changé.",
    many: "Ce fichier a plus de 50 000 favoris. Rien n’a été changé.",
    added: (n) => `${n} favori${n < 2 ? "" : "s"} ajouté${n < 2 ? "" : "s"}.`,
    present: (n) => `${n} déjà là.`,
    refused: (n) => `${n} entrée${n < 2 ? "" : "s"} refusée${n < 2 ? "" : "s"}.`,
    unsaved: "Ils n’ont pas tous pu être enregistrés : ceux marqués « non enregistré » disparaîtront à la fin de la visite.",
    name: "favoris",
  },
  en: {
    full: "This favourite could not be saved: the browser’s storage is full. It stays on screen until the end of this visit.",
    blocked: "This browser blocks storage: nothing is kept after this visit. Export your favourites to keep them.",
    damaged: "Some saved favourites are damaged and could not be read. They have been put aside; nothing is erased.",
    remind: "You have 20 favourites. They are kept in this browser only, which may erase them: export them from time to time.",
    close: "Close",
    export: "Export the favourites",
    retry: "Try again",
    save: "Download the damaged data",
    title: "Import favourites",
    hint: "Choose a file that was exported here. Your present favourites stay.",
    file: "Backup file",
    large: "This file is too large (over 16 MB): it was not read.",
    foreign: "This file is no backup of favourites. Nothing was changed.",
    many: "This file has more than 50,000 favourites. Nothing was changed.",
    added: (n) => `${n} favourite${n === 1 ? "" : "s"} added.`,
    present: (n) => `${n} already there.`,
    refused: (n) => `${n} ${n === 1 ? "entry" : "entries"} refused.`,
    unsaved: "Not all could be saved: those marked “not saved” will be gone at the end of this visit.",
    name: "favourites",
  },
};

/** Once is enough to know that nothing is kept. */
let saidBlocked = false;

/** Runs an action: the name of a notice, `export`, `import` or `damaged-file`. */
export default async function run(root, detail) {
  const [action, ...lines] = detail.split("\n");
  const favourites = Object.fromEntries(lines.map((line) => line.split("\t")).map(([permalink, value]) => [permalink, JSON.parse(value)]));
  const words = SENTENCES[document.documentElement.lang] ?? SENTENCES.fr;
  // What is exported later is what there is then.
  const backup = button(words.export, "button button--primary", () => send("export"));
  if (action === "export") return exportAll(words, { ...readable(), ...favourites });
  if (action === "import") return openImport(words, favourites);
  if (action === "damaged-file") return saveDamaged(favourites);
  if (action === "damaged") {
    return notice(words, action, button(words.save, "button button--primary", () => saveDamaged(favourites)));
  }
  if (action === "full") return notice(words, action, backup, button(words.retry, "button", retry));
  if (action === "blocked") {
    if (saidBlocked) return;
    saidBlocked = true;
  }
  if (action === "remind" && !(await remindsNow())) return;
  notice(words, action, backup);
}

/** Once, and not in a browser that has promised to keep everything or that runs the installed app. */
async function remindsNow() {
  if (matchMedia("(display-mode: standalone), (display-mode: minimal-ui)").matches) return false;
  if (await navigator.storage?.persisted?.()) return false;
  try {
    localStorage.setItem(REMINDED_KEY, "1");
    return true;
  } catch {
    // It would come again and again.
    return false;
  }
}

/** Asks the app to write again what could not be written. */
function retry() {
  if (hand([])) document.querySelector(".favourites-notice")?.remove();
}

/** Hands favourites to the app; tells whether everything is saved now. */
const hand = (entries) => send(entries.map(([permalink, value]) => `${permalink}\t${JSON.stringify(value)}`).join("\n"));

const send = (detail) => document.dispatchEvent(new CustomEvent("vigie-favourites", { detail, cancelable: true }));

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function button(sentence, className, action) {
  const made = element("button", className, sentence);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

/** Shows a sentence with ways on at the foot of the window, in place of the one before. */
function notice(words, name, ...ways) {
  document.querySelector(".favourites-notice")?.remove();
  const bar = element("div", "favourites-notice");
  const text = element("p", "favourites-notice__text");
  // A live region is announced when its text changes, not when it arrives with it.
  text.setAttribute("role", name === "remind" ? "status" : "alert");
  const close = button(words.close, "button", () => bar.remove());
  bar.append(text, element("p", "favourites-notice__ways", ...ways, close));
  document.querySelector("main").append(bar);
  text.textContent = words[name];
}

/** Gives the reader a file. */
function save(name, text) {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Favourites in this browser's storage, by permalink; those that cannot be read are not among them. */
function readable() {
  const found = {};
  for (const [key, value] of stored()) {
    if (!key.startsWith(KEY)) continue;
    try {
      const entry = checked({ ...JSON.parse(value), permalink: key.slice(KEY.length) });
      if (entry) found[key.slice(KEY.length)] = entry;
    } catch {
      // It is among the damaged ones.
    }
  }
  return found;
}

/** Everything in the storage, as pairs; nothing where it is forbidden. */
function stored() {
  try {
    return Object.entries(localStorage);
  } catch {
    return [];
  }
}

/** Writes the backup that `importFile` reads, with what is damaged beside it, and tells the page how much it holds. */
function exportAll(words, favourites) {
  const title = document.querySelector(".site-header__title")?.textContent ?? "";
  const list = Object.keys(favourites).sort().map((permalink) => ({ permalink, ...favourites[permalink] }));
  const damaged = unread(favourites);
  const backup = { vigie: SECTION, version: 1, favourites: list, ...(damaged.length && { damaged }) };
  const name = `${slug(`${title} ${words.name}`)}.json`;
  save(name, `${JSON.stringify(backup, null, 1)}\n`);
  document.dispatchEvent(new CustomEvent("vigie-exported", { detail: { name, count: list.length + damaged.length } }));
}

const slug = (text) =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");

/** What was put aside, and what found no room for that, as it stands. */
function unread(favourites) {
  const isUnread = (key) => key.startsWith(KEY) && !Object.hasOwn(favourites, key.slice(KEY.length));
  return stored().filter(([key]) => key.startsWith(DAMAGED_KEY) || isUnread(key)).map(([key, value]) => ({ key, value }));
}

const saveDamaged = (favourites) => save("vigie-damaged.json", `${JSON.stringify(unread(favourites), null, 1)}\n`);

/** The dialog that asks for a backup and says what became of it. */
function openImport(words, favourites) {
  const input = element("input");
  input.type = "file";
  input.accept = ".json,application/json";
  const result = element("p", "favourites-import__result");
  result.setAttribute("role", "status");
  const title = element("h2", "favourites-import__title", words.title);
  title.id = "favourites-import";
  const dialog = element(
    "dialog",
    "favourites-import",
    title,
    element("p", "", words.hint),
    element("label", "favourites-import__file", words.file, input),
    result,
    element("p", "", button(words.close, "button", () => dialog.close())),
  );
  dialog.setAttribute("aria-labelledby", title.id);
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) result.textContent = await importFile(words, favourites, file);
    input.value = "";
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.querySelector("main").append(dialog);
  dialog.showModal();
}

/** Checks a file whole, then adds what is new. Returns the sentence that says so. */
async function importFile(words, favourites, file) {
  if (file.size > MAX_BYTES) return words.large;
  let list;
  try {
    list = entriesOf(JSON.parse(await file.text()));
  } catch {
    return words.foreign;
  }
  if (!list) return words.foreign;
  if (list.length > MAX_FAVOURITES) return words.many;
  const found = new Map();
  let refused = 0;
  let present = 0;
  for (const entry of list) {
    const value = checked(entry);
    if (!value) refused += 1;
    else if (Object.hasOwn(favourites, entry.permalink) || found.has(entry.permalink)) present += 1;
    else found.set(entry.permalink, value);
  }
  const isSaved = hand([...found]);
  for (const [permalink, value] of found) favourites[permalink] = value;
  const said = [words.added(found.size)];
  if (present) said.push(words.present(present));
  if (refused) said.push(words.refused(refused));
  if (!isSaved) said.push(words.unsaved);
  return said.join(" ");
}

/** The list in a backup; nothing for any other file. */
function entriesOf(backup) {
  const isBackup = Object.hasOwn(Object(backup), "vigie") && backup.vigie === SECTION && backup.version === 1;
  return isBackup && Array.isArray(backup.favourites) ? backup.favourites : null;
}

/** The value of one entry with the known fields only; nothing if it is none. A permalink is no address of any other kind. */
function checked(entry) {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return null;
  const own = (name) => (Object.hasOwn(entry, name) ? entry[name] : undefined);
  const [permalink, title, date, added] = [own("permalink"), own("title"), own("date"), own("added") ?? ""];
  if ([permalink, title, date, added].some((text) => typeof text !== "string")) return null;
  if (![undefined, null, 1].includes(own("version"))) return null;
  if (!/^(\/(?!\.{1,2}(\/|$))[\w.~-]+){2}$/.test(permalink) || permalink.length > 512) return null;
  if (!isDay(date) || (added && !isDay(added))) return null;
  return { title: [...title].slice(0, MAX_TITLE).join(""), date, added };
}

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.startsWith(text);
