// A collection of a year, so that months are fetched.

import { article } from "./built_site.mjs";

/** More articles than the entry holds, so that months are fetched: ten a month for a year. */
const MONTHS = 12;
const PER_MONTH = 10;
export const COUNT = MONTHS * PER_MONTH;

/** The content folder's files. */
export function collection() {
  /** @type {Record<string, string>} */
  const files = {};
  for (let month = 1; month <= MONTHS; month += 1) {
    for (let number = 1; number <= PER_MONTH; number += 1) {
      const day = `2025-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`;
      const word = `${LETTERS[month]}${LETTERS[number]}`;
      files[`papers/${day}.md`] = article({
        title: `Compte rendu ${word} du registre ${LETTERS[number]}`,
        date: `${day}T08:00:00.000Z`,
        summary: `Le centre ${word} décrit ${SUBJECTS[number - 1]} au mois ${LETTERS[month]}.`,
        sourceUrl: `https://registre.example/${day}`,
        tags: [`Mois ${month}`],
        permalink: `/papers/${day}`,
        body: month === 1 ? `## Suite\n\nLe détail du centre ${word}.` : "",
      });
    }
  }
  return files;
}

const LETTERS = ["", "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliette", "kilo", "lima"];
const SUBJECTS = [
  "une ponction difficile", "trois poses de filtre", "la formation des internes", "un nouvel échographe", "des délais de garde",
  "le suivi des fistules", "une alerte de matériel", "la dose en salle", "un retour à domicile", "la tenue du registre",
];
