// The page of one article.

import { words } from "./words.mjs";

export class ArticlePage {
  /**
   * @param {import("playwright-core").Page} page
   * @param {string} url
   */
  constructor(page, url, language = "fr") {
    this.page = page;
    this.url = url;
    this.words = words(language);
    this.main = page.getByRole("main");
    this.view = this.main.getByRole("article");
    this.title = this.main.getByRole("heading", { level: 1 });
    this.date = this.view.locator("time");
    this.back = page.getByRole("link", { name: this.words.back });
    this.backToAll = page.getByRole("link", { name: this.words.backToAll });
    this.previous = page.getByRole("link", { name: this.words.previous });
    this.next = page.getByRole("link", { name: this.words.next });
  }

  /**
   * Goes straight to an article's own address.
   * @param {string} permalink
   */
  async open(permalink, search = "") {
    await this.page.goto(this.url + permalink.replace(/^\//, "") + search);
    await this.shown();
  }

  /** Waits until an article, or the page that stands for one that is missing, is shown. */
  async shown() {
    await this.title.waitFor();
  }

  /**
   * The way to the source.
   * @param {string} name
   */
  source(name) {
    return this.view.getByRole("link", { name: new RegExp(`^Lire chez ${name}`) });
  }
}
