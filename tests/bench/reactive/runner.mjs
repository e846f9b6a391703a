// One library, one round: runs every case in a process of its own and sends the times.
//
//     node --expose-gc runner.mjs <library> <url of the compiled module>
import { javascriptCases } from "./cases.mjs";
import * as definitions from "./definitions.mjs";
import { frameworks } from "./frameworks.mjs";
import { wasmCases } from "./wasm-cases.mjs";

const { samples } = definitions;
const now = () => performance.now();
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

const collect = () => globalThis.gc?.();

function demand(right, what, got) {
  if (!right) throw new Error(`${library}: ${what} came to ${JSON.stringify(got)}`);
}

function runSbench({ sbench, tally }) {
  const times = {};
  for (const [name, parts] of Object.entries(definitions.sbench)) {
    times[name] = 0;
    for (const part of parts) {
      const n = part.n ?? 1;
      const updates = part.updates ?? 0;
      collect();
      for (let i = 0; i < 3; i++) sbench.sample(part, part.effects ? 1 : n / 100, updates / 100, now);
      let best = Infinity;
      for (let i = 0; i < samples.sbench; i++) {
        collect();
        best = Math.min(best, sbench.sample(part, n, updates, now));
        // The first update writes the value that the first source has: no change.
        const effects = part.effects ?? n;
        const runs = part.part === "signals" ? 0 : effects + effects * Math.max(updates - 1, 0);
        demand(tally().runs === runs, part.part, tally());
        sums[part.part] ??= tally().sum;
        demand(tally().sum === sums[part.part], part.part, tally());
      }
      times[name] += best;
    }
  }
  return times;
}

async function runKairo({ kairo, tally }) {
  for (const name of definitions.kairo) {
    kairo.build(name);
    for (let i = 0; i < 3; i++) kairo.iterate();
    await turn();
    kairo.end();
  }
  const times = {};
  for (const name of definitions.kairo) {
    kairo.build(name);
    for (let i = 0; i < 3; i++) kairo.iterate();
    times[name] = Infinity;
    for (let sample = 0; sample < samples.kairo; sample++) {
      await turn();
      const start = now();
      for (let i = 0; i < definitions.kairoIterations; i++) kairo.iterate();
      times[name] = Math.min(times[name], now() - start);
    }
    demand(tally().wrong === 0, name, tally());
    if (name === "molBench") molBench = { runs: tally().runs, sum: tally().sum };
    kairo.end();
    collect();
  }
  return times;
}

async function runCellx({ cellx, tally }) {
  const window = async (layers) => {
    await turn();
    cellx.build(layers);
    const start = now();
    cellx.window();
    const time = now() - start;
    demand(tally().wrong === 0, `cellx${layers}`, tally());
    cellx.end();
    collect();
    return time;
  };
  await window(1000);
  const times = {};
  for (const layers of definitions.cellx) {
    times[`cellx${layers}`] = 0;
    for (let i = 0; i < 10; i++) times[`cellx${layers}`] += await window(layers);
  }
  return times;
}

async function runDynamic({ dynamic, tally }) {
  const times = {};
  for (const config of definitions.dynamic) {
    dynamic.build(config);
    for (let i = 0; i < samples.dynamicWarmUps; i++) dynamic.run(config.iterations);
    times[config.name] = Infinity;
    for (let i = 0; i < samples.dynamic; i++) {
      await turn();
      const start = now();
      dynamic.run(config.iterations);
      times[config.name] = Math.min(times[config.name], now() - start);
      const { sum, runs } = tally();
      demand(sum === config.sum && runs === config.runs, config.name, { sum, runs });
    }
    dynamic.end();
    collect();
  }
  return times;
}

const [library, moduleUrl] = process.argv.slice(2);
const cases = frameworks[library] ? javascriptCases(frameworks[library]()) : await wasmCases(moduleUrl);
let molBench;
const sums = {};
const times = {
  ...runSbench(cases),
  ...(await runKairo(cases)),
  ...(await runCellx(cases)),
  ...(await runDynamic(cases)),
};
process.send({ times, molBench, sums });
