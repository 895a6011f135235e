// What is seen from inside a page: paints, tasks, shifts, and from when on its results can be read.
//
// `observe` runs in the page before everything else, so it uses nothing from outside itself.

/**
 * @typedef {object} Sight what to look for on a page, as selectors
 * @property {string | null} start event of the document that says the app has started
 * @property {string} box
 * @property {string} list inside it are results
 * @property {string} result
 * @property {string} title
 * @property {string | null} summary no selector where a title never comes without what belongs to it
 *
 * @typedef {object} Seen times in milliseconds since the page was asked for
 * @property {number | null} paint
 * @property {number | null} largest
 * @property {number | null} start
 * @property {Record<number, number>} results when so many could be read
 * @property {number | null} typed when the first key went down
 * @property {number[]} keys from each key until the first change of the results was painted
 * @property {{ at: number, duration: number }[]} tasks of more than 50 ms
 * @property {number} shift cumulative layout shift
 */

/** How many readable results are waited for. */
export const COUNTS = [1, 5, 30];

/**
 * Starts watching; what was seen is in `globalThis.seen`.
 * @param {{ sight: Sight, counts: number[] }} what
 */
export function observe({ sight, counts }) {
  /** @type {Seen} */
  const seen = { paint: null, largest: null, start: null, results: {}, typed: null, keys: [], tasks: [], shift: 0 };
  Object.assign(globalThis, { seen });

  /** @param {string} type @param {(entry: any) => void} take */
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") seen.paint = startTime;
  });
  watch("largest-contentful-paint", ({ startTime }) => {
    seen.largest = startTime;
  });
  watch("longtask", ({ startTime, duration }) => seen.tasks.push({ at: startTime, duration }));
  watch("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  if (sight.start) {
    document.addEventListener(sight.start, () => {
      seen.start = performance.now();
    });
  }

  /** Calls back once the frame that is being made has been painted. @param {() => void} call */
  const painted = (call) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = call;
      port2.postMessage(null);
    });
  };
  const hasText = (/** @type {Element} */ result, /** @type {string} */ part) => Boolean(result.querySelector(part)?.textContent?.trim());
  /** How many results have a title and a text. */
  const readable = () =>
    [...document.querySelectorAll(`${sight.list} ${sight.result}`)].filter((result) => hasText(result, sight.title) && (sight.summary === null || hasText(result, sight.summary))).length;

  /** @type {number | null} */
  let key = null;
  let isAwaited = false;
  const changed = () => {
    const found = readable();
    const reached = counts.filter((count) => found >= count && !(count in seen.results));
    const asked = key;
    if (!reached.length && asked === null) return;
    key = null;
    painted(() => {
      const now = performance.now();
      for (const count of reached) seen.results[count] ??= now;
      if (asked !== null) seen.keys.push(now - asked);
    });
  };
  /** A change inside the results or their count, or one that brings the results. @param {MutationRecord} change */
  const isOfResults = ({ target, addedNodes }) =>
    Boolean((target instanceof Element ? target : target.parentElement)?.closest(`${sight.list}, #results`)) ||
    [...addedNodes].some((node) => node instanceof Element && (node.matches(sight.list) || node.querySelector(sight.list)));
  new MutationObserver((changes) => {
    if (isAwaited || !changes.some(isOfResults)) return;
    isAwaited = true;
    // All changes of a task are one.
    queueMicrotask(() => {
      isAwaited = false;
      changed();
    });
  }).observe(document, { childList: true, characterData: true, subtree: true });
  addEventListener("keydown", (event) => {
    seen.typed ??= event.timeStamp;
    key = event.timeStamp;
  }, true);
}
