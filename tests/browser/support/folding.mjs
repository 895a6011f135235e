// Letters without accents and case, by the full rules of Unicode: independent of the app's table.

/**
 * `Cœur, ÉCRAN` → `coeur, ecran`.
 * @param {string} text
 */
export const fold = (text) =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'");
