// Favourites as readers meet them, and what the browser keeps of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { article, buildSite, contentFolder } from "./built_site.mjs";
import { eventually } from "./eventually.mjs";

export const KEY = "vigie:/:favourite:";

/** @type {Record<string, Record<"name" | "unsaved" | "export" | "import" | "damaged" | "file", string>>} */
const WORDS = {
  fr: { name: "Favoris", unsaved: "non enregistré", export: "Exporter", import: "Importer", damaged: "Télécharger les données abîmées", file: "Fichier de sauvegarde" },
  en: { name: "Favourites", unsaved: "not saved", export: "Export", import: "Import", damaged: "Download the damaged data", file: "Backup file" },
};

export class Favourites {
  /**
   * @param {{ page: import("playwright-core").Page, url: string, list: import("./list_page.mjs").ListPage }} reader
   */
  constructor({ page, url, list }, language = "fr") {
    this.page = page;
    this.url = url;
    this.list = list;
    this.words = WORDS[language];
    this.link = page.getByRole("banner").getByRole("link", { name: new RegExp(`^${this.words.name}`) });
    this.stars = page.locator(".article-list .favourite-toggle");
    this.others = page.locator(".other-favourites > li");
    this.notice = page.locator(".favourites-notice");
    this.export = page.locator(".favourites-tools").getByRole("button", { name: this.words.export });
    this.import = page.locator(".favourites-tools").getByRole("button", { name: this.words.import });
    this.damaged = page.locator(".favourites-tools").getByRole("button", { name: this.words.damaged });
    this.dialog = page.getByRole("dialog");
  }

  /** Opens the list of favourites by its address. */
  open(search = "?favourites") {
    return this.list.open(search);
  }

  /**
   * The star of a card.
   * @param {string} title
   */
  star(title) {
    return this.list.card(title).getByRole("button", { name: title });
  }

  /**
   * Adds the articles of the first cards, waits until the page confirms it, and returns their permalinks.
   * @param {number} count
   */
  async addFirst(count) {
    const permalinks = (await this.list.permalinks()).slice(0, count);
    for (let at = 0; at < count; at += 1) await this.press(this.stars.nth(at), "true");
    return permalinks;
  }

  /**
   * Presses a star and waits for its state.
   * @param {import("playwright-core").Locator} star
   * @param {string} pressed
   */
  async press(star, pressed) {
    await star.click();
    await eventually(async () => assert.equal(await star.getAttribute("aria-pressed"), pressed));
  }

  /** The number the header shows. */
  async count() {
    return Number((await this.link.locator(".site-header__count").textContent())?.replaceAll(/\D/gu, "") || 0);
  }

  /** @param {number} expected */
  async expectCount(expected) {
    await eventually(async () => assert.equal(await this.count(), expected, "favourites in the header"));
  }

  /** What the browser keeps: permalinks in order. */
  async kept(page = this.page) {
    const keys = await page.evaluate(() => Object.keys(localStorage));
    return keys.filter((key) => key.startsWith(KEY)).map((key) => key.slice(KEY.length)).sort();
  }

  /**
   * Does something that saves a file; returns its name and text.
   * @param {() => Promise<unknown>} act
   */
  async download(act) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  /**
   * Gives a file to the dialog and returns what it says.
   * @param {Parameters<import("playwright-core").Locator["setInputFiles"]>[0]} file
   * @returns {Promise<string>}
   */
  async importFile(file) {
    if (!(await this.dialog.isVisible())) await this.import.click();
    const result = this.dialog.getByRole("status");
    await result.evaluate((result) => result.replaceChildren());
    await this.dialog.getByLabel(this.words.file).setInputFiles(file);
    return eventually(async () => {
      const said = (await result.textContent()) ?? "";
      assert.notEqual(said, "");
      return said;
    });
  }
}

/**
 * A file for the dialog.
 * @param {unknown} content
 */
export const upload = (content) => ({
  name: "favoris.json",
  mimeType: "application/json",
  buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
});

/**
 * A backup as the page writes it.
 * @param {unknown} favourites
 */
export const backup = (favourites, more = {}) => ({ vigie: "favourites", version: 1, favourites, ...more });

/**
 * One value as the page writes it.
 * @param {string} title
 */
export const value = (title, date = "2026-03-01", added = "2026-03-02") => JSON.stringify({ title, date, added });

/** What a page says when its storage refuses; run before the page. */
export const storages = {
  /** Cookies are blocked, or the frame is sandboxed. */
  denied: () =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    }),
  /** There is none. */
  none: () => Object.defineProperty(window, "localStorage", { value: null }),
  /** There is one without any room, as in private windows of some browsers. */
  noRoom: () => {
    localStorage.clear();
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  },
};

/** Fills the storage of the origin until not one more character has room. */
export function fillStorage() {
  let text = "x".repeat(1 << 22);
  for (let at = 0; text; ) {
    try {
      localStorage.setItem(`filler:${at}`, text);
      at += 1;
    } catch {
      text = text.slice(0, text.length >> 1);
    }
  }
}

/**
 * Puts values into the storage of the site before the app looks at it.
 * @param {import("playwright-core").Page} page
 * @param {string} url
 * @param {Record<string, string>} values
 */
export async function seed(page, url, values) {
  await page.goto(`${url}icon.svg`);
  await page.evaluate((values) => Object.entries(values).forEach(([key, value]) => localStorage.setItem(key, value)), values);
}

/**
 * Builds a site of this many articles, one a day, the newest with number 0.
 * @param {number} count
 */
export function manyArticles(count) {
  /** @type {Record<string, string>} */
  const files = {};
  for (let number = 0; number < count; number += 1) {
    const day = new Date(Date.UTC(2026, 0, 1) - number * 86_400_000).toISOString().slice(0, 10);
    files[`papers/${day}.md`] = article({
      title: `Relevé quotidien ${number}`,
      date: `${day}T08:00:00.000Z`,
      summary: `Le relevé du ${day}, numéro ${number}.`,
      sourceUrl: `https://releve.example/${day}`,
      tags: ["Relevé"],
      permalink: `/papers/${day}`,
    });
  }
  return buildSite(contentFolder(files));
}
