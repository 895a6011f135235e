// Buttons that copy the code beside them, and the address of this site in code that does not know it.

/** What `vigie build` writes where the site's address is not in its settings. */
const UNKNOWN_SITE = "https://veille.example.org/";

/** The site: the folder above the examples. */
export const SITE = new URL("../", location.href).href;

/** How long a button says that it has copied. */
const SAID_MS = 4000;

for (const code of document.querySelectorAll(".code code")) {
  code.textContent = code.textContent.replaceAll(UNKNOWN_SITE, SITE);
}
for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

async function copy(button) {
  const code = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector(".copied");
  let sentence = "Copié. / Copied.";
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    // Not allowed here: the reader can do it with two keys.
    getSelection().selectAllChildren(code);
    sentence = "Sélectionné : Ctrl+C pour copier. / Selected: press Ctrl+C.";
  }
  said.textContent = sentence;
  setTimeout(() => {
    if (said.textContent === sentence) said.textContent = "";
  }, SAID_MS);
}
