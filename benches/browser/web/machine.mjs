// How busy the machine is, and how fast it is just now.

import { loadavg } from "node:os";

/** Above this load of the last minute other programs take part in every time that is measured. */
export const BUSY = 1;

/** The load of the last minute. */
export const load = () => loadavg()[0] ?? 0;

/** Milliseconds of a fixed piece of work in the page: what stands beside times of another machine or another hour. */
export function calibrate() {
  const began = performance.now();
  let hash = 0x811c9dc5;
  for (let at = 0; at < 20_000_000; at += 1) hash = Math.imul(hash ^ (at & 0xff), 0x01000193);
  return hash === 0 ? NaN : performance.now() - began;
}
