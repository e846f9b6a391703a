// npm test: set-up, build, and every test.
//
//   npm test -- native-asan browser     only these suites
//   npm test -- --behaviour             prints afterwards which tests prove which line of behaviour
import { readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { say, SetupError } from "../../wasm/toolchain/setup/shell.mjs";
import { printBehaviour } from "./behaviour.mjs";
import { buildAll } from "./build.mjs";
import { runCxxTests } from "./cxx-tests.mjs";
import { runNodeTests, testFiles } from "./node-tests.mjs";

const presets = ["native-asan", "native-tsan", "wasm-debug", "wasm-release"];
const expectedNodeSuites = ["tools", "browser", "package"];

/** Every folder of tests/ with a *.test.mjs, and those that must have one. */
function nodeSuites() {
  const folders = readdirSync(path.join(repository, "tests"), { withFileTypes: true });
  const found = folders.filter((entry) => entry.isDirectory() && testFiles(entry.name).length > 0);
  return [...new Set([...expectedNodeSuites, ...found.map(({ name }) => name)])];
}

/** One suite that cannot even be built must not hide the others. */
async function guarded(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return { passed: 0, failed: 1 };
  }
}

await runMain(async () => {
  await setUp();
  const suites = [...presets, ...nodeSuites()];
  const { values: options, positionals: named } = parseArgs({
    allowPositionals: true,
    options: { behaviour: { type: "boolean" } },
  });
  const unknown = named.filter((name) => !suites.includes(name));
  if (unknown.length > 0) throw new SetupError(`no suite ${unknown.join(", ")}; there are ${suites.join(", ")}`);
  const chosen = named.length > 0 ? suites.filter((name) => named.includes(name)) : suites;

  const results = new Map();
  if (chosen.some((name) => !presets.includes(name))) {
    const built = await guarded(async () => (await buildAll(), { passed: 0, failed: 0 }));
    if (built.failed > 0) results.set("build", built);
  }
  for (const suite of chosen.filter((name) => presets.includes(name))) {
    const started = performance.now();
    const result = await guarded(() => runCxxTests(suite));
    results.set(suite, { ...result, seconds: (performance.now() - started) / 1000 });
  }
  const inNode = chosen.filter((name) => !presets.includes(name));
  if (inNode.length > 0) {
    for (const [suite, result] of await runNodeTests(inNode)) results.set(suite, result);
  }

  const total = { passed: 0, failed: 0 };
  process.stdout.write("\n");
  for (const [suite, { passed, failed, seconds = 0 }] of results) {
    say(`${suite}: ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`);
    total.passed += passed;
    total.failed += failed;
  }
  if (options.behaviour) total.failed += printBehaviour();
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
