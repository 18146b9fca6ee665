/** What a series of samples comes to. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** @throws RangeError when there are no samples */
export function summarize(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new RangeError("there are no samples");
  const sorted = samples.toSorted((left, right) => left - right);
  return {
    count: samples.length,
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
  };
}

/** Between two samples in proportion, as most statistics packages do by default. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? 0;
  return below + (above - below) * (position - Math.floor(position));
}
