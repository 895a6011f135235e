// The list: search box, filters, cards.

import assert from "node:assert/strict";

import { eventually } from "./eventually.mjs";
import { words } from "./words.mjs";

export class ListPage {
  /**
   * @param {import("playwright-core").Page} page
   * @param {string} url
   */
  constructor(page, url, language = "fr") {
    this.page = page;
    this.url = url;
    this.words = words(language);
    this.main = page.getByRole("main");
    // By its label: the box is a combobox once the app is there, and a plain search field before.
    this.box = page.getByLabel(this.words.search, { exact: true });
    this.options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
    this.readings = page.getByRole("list", { name: this.words.readings }).getByRole("listitem");
    this.notices = page.getByRole("list", { name: this.words.notices }).getByRole("listitem");
    this.clearButton = this.main.locator("search").getByRole("button", { name: this.words.clearSearch });
    this.status = this.main.getByRole("status");
    // What stands under "see also" was not asked and is not counted.
    this.cards = this.main.locator("li:not(.article-list__item--related)").getByRole("article");
    this.related = this.main.locator(".article-list__item--related").getByRole("article");
    this.titles = this.cards.getByRole("heading", { level: 2 });
    this.links = this.titles.getByRole("link");
    this.more = page.getByRole("button", { name: this.words.showMore });
    this.sort = page.getByRole("combobox", { name: this.words.sort });
    this.filters = page.getByRole("region", { name: this.words.filters, exact: true });
    this.filtersButton = this.filters.getByRole("button", { name: new RegExp(`^${this.words.filters}`) });
    this.active = page.getByRole("region", { name: this.words.activeFilters });
    this.hideSponsored = page.getByRole("checkbox", { name: this.words.hideSponsored });
    this.alert = page.getByRole("alert");
  }

  /** Opens the list, with `search` as the query of its address, and waits until everything is here. */
  async open(search = "") {
    await this.page.goto(this.url + search);
    await this.loaded();
  }

  /** Waits until the whole collection is here. */
  async loaded() {
    await this.page.getByRole("contentinfo").getByText(this.words.allLoaded).waitFor();
  }

  /**
   * Types into the empty box as a reader does and waits for the answer.
   * @param {string} text
   */
  async type(text) {
    await this.box.pressSequentially(text);
    await this.answers(text);
  }

  /**
   * Replaces what is in the box and waits for the answer.
   * @param {string} text
   */
  async search(text) {
    await this.box.fill(text);
    await this.answers(text);
  }

  /**
   * Waits until the count names this query; without one, until it names none.
   * @param {string} text
   */
  async answers(text) {
    const asked = text.trim();
    await eventually(async () => {
      const sentence = await this.sentence();
      if (asked) assert.ok(sentence.includes(asked), `“${sentence}” names the query “${asked}”`);
      else assert.match(sentence, /^[\d\s,]+articles?$|^Aucun article$|^No articles$/);
    });
  }

  async sentence() {
    return (await this.status.textContent()) ?? "";
  }

  /** The number that the count announces. */
  async total() {
    return numberIn(await this.sentence());
  }

  /**
   * @param {number} expected
   * @param {string} [message]
   */
  async expectTotal(expected, message) {
    await eventually(async () => assert.equal(await this.total(), expected, message));
  }

  /** Titles of the cards on the page, in order. */
  texts() {
    return this.titles.allTextContents();
  }

  /** Paths of the cards on the page inside the site, in order. */
  async permalinks() {
    const root = new URL(this.url).pathname;
    const paths = await this.links.evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).pathname));
    return paths.map((path) => `/${path.slice(root.length)}`);
  }

  /** Shows every card. */
  showAll() {
    return this.showAllOf(Infinity);
  }

  /**
   * Shows more until this many cards are on the page.
   * @param {number} count
   */
  async showAllOf(count) {
    while ((await this.cards.count()) < count && (await this.more.isVisible())) {
      const before = await this.cards.count();
      // By the element and not by its place: while cards are still being drawn the button moves.
      await this.more.dispatchEvent("click");
      await eventually(async () => assert.ok((await this.cards.count()) > before, "more cards"));
    }
  }

  /** @param {string} name */
  group(name) {
    return this.filters.getByRole("group", { name, exact: true });
  }

  /**
   * Values of a group as readers see them: `{ label, count, box }`.
   * @param {string} name
   */
  async values(name) {
    const group = this.group(name);
    const all = group.getByRole("button", { name: this.words.showAll });
    if (await all.isVisible()) await all.click();
    const rows = await group.getByRole("listitem").evaluateAll((items) =>
      items.map((item) => [...item.querySelectorAll("span")].map((span) => span.textContent ?? "")),
    );
    return rows.map(([label, count]) => ({ label, count: numberIn(count) }));
  }

  /**
   * @param {string} group
   * @param {string} label
   */
  value(group, label) {
    return this.group(group).getByRole("checkbox", { name: new RegExp(`^${escaped(label)}\\s*[\\d\\s,]+$`) });
  }

  /** Groups on offer. */
  async groups() {
    /** @type {string[]} */
    const offered = [];
    for (const name of this.words.groups) if (await this.group(name).isVisible()) offered.push(name);
    return offered;
  }

  /**
   * Clicks the title of a card.
   * @param {string} title
   */
  card(title) {
    return this.cards.filter({ has: this.page.getByRole("heading", { name: title }) });
  }
}

/**
 * The number at the start of a sentence, with its separators of thousands; none is zero.
 * @param {string} sentence
 */
export function numberIn(sentence) {
  const digits = /^\s*\d[\d\s,]*/u.exec(sentence)?.[0].replaceAll(/\D/gu, "");
  return digits ? Number(digits) : 0;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
