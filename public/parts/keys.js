// The storage keys of one site.

import { KEYS_BEGIN } from "../shared.js";

/**
 * Begin of everything a site keeps in this browser, storage and caches alike: one host may carry several sites.
 * @param {string} folder
 */
export const keysOf = (folder) => `${KEYS_BEGIN}${folder.replace(/:/g, "%3A")}:`;
