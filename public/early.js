// What must be known before the first paint. A file of its own because the policy allows no inline script, and not a
// module because modules run after the page is drawn.
try {
  const theme = localStorage.getItem("vigie:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's colours are right.
}
// The prepared page shows the newest articles; whoever asks for something else waits for the app's answer.
if (location.search) document.documentElement.dataset.asked = "";

// The starting script marks the page when it runs. If it was refused or did not come, somebody must say so.
addEventListener("load", () => {
  const notice = document.getElementById("boot-notice");
  if (document.documentElement.dataset.root || !notice) return;
  delete document.documentElement.dataset.asked;
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
});
