// The suite `reactive`: our core, compiled to WebAssembly, against JavaScript's signal libraries.
//
// Each round runs every library once, in a process of its own, in an order that rotates from round to
// round. A case's time is the median over the rounds of its best sample.
import { fork } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { meanAtMost, median } from "../numbers.mjs";

export const limits = meanAtMost(0.3);

const ours = "coracle";
const peers = ["alien-signals", "@preact/signals-core"];
const reference = "alien-signals";
const runner = fileURLToPath(new URL("runner.mjs", import.meta.url));

function measure(library, moduleUrl) {
  return new Promise((resolve, reject) => {
    const child = fork(runner, [library, moduleUrl], { execArgv: ["--expose-gc"] });
    let message;
    child.on("message", (received) => {
      message = received;
      child.disconnect();
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0 && message) resolve(message);
      else reject(new Error(`the benchmark of ${library} ended with code ${code}`));
    });
  });
}

/**
 * @param {{ build: string, rounds: number }} options `build`: the folder with bench/reactive.mjs
 * @returns {Promise<Record<string, { ours: number, peers: Record<string, number>, ratio: number }>>}
 */
export async function run({ build, rounds }) {
  const moduleUrl = pathToFileURL(path.resolve(build, "bench/reactive.mjs")).href;
  const libraries = [ours, ...peers];
  const measured = Object.fromEntries(libraries.map((library) => [library, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < libraries.length; turn++) {
      const library = libraries[(round + turn) % libraries.length];
      measured[library].push(await measure(library, moduleUrl));
    }
  }
  // The original checks nothing in molBench and no sums in sbench; here all must come to the same.
  const results = Object.values(measured).flatMap((list) => list.map(({ molBench, sums }) => JSON.stringify({ molBench, sums })));
  if (new Set(results).size !== 1) throw new Error(`the results differ: ${[...new Set(results)].join(" ")}`);

  const time = (library, name) => median(measured[library].map(({ times }) => times[name]));
  return Object.fromEntries(
    Object.keys(measured[ours][0].times).map((name) => [
      name,
      {
        ours: time(ours, name),
        peers: Object.fromEntries(peers.map((peer) => [peer, time(peer, name)])),
        ratio: time(ours, name) / time(reference, name),
      },
    ]),
  );
}
