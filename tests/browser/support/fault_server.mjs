// A server in front of the real one that answers wrongly where a test says so. Status, headers and bytes of
// everything else are the real server's, so the policy under test is always the published one.

import { createServer, request as ask } from "node:http";
import { once } from "node:events";

import { portOf } from "./forward.mjs";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */
/** @typedef {import("node:http").IncomingHttpHeaders} Headers */
/**
 * Changes the plain bytes on the way, and may change the headers; without bytes it has answered itself.
 * @typedef {(bytes: Buffer, headers: Headers, status: number) => Buffer | void} Change
 */
/** @typedef {(change?: Change, from?: string) => Promise<void>} Pass */
/** @typedef {(asked: { request: Request, response: Response, pass: Pass }) => unknown} Answer */

/**
 * Starts one. `base` is the folder of the host under which the site stands.
 * @param {string} origin
 */
export async function serveWithFaults(origin, base = "/") {
  /** @type {{ place: string | RegExp, answer: Answer }[]} */
  let faults = [];
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://host").pathname;
    if (!path.startsWith(base)) return response.writeHead(404).end();
    const file = path.slice(base.length);
    asked.push(file);
    const fault = faults.find(({ place }) => (typeof place === "string" ? place === file : place.test(file)));
    /** @type {Pass} */
    const pass = (change, from = origin) => forward(from, file, request, response, change);
    const answered = fault ? fault.answer({ request, response, pass }) : pass();
    Promise.resolve(answered).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
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
    /**
     * Answers a path (or every path of a pattern) with a fault from `answers`.
     * @param {string | RegExp} place
     * @param {Answer} answer
     */
    break(place, answer) {
      faults.unshift({ place, answer });
    },
    /** Everything works again. */
    mend() {
      faults = [];
    },
    /**
     * From now on another real server stands behind this address, as when a new version is published.
     * @param {string} other
     */
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

/**
 * Fetches from the real server. With `change`, the plain bytes are changed on the way: `change(bytes, headers)`.
 * @param {string} origin
 * @param {string} file
 * @param {Request} request
 * @param {Response} response
 * @param {Change} [change]
 */
function forward(origin, file, request, response, change) {
  /** @type {Headers} */
  const headers = { ...request.headers, host: new URL(origin).host };
  // A change needs plain bytes, and all of them.
  if (change) for (const name of ["accept-encoding", "if-none-match", "if-modified-since"]) delete headers[name];
  /** @type {Promise<void>} */
  const answered = new Promise((resolve, reject) => {
    const upstream = ask(new URL(file, origin), { method: request.method, headers }, async (answer) => {
      const { statusCode: status = 500 } = answer;
      try {
        if (change) {
          const chunks = [];
          for await (const chunk of answer) chunks.push(chunk);
          const kept = { ...answer.headers };
          delete kept["content-length"];
          const bytes = change(Buffer.concat(chunks), kept, status);
          if (bytes) response.writeHead(status, kept).end(bytes);
        } else {
          response.writeHead(status, answer.headers);
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
  return answered;
}

/** Ways to answer wrongly. */
export const answers = {
  /**
   * An error page with this status.
   * @type {(code: number) => Answer}
   */
  status: (code) => ({ response }) => response.writeHead(code, { "content-type": "text/plain" }).end(`error ${code}`),
  /**
   * A web page with status 200, as captive portals and hosts of single-page apps send.
   * @type {Answer}
   */
  page: ({ response }) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Connexion</title><p>Identifiez-vous.</p>"),
  /**
   * This text with status 200.
   * @type {(text: string | Buffer, type?: string) => Answer}
   */
  text: (text, type = "application/json") => ({ response }) => response.writeHead(200, { "content-type": type }).end(text),
  /**
   * The right file, its text changed.
   * @type {(edit: (text: string) => string) => Answer}
   */
  edited: (edit) => ({ pass }) => pass((bytes) => Buffer.from(edit(bytes.toString()))),
  /**
   * The right file with one bit of its middle changed.
   * @type {Answer}
   */
  altered: ({ pass }) =>
    pass((bytes) => {
      bytes[bytes.length >> 1] ^= 1;
      return bytes;
    }),
  /**
   * The first half of the right file.
   * @type {Answer}
   */
  truncated: ({ pass }) => pass((bytes) => bytes.subarray(0, bytes.length >> 1)),
  /**
   * No answer, ever: the connection stays open and silent.
   * @type {Answer}
   */
  silent: () => new Promise(() => {}),
  /**
   * No answer: the connection is closed.
   * @type {Answer}
   */
  refused: ({ response }) => response.destroy(),
  /**
   * The right file, which the browser may not keep in its own cache.
   * @type {Answer}
   */
  unkept: ({ pass }) =>
    pass((bytes, headers) => {
      headers["cache-control"] = "no-store";
      return bytes;
    }),
  /**
   * The right file, once `promise` is settled.
   * @type {(promise: Promise<unknown>) => Answer}
   */
  after: (promise) => async ({ pass }) => {
    await promise;
    return pass();
  },
  /**
   * The right file, but one byte, or `size` of them, after the other.
   * @type {(everyMs: number, size?: number) => Answer}
   */
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
  /**
   * The right file with another type.
   * @type {(type: string) => Answer}
   */
  ofType: (type) => ({ pass }) =>
    pass((bytes, headers) => {
      headers["content-type"] = type;
      return bytes;
    }),
  /**
   * The file that another server has at this path.
   * @type {(origin: string) => Answer}
   */
  from: (origin) => ({ pass }) => pass(undefined, origin),
  /**
   * The right file; `change` may change its text and its headers.
   * @type {(change: (text: string, headers: Headers) => string) => Answer}
   */
  changed: (change) => ({ pass }) => pass((bytes, headers) => Buffer.from(change(bytes.toString(), headers))),
};

/** A promise that a test settles itself. */
export function gate() {
  /** @type {() => void} */
  let open = () => {};
  /** @type {Promise<void>} */
  const opened = new Promise((resolve) => (open = resolve));
  return { opened, open };
}
