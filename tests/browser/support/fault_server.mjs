// A server in front of the real one that answers wrongly where a test says so. Status, headers and bytes of
// everything else are the real server's, so the policy under test is always the published one.

import { createServer, request as ask } from "node:http";
import { once } from "node:events";

/** Starts one. `base` is the folder of the host under which the site stands. */
export async function serveWithFaults(origin, base = "/") {
  let faults = [];
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    if (!path.startsWith(base)) return response.writeHead(404).end();
    const file = path.slice(base.length);
    asked.push(file);
    const fault = faults.find(({ place }) => (typeof place === "string" ? place === file : place.test(file)));
    const pass = (change, from = origin) => forward(from, file, request, response, change);
    const answered = fault ? fault.answer({ request, response, pass }) : pass();
    Promise.resolve(answered).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const shut = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}${base}`,
    /** Paths that were asked for, inside the site. */
    asked,
    /** Answers a path (or every path of a pattern) with a fault from `answers`. */
    break(place, answer) {
      faults.unshift({ place, answer });
    },
    /** Everything works again. */
    mend() {
      faults = [];
    },
    /** From now on another real server stands behind this address, as when a new version is published. */
    publish(other) {
      origin = other;
    },
    /** Nobody answers any more: connections are refused, for pages and workers alike. */
    shut,
    /** The same address answers again. */
    async reopen() {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    close: shut,
  };
}

/** Fetches from the real server. With `change`, the plain bytes are changed on the way: `change(bytes, headers)`. */
function forward(origin, file, request, response, change) {
  const headers = { ...request.headers, host: new URL(origin).host };
  // A change needs plain bytes, and all of them.
  if (change) for (const name of ["accept-encoding", "if-none-match", "if-modified-since"]) delete headers[name];
  return new Promise((resolve, reject) => {
    const upstream = ask(new URL(file, origin), { method: request.method, headers }, async (answer) => {
      try {
        if (change) {
          const chunks = [];
          for await (const chunk of answer) chunks.push(chunk);
          const kept = { ...answer.headers };
          delete kept["content-length"];
          const bytes = change(Buffer.concat(chunks), kept, answer.statusCode);
          if (bytes) response.writeHead(answer.statusCode, kept).end(bytes);
        } else {
          response.writeHead(answer.statusCode, answer.headers);
          answer.pipe(response);
        }
        resolve();
      } catch (error) {
        reject(error);
      }
    });
    upstream.on("error", reject);
    upstream.end();
  });
}

/** Ways to answer wrongly. */
export const answers = {
  /** An error page with this status. */
  status: (code) => ({ response }) => response.writeHead(code, { "content-type": "text/plain" }).end(`error ${code}`),
  /** A web page with status 200, as captive portals and hosts of single-page apps send. */
  page: ({ response }) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Connexion</title><p>Identifiez-vous.</p>"),
  /** This text with status 200. */
  text: (text, type = "application/json") => ({ response }) => response.writeHead(200, { "content-type": type }).end(text),
  /** The right file, its text changed. */
  edited: (edit) => ({ pass }) => pass((bytes) => Buffer.from(edit(bytes.toString()))),
  /** The right file with one bit of its middle changed. */
  altered: ({ pass }) =>
    pass((bytes) => {
      bytes[bytes.length >> 1] ^= 1;
      return bytes;
    }),
  /** The first half of the right file. */
  truncated: ({ pass }) => pass((bytes) => bytes.subarray(0, bytes.length >> 1)),
  /** No answer, ever: the connection stays open and silent. */
  silent: () => new Promise(() => {}),
  /** No answer: the connection is closed. */
  refused: ({ response }) => response.destroy(),
  /** The right file, which the browser may not keep in its own cache. */
  unkept: ({ pass }) =>
    pass((bytes, headers) => {
      headers["cache-control"] = "no-store";
      return bytes;
    }),
  /** The right file, once `promise` is settled. */
  after: (promise) => async ({ pass }) => {
    await promise;
    return pass();
  },
  /** The right file, but one byte, or `size` of them, after the other. */
  dripping: (everyMs, size = 1) => ({ response, pass }) =>
    pass((bytes, headers, status) => {
      response.writeHead(status, headers);
      let at = 0;
      const drip = setInterval(() => {
        response.write(bytes.subarray(at, (at += size)));
        if (at >= bytes.length) response.end();
      }, everyMs);
      response.on("close", () => clearInterval(drip));
    }),
  /** The right file with another type. */
  ofType: (type) => ({ pass }) =>
    pass((bytes, headers) => {
      headers["content-type"] = type;
      return bytes;
    }),
  /** The file that another server has at this path. */
  from: (origin) => ({ pass }) => pass(undefined, origin),
  /** The right file; `change` may change its text and its headers. */
  changed: (change) => ({ pass }) => pass((bytes, headers) => Buffer.from(change(bytes.toString(), headers))),
};

/** A promise that a test settles itself. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { opened, open };
}
