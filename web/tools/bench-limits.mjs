// What the benchmarks promise: each suite's `limits(results)` are `[{ what, value, most }]`, or `least`.

/** The limits in words, a line each, and whether all are met. */
export function judge(limits) {
  const judged = limits.map(({ what, value, most = Infinity, least = -Infinity }) => {
    const bound = least > -Infinity ? `at least ${least.toFixed(2)}` : `at most ${most.toFixed(2)}`;
    const isMet = value <= most && value >= least;
    return { isMet, line: `limit: ${what} ${bound}, is ${value.toFixed(3)}: ${isMet ? "met" : "NOT MET"}` };
  });
  return { lines: judged.map(({ line }) => line), isMet: judged.every(({ isMet }) => isMet) };
}
