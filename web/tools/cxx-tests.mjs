// The Catch2 tests of one preset, counted by test case.
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { run, say } from "../../wasm/toolchain/setup/shell.mjs";
import { buildPreset } from "./cmake.mjs";

const colors = /\x1b\[[0-9;]*m/g;

/** The cases of one program, from what Catch2 printed and whether CTest was content. */
export function countCases(output, succeeded) {
  const all = /All tests passed \(.* in (\d+) test cases?\)/.exec(output);
  if (all && succeeded) return { passed: Number(all[1]), failed: 0 };
  const some = /^test cases: *\d+(?: *\| *(\d+) passed)?(?: *\| *(\d+) failed)?/m.exec(output);
  // A program that died, or was content with no test at all, counts as one failure.
  return { passed: Number(some?.[1] ?? 0), failed: Math.max(Number(some?.[2] ?? 0), succeeded && some ? 0 : 1) };
}

/** Splits CTest's verbose output into `{ name, succeeded, output }` per program. */
export function splitPrograms(text) {
  const outputs = new Map();
  const programs = [];
  for (const line of text.replaceAll(colors, "").split("\n")) {
    const printed = /^(\d+): ?(.*)$/.exec(line);
    if (printed) outputs.set(printed[1], `${outputs.get(printed[1]) ?? ""}${printed[2]}\n`);
    const ended = /^ *\d+\/\d+ Test +#(\d+): (\S+) \.* *(.*?) +[\d.]+ sec/.exec(line);
    if (ended) programs.push({ number: ended[1], name: ended[2], succeeded: /^Passed/.test(ended[3]) });
  }
  return programs.map(({ number, ...program }) => ({ ...program, output: outputs.get(number) ?? "" }));
}

/** Builds and runs the tests of a preset; gives `{ passed, failed }`. */
export async function runCxxTests(preset) {
  await buildPreset(preset, ["coracle_tests"]);
  const arguments_ = ["--preset", preset, "--verbose", "--parallel", String(os.availableParallelism())];
  const result = await run("ctest", arguments_, { cwd: repository, check: false });
  const folder = path.join(buildFolder, "test");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${preset}.log`), result.output);

  const total = { passed: 0, failed: 0 };
  for (const { name, succeeded, output } of splitPrograms(result.output)) {
    const { passed, failed } = countCases(output, succeeded);
    total.passed += passed;
    total.failed += failed;
    say(`${preset} ${name}: ${passed} passed, ${failed} failed`);
    if (failed > 0) process.stdout.write(`${output.trimEnd()}\n`);
  }
  if (total.passed + total.failed === 0 || (result.code !== 0 && total.failed === 0)) {
    process.stdout.write(`${result.output.trimEnd()}\n`);
    total.failed += 1;
  }
  return total;
}
