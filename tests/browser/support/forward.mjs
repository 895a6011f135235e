// What servers of the tests share that stand in front of the real one.

import { request as ask } from "node:http";
import { once } from "node:events";

/** Answers a request with what another address answers. */
export function forward(request, response, address) {
  const headers = { ...request.headers, host: address.host };
  const upstream = ask(address, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => response.destroy());
  upstream.end();
}

/** Starts a server on this machine. Returns its address, and what ends it. */
export async function listening(server) {
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
