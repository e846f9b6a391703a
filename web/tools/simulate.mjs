// npm run simulate -- --runs 1000000 --seed 1: random programs under random schedules, natively, on all
// cores. The same seed gives the same programs. A fault is shrunk, and printed with its seed.
import os from "node:os";
import path from "node:path";
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { run, say } from "../../wasm/toolchain/setup/shell.mjs";
import { buildPreset, presetFolder } from "./cmake.mjs";
import { readNumbers } from "./options.mjs";

await runMain(async () => {
  const { runs, seed } = readNumbers({ runs: { usual: 100_000, least: 1 }, seed: { usual: 1, least: 0 } });
  await setUp();
  await buildPreset("native", ["coracle_simulate"]);

  const program = path.join(presetFolder("native"), "coracle_simulate");
  const share = Math.ceil(runs / os.availableParallelism());
  const started = performance.now();
  const parts = [];
  for (let first = 0; first < runs; first += share) {
    const count = Math.min(share, runs - first);
    parts.push(run(program, ["--runs", String(count), "--seed", String(seed + first)], { check: false }));
  }
  const results = await Promise.all(parts);
  for (const { code, output } of results) if (code !== 0) process.stdout.write(output);
  const failed = results.filter(({ code }) => code !== 0).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(failed === 0 ? `${runs} schedules, 0 failed (${seconds} s)` : "a schedule failed; its seed stands above");
  return failed === 0 ? 0 : 1;
});
