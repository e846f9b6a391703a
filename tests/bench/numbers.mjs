// What the suites make of their times.

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const geometricMean = (numbers) =>
  Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);

/** Of a suite's results. */
export const meanRatio = (cases) => geometricMean(Object.values(cases).map(({ ratio }) => ratio));

/** A suite's limits where the ratio of each case counts, but for those named. */
export const eachAtMost =
  (most, ...without) =>
  (cases) =>
    Object.entries(cases)
      .filter(([name]) => !without.includes(name))
      .map(([name, { ratio }]) => ({ what: name, value: ratio, most }));

/** A suite's limits where all that counts is the mean of its ratios. */
export const meanAtMost = (most) => (cases) => [{ what: "geometric mean", value: meanRatio(cases), most }];
