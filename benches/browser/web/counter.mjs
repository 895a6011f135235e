// Counts what travels between browser and server, requests of workers too: a proxy on this machine.

import { Agent, createServer, request as ask } from "node:http";

/**
 * Puts a counter before a server.
 * @param {string} url of the server
 */
export async function count(url) {
  const total = { requests: 0, bytes: 0 };
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const proxy = createServer((request, response) => {
    total.requests += 1;
    const { method, url: path, headers } = request;
    const forward = ask({ agent, hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("data", (part) => {
        total.bytes += part.length;
      });
      answer.pipe(response);
    });
    forward.on("error", () => response.destroy());
    request.pipe(forward);
  });
  await new Promise((listening) => proxy.listen(0, "127.0.0.1", () => listening(null)));
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("the counter has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    /** What has travelled since the last call. */
    take: () => {
      const taken = { ...total };
      Object.assign(total, { requests: 0, bytes: 0 });
      return taken;
    },
    close: () => {
      agent.destroy();
      proxy.close();
    },
  };
}
