// The page and the site it belongs to.

import { keysOf } from "../parts/keys.js";

export const html = document.documentElement;

/** The site's folder: that of the whole script. So the same files work under any path. */
export const root = new URL("./", import.meta.url);

/** Begin of everything the site keeps in this browser. Other scripts and the app take it from `data-keys` of the page. */
export const KEYS = keysOf(root.pathname);

/** `section/slug` if this is the address of an article, else nothing. */
export function articlePath() {
  const path = location.pathname.slice(root.pathname.length);
  return /^[^/]+\/[^/]+$/.test(path) ? path : null;
}
