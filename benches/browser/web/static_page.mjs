// The floor of painting: our own first page as plain HTML, its style inside, no script, no policy and nothing to preload.

const ELEMENTS = /<script\b[^>]*>[\s\S]*?<\/script>|<noscript>[\s\S]*?<\/noscript>|<meta http-equiv[^>]*>|<link\b[^>]*>/g;

/**
 * Makes the page of the files of our site. Its style is the one that the page names, or has inside already.
 * @param {Map<string, Buffer>} files
 * @returns {Map<string, Buffer>}
 */
export function staticPage(files) {
  const page = files.get("index.html")?.toString();
  if (!page) throw new Error("the site has no first page");
  const styles = [...page.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].map(([tag]) => /href="(?:\.\/)?([^"]+)"/.exec(tag)?.[1] ?? "");
  const style = styles.map((path) => files.get(path)?.toString() ?? "").join("\n");
  const bare = page.replace(ELEMENTS, "").replace("</head>", () => `${style && `<style>${style}</style>`}</head>`);
  const pictures = [...files].filter(([path]) => path.startsWith("bundle/images/") && !/\.(br|gz)$/.test(path));
  return new Map(pictures).set("index.html", Buffer.from(bare));
}
