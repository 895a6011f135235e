// Everything that can arrive in place of the articles. First: nothing was read before, so a sentence says what is wrong
// and offers to try again. Again: what was read before stays, and a quiet notice says why the update was refused.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

import { portOf } from "./support/forward.mjs";
import { runsAll } from "./support/environment.mjs";
import { eventually } from "./support/eventually.mjs";
import { answers } from "./support/fault_server.mjs";
import { checkNow, collection, HOUR, monthOf, noNotice, notice, publishedAt, standIn } from "./support/news.mjs";
import { seal } from "./support/seal.mjs";
import { openSuite } from "./support/suite.mjs";
import { expected } from "./support/watch.mjs";
import { visit } from "./support/worker.mjs";

const COUNT = 120;
const suite = openSuite(() => publishedAt(-2 * HOUR, collection()));
const ENTRY = "bundle/articles.json";
const MONTH = new RegExp(`^bundle/cards/${monthOf(2)}`);
const allow = [expected.failedLoad, expected.integrity, expected.preload, /^(worker )?console error/, /^console warning/];

const INCOMPLETE = /incomplets|altérés/;
const PAGE = /Une page web est arrivée à la place des articles/;
const NOT_FEED = /n’est pas une liste d’articles/;
const NO_ANSWER = /Le serveur ne répond pas/;
const SHOWN = null;

// Ways to answer wrongly.

/**
 * @typedef {{ items: Record<string, unknown>[], _vigie: Record<string, unknown> & { count: number, search: { integrity?: string } } }} Feed
 */

const bytes = (/** @type {Change} */ change) => (/** @type {Asked} */ { pass }) => pass(change);
/** The entry, its text changed and its checksum made right again: what a broken publisher would send. */
const sealed = (/** @type {(text: string) => string} */ change) => answers.edited((text) => seal(change(text)));
const edited = (/** @type {(feed: Feed) => unknown} */ change) => sealed((/** @type {string} */ text) => {
  const feed = JSON.parse(text);
  return JSON.stringify(change(feed) ?? feed);
});
const whole = (/** @type {string} */ text, headers = { "content-type": "application/json" }) => (/** @type {Asked} */ { response }) => response.writeHead(200, headers).end(text);
/** The right bytes under another type. */
const typed = (/** @type {string | null} */ type) => answers.changed((text, headers) => {
  if (type) headers["content-type"] = type;
  else delete headers["content-type"];
  return text;
});
/** Numbers that look random and are the same in every run. */
function* numbers(seed = 7) {
  for (;;) yield (seed = (seed * 48_271) % 0x7fffffff);
}
const flip = (/** @type {number} */ count) => bytes((/** @type {Buffer} */ given) => {
  const random = numbers(count);
  for (let at = 0; at < count; at += 1) given[(random.next().value ?? 0) % given.length] ^= 1 << at % 8;
  return given;
});
const part = (/** @type {number} */ share) => bytes((/** @type {Buffer} */ given) => given.subarray(0, Math.floor(given.length * share)));
const every = (/** @type {unknown} */ value) => edited((feed) => {
  for (const name of Object.keys(feed._vigie)) if (!["checksum", "format"].includes(name)) feed._vigie[name] = value;
});

/** Writes a part at a time until the reader hangs up. */
function* endless(/** @type {string} */ start, /** @type {string} */ piece, /** @type {number} */ count) {
  yield start;
  for (let at = 0; at < count; at += 1) yield piece;
}
const streamed = (/** @type {string} */ start, /** @type {string} */ piece, /** @type {number} */ count) => async (/** @type {Asked} */ { response }) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.on("error", () => {});
  for (const text of endless(start, piece, count)) {
    if (response.destroyed) return;
    if (!response.write(text)) await new Promise((resolve) => ["drain", "close"].forEach((event) => response.once(event, resolve)));
  }
  response.end();
};
const bomb = (/** @type {number} */ megabytes) => {
  let packed;
  return (/** @type {Asked} */ { response }) => {
    packed ??= gzipSync(Buffer.alloc(megabytes << 20, " "), { level: 9 });
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(packed);
  };
};
const MEGABYTE = "a".repeat(1 << 20);

const foreign = (/** @type {unknown[]} */ items) => whole(JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Ailleurs", items }));
const item = (/** @type {number} */ at, more = {}) => ({ id: String(at), title: `Article ${at}`, content_text: `Texte ${at}`, date_published: "2025-01-02T03:04:05Z", ...more });

/**
 * Faults by class: `[name, answer, first, again]`. `first` is what the sentence says, `SHOWN` if the articles are
 * shown all the same; `again` is the outcome of the page's own look for news. Those after the bar run in the slow set.
 */
const BAR = null;
/** @typedef {[string, Answer, RegExp | null, string?]} Row */
/** @type {(rows: ([number, RegExp | null, string?] | null)[]) => (Row | null)[]} */
const statusRows = (rows) => rows.map((row) => row && [`status ${row[0]}`, answers.status(row[0]), row[1], row[2]]);
/** @type {Record<string, (Row | null)[]>} */
const FAULTS = {
  body: [
    ["empty", bytes(() => Buffer.alloc(0)), INCOMPLETE, "refused"],
    ["cut at 50 %", part(0.5), INCOMPLETE, "refused"],
    ["cut inside a character", bytes((/** @type {Buffer} */ given) => given.subarray(0, given.indexOf(0xc3) + 1 || given.length - 1)), INCOMPLETE, "refused"],
    ["one bit flipped", flip(1), INCOMPLETE, "refused"],
    ["one letter changed, still valid JSON", answers.edited((text) => text.replace("Compte rendu", "Compte vendu")), INCOMPLETE, "refused"],
    ["UTF-16", bytes((/** @type {Buffer} */ given) => Buffer.from(`\ufeff${given}`, "utf16le")), INCOMPLETE, "refused"],
    ["Latin-1", bytes((/** @type {Buffer} */ given) => Buffer.from(given.toString().replace("Compte", "Comptoir é"), "latin1")), INCOMPLETE, "refused"],
    ["prefix against inclusion", answers.edited((text) => `)]}'\n${text}`), INCOMPLETE, "refused"],
    BAR,
    ["1 byte", bytes((/** @type {Buffer} */ given) => given.subarray(0, 1)), INCOMPLETE, "refused"],
    ["cut at 10 %", part(0.1), INCOMPLETE, "refused"],
    ["cut at 90 %", part(0.9), INCOMPLETE, "refused"],
    ["last byte missing", bytes((/** @type {Buffer} */ given) => given.subarray(0, -1)), INCOMPLETE, "refused"],
    ["100 bits flipped", flip(100), INCOMPLETE, "refused"],
    ["a page of zeros", bytes((/** @type {Buffer} */ given) => given.fill(0, 4096, 8192)), INCOMPLETE, "refused"],
    ["garbage after", answers.edited((text) => `${text}garbage`), INCOMPLETE, "refused"],
    ["byte order mark", answers.edited((text) => `\ufeff${text}`), SHOWN, "same"],
    ["JSONP", answers.edited((text) => `callback(${text})`), INCOMPLETE, "refused"],
    ["comment", answers.edited((text) => `/* articles */${text}`), INCOMPLETE, "refused"],
    ["random bytes", bytes((/** @type {Buffer} */ given) => Buffer.from(Array.from({ length: given.length }, ((random) => () => 128 + ((random.next().value ?? 0) % 128))(numbers(3))))), INCOMPLETE, "refused"],
  ],
  page: [
    ["a sign-in page with a script", whole("<!doctype html><script>window.ran = true</script><p>Identifiez-vous.</p>", { "content-type": "text/html" }), PAGE, "portal"],
    ["the app's own page", (/** @type {Asked} */ { response }) => fetchIndex(response), PAGE, "portal"],
    BAR,
    ["a page of a gateway with status 200", whole("<html><h1>502 Bad Gateway</h1></html>", { "content-type": "text/html; charset=iso-8859-1" }), PAGE, "portal"],
  ],
  shape: [
    ...["null", "[]", "{}", '"text"', "1", "true"].map((text) => /** @type {Row} */ ([text, whole(text), NOT_FEED, "refused"])),
    ["all fields null", every(null), NOT_FEED, "refused"],
    ["a number of 100,000 digits", sealed((/** @type {string} */ text) => text.replace(/"count":\d+/, `"count":${"9".repeat(100_000)}`)), NOT_FEED, "refused"],
    ["a key given twice", sealed((/** @type {string} */ text) => text.replace('"count":120', '"count":7,"count":120')), SHOWN, "same"],
    BAR,
    ["all fields strings", every("x"), NOT_FEED, "refused"],
    ["all fields numbers", every(1), NOT_FEED, "refused"],
    ["all fields empty", every(""), NOT_FEED, "refused"],
    ["__proto__", sealed((/** @type {string} */ text) => text.replace('"format":2', '"__proto__":{"format":9},"format":2')), SHOWN, "same"],
    ["half a surrogate pair", sealed((/** @type {string} */ text) => text.replace("Compte rendu", "\\ud800Compte rendu")), SHOWN, "same"],
  ],
  size: [
    ["200,000 levels", whole("[".repeat(200_000)), INCOMPLETE, "refused"],
    ["5,000 levels inside", sealed((/** @type {string} */ text) => text.replace('"items":', `"x":${"[".repeat(5_000)}${"]".repeat(5_000)},"items":`)), INCOMPLETE],
    ["a list 100 times as long", answers.edited((text) => text.replace('"items":[', `"items":[${"{},".repeat(5_000)}`)), INCOMPLETE, "refused"],
    ["a string of 200 MB", streamed('{"version":"', MEGABYTE, 200), INCOMPLETE, "refused"],
    ["a packed file of 256 MB", bomb(256), INCOMPLETE, "refused"],
    BAR,
    ["a packed file of 1 GB", bomb(1024), INCOMPLETE, "refused"],
    ["30 million objects", streamed("[", "{},".repeat(300_000), 100), INCOMPLETE, "refused"],
  ],
  status: statusRows([
    [401, /demande une identification/, "portal"],
    [404, /n’est pas publié à cette adresse/, "refused"],
    [500, /une erreur \(500\)/, "refused"],
    [503, /une erreur \(503\)/, "busy"],
    [204, INCOMPLETE, "refused"],
    BAR,
    ...[403, 511].map((status) => /** @type {[number, RegExp, string]} */ ([status, /demande une identification/, "portal"])),
    [206, INCOMPLETE, "refused"],
    [410, /n’est pas publié à cette adresse/, "refused"],
    [429, /une erreur \(429\)/, "busy"],
    // It stands for the copy the browser has from an earlier row, and that one is right.
    [304, SHOWN, "same"],
    ...[400, 416, 451, 502, 504, 599].map((status) => /** @type {[number, RegExp, string]} */ ([status, new RegExp(`une erreur \\(${status}\\)`), "refused"])),
    // The browser itself takes these for its own business.
    [407, /Le serveur ne répond pas|demande une identification/, "offline"],
    [408, /Le serveur ne répond pas|une erreur \(408\)/],
  ]),
  type: [
    ["text/html", typed("text/html"), PAGE, "portal"],
    ["a page under the type of JSON", whole("<!doctype html><p>Identifiez-vous.</p>"), PAGE, "portal"],
    ["octet-stream", typed("application/octet-stream"), SHOWN, "same"],
    ["none", typed(""), SHOWN, "same"],
    BAR,
    ["another charset", typed("application/json; charset=iso-8859-1"), SHOWN, "same"],
  ],
  network: [
    ["refused", answers.refused, NO_ANSWER, "offline"],
    ["reset before the headers", (/** @type {Asked} */ { request }) => request.socket.resetAndDestroy(), NO_ANSWER, "offline"],
    ["reset after the headers", (/** @type {Asked} */ { response, request }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{", () => request.socket.resetAndDestroy());
    }, NO_ANSWER, "offline"],
    ["a redirect loop", (/** @type {Asked} */ { response }) => response.writeHead(302, { location: "articles.json" }).end(), /renvoie vers une autre adresse/, "portal"],
    BAR,
    ["fewer bytes than announced", (/** @type {Asked} */ { response, request }) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
      response.write("{}", () => request.socket.end());
    }, NO_ANSWER, "offline"],
    ["more bytes than announced", answers.changed((text, headers) => {
      headers["content-length"] = "100";
      return text.slice(0, 100);
    }), INCOMPLETE, "refused"],
    ["a cut between parts", (/** @type {Asked} */ { response, request }) => {
      response.writeHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
      response.write('{"version":', () => request.socket.end());
    }, NO_ANSWER, "offline"],
    ["50 kB/s", answers.dripping(20, 1_000), SHOWN, "same"],
  ],
  version: [
    ["a newer format", sealed((/** @type {string} */ text) => text.replace('"format":2', '"format":3')), /au format 3, cette page lit le format 2/, "newer"],
    ["no hash", edited((feed) => void delete feed._vigie.search.integrity), NOT_FEED, "refused"],
    BAR,
    ["an older format", sealed((/** @type {string} */ text) => text.replace('"format":2', '"format":1')), /au format 1, cette page lit le format 2/, "refused"],
    ["a hash in another notation", edited((feed) => void (feed._vigie.search.integrity = "a".repeat(64))), NOT_FEED, "refused"],
  ],
  content: [
    ["no article yet", foreign([]), /Aucun article pour l’instant/],
    ["a wrong count", edited((feed) => void (feed._vigie.count += 1)), INCOMPLETE, "refused"],
    ["one bad article", edited((feed) => void (feed.items[30].title = 7)), /Un article illisible a été laissé de côté/],
    ["an article given twice", foreign([item(1), item(1), item(2)]), /^2 articles$/],
    ["a date in 2999", foreign([item(1, { date_published: "2999-12-31T00:00:00Z" }), item(2)]), /^2 articles$/],
    BAR,
    ["a date before 1970", foreign([item(1, { date_published: "0001-01-01T00:00:00Z" }), item(2)]), /^2 articles$/],
  ],
};

/** The app's page in place of a file, as hosts of single-page apps answer. */
async function fetchIndex(/** @type {Asked["response"]} */ response) {
  const page = await fetch(suite.url).then((answer) => answer.text());
  response.writeHead(200, { "content-type": "text/html" }).end(page);
}

/** Rows of a class that run now. */
function rowsOf(/** @type {(Row | null)[]} */ rows) {
  const bar = rows.indexOf(BAR);
  const run = runsAll ? rows : rows.slice(0, bar < 0 ? undefined : bar);
  return run.filter((row) => row !== null);
}

const failure = (/** @type {ListPage} */ list) => list.alert.filter({ hasText: "Les articles n’ont pas pu être chargés" });

for (const [kind, rows] of Object.entries(FAULTS)) {
  suite.test(`${kind}: first, what is wrong is said and trying again works`, { base: "/", allow }, async ({ list, page, faults, url, t }) => {
    for (const [name, answer, first] of rowsOf(rows)) {
      await t.test(name, async () => {
        faults.mend();
        faults.break(ENTRY, answer);
        await page.goto(url);
        if (first === SHOWN) {
          await list.loaded();
          return assert.equal(await list.total(), COUNT);
        }
        if (kind === "content" && !String(first).includes("incomplets")) return eventually(async () => assert.match(await list.main.innerText(), new RegExp(first.source, "m")));
        await failure(list).filter({ hasText: first }).waitFor();
        assert.equal(await list.cards.count(), 30);
        assert.equal(await page.locator(".first-page > li").count(), 30, "the prepared cards, and nothing half shown");
        assert.equal(await page.evaluate(() => window.ran), undefined);
        faults.mend();
        const retry = failure(list).getByRole("button", { name: list.words.retry });
        if (!(await retry.count())) return assert.match(name, /format/, "a reload is the only way on");
        await retry.click();
        await list.loaded();
        assert.equal(await list.total(), COUNT);
      });
    }
  });

  suite.test(`${kind}: again, the old articles stay and the refusal is said`, { base: "/", worker: true, allow }, async (reader) => {
    const { list, page, faults, t } = reader;
    await visit(reader);
    await checkNow(page);
    for (const [name, answer, , again] of rowsOf(rows)) {
      if (!again) continue;
      await t.test(name, async () => {
        faults.mend();
        await checkNow(page);
        faults.break(ENTRY, answer);
        assert.equal(await checkNow(page), again);
        if (again === "refused") {
          const refused = notice(page, /^Mise à jour refusée : .* Les articles restent affichés\. Dernier article : .* · vérifié le /);
          await refused.getByRole("button", { name: "Copier le code" }).waitFor();
        } else if (["same", "busy"].includes(again)) assert.equal(await noNotice(page), 0);
        else assert.ok((await noNotice(page)) > 0);
        assert.equal(await list.total(), COUNT);
      });
    }
    faults.break(ENTRY, rowsOf(rows)[0][1]);
    await page.reload();
    await list.loaded();
    assert.equal(await list.total(), COUNT);
  });
}

// The months: each is refused alone, and the others are read.

const MONTH_CLASSES = ["body", "page", "size", "type"];
for (const kind of MONTH_CLASSES) {
  suite.test(`${kind}: a month that comes wrong is named, the others are shown`, { base: "/", allow }, async ({ list, page, faults, url, t }) => {
    const rows = rowsOf(FAULTS[kind]).filter(([name]) => !/inside|still valid|long|levels/.test(name) || kind === "body");
    for (const [name, answer, first] of rows) {
      await t.test(name, async () => {
        faults.mend();
        faults.break(MONTH, answer);
        await page.goto(url);
        const isExact = first === SHOWN && kind === "type";
        if (isExact) return list.loaded();
        await list.alert.filter({ hasText: "Un mois d’articles n’a pas pu être chargé" }).waitFor();
        await list.search("m5n5");
        await list.expectTotal(1);
      });
    }
  });
}

suite.test("version: an entry whose files are those of another publication never shows a mix", { base: "/", allow }, async ({ list, page, faults, url }) => {
  const other = await standIn(() => publishedAt(-HOUR, collection({ news: 3 })));
  const entry = await fetch(`${other}${ENTRY}`).then((response) => response.text());
  faults.break(ENTRY, whole(entry));
  await page.goto(url);
  await list.alert.filter({ hasText: "La recherche n’a pas pu être chargée" }).waitFor();
  faults.publish(other);
  await list.alert.first().getByRole("button", { name: list.words.retry }).click();
  await list.loaded();
  assert.equal(await list.total(), COUNT + 3);
});

suite.test("version: a publication that is not whole is not offered, and the old one stays", { base: "/", worker: true, allow }, async (reader) => {
  const { list, page, faults } = reader;
  await visit(reader);
  await checkNow(page);
  const other = await standIn(() => publishedAt(-HOUR, collection({ news: 3 })));
  faults.publish(other);
  faults.break(new RegExp(`^bundle/cards/${monthOf(12)}`), answers.status(404));
  assert.equal(await checkNow(page), "refused");
  assert.equal(await notice(page, "nouveaux articles").count(), 0);
  await page.reload();
  await list.loaded();
  assert.equal(await list.total(), COUNT);
  faults.mend();
  await checkNow(page);
  await notice(page, "3 nouveaux articles").waitFor();
});

// The browser announces the request it does not send; the other server counts those that come.
suite.test("status: a redirect to another origin is not followed", { base: "/", allow: [...allow, /^foreign request/] }, async ({ list, page, faults, url }) => {
  let visits = 0;
  const elsewhere = createServer((_, response) => {
    visits += 1;
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "application/json" }).end("{}");
  });
  await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", () => resolve(null)));
  const location = `http://127.0.0.1:${portOf(elsewhere)}/`;
  try {
    for (const status of runsAll ? [301, 302, 303, 307, 308] : [301, 307]) {
      faults.mend();
      faults.break(ENTRY, ({ response }) => response.writeHead(status, { location }).end());
      await page.goto(url);
      await failure(list).filter({ hasText: "renvoie vers une autre adresse" }).waitFor();
    }
    assert.equal(visits, 0);
  } finally {
    elsewhere.close();
  }
});

suite.test("status: a server that is too busy says when, and is asked again by itself", { base: "/", allow }, async ({ list, page, faults, url }) => {
  faults.break(ENTRY, ({ response }) => {
    faults.mend();
    response.writeHead(429, { "retry-after": "2" }).end();
  });
  await page.goto(url);
  await failure(list).filter({ hasText: "Le serveur est trop sollicité (429). Nouvel essai dans 2 s." }).waitFor();
  await list.loaded();
  assert.equal(await list.total(), COUNT);
});

suite.test("content: a damaged entry that is kept is replaced by the server's", { base: "/", worker: true, allow }, async (reader) => {
  const { list, page } = reader;
  await visit(reader);
  await checkNow(page);
  await page.evaluate(async (address) => {
    const name = (await caches.keys()).find((name) => name.endsWith(":data"));
    const cache = await caches.open(name ?? "");
    const key = (await cache.keys()).find(({ url }) => url.endsWith(address));
    const old = key && (await cache.match(key));
    if (!old) throw new Error("no entry is kept");
    const text = (await old.text()).replace("Compte", "Conte");
    const digest = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))));
    await cache.put(key, new Response(text, { headers: { "content-type": "application/json", "x-vigie-digest": `sha256-${digest}` } }));
  }, ENTRY);
  await page.reload();
  await list.loaded();
  assert.equal(await list.total(), COUNT);
  assert.doesNotMatch((await list.texts()).join(), /Conte/);
});

// What takes long by nature.

const slow = { base: "/", allow, skip: !runsAll && "slow: waits for limits of time" };

for (const [name, answer] of Object.entries({
  "before the headers": answers.silent,
  "in the body": (/** @type {Asked} */ { response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"version":');
  },
})) {
  suite.test(`network: an answer that stands still ${name} is given up after 20 s, with words before`, slow, async ({ list, page, faults, url }) => {
    faults.break(ENTRY, answer);
    await page.goto(url);
    await page.getByText("La recherche se charge…").waitFor();
    await failure(list).filter({ hasText: "met trop de temps à venir" }).waitFor({ timeout: 30_000 });
    faults.mend();
    await failure(list).getByRole("button", { name: list.words.retry }).click();
    await list.loaded();
  });
}

suite.test("network: a byte at a time is slow and no error, and the prepared cards can be read", slow, async ({ list, page, faults, url }) => {
  let timer;
  faults.break(ENTRY, ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    timer = setInterval(() => response.write(" "), 1_000);
  });
  await page.goto(url);
  await page.getByText("La recherche met trop de temps à se charger. Les articles ci-dessus restent lisibles.").waitFor({ timeout: 30_000 });
  assert.equal(await list.cards.count(), 30);
  clearInterval(timer);
});

suite.test("content: 100,000 articles of another tool can be used", slow, async ({ list, page, faults, url }) => {
  faults.break(ENTRY, foreign(Array.from({ length: 100_000 }, (_, at) => item(at))));
  await page.goto(url);
  await eventually(async () => assert.equal(await list.cards.count(), 30), 60_000);
});
