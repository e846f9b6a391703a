// The tests that run in Node (and drive a browser from there): tests/<suite>/**/*.test.mjs.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { run, say } from "../../wasm/toolchain/setup/shell.mjs";

// Suites that assert times: nothing else may run beside one of their files.
const alone = ["responsiveness"];

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

const reportOf = (file) => path.join(buildFolder, "test", `${file}.tap`);

/** How long a file took when it ran last; else, after those that are known, by how long it is. */
function expectedLength(file) {
  const report = existsSync(reportOf(file)) ? readFileSync(reportOf(file), "utf8") : "";
  const [, milliseconds] = /^# duration_ms ([\d.]+)$/m.exec(report) ?? [];
  return milliseconds ? Number(milliseconds) : statSync(path.join(repository, file)).size / 1e6;
}

/** Runs one file; what it prints is shown when it is over. Gives its TAP report and whether it was content. */
async function runFile(file) {
  const report = reportOf(file);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  // Not with --test, which would have another process run it.
  const options = [
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=tap",
    `--test-reporter-destination=${report}`,
  ];
  const env = { NODE_TEST_CONTEXT: undefined };
  const { code, output } = await run(process.execPath, [...options, file], { cwd: repository, env, check: false });
  process.stdout.write(`${file}\n${output.replace(/^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) .*\n/gm, "").trimEnd()}\n`);
  return { tap: existsSync(report) ? readFileSync(report, "utf8") : "", code };
}

/** What the reports of a suite's files add up to. */
function total(suite, results) {
  writeFileSync(path.join(buildFolder, "test", `${suite}.tap`), results.map(({ tap }) => tap).join("\n"));
  if (results.length === 0) {
    say(`${suite}: there is no test in tests/${suite}`);
    return { passed: 0, failed: 1 };
  }
  const sum = { passed: 0, failed: 0, seconds: 0 };
  for (const { tap, code, seconds } of results) {
    const { passed, failed } = countTap(tap);
    sum.passed += passed;
    // One that died, or has no test, counts as one failure.
    sum.failed += failed || Number(code !== 0 || passed === 0);
    sum.seconds += seconds;
  }
  return sum;
}

/**
 * Runs the suites, the longest of their files first, one more at a time than there are processors, since they wait
 * a good deal; gives `{ passed, failed, seconds }` for each.
 */
export async function runNodeTests(suites) {
  const waiting = suites.flatMap((suite) => testFiles(suite).map((file) => ({ suite, file })));
  const length = new Map(waiting.map(({ file }) => [file, expectedLength(file)]));
  waiting.sort((a, b) => length.get(b.file) - length.get(a.file));
  const results = new Map(suites.map((suite) => [suite, []]));
  mkdirSync(path.join(buildFolder, "test"), { recursive: true });

  const runAll = async (files, atOnce) => {
    const work = async () => {
      for (let next = files.shift(); next; next = files.shift()) {
        const started = performance.now();
        const result = await runFile(next.file);
        results.get(next.suite).push({ ...result, seconds: (performance.now() - started) / 1000 });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };
  await runAll(waiting.filter(({ suite }) => !alone.includes(suite)), os.availableParallelism() + 1);
  await runAll(waiting.filter(({ suite }) => alone.includes(suite)), 1);
  return new Map([...results].map(([suite, list]) => [suite, total(suite, list)]));
}
