// Letters without accents and case, by the full rules of Unicode: an opinion of its own beside the app's table.

/**
 * `Cœur, ÉCRAN` → `coeur, ecran`.
 * @param {string} text
 */
export const fold = (text) =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'");
