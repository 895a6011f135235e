// Numbers out of repeated measurements.

export function median(/** @type {number[]} */ values) {
  return quantile(values, 0.5);
}

/** The smallest value that at least this share of the values does not exceed; `NaN` of nothing. */
export function quantile(/** @type {number[]} */ values, /** @type {number} */ share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** For each query the median of its times over the rounds: what other programs did meanwhile is left out. */
export function medianOfEach(/** @type {number[][]} */ rounds) {
  const shortest = Math.min(...rounds.map((times) => times.length));
  return Array.from({ length: shortest }, (_, at) => median(rounds.map((times) => times[at])));
}
