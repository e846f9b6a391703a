// What is measured, for every library alike: the cases of js-reactivity-benchmark (56eb45e) with the
// figures they must come to.

/** How often a case is timed within a round; the best counts. `CORACLE_BENCH_FULL=1` takes the original's. */
export const samples = process.env.CORACLE_BENCH_FULL
  ? { sbench: 10, kairo: 10, dynamic: 5, dynamicWarmUps: 3 }
  : { sbench: 3, kairo: 3, dynamic: 2, dynamicWarmUps: 1 };

const count = 100_000;

/** Parts in the order of sbench.cpp: effects made per part, sources, updates, effects that run at each update. */
export const sbench = {
  createSignals: [{ part: "signals", n: count, sources: count }],
  createComputations: [
    { part: "create0to1", n: count, sources: 0 },
    { part: "create1to1", n: count, sources: count },
    { part: "create2to1", n: count / 2, sources: count },
    { part: "create4to1", n: count / 4, sources: count },
    { part: "create1000to1", n: count / 1000, sources: count },
    { part: "create1to2", n: count, sources: count / 2 },
    { part: "create1to4", n: count, sources: count / 4 },
    { part: "create1to8", n: count, sources: count / 8 },
    { part: "create1to1000", n: count, sources: count / 1000 },
  ],
  updateSignals: [
    { part: "update1to1", updates: count * 4, sources: 1, effects: 1 },
    { part: "update2to1", updates: count * 2, sources: 2, effects: 1 },
    { part: "update4to1", updates: count, sources: 4, effects: 1 },
    { part: "update1000to1", updates: count / 250, sources: 1000, effects: 1 },
    { part: "update1to2", updates: count, sources: 1, effects: 2 },
    { part: "update1to4", updates: count, sources: 1, effects: 4 },
    { part: "update1to1000", updates: count / 10, sources: 1, effects: 1000 },
  ],
};

/** All parts, by the number that sbench.cpp knows them under. */
export const parts = Object.values(sbench).flat();

/** Names in the order of kairo.cpp. */
export const kairo = [
  "avoidablePropagation",
  "broadPropagation",
  "deepPropagation",
  "diamond",
  "mux",
  "repeatedObservers",
  "triangle",
  "unstable",
  "molBench",
];
export const kairoIterations = 500;

export const cellx = [1000, 2500];

export const dynamic = [
  { name: "2-10x5 lazy80%", width: 10, layers: 5, fixed: 1, reads: 2, share: 0.2, iterations: 600_000, sum: 19199968, runs: 3480000 },
  { name: "6-10x10 dyn25% lazy80%", width: 10, layers: 10, fixed: 0.75, reads: 6, share: 0.2, iterations: 15_000, sum: 302310782860, runs: 1155000 },
  { name: "4-1000x12 dyn5%", width: 1000, layers: 12, fixed: 0.95, reads: 4, share: 1, iterations: 7000, sum: 29355933696000, runs: 1463000 },
  { name: "25-1000x5", width: 1000, layers: 5, fixed: 1, reads: 25, share: 1, iterations: 3000, sum: 1171484375000, runs: 732000 },
  { name: "3-5x500", width: 5, layers: 500, fixed: 1, reads: 3, share: 1, iterations: 500, sum: 3.0239642676898464e241, runs: 1246500 },
  { name: "6-100x15 dyn50%", width: 100, layers: 15, fixed: 0.5, reads: 6, share: 1, iterations: 2000, sum: 15664996402790400, runs: 1078000 },
];
