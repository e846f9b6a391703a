// In a fresh clone there are no npm packages until set-up has fetched them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";

const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));
const entries = Object.entries(scripts).map(([name, command]) => [name, /^node (\S+\.mjs)$/.exec(command)?.[1]]);

/** What a file imports, and what it exports from others, before anything in it runs. */
const imports = (file) =>
  [...readFileSync(file, "utf8").matchAll(/^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"([^"]+)"/gm)].map(([, name]) => name);

/** The imports that are neither files nor Node's own, each with the file that has it. */
function packagesOf(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  return imports(file).flatMap((name) => {
    if (name.startsWith(".")) return packagesOf(path.resolve(path.dirname(file), name), seen);
    return name.startsWith("node:") ? [] : [`${name} in ${path.relative(repository, file)}`];
  });
}

test("what is imported is found", () => {
  const files = new Set();
  packagesOf(path.join(repository, "web/tools/bench.mjs"), files);
  assert.ok(files.has(path.join(repository, "wasm/toolchain/setup/shell.mjs")), [...files].join());
  assert.ok(packagesOf(path.join(repository, "eslint.config.js")).some((found) => found.startsWith("typescript-eslint ")));
});

for (const [name, script] of entries) {
  test(`npm run ${name} starts without npm packages`, () => {
    assert.ok(script, `package.json: ${name} is no script of Node`);
    assert.deepEqual(packagesOf(path.join(repository, script)), []);
  });
}
