// Pagefind as its documentation sets it up: one page for each article, its index, and its default interface on the first page.

import { close, createIndex } from "pagefind";

const plain = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The first page: the interface, and a query in the address as a site of this kind passes it on. */
const INDEX = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Articles</title>
<link href="pagefind/pagefind-ui.css" rel="stylesheet"><script src="pagefind/pagefind-ui.js"></script></head>
<body><h1>Articles</h1><div id="search"></div><script>
const ui = new PagefindUI({ element: "#search", showSubResults: false });
const query = new URLSearchParams(location.search).get("q");
if (query) ui.triggerSearch(query);
</script></body></html>`;

/**
 * Builds the site of some articles.
 * @param {{ id: string, title: string, summary: string, source: string }[]} documents
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function pagefindSite(documents) {
  const { index } = await createIndex({ forceLanguage: "en" });
  if (!index) throw new Error("Pagefind made no index");
  const pages = documents.map(({ id, title, summary, source }) => {
    const content = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${plain(title)}</title></head><body><main data-pagefind-body><h1>${plain(title)}</h1><p>${plain(summary)}</p><p>${plain(source)}</p></main></body></html>`;
    return { url: `${id.slice(1)}.html`, content };
  });
  await Promise.all(pages.map((page) => index.addHTMLFile(page)));
  const { files } = await index.getFiles();
  await close();
  const site = new Map(files.map(({ path, content }) => [`pagefind/${path}`, Buffer.from(content)]));
  for (const { url, content } of pages) site.set(url, Buffer.from(content));
  return site.set("index.html", Buffer.from(INDEX));
}
