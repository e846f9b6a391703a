// The tests that run in Node (and drive a browser from there): tests/<suite>/**/*.test.mjs.
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { run, say } from "../../wasm/toolchain/setup/shell.mjs";

// Suites that assert times: nothing else may run beside one of their files.
const timed = ["responsiveness"];

export function testFiles(suite) {
  const folder = path.join(repository, "tests", suite);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".test.mjs"));
  return names.sort().map((name) => path.join("tests", suite, name));
}

/** The numbers at the end of a TAP report. */
export function countTap(tap) {
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(tap)?.[1] ?? 0);
  return { passed: count("pass"), failed: count("fail") + count("cancelled") };
}

/** Runs the suite, as many files at a time as there are processors; gives `{ passed, failed }`. */
export async function runNodeTests(suite, environment) {
  const files = testFiles(suite);
  if (files.length === 0) {
    say(`${suite}: there is no test in tests/${suite}`);
    return { passed: 0, failed: 1 };
  }
  const folder = path.join(buildFolder, "test");
  mkdirSync(folder, { recursive: true });
  const report = path.join(folder, `${suite}.tap`);
  const options = [
    "--test",
    `--test-concurrency=${timed.includes(suite) ? 1 : os.availableParallelism()}`,
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=tap",
    `--test-reporter-destination=${report}`,
  ];
  const env = { CORACLE_CHROMIUM: environment.chromium.path, NODE_TEST_CONTEXT: undefined };
  const result = await run(process.execPath, [...options, ...files], { cwd: repository, env, inherit: true, check: false });
  const total = existsSync(report) ? countTap(readFileSync(report, "utf8")) : { passed: 0, failed: 0 };
  if (total.passed + total.failed === 0 || (result.code !== 0 && total.failed === 0)) total.failed += 1;
  return total;
}
