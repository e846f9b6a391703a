// npm run fuzz -- --runs 10000000 --seed 1: bytes that nobody would send, for what takes bytes apart. Begins with
// the corpus in tests/fuzz/<name>; what it finds is kept in build/fuzz/<name>, a failing input is named.
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { isEntryPoint, run, say, SetupError } from "../../wasm/toolchain/setup/shell.mjs";
import { buildPreset, presetFolder } from "./cmake.mjs";
import { readNumbers } from "./options.mjs";

const suffix = ".fuzz.cpp";

/** The names of the targets. */
export const fuzzTargets = () =>
  readdirSync(path.join(repository, "tests/fuzz"))
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));

/** Runs a target; gives how often it did, having found nothing. Throws with what libFuzzer says of what it found. */
export async function fuzz(name, runs, seed) {
  await buildPreset("native-asan", [`coracle_fuzz_${name}`]);
  const found = path.join(buildFolder, "fuzz", name);
  mkdirSync(found, { recursive: true });
  const options = [`-runs=${runs}`, `-seed=${seed}`, "-max_len=512", `-artifact_prefix=${found}/`, "-print_final_stats=1"];
  const program = path.join(presetFolder("native-asan"), `coracle_fuzz_${name}`);
  const { code, output } = await run(program, [...options, found, path.join(repository, "tests/fuzz", name)], { check: false });
  const executed = Number(/number_of_executed_units: (\d+)/.exec(output)?.[1] ?? 0);
  if (code !== 0 || executed < runs) throw new SetupError(`${name}: ${output.slice(-4000)}`);
  return executed;
}

if (isEntryPoint(import.meta.url)) {
  await runMain(async () => {
    // What libFuzzer takes; a seed of 0 would be one of its own.
    const { runs, seed } = readNumbers({
      runs: { usual: 1_000_000, least: 1, most: 2 ** 31 - 1 },
      seed: { usual: 1, least: 1, most: 2 ** 32 - 1 },
    });
    await setUp();
    for (const name of fuzzTargets()) say(`${name}: ${await fuzz(name, runs, seed)} runs, no fault`);
  });
}
