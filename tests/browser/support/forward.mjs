// What servers of the tests share that stand in front of the real one.

import { request as ask } from "node:http";
import { once } from "node:events";

/**
 * Answers a request with what another address answers.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {URL} address
 */
export function forward(request, response, address) {
  const headers = { ...request.headers, host: address.host };
  const upstream = ask(address, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => response.destroy());
  upstream.end();
}

/**
 * Starts a server on this machine. Returns its address, and what ends it.
 * @param {import("node:http").Server} server
 */
export async function listening(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * The port a server listens on.
 * @param {import("node:http").Server} server
 */
export function portOf(server) {
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}
