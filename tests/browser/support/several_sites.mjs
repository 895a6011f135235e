// One host that carries several sites, each in its folder, and files of its own.

import { createServer, request as ask } from "node:http";
import { once } from "node:events";

/** Starts one. `sites` are real servers by folder, such as `{ "/cardio/": () => address }`: each address once it is known. */
export async function serveSites(sites) {
  const folders = Object.keys(sites).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const folder = folders.find((folder) => request.url.startsWith(folder));
    if (!folder) return response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
    const address = new URL(request.url.slice(folder.length), sites[folder]());
    const headers = { ...request.headers, host: address.host };
    const upstream = ask(address, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    upstream.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
