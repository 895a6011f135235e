// What must never happen on a page in any test: errors in the console, exceptions, dialogs, breaches of
// the policy, requests to anyone else.

/**
 * The browser's remark about a file that was loaded ahead and not yet used some seconds later: it speaks of the speed of
 * the computer. That such files are used is a test of its own.
 */
const LATE = /^console warning: .* was preloaded using link preload but not used within a few seconds/u;

/**
 * Watches every page of a context; `unexpected` fills with what `allow` does not name.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} origin
 * @param {RegExp[]} allow
 */
export async function watch(context, origin, allow) {
  /** @type {string[]} */
  const unexpected = [];
  /** @type {(kind: string, text: string) => void} */
  const note = (kind, text) => {
    const line = `${kind}: ${text}`;
    if (!LATE.test(line) && !allow.some((pattern) => pattern.test(line))) unexpected.push(line);
  };
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) {
      note(`console ${message.type()}`, `${message.text()} (${message.location().url})`);
    }
  });
  context.on("serviceworker", (worker) => {
    worker.on("console", (message) => {
      if (["error", "warning", "assert"].includes(message.type())) {
        note(`worker console ${message.type()}`, `${message.text()} (${message.location().url})`);
      }
    });
  });
  context.on("weberror", (error) => note("exception", String(error.error())));
  context.on("dialog", (dialog) => {
    note("dialog", dialog.message());
    dialog.dismiss().catch(() => {});
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isLocal = ["data:", "blob:"].includes(url.protocol);
    if (!isLocal && url.origin !== origin) note("foreign request", request.url());
  });
  await context.exposeBinding("reportBreach", (_, text) => note("breach of the policy", text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportBreach(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return unexpected;
}

/** What a browser says by itself about answers that a test wants. */
export const expected = {
  /** An article's own address is answered by 404.html with status 404; that page tries its start script at every depth. */
  missingPage: /^console error: Failed to load resource: .* 404 .*\/(papers|produits|formation|nulle-part)\/([^.]*|boot\.js)\)$/,
  /** At another depth than an article's the page for unknown addresses asks for style, theme and app where they are not. */
  otherDepth: /^console error: (Refused to (execute script|apply style) from|Failed to load resource: .* 404 .*\/(papers|nulle-part)\/.*\.(js|wasm|css|svg)\)$)/,
  /** The page asks for news wherever it is, also where nobody answers. */
  news: /^console error: Failed to load resource: .*\/bundle\/articles\.json\)$/,
  /** Any failed load. */
  failedLoad: /^console error: Failed to load resource/,
  /** A file whose digest differs. */
  integrity: /^console error: (Failed to find a valid digest|Failed to load module script|.*integrity)/i,
  /** The start script repeats why it gave up. */
  start: /^console error: (network|altered|missing|portal|server|refused|unsupported|failed|CompileError|TypeError)/,
  /** Without `worker` the suite blocks service workers, and the browser says so. */
  noWorker: /^console warning: Service Worker registration blocked by Playwright/,
  /** A worker whose files did not come is not installed, and the browser says why. */
  install: /^(worker )?console error: (Uncaught \(in promise\)|Failed to load resource|Failed to find a valid digest|.*ServiceWorker|Failed to update|Fetch API cannot load .* integrity)/,
  /** A preloaded file that is not used, because it was refused. */
  preload: /^console warning: .*(integrity|preload)/i,
};
