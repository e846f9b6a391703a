// The suite `coroutine`: our coroutines, compiled to WebAssembly, against JavaScript's own, turn by
// turn in one process. Times are milliseconds for a million operations, so nanoseconds for one. A
// case's time is the median over the rounds of its best sample.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { eachAtMost, median } from "../numbers.mjs";
import * as javascript from "./javascript.mjs";

// Where the compiler cannot see a generator's body, a step is a call through a table, which alone takes as long.
export const limits = eachAtMost(0.2, "generator step, opaque");

// Short samples, and many, so that the best of them was not interrupted.
const operations = 40_000;
const samples = 25;

/**
 * Our function and its JavaScript twin. Where the compiler sees the body of a coroutine it may do without
 * a frame: "visible" and "opaque" say what it sees where that is not the plain case.
 */
const cases = {
  "nested await": ["nested_await", javascript.nestedAwait],
  "nested await, visible": ["nested_await_visible", javascript.nestedAwait],
  "ready-queue switch": ["ready_switch", javascript.readySwitch],
  "generator step": ["generator_step", javascript.generatorStep],
  "generator step, opaque": ["generator_step_opaque", javascript.generatorStep],
  "async generator step": ["async_generator_step", javascript.asyncGeneratorStep],
};

async function measure(f) {
  const start = performance.now();
  const result = await f(operations);
  return { result, time: ((performance.now() - start) * 1e6) / operations };
}

/**
 * @param {{ build: string, rounds: number }} options `build`: the folder with bench/coroutine.mjs
 * @returns {Promise<Record<string, { ours: number, peers: Record<string, number>, ratio: number }>>}
 */
export async function run({ build, rounds }) {
  const url = pathToFileURL(path.resolve(build, "bench/coroutine.mjs")).href;
  const module = await (await import(url)).default();
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, { ours: [], theirs: [] }]));

  // The round before the first is for warming up.
  for (let round = -1; round < rounds; round++) {
    for (const [name, [ours, theirs]] of Object.entries(cases)) {
      const best = { ours: Infinity, theirs: Infinity };
      for (let sample = 0; sample < samples; sample++) {
        const mine = await measure(module[`_${ours}`]);
        const peer = await measure(theirs);
        if (mine.result !== peer.result) throw new Error(`${name}: ${mine.result} is not ${peer.result}`);
        best.ours = Math.min(best.ours, mine.time);
        best.theirs = Math.min(best.theirs, peer.time);
      }
      if (round < 0) continue;
      times[name].ours.push(best.ours);
      times[name].theirs.push(best.theirs);
    }
  }

  return Object.fromEntries(
    Object.entries(times).map(([name, { ours, theirs }]) => {
      const mine = median(ours);
      const peer = median(theirs);
      return [name, { ours: mine, peers: { javascript: peer }, ratio: mine / peer }];
    }),
  );
}
