// npm run bench: every suite of tests/bench, side by side with its peers. Prints a table and writes
// build/bench.json as { suite: { case: { ours, peers, ratio } } }, times in milliseconds. Suites can be
// named, and --rounds=N sets how often each is repeated: npm run bench -- reactive --rounds=5
//
// Each suite has limits; where one is not met it says so and fails in the end, but not with --no-limits.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { meanRatio } from "../../tests/bench/numbers.mjs";
import { runMain } from "../../wasm/toolchain/setup.mjs";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { say, SetupError } from "../../wasm/toolchain/setup/shell.mjs";
import { judge } from "./bench-limits.mjs";
import { buildAll } from "./build.mjs";
import { buildPreset, presetFolder } from "./cmake.mjs";

const suitesFolder = path.join(repository, "tests/bench");
const resultFile = path.join(buildFolder, "bench.json");

const suiteFile = (suite) => path.join(suitesFolder, suite, "suite.mjs");

const allSuites = () => readdirSync(suitesFolder).filter((name) => existsSync(suiteFile(name)));

function printTable(suite, cases) {
  const peers = [...new Set(Object.values(cases).flatMap(({ peers }) => Object.keys(peers)))];
  const time = (ms) => (ms === undefined ? "" : ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3));
  const rows = Object.entries(cases).map(([name, { ours, peers: theirs, ratio }]) => [
    name,
    time(ours),
    ...peers.map((peer) => time(theirs[peer])),
    ratio.toFixed(3),
  ]);
  rows.unshift([suite, "ours ms", ...peers, "ratio"]);
  rows.push(["geometric mean", "", ...peers.map(() => ""), meanRatio(cases).toFixed(3)]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
    process.stdout.write(`${cells.join("  ")}\n`);
  }
}

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: "string", default: "5" }, "no-limits": { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new SetupError("--rounds must be a whole number of at least 1");
  const suites = allSuites();
  const unknown = positionals.filter((name) => !suites.includes(name));
  if (unknown.length > 0) throw new SetupError(`no suite ${unknown.join(", ")}; there are ${suites.join(", ")}`);

  await buildAll();
  await buildPreset("wasm-release", ["coracle_benchmarks"]);

  const missed = [];
  // Suites that are not run this time keep their former results.
  const results = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, "utf8")) : {};
  for (const suite of positionals.length > 0 ? positionals : suites) {
    say(`running ${suite}, ${rounds} rounds`);
    const { run, limits } = await import(pathToFileURL(suiteFile(suite)));
    results[suite] = await run({ build: presetFolder("wasm-release"), rounds });
    printTable(suite, results[suite]);
    const judged = judge(limits(results[suite]));
    process.stdout.write(`${judged.lines.join("\n")}\n\n`);
    if (!judged.isMet) missed.push(suite);
    mkdirSync(buildFolder, { recursive: true });
    writeFileSync(resultFile, `${JSON.stringify(results, null, 1)}\n`);
  }
  if (missed.length > 0) say(`limits are not met: ${missed.join(", ")}`);
  return missed.length > 0 && !values["no-limits"] ? 1 : 0;
});
