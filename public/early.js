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
