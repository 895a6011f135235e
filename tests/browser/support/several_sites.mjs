// One host that carries several sites, each in its folder, and files of its own.

import { createServer } from "node:http";

import { forward, listening } from "./forward.mjs";

/**
 * Starts one. `sites` are real servers by folder, such as `{ "/cardio/": () => address }`: each address once it is known.
 * @param {Record<string, () => string>} sites
 */
export async function serveSites(sites) {
  const folders = Object.keys(sites).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const { url = "" } = request;
    const folder = folders.find((folder) => url.startsWith(folder));
    if (!folder) return response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
    const address = new URL(url.slice(folder.length), sites[folder]());
    forward(request, response, address);
  });
  return listening(server);
}
