// On the page for unknown addresses. It names its files as seen from an article, from one folder above and from one
// below. From a deeper address the site is looked for further up, and started from there.
addEventListener("load", async () => {
  const html = document.documentElement;
  const tag = document.querySelector("script[data-wasm]");
  const folders = Math.min(location.pathname.split("/").length - 2, 24);
  const wait = (limit) => new Promise((resolve) => setTimeout(resolve, limit));
  const end = Date.now() + 15_000;
  // Neither script nor style has come: what the page says of its articles is about the first page.
  if (!("early" in html.dataset)) document.getElementById("boot-notice")?.replaceChildren();
  for (let up = 3; tag && up <= folders && !html.dataset.root && Date.now() < end; up += 1) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "modulepreload", href: "../".repeat(up) + "boot.js", integrity: tag.integrity });
    document.head.append(link);
    await Promise.race([import(link.href).catch(() => {}), wait(3_000)]);
  }
  // A page that stands where it expects to has its first script, which says what is wrong.
  if (html.dataset.root || "early" in html.dataset) return;
  const sentences = {
    fr: "Cette page n’existe pas, et le site dont elle ferait partie ne répond pas. Son accueil est peut-être à la racine du serveur :",
    en: "This page does not exist, and the site it would belong to does not answer. Its first page may be at the root of the server:",
  };
  for (const place of document.querySelectorAll(".article-view__pending")) place.textContent = sentences[place.lang];
  // One folder up is where the page takes the site to be.
  if (folders > 1) for (const link of document.querySelectorAll(".article-page a")) link.href = "/";
});
