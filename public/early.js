// What must be known before the first paint, and what must work when nothing else does. A file of its own because the
// policy allows no inline script, and not a module because modules run after the page is drawn. It is kept small and
// seldom changed: while a new version is being published, only a page whose first script still fits can help itself.
(() => {
  "use strict";

  const page = document.documentElement;
  // Hides the notice for a page whose scripts are all refused.
  page.dataset.early = "";
  try {
    // As the starting script names it: by the site's folder, in which this file lies.
    const folder = new URL("./", document.currentScript.src).pathname.replace(/:/g, "%3A");
    const theme = localStorage.getItem(`vigie:${folder}:theme`);
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  } catch (error) {
    // Storage is forbidden here: the system's colours are right.
  }
  // The prepared page shows the newest articles; whoever asks for something else waits for the app's answer.
  if (location.search) page.dataset.asked = "";

  // A page and files of two versions.

  /** Whether this page is already the answer to a reload: it then never loads itself again, so there is no loop. */
  function isReload() {
    const [entry] = performance.getEntriesByType ? performance.getEntriesByType("navigation") : [];
    return entry ? entry.type === "reload" : performance.navigation.type === 1;
  }

  /**
   * Loads the page anew, once, if another one is published by now; else calls `otherwise`, with whether there is
   * another one.
   */
  async function reloadIfChanged(otherwise) {
    try {
      const reader = (await fetch(location.href, { cache: "no-store" })).body.getReader();
      const decoder = new TextDecoder();
      let published = "";
      // A small packed answer can be very large; a page is not.
      for (let part = await reader.read(); !part.done && published.length < 1 << 20; part = await reader.read()) {
        published += decoder.decode(part.value, { stream: true });
      }
      reader.cancel();
      const tag = document.querySelector("script[data-wasm]");
      const isSame = [...tag.attributes].every(({ name, value }) => published.includes(`${name}="${value}"`));
      // A sign-in page of the network is no version of this one.
      const isChanged = !isSame && published.includes("data-wasm=");
      if (isChanged && !isReload()) location.reload();
      else otherwise(isChanged);
    } catch (error) {
      otherwise(false);
    }
  }
  document.addEventListener("vigie-stale", (event) => {
    event.preventDefault();
    reloadIfChanged(event.detail);
  });

  // A list without the app: its titles can still be filtered.

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  /** Takes the link to the source out of what only a page without scripts shows. */
  function showSource(hidden) {
    const [, address] = /href="(https?:[^"]*)"/.exec(hidden.textContent) || [];
    if (!address) return;
    const link = document.createElement("a");
    link.className = "article-card__topic article-card__topic--source";
    link.href = address.replace(/&#39;/g, "'").replace(/&amp;/g, "&");
    link.rel = "noopener noreferrer";
    link.referrerPolicy = "no-referrer";
    link.textContent = page.lang === "en" ? "Read at the source" : "Lire à la source";
    hidden.replaceWith(link);
  }

  /** Makes the prepared box filter the prepared cards. */
  function filterPlainly() {
    const box = document.getElementById("search");
    const place = document.getElementById("results");
    if (!box || !place || page.dataset.plain !== undefined) return;
    page.dataset.plain = "";
    const cards = [...document.querySelectorAll(".first-page > li")].map((card) => {
      const texts = card.querySelectorAll(".article-card__title, .article-card__meta, .article-card__summary");
      for (const hidden of card.querySelectorAll("noscript")) showSource(hidden);
      return { card, text: fold([...texts].map((text) => text.textContent).join(" ")) };
    });
    const all = place.textContent;
    const sentence = (found) =>
      page.lang === "en" ? `${found} of the ${cards.length} newest articles` : `${found} des ${cards.length} articles les plus récents`;
    const filter = () => {
      const words = fold(box.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { card, text } of cards) {
        card.hidden = !words.every((word) => text.includes(word));
        if (!card.hidden) found += 1;
      }
      place.textContent = words.length ? sentence(found) : all;
    };
    place.setAttribute("aria-live", "polite");
    box.addEventListener("input", filter);
    filter();
  }
  document.addEventListener("vigie-plain", filterPlainly);
  document.addEventListener("vigie-start", () => delete page.dataset.plain);

  // The starting script marks the page when it runs. If it was refused or did not come, somebody must say so.

  function tellThatNothingStarts() {
    const notice = document.getElementById("boot-notice");
    if (!notice) return;
    delete page.dataset.asked;
    filterPlainly();
    notice.replaceChildren();
    const sentences = {
      fr: "La recherche n’a pas pu démarrer : un fichier de cette page est altéré ou n’est pas arrivé. Les articles ci-dessus restent lisibles ; rechargez la page.",
      en: "Search could not start: a file of this page is altered or did not arrive. The articles above can still be read; reload the page.",
    };
    for (const [language, sentence] of Object.entries(sentences)) {
      const paragraph = document.createElement("p");
      paragraph.lang = language;
      paragraph.textContent = sentence;
      notice.append(paragraph);
    }
    const reload = document.createElement("button");
    reload.type = "button";
    reload.className = "button button--primary";
    reload.textContent = "Recharger la page / Reload the page";
    reload.addEventListener("click", () => location.reload());
    notice.setAttribute("role", "alert");
    notice.append(reload);
  }
  addEventListener("load", () => {
    if (!page.dataset.root && document.getElementById("boot-notice")) reloadIfChanged(tellThatNothingStarts);
  });
})();
