// The part that runs in the page: holds one engine and the clock.
//
// Everything measured happens in one task without leaving the page. An engine that answers at once is not made to
// wait for a promise, which would add the queue to its time.

/** Offers `engine` (its `load`, `open`, `search`, `identify`, `linearMemory`) to whoever drives the page. */
export function expose(/** @type {Pick<Engine, "load" | "open" | "search" | "identify" | "linearMemory">} */ engine) {
  /** @type {Bytes | null} */
  let bytes = null;
  /** @type {unknown} */
  let index = null;

  const answer = (/** @type {string} */ text, /** @type {number} */ limit) => engine.search(index, text, limit);

  /** @type {Bench} */
  const offered = {
    /** Fetches code and bytes; what follows needs no network, except for engines that fetch while they search. */
    async prepare() {
      if (!globalThis.crossOriginIsolated) throw new Error("the page is not isolated: its clock would be coarse");
      await engine.load?.();
      const response = await fetch("./index.bin");
      bytes = new Uint8Array(await response.arrayBuffer());
    },

    /** Opens the bytes and asks once: milliseconds until it can be asked, and until the first answer. */
    async start(text, limit) {
      const begun = performance.now();
      const opened = engine.open(/** @type {Bytes} */ (bytes));
      index = opened instanceof Promise ? await opened : opened;
      const ready = performance.now();
      const answered = answer(text, limit);
      if (answered instanceof Promise) await answered;
      const first = performance.now();
      bytes = null;
      return { ready: ready - begun, first: first - begun };
    },

    /** Asks each query once: milliseconds of each, fewer than asked if `budget` milliseconds have passed. */
    async ask(texts, limit, budget) {
      const times = [];
      const deadline = performance.now() + budget;
      for (const text of texts) {
        const begun = performance.now();
        if (begun > deadline) break;
        const answered = answer(text, limit);
        if (answered instanceof Promise) await answered;
        times.push(performance.now() - begun);
      }
      return times;
    },

    /** Numbers of the documents each query finds. */
    async answers(texts, limit) {
      const all = [];
      for (const text of texts) {
        const found = await answer(text, limit);
        all.push(engine.identify ? await engine.identify(found) : [.../** @type {Iterable<number>} */ (found)]);
      }
      return all;
    },

    linearMemory: () => engine.linearMemory?.(index) ?? 0,
  };
  globalThis.bench = offered;
}
